"""A post lost its laptop: a tablet joins the new one, and its history goes on."""

from uuid import uuid4

from akwaba.ledger.services import this_node
from tests.access.desk_cast import Tablet, enrol
from tests.access.test_desks_enrol import a_code


def test_a_device_of_another_node_keeps_its_identifier(client, soro):
    tablet, known_as = Tablet(), str(uuid4())
    tablet, answer = enrol(client, a_code(soro), tablet, device=known_as)
    assert answer.said["device"] == known_as
    assert str(tablet.row.pk) == known_as


def test_nobody_joins_under_the_identifier_of_another(client, soro):
    first, _ = enrol(client, a_code(soro))
    for taken in (str(first.id), str(this_node().id)):
        _, answer = enrol(client, a_code(soro), Tablet(), device=taken)
        assert (answer.status_code, answer.said["problem"]) == (409, "device_key_taken")


def test_what_is_no_identifier_is_named(client, soro):
    for wrong in ("42", 42, str(uuid4()).upper()):
        _, answer = enrol(client, a_code(soro), Tablet(), device=wrong)
        assert (answer.status_code, answer.said["problem"]) == (400, "request_not_understood")
        assert "device" in answer.said["sentence"]
