"""What belongs to a person: needs, tokens, consent and documents."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from akwaba.ledger.models import BY_CLOCK, FoldedRow
from akwaba.ledger.registers import Register
from akwaba.registry.models.columns import code


class Need(FoldedRow):
    """A specific need of a person, by UNHCR's code. Its end is a state, never a removal."""

    table = "registry.need"
    about = "person"
    fields_set: ClassVar = {
        "person": Register(),
        "code": Register(),
        "state": Register(),
    }

    person = models.UUIDField(null=True, db_index=True)
    code = code()
    state = models.CharField(max_length=10, default="")
    """reported, pending, confirmed or ended."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person"], condition=Q(is_disputed=True), name="need_disputed"),
        ]


class Token(FoldedRow):
    """A wristband or card with an opaque code. One is active; the others are void."""

    table = "registry.token"
    about = "holder"
    fields_set: ClassVar = {
        "holder": Register(),
        "household": Register(),
        "code": Register(),
        "issued_on": Register(settles=BY_CLOCK),
    }

    holder = models.UUIDField(null=True, db_index=True)
    """The person, or the household where one token serves them all."""
    household = models.UUIDField(null=True, db_index=True)
    code = models.CharField(max_length=12, default="", db_index=True)
    issued_on = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["holder"], condition=Q(is_disputed=True), name="token_disputed"),
        ]


class Consent(FoldedRow):
    """A person's answer for one purpose. Its id follows from both, so answers meet."""

    table = "registry.consent"
    about = "person"
    fields_set: ClassVar = {
        "person": Register(),
        "purpose": Register(),
        "answer": Register(columns=("answer", "answered_on", "language", "manner")),
    }

    person = models.UUIDField(null=True, db_index=True)
    purpose = models.CharField(max_length=30, default="")
    answer = models.CharField(max_length=3, default="")
    """yes or no; empty where nobody asked."""
    answered_on = models.DateField(null=True)
    language = code()
    manner = models.CharField(max_length=12, default="")
    """spoken, signed or thumbprint."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person"], condition=Q(is_disputed=True), name="consent_disputed"),
        ]


class Document(FoldedRow):
    """A paper that a person holds."""

    table = "registry.document"
    about = "person"
    fields_set: ClassVar = {
        "person": Register(),
        "type": Register(),
        "paper": Register(columns=("number", "issued_on", "expires_on", "country")),
        "signer": Register(settles=BY_CLOCK),
        "reprint": Register(columns=("reprinted_on", "reprint_reason"), settles=BY_CLOCK),
    }

    person = models.UUIDField(null=True, db_index=True)
    type = models.CharField(max_length=30, default="")
    number = models.CharField(max_length=40, default="", db_index=True)
    issued_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    country = models.CharField(max_length=3, default="")
    signer = models.CharField(max_length=16, default="")
    """Short name of the key that signed it, in hexadecimal; empty for a paper issued elsewhere."""
    reprinted_on = models.DateField(null=True)
    """The last time; each is an entry of its own."""
    reprint_reason = models.CharField(max_length=200, default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["signer"], condition=~Q(signer=""), name="document_attestations"),
            models.Index(
                fields=["person"], condition=Q(is_disputed=True), name="document_disputed"
            ),
        ]
