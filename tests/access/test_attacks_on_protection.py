"""Whoever may not know of a protection need learns nothing of it, not even that there is one.

Twins are compared: two women with the same story, one of whom a protection officer met. Every page
that others see of the two is the same, word for word.
"""

import re
from difflib import unified_diff

import pytest
from django.urls import reverse

from akwaba.access.rules import Act, Role, roles_for
from akwaba.ledger.acceptance import accept
from akwaba.ledger.services import Say
from akwaba.places import services as places
from akwaba.registry import services
from akwaba.registry.models import Household, Need, Person
from akwaba.registry.numbers import read_aloud
from tests.cast import officer
from tests.factories import Desk
from tests.registry.pages_cast import family, members, new_person

OTHERS = sorted(roles_for(Act.READ_PERSON) - {Role.PROTECTION})
CONFIDENTIAL = ("LP-AN", "LP-AF", "SV-VF")
CHANGING = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|token\" value=\"\w+|\d+|Jumelle (?:une|deux)")
"""Identifiers, numbers, minutes and the names of the two."""


@pytest.fixture
def twins(db, awa):
    places.ensure_facts()
    return [
        members(family(awa, new_person(f"Jumelle {name}"), new_person("Issa", "M", "12")))[0]
        for name in ("une", "deux")
    ]


@pytest.fixture(params=OTHERS)
def reader(request, db):
    return officer("reader", "Reader", request.param, posts=["pogo"])


def pages(client, reader, person):
    client.force_login(reader)
    household = Household.objects.get(pk=person.household)
    addresses = [
        reverse("registry:person", args=[person.id]),
        reverse("registry:person", args=[person.id]) + "?all",
        reverse("registry:household", args=[household.id]),
        reverse("registry:household", args=[household.id]) + "?all",
        reverse("registry:report_need", args=[person.id]),
        reverse("registry:end_presence", args=[person.id]),
        reverse("registry:correct_person", args=[person.id]),
        reverse("registry:split", args=[household.id]),
    ]
    shown = [client.get(address).content.decode() for address in addresses]
    shown.append(client.post("/search/", {"q": person.name_said}).content.decode())
    numbers = [household.number, *(one.number for one in members(household))]
    return [_without(page, [read_aloud(number, "fr") for number in numbers]) for page in shown]


def _without(page, spoken):
    for words in spoken:
        page = page.replace(words, "…")
    return CHANGING.sub("…", page).splitlines()


def assert_look_alike(client, reader, twins):
    seen = zip(*(pages(client, reader, twin) for twin in twins), strict=True)
    assert [line for pair in seen for line in unified_diff(*pair, lineterm="", n=0)] == []


def test_a_confidential_need_leaves_no_trace_on_any_page(client, toure, reader, twins):
    for code in CONFIDENTIAL:
        services.report_need(actor=toure, person=twins[0], code=code)
        need = Need.objects.get(person=twins[0].id, code=code)
        services.change_need(actor=toure, person=twins[0], need=need, state="confirmed")
    services.change_need(actor=toure, person=twins[0], need=need, state="ended")
    assert_look_alike(client, reader, twins)


def test_the_protection_officer_sees_it(client, toure, twins):
    """Without this the test above could be blind."""
    services.report_need(actor=toure, person=twins[0], code="LP-AN")
    met, other = (pages(client, toure, twin) for twin in twins)
    assert met[0] != other[0]
    assert met[2] != other[2]


def test_a_confidential_need_that_waits_in_quarantine_leaves_no_trace(client, reader, twins):
    tablet = Desk()
    need = Say(
        "registry.need",
        tablet.id,
        {"person": str(twins[0].id), "code": "LP-AN", "state": "reported"},
        creates=True,
        about=twins[0].id,
    )
    accept([tablet.make(need, kind="registry.need_reported", subject=twins[0].id)])
    assert_look_alike(client, reader, twins)


def test_a_need_whose_report_was_undone_leaves_no_trace(client, toure, reader, twins):
    entry = services.report_need(actor=toure, person=twins[0], code="LP-AN")
    services.undo(actor=toure, entry=entry.id, subject=twins[0].id, post="pogo")
    assert_look_alike(client, reader, twins)


def test_a_fighter_who_was_separated_looks_like_one_who_was_transferred(
    client, toure, reader, twins
):
    for twin, reason in zip(twins, ("FGT", "TRF"), strict=True):
        services.end_presence(actor=toure, person=twin, reason=reason)
    assert_look_alike(client, reader, [Person.objects.get(pk=twin.id) for twin in twins])


def test_two_answers_on_an_end_of_presence_name_no_fighter(client, reader, twins):
    for reason in ("FGT", "SPD"):
        tablet = Desk()
        tablet.enrol()
        process = {"process": "inactive", "process_reason": reason, "process_on": "2025-11-12"}
        said = Say("registry.person", twins[0].id, {"process": process}, base={"process": []})
        accept([tablet.make(said, kind="registry.presence_ended")])
    told = str(pages(client, reader, Person.objects.get(pk=twins[0].id)))
    assert "FGT" not in told
    assert "Combattant" not in told
