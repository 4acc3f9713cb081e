"""Issue, print again, revoke: who may, what the register then holds, what the status list says."""

import shutil
import zlib
from datetime import timedelta
from pathlib import Path

import cbor2
import pytest
from django.utils import timezone
from stdnum.iso7064 import mod_97_10

from akwaba.ledger.models import Entry
from akwaba.ledger.problems import NotFound
from akwaba.ledger.services import rebuild
from akwaba.registry import queries, services
from akwaba.registry.models import Document
from akwaba.registry.papers.keys import attestation_signer
from akwaba.registry.papers.serials import place_of
from akwaba.registry.papers.status import STATUS_LIST, status_list
from akwaba.registry.problems import (
    AttestationHeld,
    NobodyToAttest,
    NotAnAsylumSeeker,
    NotYourPost,
    NotYourTask,
    ReasonMissing,
)
from akwaba.registry.services.acting import today
from tests.registry.people import new, now, registered


@pytest.fixture
def mariam(awa):
    _household, [mariam] = registered(awa, new("Mariam Coulibaly", sex="F"))
    return mariam


def is_revoked(serial):
    signer = attestation_signer()
    token = status_list(
        queries.valid_places(signer.key_id), signer=signer, issued_at=timezone.now(), subject="/x"
    )
    bits = zlib.decompress(cbor2.loads(cbor2.loads(token).value[2])[STATUS_LIST]["lst"])
    place = place_of(serial)
    return bool((bits[place // 8] >> place % 8) & 1)


def kinds_of(person):
    told = queries.told_of([person.id])
    return [one.header.kind for one in told if "attestation" in one.header.kind]


def test_a_clerk_issues_one_that_is_valid_for_ninety_days(awa, mariam):
    document = services.issue_attestation(actor=awa, person=mariam)
    assert document.type == "asylum_certificate"
    assert document.issued_on == today()
    assert document.expires_on == today() + timedelta(days=90)
    assert document.signer == attestation_signer().key_id.hex()
    assert not is_revoked(document.number)
    assert kinds_of(mariam) == ["registry.attestation_issued"]


def test_how_long_it_is_valid_is_a_setting(awa, mariam, settings):
    settings.AKWABA_ATTESTATION_DAYS = 365
    document = services.issue_attestation(actor=awa, person=mariam)
    assert document.expires_on == today() + timedelta(days=365)


def test_a_person_holds_one_at_a_time(awa, mariam):
    document = services.issue_attestation(actor=awa, person=mariam)
    with pytest.raises(AttestationHeld, match=document.number):
        services.issue_attestation(actor=awa, person=mariam)


def test_an_expired_one_makes_room_for_the_next(awa, mariam, time_machine):
    first = services.issue_attestation(actor=awa, person=mariam)
    time_machine.move_to(timezone.now() + timedelta(days=91))
    second = services.issue_attestation(actor=awa, person=mariam)
    assert second.number != first.number
    assert queries.attestations_of([mariam.id])[mariam.id] == second


def test_printing_again_keeps_the_serial_and_says_why(awa, mariam):
    first = services.issue_attestation(actor=awa, person=mariam)
    again = services.reprint_attestation(actor=awa, person=mariam, reason="mouillée")
    assert (again.pk, again.number, again.expires_on) == (first.pk, first.number, first.expires_on)
    assert (again.reprint_reason, again.reprinted_on) == ("mouillée", today())
    assert Document.objects.count() == 1
    assert kinds_of(mariam)[-1] == "registry.attestation_reprinted"


def test_printing_again_without_a_reason_is_refused(awa, mariam):
    services.issue_attestation(actor=awa, person=mariam)
    with pytest.raises(ReasonMissing):
        services.reprint_attestation(actor=awa, person=mariam, reason="  ")


def test_nobody_prints_again_what_was_never_issued(awa, mariam):
    with pytest.raises(NotFound):
        services.reprint_attestation(actor=awa, person=mariam, reason="perdue")


def test_a_supervisor_revokes_and_the_status_list_says_so_at_once(awa, soro, mariam):
    document = services.issue_attestation(actor=awa, person=mariam)
    services.revoke_attestation(actor=soro, person=mariam, reason="volée")
    assert is_revoked(document.number)
    assert now(document).void_reason == "volée"
    assert queries.attestations_of([mariam.id]) == {}
    assert services.issue_attestation(actor=awa, person=mariam).number != document.number


def test_a_clerk_does_not_revoke(awa, mariam):
    services.issue_attestation(actor=awa, person=mariam)
    with pytest.raises(NotYourTask):
        services.revoke_attestation(actor=awa, person=mariam, reason="volée")


def test_a_clerk_does_not_undo_a_revocation(awa, soro, mariam):
    document = services.issue_attestation(actor=awa, person=mariam)
    entry = services.revoke_attestation(actor=soro, person=mariam, reason="volée")
    with pytest.raises(NotYourTask):
        services.undo(actor=awa, entry=entry.id, subject=mariam.id, post="pogo")
    assert is_revoked(document.number)
    services.undo(actor=soro, entry=entry.id, subject=mariam.id, post="pogo")
    assert not is_revoked(document.number)


def test_a_serial_that_nobody_was_given_reads_as_revoked(awa, mariam):
    document = services.issue_attestation(actor=awa, person=mariam)
    never = f"A{(int(document.number[1:11]) + 1) % 10**10:010}"
    assert is_revoked(f"{never}{_check(never)}")


def _check(serial):
    return mod_97_10.calc_check_digits(serial[1:])


def test_the_paper_of_somebody_erased_reads_as_revoked(awa, toure, mariam):
    document = services.issue_attestation(actor=awa, person=mariam)
    services.erase_person(actor=toure, person=mariam, reason="demandé")
    assert is_revoked(document.number)
    with pytest.raises(NotFound):
        services.issue_attestation(actor=awa, person=mariam)


def test_who_has_left_or_was_struck_out_gets_none(awa, soro, mariam):
    services.end_presence(actor=soro, person=mariam, reason="SPD")
    with pytest.raises(NobodyToAttest):
        services.issue_attestation(actor=awa, person=mariam)
    services.reactivate(actor=awa, person=now(mariam))
    services.void_person(actor=soro, person=now(mariam), reason="deux fois")
    with pytest.raises(NobodyToAttest):
        services.issue_attestation(actor=awa, person=mariam)


def test_a_refugee_gets_another_paper(awa, soro, mariam):
    services.decide_legal_status(
        actor=soro, person=mariam, status="refugee", basis="convention_1951", on=today()
    )
    with pytest.raises(NotAnAsylumSeeker, match="Réfugié"):
        services.issue_attestation(actor=awa, person=mariam)


def test_another_post_issues_nothing_here(soro, mariam):
    soro.posts = ["ouangolodougou"]
    with pytest.raises(NotYourPost):
        services.issue_attestation(actor=soro, person=mariam)


def test_a_lost_key_is_replaced_and_the_reprint_is_signed_with_the_new_one(
    awa, mariam, settings, tmp_path
):
    first = services.issue_attestation(actor=awa, person=mariam)
    before = attestation_signer().key_id.hex()
    _use_another_key(settings, tmp_path)
    again = services.reprint_attestation(actor=awa, person=mariam, reason="clé remplacée")
    assert first.signer == before
    assert again.signer == attestation_signer().key_id.hex() != before
    assert not is_revoked(again.number)


def _use_another_key(settings, tmp_path):
    """A node whose file of that key is gone; the keys of its device stay."""
    shutil.copytree(Path(settings.AKWABA_HOME) / "keys", tmp_path / "keys", dirs_exist_ok=True)
    (tmp_path / "keys" / "attestations.pem").unlink()
    settings.AKWABA_HOME = tmp_path


def test_attestations_are_the_same_after_a_rebuild(awa, soro, mariam):
    services.issue_attestation(actor=awa, person=mariam)
    services.reprint_attestation(actor=awa, person=mariam, reason="perdue")
    services.revoke_attestation(actor=soro, person=mariam, reason="volée")
    before = list(Document.objects.values())
    assert Entry.objects.filter(kind__startswith="registry.attestation").count() == 3
    rebuild()
    assert list(Document.objects.values()) == before
