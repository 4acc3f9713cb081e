"""Other computers that exchange with this node: keys, cards and rows as enrolling leaves them."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from akwaba.access.nodes import cards
from akwaba.ledger import keys
from akwaba.ledger.identity import known_as
from akwaba.ledger.models import Device, Peer


@dataclass
class Computer:
    """A computer with keys of its own."""

    id: UUID = field(default_factory=uuid4)
    name: str = "laptop-7"
    key: object = field(default_factory=keys.new_key)
    sealing: object = field(default_factory=keys.new_key)

    def card(self, monkeypatch, **values):
        """The text of its card, signed with its own key."""
        card = cards.Card(
            node=self.id,
            name=self.name,
            public_key=keys.public_bytes(self.key),
            sealing_key=keys.public_bytes(self.sealing),
            **values,
        )
        with monkeypatch.context() as patch:
            patch.setattr(cards, "sign_as_node", lambda content: keys.sign(self.key, content))
            return cards.write_card(card)

    def answer(self, monkeypatch, **values):
        """Its card as a capital that enrolled this node."""
        facts = {"answers": known_as().pk, "posts": ["pogo"], "role": "post", "given": [100]}
        return self.card(monkeypatch, **(facts | values))

    def joined(self, role=Peer.Role.CAPITAL, **values):
        """The row of a node that is known here already."""
        device = Device.objects.create(
            id=self.id,
            name=self.name,
            kind=Device.Kind.NODE,
            public_key=keys.public_bytes(self.key),
        )
        facts = {"posts": ["pogo"], "sealing_key": keys.public_bytes(self.sealing)}
        return Peer.objects.create(device=device, role=role, name=self.name, **(facts | values))
