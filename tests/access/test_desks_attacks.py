"""What somebody without a tablet's key, with a stolen tablet, or at another post tries."""

import json
from uuid import uuid4

import pytest
import time_machine

from akwaba.access.desks.enrolling import code_for, open_enrolment
from akwaba.access.desks.problems import PostNotYours
from akwaba.access.models import Desk, DeskOfficer, Officer
from akwaba.access.rules import SECURITY_ROLES, Act, Role, roles_for
from akwaba.access.services import set_password
from akwaba.access.throttling import TRIES_OF_AN_ADDRESS
from akwaba.ledger import b64url, envelope, keys, sealing
from akwaba.ledger.models import Device, Entry
from akwaba.ledger.services import this_node
from akwaba.registry.models import Person
from tests.access.desk_cast import Tablet, ago, enrol, enrolled
from tests.cast import officer
from tests.factories import person

GOOD = "lune mangue vélo"


@pytest.fixture
def tablet(soro, awa):
    return enrolled(soro, awa)


def refused(answer, status, code):
    assert (answer.status_code, answer.said["problem"]) == (status, code), answer.content
    assert answer.said["sentence"]
    return True


# The signature


def test_a_captured_request_is_refused_after_five_minutes(tablet):
    body = json.dumps({"username": "awa", "password": "x"}).encode()
    captured = tablet.headers("/desk/v1/officers", body)
    with time_machine.travel(ago(minutes=-6), tick=True):
        assert refused(
            tablet.ask("/desk/v1/officers", {"username": "awa", "password": "x"}, **captured),
            401,
            "clock",
        )


def test_a_tablet_whose_clock_is_wrong_learns_the_time_and_asks_again(tablet):
    tablet.ahead = 400_000
    answer = tablet.word()
    assert refused(answer, 401, "clock")
    assert tablet.believes(answer)
    tablet.ahead = 0
    assert tablet.word().status_code == 200


def test_another_devices_signature_opens_nothing(tablet, soro, awa):
    other = enrolled(soro, awa, name="Tablette 9")
    other.id = tablet.id
    assert refused(other.word(), 401, "unknown_device")


@pytest.mark.parametrize(
    "change",
    [
        {"Akwaba-Officer": str(uuid4())},
        {"Akwaba-Time": "1762000000000"},
        {"Akwaba-Device": str(uuid4())},
        {"Akwaba-Signature": b64url.encode(bytes(64))},
        {"Akwaba-Signature": "*"},
        {"Akwaba-Signature": ""},
        {"Akwaba-Device": "robert"},
        {"Akwaba-Time": "yesterday"},
        {"Akwaba-Time": "9" * 40},
    ],
)
def test_a_request_that_was_touched_opens_nothing(tablet, change):
    assert refused(tablet.ask("/desk/v1/heartbeat", {}, **change), 401, "unknown_device")


def test_a_signature_does_not_serve_for_another_path_or_body(tablet):
    taken = tablet.headers("/desk/v1/heartbeat", b"{}")
    assert refused(tablet.ask("/desk/v1/officers", {}, **taken), 401, "unknown_device")
    assert refused(tablet.ask("/desk/v1/heartbeat", {"waiting": 0}, **taken), 401, "unknown_device")


def test_nobody_has_an_answer_signed_to_a_tablets_request_but_the_tablet(tablet, soro, awa):
    """Else a thief on the way could tell a tablet that the node has what it has not."""
    other = enrolled(soro, awa, name="Tablette 9")
    stolen = tablet.headers("/sync/v1/entries", b"{}")["Akwaba-Signature"]
    answer = other.ask("/sync/v1/entries", {}, **{"Akwaba-Signature": stolen})
    assert "Akwaba-Signature" not in answer.headers


def test_a_cookie_is_no_signature(client, tablet, soro):
    client.force_login(soro)
    for path in ("heartbeat", "officers", "unlock"):
        answer = client.post(f"/desk/v1/{path}", {}, content_type="application/json")
        assert answer.status_code == 401
        assert answer.json()["problem"] == "unknown_device"


# The code


def a_code(supervisor):
    return code_for(open_enrolment(actor=supervisor, post="pogo"))


def test_a_code_that_was_used_serves_nobody_else(client, soro):
    code = a_code(soro)
    assert enrol(client, code)[1].status_code == 200
    assert refused(enrol(client, code)[1], 403, "code_not_valid")
    assert Desk.objects.count() == 1


def test_a_code_ends_after_a_quarter_of_an_hour(client, soro):
    code = a_code(soro)
    with time_machine.travel(ago(minutes=-16), tick=True):
        assert refused(enrol(client, code)[1], 403, "code_not_valid")


def test_a_code_of_somebody_whose_account_was_closed_serves_nobody(client, soro):
    code = a_code(soro)
    Officer.objects.filter(id=soro.id).update(is_active=False)
    assert refused(enrol(client, code)[1], 403, "code_not_valid")


def test_guessing_codes_has_to_wait(client, soro):
    code = a_code(soro)
    for _ in range(TRIES_OF_AN_ADDRESS):
        assert refused(enrol(client, "00000000")[1], 403, "code_not_valid")
    assert refused(enrol(client, code)[1], 429, "sign_in_must_wait")


def test_whoever_copies_the_database_has_no_code(soro):
    enrolment = open_enrolment(actor=soro, post="pogo")
    kept = " ".join(str(value) for value in vars(enrolment).values())
    assert code_for(enrolment) not in kept.upper()


def test_a_key_must_be_shown_not_only_named(client, soro, tablet):
    """A thief who enrols the key of another would make its entries look revocable."""
    code = a_code(soro)
    thief = Tablet()
    taken = b64url.encode(keys.public_bytes(tablet.key))
    assert refused(enrol(client, code, thief, public_key=taken)[1], 400, "request_not_understood")
    for node in (this_node(), Tablet().enrol()):
        name = {"device": str(node.id)}
        assert refused(enrol(client, code, thief, **name)[1], 409, "device_key_taken")
    assert enrol(client, code)[1].status_code == 200, "The code is not used up by what failed."


def test_a_supervisor_adds_devices_at_their_own_posts_only(soro):
    for post in ("tengrela", "nowhere", ""):
        with pytest.raises(PostNotYours):
            open_enrolment(actor=soro, post=post)


@pytest.mark.parametrize("role", sorted(set(Role) - roles_for(Act.MANAGE_DESKS)))
def test_nobody_else_adds_devices(db, role):
    posts = {"posts": ["pogo"]}
    with pytest.raises(PostNotYours):
        open_enrolment(actor=officer("visitor", "V", role, **posts), post="pogo")


def test_a_revoked_tablet_is_not_trusted_again_by_a_new_code(client, soro, tablet):
    Device.objects.filter(id=tablet.id).update(revoked_at=ago(minutes=1))
    assert refused(enrol(client, a_code(soro), tablet)[1], 403, "revoked_device")


# Officers


def with_password(who, bamba):
    set_password(actor=bamba, officer=who, password=GOOD)
    return who


def at_desk(tablet, who, password=GOOD):
    return tablet.ask("/desk/v1/officers", {"username": who.username, "password": password})


def test_a_clerk_of_the_post_signs_in_once_and_works_there(tablet, bamba):
    clerk = with_password(officer("fanta", "Fanta Cissé", Role.CLERK, posts=["pogo"]), bamba)
    tablet.officer = ""
    answer = at_desk(tablet, clerk)
    assert answer.said["officer"] == {
        "id": str(clerk.id),
        "name": "Fanta Cissé",
        "role": "clerk",
        "posts": ["pogo"],
        "language": "fr",
    }
    assert tablet.believes(answer)
    assert at_desk(tablet, clerk).status_code == 200
    assert DeskOfficer.objects.filter(officer=clerk).count() == 1


def test_an_officer_of_another_post_does_not_work_there(tablet, bamba):
    clerk = with_password(officer("fanta", "F", Role.CLERK, posts=["tengrela"]), bamba)
    assert refused(at_desk(tablet, clerk), 403, "not_entitled")
    assert not DeskOfficer.objects.filter(officer=clerk).exists()


@pytest.mark.parametrize("role", sorted(set(Role) - roles_for(Act.REGISTER)))
def test_roles_that_register_nobody_get_nothing_with_the_right_password(tablet, bamba, role):
    visitor = with_password(officer("visitor", "V", role, posts=["pogo"]), bamba)
    assert refused(at_desk(tablet, visitor), 403, "not_entitled")
    escrow = sealed(tablet)
    assert refused(unlock(tablet, visitor, escrow), 403, "not_entitled")
    assert not DeskOfficer.objects.filter(officer=visitor).exists()


def test_security_roles_are_among_those():
    assert not (SECURITY_ROLES & (roles_for(Act.REGISTER) | roles_for(Act.MANAGE_DESKS)))


def test_wrong_passwords_at_a_desk_wait_as_at_sign_in(tablet, awa, bamba):
    with_password(awa, bamba)
    for _ in range(5):
        assert refused(at_desk(tablet, awa, "wrong"), 403, "wrong_name_or_password")
    assert refused(at_desk(tablet, awa), 429, "sign_in_must_wait")


# A forgotten PIN


def sealed(tablet, key=b"k" * 32, context=None):
    context = context or f"escrow {tablet.id}"
    return b64url.encode(envelope.seal(key, [sealing.public_point()], context))


def unlock(tablet, who, escrow, password=GOOD):
    said = {"username": who.username, "password": password, "escrow": escrow}
    return tablet.ask("/desk/v1/unlock", said)


def test_an_officer_of_the_desk_unlocks_it_and_an_entry_says_so(tablet, awa, bamba):
    with_password(awa, bamba)
    answer = unlock(tablet, awa, sealed(tablet))
    assert b64url.decode(answer.said["key"]) == b"k" * 32
    entry = Entry.objects.get(kind="access.desk_unlocked")
    assert (entry.officer, entry.scope) == (awa.id, "pogo")


def test_a_supervisor_of_the_post_unlocks_it(tablet, soro, bamba):
    with_password(soro, bamba)
    assert unlock(tablet, soro, sealed(tablet)).status_code == 200


def test_a_clerk_does_not_unlock_a_desk_at_which_they_do_not_work(tablet, bamba):
    clerk = with_password(officer("fanta", "F", Role.CLERK, posts=["pogo"]), bamba)
    assert refused(unlock(tablet, clerk, sealed(tablet)), 403, "not_entitled")
    assert not Entry.objects.filter(kind="access.desk_unlocked").exists()


def test_a_supervisor_of_another_post_does_not_unlock_it(tablet, bamba):
    other = with_password(officer("bema", "B", Role.SUPERVISOR, posts=["tengrela"]), bamba)
    assert refused(unlock(tablet, other, sealed(tablet)), 403, "not_entitled")


def test_one_desk_does_not_have_the_key_of_another_opened(tablet, soro, awa, bamba):
    with_password(awa, bamba)
    other = enrolled(soro, awa, name="Tablette 9")
    assert refused(unlock(tablet, awa, sealed(other)), 422, "escrow_not_opened")


def test_the_node_opens_no_entry_for_a_desk(tablet, awa, bamba):
    """The endpoint opens escrows of that desk, and is no oracle for whatever was sealed."""
    with_password(awa, bamba)
    header = envelope.context_of(b"{}")
    assert refused(unlock(tablet, awa, sealed(tablet, context=header)), 422, "escrow_not_opened")


# A stolen tablet


def test_a_revoked_tablet_reads_nothing_and_is_told_so(tablet, awa, bamba):
    with_password(awa, bamba)
    Device.objects.filter(id=tablet.id).update(revoked_at=ago(minutes=1))
    assert refused(at_desk(tablet, awa), 403, "revoked_device")
    assert refused(unlock(tablet, awa, sealed(tablet)), 403, "revoked_device")
    until = tablet.row.lease_until
    answer = tablet.word(waiting=2, numbers_left=0)
    assert (answer.said["revoked"], answer.said["numbers"]) == (True, [])
    assert (tablet.row.waiting, tablet.row.lease_until) == (2, until)


def test_what_a_revoked_tablet_brings_is_kept(tablet):
    Device.objects.filter(id=tablet.id).update(revoked_at=ago(minutes=1))
    wire = tablet.make(person(uuid4()), kind="registry.household_registered")
    entry = {
        "header": wire.header.decode(),
        "signature": b64url.encode(wire.signature),
        "body": wire.body,
    }
    answer = tablet.ask("/sync/v1/entries", {"format": 1, "entries": [entry], "waiting": 1})
    (receipt,) = answer.said["receipts"]
    assert (receipt["status"], receipt["reason"]) == ("quarantined", "revoked_device")
    assert tablet.believes(answer)
    assert Entry.objects.get().quarantine == "revoked_device"
    assert not Person.objects.exists()


def test_a_tablet_whose_lease_ended_unlocks_nothing_but_is_heard(soro, awa, bamba):
    with_password(awa, bamba)
    tablet = enrolled(soro, awa, lease_until=ago(days=1))
    assert refused(unlock(tablet, awa, sealed(tablet)), 403, "lease_ended")
    answer = tablet.word(numbers_left=0)
    assert (answer.status_code, answer.said["numbers"]) == (200, [])
