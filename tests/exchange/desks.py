"""A tablet at a post of the world: enrolled by an entry, it makes entries with its own key."""

from akwaba.access.services import console_officer
from akwaba.ledger import clock, keys, laws, services
from akwaba.ledger.ids import uuid7
from akwaba.ledger.services import Draft, Say


class Tablet:
    def __init__(self, post):
        """Called while its post is switched on."""
        self.id, self.key, self.post = uuid7(), keys.new_key(), post
        facts = {"name": "t", "post": post, "public_key": keys.public_bytes(self.key).hex()}
        say = Say(table="access.desk", id=self.id, values=facts, creates=True)
        draft = Draft("access.desk_enrolled", self.id, post, [say])
        services.append(officer=console_officer().id, drafts=[draft])

    def registers(self, post):
        """The first entry of the tablet, and the household that it tells of."""
        household, person, entry = uuid7(), uuid7(), str(uuid7())
        says = [
            Say("registry.household", household, {"post": post, "source": "desk"}, creates=True),
            Say(
                "registry.person",
                person,
                {"post": post, "household": {"household": str(household)}, "name_said": "A"},
                creates=True,
            ),
        ]
        parts = [services._part(say, entry) for say in says]
        now = clock.wall_now()
        header = laws.Header(
            id=entry, device=str(self.id), seq=1, previous=laws.FIRST,
            kind="registry.household_registered", version=1, subject=str(household), scope=post,
            officer=str(console_officer().id), made_at=clock.stamp(now, 0), wall=now, offset=0,
            body_hash=laws.body_hash([part.hash for part in parts]),
        )  # fmt: skip
        content = laws.write_header(header)
        wire = laws.Wire(content, laws.write_body(parts), keys.sign(self.key, content))
        return household, header, parts, wire
