"""Every read is logged: who, whom, why, on which page; auditors see it."""

from uuid import uuid4

import pytest

from akwaba.access.models import ReadLog
from akwaba.access.queries import READS_A_PAGE
from akwaba.access.rules import Purpose
from akwaba.access.services import record_read


def read(officer, *subjects, purpose=Purpose.REGISTRATION):
    record_read(officer=officer, subjects=subjects, purpose=purpose, page="registry:person")


def test_each_subject_has_its_own_line(awa):
    first, second = uuid4(), uuid4()
    read(awa, first, second, str(first))
    assert set(ReadLog.objects.values_list("subject", flat=True)) == {first, second}
    assert ReadLog.objects.count() == 2


def test_nobody_is_read_without_a_purpose(kone):
    with pytest.raises(ValueError, match="purpose"):
        read(kone, uuid4(), purpose=None)


def test_an_auditor_sees_who_when_and_why(client, ouattara, awa):
    subject = uuid4()
    read(awa, subject, purpose=Purpose.ASSISTANCE)
    client.force_login(ouattara)
    page = client.get("/reads/").text
    for sign in ("Awa Koné", "Assistance", "registry:person", str(subject)):
        assert sign in page


def test_the_log_of_one_person_and_of_one_officer(client, ouattara, awa, soro):
    mine, theirs = uuid4(), uuid4()
    read(awa, mine)
    read(soro, theirs)
    client.force_login(ouattara)
    assert subjects(client, subject=mine) == [mine]
    assert subjects(client, officer=soro.id) == [theirs]
    assert subjects(client, officer=soro.id, subject=mine) == []


def test_a_wrong_identifier_is_explained(client, ouattara):
    client.force_login(ouattara)
    page = client.get("/reads/", {"subject": "Awa"})
    assert page.status_code == 200
    assert "Ce n’est pas un identifiant" in page.text


def test_the_log_turns_pages_latest_first(client, ouattara, awa):
    everyone = [uuid4() for _ in range(READS_A_PAGE + 3)]
    for subject in everyone:
        read(awa, subject)
    client.force_login(ouattara)
    latest = list(reversed(everyone))
    assert subjects(client) == latest[:READS_A_PAGE]
    assert subjects(client, page=2) == latest[READS_A_PAGE:]


def test_the_log_needs_few_queries(client, ouattara, awa, django_assert_max_num_queries):
    read(awa, *(uuid4() for _ in range(30)))
    client.force_login(ouattara)
    with django_assert_max_num_queries(5):
        client.get("/reads/")


def test_the_purpose_is_changed_with_one_button_and_shown(client, awa):
    client.force_login(awa)
    assert "Awa Koné <small>Enregistrement</small>" in client.get("/").text
    client.post("/purpose/", {"purpose": "assistance", "next": "/"})
    assert "Awa Koné <small>Assistance</small>" in client.get("/").text


def test_a_purpose_that_is_not_ones_work_is_not_taken(client, awa):
    client.force_login(awa)
    client.post("/purpose/", {"purpose": "protection"})
    assert "Awa Koné <small>Enregistrement</small>" in client.get("/").text


def subjects(client, **asked):
    rows = client.get("/reads/", asked).context["rows"]
    return [read.subject for read, _ in rows]
