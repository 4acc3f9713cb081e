"""Attestations that were issued: whose, under which serial, and what is printed on each."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from akwaba.ledger.models import Attachment
from akwaba.places.queries import name_of
from akwaba.registry.models import Document, Household, Person
from akwaba.registry.pages.words import birth_of, name_text
from akwaba.registry.papers.claim169 import Claims, signed_code
from akwaba.registry.papers.cose import Signer
from akwaba.registry.papers.serials import place_of
from akwaba.registry.papers.wording import Attestation

CERTIFICATE = "asylum_certificate"
"""Of codes/document_types.csv."""
COUNTRY = "CIV"
ASYLUM_SEEKER = "ASY"
"""UNHCR's population type of codes/legal_status.csv, as the code on the paper says it."""


def attestations_of(people: Collection[UUID]) -> dict[UUID, Document]:
    """The attestation that each of these people holds now; none for those who hold none.

    Where two posts issued one without knowing of each other, the later.
    """
    rows = Document.objects.filter(
        person__in=people,
        origin__isnull=False,
        void_reason="",
        expires_on__gte=timezone.localdate(),
    ).exclude(signer="")
    return {row.person: row for row in rows.order_by("issued_on", "made_at") if row.person}


def was_issued(serial: str, *, key_id: bytes) -> bool:
    """Whether a paper with this serial was ever signed with this key."""
    return Document.objects.filter(number=serial, signer=key_id.hex()).exists()


def valid_places(key_id: bytes) -> list[int]:
    """Places on the status list of this key of the papers that hold; see papers/status.py."""
    rows = Document.objects.filter(signer=key_id.hex(), origin__isnull=False, void_reason="")
    places = (place_of(serial) for serial in rows.values_list("number", flat=True))
    return [place for place in places if place is not None]


def to_print(held: Sequence[tuple[Person, Document]], signer: Signer) -> list[Attestation]:
    """What is printed for each of these people, who hold these papers. Signs each code."""
    households = Household.objects.in_bulk([person.household for person, _paper in held])
    digests = [person.photo for person, _paper in held if person.photo]
    photos = {
        (photo.about, photo.digest): bytes(photo.content)
        for photo in Attachment.objects.filter(digest__in=digests)
    }
    return [
        _attestation(
            person,
            document,
            signer,
            household=households.get(person.household),
            photo=photos.get((person.id, person.photo)),
        )
        for person, document in held
    ]


def _attestation(
    person: Person,
    document: Document,
    signer: Signer,
    *,
    household: Household | None,
    photo: bytes | None,
) -> Attestation:
    birth = birth_of(person)
    issued_on, expires_on = (
        document.issued_on or timezone.localdate(),
        document.expires_on or timezone.localdate(),
    )
    claims = Claims(
        serial=document.number,
        full_name=name_text(person),
        born_on=birth.earliest if birth.precision == "date" else None,
        sex=person.sex,
        nationality=person.nationality,
        legal=ASYLUM_SEEKER,
        country=COUNTRY,
        # Days in Côte d'Ivoire are days of UTC; the last day counts whole.
        issued_at=datetime.combine(issued_on, time(), UTC),
        expires_at=datetime.combine(expires_on + timedelta(days=1), time(), UTC),
    )
    return Attestation(
        serial=document.number,
        code=signed_code(claims, signer),
        name=claims.full_name,
        number=person.number,
        household_number=household.number if household else "",
        sex=person.sex,
        birth=birth,
        nationality=person.nationality,
        post=name_of(person.post),
        issued_on=issued_on,
        expires_on=expires_on,
        photo=photo,
    )
