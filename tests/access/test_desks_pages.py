"""Supervisors and administrators look after the devices of their posts."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from akwaba.access.desks.rules import LEASE, milliseconds
from akwaba.access.models import Desk, DeskRecord, EnrolmentCode, Officer
from akwaba.access.rules import Role
from akwaba.ledger.acceptance import accept
from akwaba.ledger.models import Device, Entry
from akwaba.ledger.services import rebuild
from akwaba.registry.models import Household
from tests.access.desk_cast import ago, enrol, enrolled
from tests.access.sync_cast import bring, family, reasons, registered
from tests.cast import officer
from tests.factories import person


@pytest.fixture
def tablet(soro, awa):
    return enrolled(soro, awa)


@pytest.fixture
def as_soro(client, soro):
    Officer.objects.filter(id=soro.id).update(language="en")
    client.force_login(soro)
    return client


def told(client, path="/devices/"):
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def act(client, tablet, way, **fields):
    return client.post(f"/devices/{tablet.id}/{way}/", fields, follow=True)


# Adding


def test_a_supervisor_has_a_code_made_and_sees_when_it_is_used(as_soro, client):
    page = as_soro.post("/devices/new/", {"post": "pogo"}, follow=True)
    address = page.redirect_chain[-1][0]
    (enrolment,) = EnrolmentCode.objects.all()
    code = page.context["code"].replace("-", "")
    assert page.context["code"] in page.content.decode()
    assert "No device has used the code yet." in page.content.decode()
    assert page.headers["Refresh"] == "10"
    _, answer = enrol(client, code, name="Tablette neuve")
    assert answer.status_code == 200
    after = as_soro.get(address)
    assert "Tablette neuve" in after.content.decode()
    assert "Refresh" not in after.headers
    assert page.context["code"] not in after.content.decode()
    enrolment.refresh_from_db()
    assert enrolment.desk.name == "Tablette neuve"


def test_a_code_may_be_typed_small_with_spaces_and_lookalikes(as_soro, client):
    page = as_soro.post("/devices/new/", {"post": "pogo"}, follow=True)
    typed = page.context["code"].lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert enrol(client, typed)[1].status_code == 200


def test_the_code_to_scan_holds_the_code_and_the_nodes_key(as_soro, settings):
    settings.AKWABA_DESK_URL = "https://10.77.0.1:8443"
    page = as_soro.post("/devices/new/", {"post": "pogo"}, follow=True)
    code = page.context["code"].replace("-", "")
    assert page.context["address"] == "https://10.77.0.1:8443/desk/"
    assert page.context["here"].startswith(f"/desk/#enrol={code}&node=")
    assert "<svg" in page.context["drawing"]


def test_no_code_is_drawn_that_would_lead_a_tablet_to_itself(client, soro, settings):
    client.force_login(soro)
    page = client.post(
        "/devices/new/", {"post": "pogo"}, follow=True, headers={"Host": "localhost:8000"}
    )
    assert page.context["drawing"] == ""
    assert page.context["here"].startswith("/desk/#enrol=")


def test_the_page_stops_looking_again_when_asked_to(as_soro):
    address = as_soro.post("/devices/new/", {"post": "pogo"}).url
    assert "Refresh" not in as_soro.get(f"{address}?still").headers


def test_a_code_that_ended_is_shown_no_more(as_soro):
    address = as_soro.post("/devices/new/", {"post": "pogo"}).url
    with time_machine.travel(ago(minutes=-16), tick=True):
        page = as_soro.get(address)
    assert "This code has ended" in page.content.decode()
    assert "code" not in page.context


def test_nobody_sees_the_code_that_somebody_else_had_made(client, as_soro, db):
    address = as_soro.post("/devices/new/", {"post": "pogo"}).url
    client.force_login(officer("bema", "Bema", Role.SUPERVISOR, posts=["pogo"]))
    assert client.get(address).status_code == 404


def test_another_post_than_ones_own_is_not_offered_and_not_taken(as_soro):
    assert "Tengréla" not in told(as_soro, "/devices/new/")
    answer = as_soro.post("/devices/new/", {"post": "tengrela"})
    assert answer.status_code == 200
    assert not EnrolmentCode.objects.exists()


# Seeing


def test_the_list_says_what_each_device_holds_and_since_when(as_soro, tablet):
    oldest = timezone.now().replace(hour=14, minute=5)
    tablet.word(waiting=3, oldest_waiting=milliseconds(oldest), drafts=1, photos=2)
    page = told(as_soro)
    assert "3 entries not sent, the oldest of" in page
    assert "at 14:05" in page
    assert "1 draft" in page
    assert "2 photos not sent" in page
    assert "Awa Koné" in page


def test_a_device_that_never_spoke_holds_something_unknown(as_soro, tablet):
    assert "it has not said yet" in told(as_soro)


def test_devices_of_other_posts_are_not_there(client, tablet, bamba):
    client.force_login(officer("bema", "Bema", Role.SUPERVISOR, posts=["tengrela"]))
    assert "Tablette 1" not in told(client)
    for way in ("", "name/", "prolong/", "revoke/", "reinstate/", "missing/"):
        path = f"/devices/{tablet.id}/{way}"
        answer = client.post(path, {"reason": "x", "name": "x"}) if way else client.get(path)
        assert answer.status_code == 404
    client.force_login(bamba)
    assert "Tablette 1" in told(client)


def test_a_device_that_holds_and_was_not_seen_for_a_day_is_looked_for(as_soro, tablet):
    tablet.word(waiting=3)
    assert "has not been seen for more than a day" not in told(as_soro)
    Desk.objects.update(last_seen_at=ago(hours=25))
    assert "has not been seen for more than a day" in told(as_soro)
    Desk.objects.update(waiting=0)
    assert "has not been seen for more than a day" not in told(as_soro)


def test_a_page_is_found_in_the_menu(as_soro, bamba, client):
    assert 'href="/devices/"' in told(as_soro, "/")
    client.force_login(bamba)
    assert 'href="/devices/"' in told(client, "/")


# Entries that are gone


def two_entries(tablet):
    return [tablet.make(person(uuid4()), kind="registry.household_registered") for _ in range(2)]


def test_a_device_that_comes_back_empty_is_noticed(as_soro, tablet):
    tablet.word(waiting=3, drafts=1)
    tablet.word(waiting=0)
    assert "came back without 3 entries" in told(as_soro)


def test_entries_that_arrived_are_not_missing(as_soro, tablet):
    tablet.word(waiting=2)
    accept(two_entries(tablet))
    tablet.word(waiting=0)
    assert tablet.row.missing == 0


def test_a_word_said_while_entries_were_on_their_way_is_no_alarm(tablet):
    accept(two_entries(tablet))
    tablet.word(waiting=2)
    tablet.word(waiting=0)
    assert tablet.row.missing == 0


def test_entries_that_arrived_long_before_count_as_made(tablet):
    accept(two_entries(tablet))
    Entry.objects.update(received_at=ago(minutes=5))
    tablet.word(waiting=2)
    tablet.word(waiting=1)
    assert tablet.row.missing == 1


def test_a_device_that_is_enrolled_again_under_its_name_has_lost_what_it_held(
    as_soro, client, tablet
):
    tablet.word(waiting=3)
    page = as_soro.post("/devices/new/", {"post": "pogo"}, follow=True)
    enrol(client, page.context["code"], name="tablette 1")
    assert "which had said that it held 3 entries" in told(as_soro)
    assert "tablette 1 (2)" in told(as_soro)
    act(as_soro, tablet, "missing")
    assert "which had said" not in told(as_soro)
    assert tablet.row.waiting == 0


def test_a_device_that_is_heard_again_was_not_emptied_but_has_a_namesake(as_soro, client, tablet):
    tablet.word(waiting=3)
    page = as_soro.post("/devices/new/", {"post": "pogo"}, follow=True)
    enrol(client, page.context["code"], name="Tablette 1")
    tablet.word(waiting=3)
    assert (tablet.row.missing, tablet.row.waiting) == (0, 3)
    assert "which had said" not in told(as_soro)


def test_once_somebody_saw_to_it_the_warning_ends_and_an_entry_stays(as_soro, tablet, soro):
    tablet.word(waiting=3)
    tablet.word(waiting=0)
    act(as_soro, tablet, "missing")
    assert "came back without" not in told(as_soro)
    tablet.word(waiting=0)
    assert tablet.row.missing == 0
    assert DeskRecord.objects.get().missing == 3


# Acting


def test_a_supervisor_prolongs_a_lease_that_ended(as_soro, soro, awa):
    tablet = enrolled(soro, awa, lease_until=ago(days=2))
    assert "must be prolonged" in told(as_soro)
    act(as_soro, tablet, "prolong")
    assert tablet.row.lease_until > timezone.now() + LEASE - timedelta(minutes=1)
    assert "must be prolonged" not in told(as_soro)
    assert DeskRecord.objects.get().lease_until


@pytest.fixture
def late(soro, awa):
    """A tablet at work, two days after its lease ended."""
    tablet = enrolled(soro, awa, lease_until=ago(days=2))
    tablet.wall = milliseconds(timezone.now())
    return tablet


def test_with_a_lease_what_waited_for_it_is_applied(as_soro, soro, awa, late):
    brought = bring(late, registered(late, awa), registered(late, awa))
    assert reasons(brought) == ["expired_lease"] * 2
    act(as_soro, late, "prolong")
    assert {entry.quarantine for entry in Entry.objects.filter(device=late.id)} == {""}
    admitted = Entry.objects.filter(kind="ledger.entry_admitted")
    assert {entry.officer for entry in admitted} == {soro.id}
    assert Household.objects.count() == 2


def test_a_lease_applies_nothing_that_waits_for_another_reason_or_post(as_soro, awa, late):
    strange = bring(late, registered(late, awa, *family(post="laleraba")))
    assert reasons(strange) == ["not_entitled"]
    assert reasons(bring(late, registered(late, awa))) == ["expired_lease"]
    Entry.objects.filter(quarantine="expired_lease").update(scope="laleraba")
    act(as_soro, late, "prolong")
    waiting = Entry.objects.filter(device=late.id).order_by("seq")
    assert [entry.quarantine for entry in waiting] == ["not_entitled", "expired_lease"]


def test_a_revocation_needs_a_reason_and_keeps_what_was_typed(as_soro, tablet):
    answer = act(as_soro, tablet, "revoke", reason="  ")
    assert answer.status_code == 400
    assert tablet.row.device.revoked_at is None
    assert Entry.objects.count() == 0


def test_a_revocation_and_its_undoing_are_entries(as_soro, tablet, soro):
    act(as_soro, tablet, "revoke", reason="perdue")
    assert Device.objects.get(id=tablet.id).revoked_at is not None
    record = DeskRecord.objects.get(id=tablet.id)
    assert record.revoked_at
    assert record.revoked_reason == "perdue"
    assert "perdue" in told(as_soro, f"/devices/{tablet.id}/")
    act(as_soro, tablet, "reinstate", reason="retrouvée")
    assert Device.objects.get(id=tablet.id).revoked_at is None
    record.refresh_from_db()
    assert (record.revoked_at, record.revoked_reason) == ("", "retrouvée")
    assert not record.is_disputed
    kinds = list(Entry.objects.order_by("position").values_list("kind", "officer", "scope"))
    assert kinds == [
        ("access.desk_revoked", soro.id, "pogo"),
        ("access.desk_reinstated", soro.id, "pogo"),
    ]


def test_a_device_that_is_revoked_is_not_prolonged(as_soro, tablet):
    Device.objects.filter(id=tablet.id).update(revoked_at=ago(minutes=1))
    until = tablet.row.lease_until
    assert act(as_soro, tablet, "prolong").status_code == 409
    assert tablet.row.lease_until == until


def test_a_device_is_renamed(as_soro, tablet):
    act(as_soro, tablet, "name", name=" Tablette  rouge ")
    assert tablet.row.name == tablet.row.device.name == "Tablette rouge"
    assert act(as_soro, tablet, "name", name=" ").status_code == 400


def test_what_is_known_of_desks_is_made_again_from_the_entries(as_soro, client, soro):
    page = as_soro.post("/devices/new/", {"post": "pogo"}, follow=True)
    tablet, _ = enrol(client, page.context["code"])
    act(as_soro, tablet, "name", name="Tablette rouge")
    act(as_soro, tablet, "revoke", reason="perdue")
    before = DeskRecord.objects.values().get()
    rebuild()
    assert DeskRecord.objects.values().get() == before
    assert tablet.row.name == "Tablette rouge", "A desk itself is no folded row."


def test_no_entry_of_a_tablet_makes_or_frees_a_desk(tablet, soro):
    """An entry from elsewhere opens no door: neither its own nor another's."""
    from akwaba.ledger.services import Say

    Device.objects.filter(id=tablet.id).update(revoked_at=ago(minutes=1))
    other = enrolled(soro, name="Tablette 9")
    for kind, facts in (
        ("access.desk_reinstated", {"revocation": {"revoked_at": "", "revoked_reason": "x"}}),
        ("access.desk_changed", {"lease_until": "2099-01-01T00:00:00+00:00"}),
    ):
        accept([other.make(Say("access.desk", tablet.id, facts), kind=kind)])
    assert tablet.row.device.revoked_at is not None
    assert tablet.row.lease_until < timezone.now() + LEASE + timedelta(minutes=1)
