"""A supervisor has a code made, a tablet brings its key, and the two know each other."""

from akwaba.access.desks.enrolling import code_for, open_enrolment
from akwaba.access.desks.rules import LEASE, milliseconds
from akwaba.access.models import Desk, DeskRecord
from akwaba.ledger import b64url, keys, sealing
from akwaba.ledger.models import Device
from akwaba.ledger.services import this_node
from tests.access.desk_cast import Tablet, ago, enrol, enrolled, is_from_node


def a_code(supervisor, post="pogo"):
    return code_for(open_enrolment(actor=supervisor, post=post))


def test_a_tablet_is_enrolled_by_a_code(client, soro):
    tablet, answer = enrol(client, a_code(soro))
    assert answer.status_code == 200, answer.content
    desk = tablet.row
    assert (desk.name, desk.post, desk.enrolled_by) == ("Tablette 2", "pogo", soro)
    assert bytes(desk.device.public_key) == keys.public_bytes(tablet.key)
    assert desk.device.kind == Device.Kind.DESK
    said = answer.said
    assert (said["post"], said["post_name"]) == ("pogo", "Pogo")
    assert said["lease_until"] == milliseconds(desk.lease_until)
    assert abs(said["lease_until"] - said["server_time"] - LEASE.total_seconds() * 1000) < 5000
    assert said["node"] == {
        "id": str(this_node().id),
        "name": this_node().name,
        "signing_key": b64url.encode(bytes(this_node().public_key)),
        "sealing_key": b64url.encode(sealing.public_point()),
    }


def test_the_answer_is_the_nodes_own_and_to_this_very_request(client, soro):
    _, answer = enrol(client, a_code(soro))
    assert is_from_node(answer, answer.sent["signature"])
    assert not is_from_node(answer, Tablet().enrolment("K7QM3XP9")["signature"])


def test_the_numbers_it_is_lent_are_its_own(client, soro):
    _, first = enrol(client, a_code(soro))
    _, second = enrol(client, a_code(soro))
    (one,), (other,) = first.said["numbers"], second.said["numbers"]
    assert one["last"] - one["first"] == 999
    assert other["first"] == one["last"] + 1


def test_a_tablet_that_moves_to_another_post_stays_the_same_desk(client, bamba, soro, awa):
    tablet = enrolled(soro, awa, lease_until=ago(days=1))
    before = tablet.id
    _, answer = enrol(client, a_code(bamba, "tengrela"), tablet)
    assert (answer.status_code, answer.said["device"]) == (200, str(before))
    desk = tablet.row
    assert (desk.post, desk.name) == ("tengrela", "Tablette 1")
    assert desk.lease_until > ago()
    assert DeskRecord.objects.get(id=desk.pk).post == "tengrela"


def test_a_tablet_whose_answer_never_came_brings_its_key_with_another_code(client, soro):
    tablet, _ = enrol(client, a_code(soro))
    assert enrol(client, a_code(soro), tablet)[1].said["device"] == str(tablet.id)
    assert Desk.objects.count() == 1


def test_what_is_sent_to_be_enrolled_is_read_strictly(client, soro):
    code = a_code(soro)
    for change, field in (
        ({"public_key": "AAAA"}, "public_key"),
        ({"signature": "*"}, "signature"),
        ({"app": None}, "app"),
        ({"device": "robert"}, "device"),
    ):
        _, answer = enrol(client, code, **change)
        assert (answer.status_code, answer.said["problem"]) == (400, "request_not_understood")
        assert field in answer.said["sentence"]
    assert enrol(client, code, name="  ")[1].said["problem"] == "desk_name_missing"
    for body in ("", "[]", "nonsense", "[" * 100_000):
        answer = client.post("/desk/v1/enrol", body, content_type="application/json")
        assert answer.status_code == 400
    assert enrol(client, code)[1].status_code == 200
