"""No person, household or token comes back to those who must not see them, on any page."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from akwaba.access.matrix import routes
from akwaba.access.models import ReadLog
from akwaba.access.permissions import ALL, DEVICES
from akwaba.access.rules import Act, Role, roles_for
from akwaba.registry.drafts import NewHousehold, NewPerson
from akwaba.registry.models import Household, Person
from akwaba.registry.services import register_household
from tests.access.crawl import absent, address_of, crawl
from tests.cast import officer

MAY_READ = roles_for(Act.READ_PERSON)


@pytest.fixture
def family(awa):
    """A family of three whose every word would be recognised."""
    people = [
        NewPerson(id=uuid4(), name_said="Zoumbarikè Wattarawou", sex="F", phone="0799887766"),
        NewPerson(id=uuid4(), name_said="Fissiriyalo Wattarawou", sex="M"),
        NewPerson(id=uuid4(), name_said="Kpandjoro Wattarawou", sex="M"),
    ]
    household = NewHousehold(
        id=uuid4(),
        arrived_on=date(2025, 11, 12),
        origin_country="MLI",
        origin_said="Bougouzanfara",
        people=people,
    )
    register_household(actor=awa, post="pogo", household=household)
    return Household.objects.get(id=household.id)


@pytest.fixture
def secrets(family):
    """What would give the family away; identifiers only where the visitor did not send them."""
    people = list(Person.objects.filter(household=family.id))
    numbers = [family.number, *(person.number for person in people)]
    names = ["Wattarawou", "Zoumbarik", "Fissiriyalo", "Kpandjoro", "Bougouzanfara", "0799887766"]
    return [secret.encode().lower() for secret in (*names, *numbers) if secret]


@pytest.fixture
def asking_for(family):
    """What a curious visitor puts into every path: the family's own identifiers."""
    person = Person.objects.filter(household=family.id).first()

    def with_id(row_id):
        def value_for(route, part):
            return row_id if part.kind == "UUIDConverter" else absent(route, part)

        return value_for

    return [with_id(family.id), with_id(person.id)]


@pytest.mark.parametrize("role", sorted(set(Role) - MAY_READ))
def test_nobody_is_seen_by_those_whose_work_it_is_not(client, role, secrets, asking_for):
    visitor = officer("visitor", "Visitor", role, all_posts=True)
    for value_for in asking_for:
        for visit in crawl(client, visitor, value_for):
            told = visit.content.lower()
            assert [secret for secret in secrets if secret in told] == [], visit.address


@pytest.mark.parametrize("role", [Role.CLERK, Role.SUPERVISOR, Role.SITE_MANAGER])
def test_nobody_is_seen_from_another_post(client, role, secrets, asking_for):
    visitor = officer("visitor", "Visitor", role, posts=["tengrela"])
    for value_for in asking_for:
        for visit in crawl(client, visitor, value_for):
            told = visit.content.lower()
            assert [secret for secret in secrets if secret in told] == [], visit.address


def test_nobody_is_seen_before_sign_in(secrets, asking_for):
    client = Client()
    for value_for in asking_for:
        for route in routes():
            follow = route.roles not in {ALL, DEVICES}
            response = client.get(address_of(route, value_for), follow=follow)
            told = response.content.lower()
            assert [secret for secret in secrets if secret in told] == [], route


@pytest.mark.parametrize("role", list(Role))
def test_no_sign_in_in_a_browser_opens_what_devices_ask(client, role, secrets, asking_for):
    client.force_login(officer("visitor", "Visitor", role, posts=["pogo"]))
    asked = [route for route in routes() if route.roles == DEVICES]
    assert {"access:desk_heartbeat", "access:desk_unlock"} <= {route.name for route in asked}
    body = {"names": ["Wattarawou"], "username": "visitor", "password": "x", "reason": "x"}
    for route in asked:
        for ask in (client.get, client.post, client.put):
            address = address_of(route, asking_for[0])
            answer = ask(address, body, content_type="application/json")
            told = answer.content.lower()
            assert [secret for secret in secrets if secret in told] == [], address
            assert answer.status_code in {400, 401, 405}, (address, answer.content)
            assert not ReadLog.objects.exists()


def test_the_clerk_of_the_post_sees_them(client, awa, secrets, asking_for):
    """Without this the tests above could be blind."""
    told = b"".join(visit.content.lower() for visit in crawl(client, awa, asking_for[0]))
    names = [secret for secret in secrets if b"wattarawou" in secret or b"zoumbarik" in secret]
    assert [secret for secret in names if secret not in told] == []


@pytest.mark.parametrize("role", sorted(MAY_READ))
def test_every_page_that_shows_somebody_is_noted(client, role, secrets, asking_for):
    reader = officer("reader", "Reader", role, posts=["pogo"])
    unnoted = set()
    for value_for in asking_for:
        for visit in crawl(client, reader, value_for):
            shown = any(secret in visit.content.lower() for secret in secrets)
            noted, _ = ReadLog.objects.filter(officer=reader).delete()
            if shown and not noted:
                unnoted.add(visit.route.name)
    assert unnoted == set(), "Call registry.views.reading.note_read there."
