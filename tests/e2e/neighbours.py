"""What a node comes to hold by meeting others, so that the journeys find these pages filled.

A number that is borne twice; the capital, met by stick only, for a worker would call it all the
time; computers of posts in every state; and cards that nobody has taken in yet.
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from akwaba.access.nodes.cards import read_card
from akwaba.access.nodes.enrolling import enrol_node, join_capital, revoke_node
from akwaba.ledger.acceptance import accept
from akwaba.ledger.models import Peer
from akwaba.ledger.services import Say
from akwaba.registry.models import Household
from tests.access.node_cast import Computer
from tests.factories import Desk

NEW_CARD, NEW_ANSWER = "new-computer.akwaba-card", "capital.akwaba-answer"
"""Files in the home of the node."""
STATES = {
    "Pogo – portable 1": {"waiting_up": 0, "waiting_down": 0, "minutes": 3},
    "Ouangolodougou – portable du bureau d’accueil": {"waiting_up": 1204, "minutes": 190},
    "Niellé – portable 2": {"differs": True, "minutes": 90},
    "Tengréla – portable 1": {},
}
"""Computers of posts, by name."""


def meet(officers, home):
    """Give this node its neighbours."""
    with pytest.MonkeyPatch.context() as patch:
        capital = Computer(name="Abidjan – capitale")
        answer = read_card(capital.answer(patch, posts=["pogo"], given=[100, 101]))
        join_capital(actor=officers["bamba"], card=answer)
        Peer.objects.filter(pk=capital.id).update(
            last_contact_at=timezone.now() - timedelta(hours=5), waiting_down=12, held=2
        )
        for name, state in STATES.items():
            _post(name, state, officers["bamba"], patch)
        (home / NEW_CARD).write_text(Computer(name="Kaouara – portable 1").card(patch))
        again = capital.answer(patch, address="https://akwaba.example", posts=["pogo"])
        (home / NEW_ANSWER).write_text(again)
    _number_borne_twice()


def _post(name, state, actor, patch):
    card = read_card(Computer(name=name).card(patch))
    peer = enrol_node(actor=actor, card=card, role=Peer.Role.POST, posts=["pogo", "ouangolodougou"])
    if "minutes" in state:
        peer.last_contact_at = peer.compared_at = timezone.now() - timedelta(
            minutes=state["minutes"]
        )
    if state.get("differs"):
        peer.differs_since = timezone.now() - timedelta(days=2)
    peer.waiting_up, peer.waiting_down = state.get("waiting_up"), state.get("waiting_down")
    peer.save()
    if not state:
        revoke_node(actor=actor, node=peer.pk, reason="Volé sur la route de Tengréla")


def _number_borne_twice():
    """A laptop that was restored issued a number of the first family of Pogo again."""
    first = Household.objects.filter(post="pogo").exclude(number="").earliest("made_at", "id")
    household, person = uuid4(), uuid4()
    facts = {"number": first.number, "post": "pogo", "arrived_on": "2025-11-12"}
    who = {
        "name_said": "Bintou Sanogo",
        "sex": "F",
        "post": "pogo",
        "household": {"household": str(household), "joined_on": "2025-11-12"},
    }
    desk = Desk()
    desk.enrol()
    says = [
        Say("registry.household", household, facts, creates=True),
        Say("registry.person", person, who, creates=True),
    ]
    accept([desk.make(*says, kind="registry.household_registered", subject=household)])
