"""The signed code: other programs read it, nobody alters it, and it says little."""

import zlib
from datetime import UTC, date, datetime

import cbor2
import claim169
import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from akwaba.registry.papers.claim169 import LONGEST_NAME, signed_code
from akwaba.registry.papers.serials import new_serial, place_of, printed_serial
from akwaba.registry.papers.status import MEDIA_TYPE, PLACES, STATUS_LIST, status_list
from tests.registry.attestations_cast import EXPIRES, ISSUED, claims, new_signer, read

SIGNER = new_signer()


def test_an_independent_program_reads_and_verifies_it():
    told = claims(SIGNER, born_on=date(1991, 3, 12))
    result = read(signed_code(told, SIGNER), SIGNER)
    assert result.is_verified()
    assert result.claim169.to_dict() == {
        "id": told.serial,
        "fullName": "Mariam N’Golo Coulibaly",
        "dateOfBirth": "19910312",
        "gender": 2,
        "nationality": "MLI",
        "legalStatus": "ASY",
        "countryOfIssuance": "CIV",
    }
    assert result.cwt_meta.issued_at == ISSUED.timestamp()
    assert result.cwt_meta.expires_at == EXPIRES.timestamp()


def test_it_names_the_key_that_signed_it():
    seen = claim169.inspect(signed_code(claims(SIGNER), SIGNER))
    assert (seen.key_id, seen.algorithm) == (SIGNER.key_id, "ES256")


def test_what_is_not_known_is_not_said():
    told = claims(SIGNER, sex="U", nationality="")
    said = read(signed_code(told, SIGNER), SIGNER).claim169.to_dict()
    assert set(said) == {"id", "fullName", "legalStatus", "countryOfIssuance"}


def test_another_key_does_not_verify_it():
    with pytest.raises(claim169.SignatureError):
        read(signed_code(claims(SIGNER), SIGNER), new_signer())


def test_an_expired_one_is_refused_by_the_independent_program():
    code = signed_code(claims(SIGNER, expires_at=datetime(2020, 1, 1, tzinfo=UTC)), SIGNER)
    with pytest.raises(claim169.Claim169Exception, match="expired"):
        claim169.decode_with_ecdsa_p256(code, SIGNER.point)


@given(st.text(min_size=1).filter(str.strip))
def test_any_name_comes_through_whole_or_cut_at_a_letter(name):
    said = read(signed_code(claims(SIGNER, full_name=name), SIGNER), SIGNER).claim169.full_name
    assert said == name or (said.endswith("…") and name.startswith(said[:-1]))
    assert len(said.encode()) <= LONGEST_NAME


@pytest.mark.parametrize("name", ["Awa Koné", "ߡߊߙߌߦߡߎ ߞߎߟߌߓߊߟߌ" * 8, "𞤀𞤣𞤤𞤢𞤥" * 20])
def test_the_code_stays_coarse_enough_for_40_millimetres(name):
    """Version 12 is 65 modules: 0.6 mm each at 40 mm, what a cheap phone tells apart at 20 cm."""
    code = signed_code(claims(SIGNER, full_name=name, born_on=date(1991, 3, 12)), SIGNER)
    assert int(segno.make(code, error="m", micro=False).version) <= 12


def listed(token):
    message = cbor2.loads(token)
    told = cbor2.loads(message.value[2])
    return cbor2.loads(message.value[0]), zlib.decompress(told[STATUS_LIST]["lst"])


@given(st.sets(st.integers(0, PLACES - 1), max_size=20), st.integers(0, PLACES - 1))
def test_a_place_on_the_list_is_valid_only_where_a_paper_vouches_for_it(valid, other):
    _header, bits = listed(
        status_list(valid, signer=SIGNER, issued_at=ISSUED, subject="/verifier/lists")
    )
    for place in {*valid, other}:
        assert (bits[place // 8] >> place % 8) & 1 == (place not in valid)


def test_the_list_says_what_it_is_and_stays_small():
    token = status_list(
        range(0, PLACES, 1000), signer=SIGNER, issued_at=ISSUED, subject="/verifier/lists"
    )
    assert listed(token)[0][16] == MEDIA_TYPE
    assert len(token) < 4000


def test_a_serial_gives_its_place_and_is_no_registration_number():
    serial = new_serial(SIGNER.key_id)
    assert place_of(serial) == int(serial[5:11])
    assert place_of(serial[1:]) is None
    assert place_of(serial[:-1] + str((int(serial[-1]) + 1) % 10)) is None
    assert printed_serial(serial).replace(" ", "") == serial
