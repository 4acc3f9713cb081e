"""Officers, the log of who read what, and wrong passwords."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from akwaba.access.rules import BOUND_TO_POSTS, Purpose, Role
from akwaba.ledger.models import FoldedRow
from akwaba.ledger.registers import Register


class OfficerManager(BaseUserManager["Officer"]):
    """Finds officers; making them is the services' work."""


class Officer(AbstractBaseUser):
    """The account of someone who works at this node, in one role, at some posts or at all.

    It is not folded from entries: a password never enters the ledger, and an entry from another
    device must never open a door here. Officers are never deleted: entries and reads name them.
    One who leaves is made inactive.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=60, unique=True)
    display_name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    posts = models.JSONField(default=list)
    """Codes of the posts where the officer works; places.Place.code."""
    all_posts = models.BooleanField(default=False)
    language = models.CharField(max_length=2, default="fr")
    is_active = models.BooleanField(default=True)

    objects = OfficerManager()

    USERNAME_FIELD = "username"

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="officer_role_is_known", condition=Q(role__in=sorted(Role))
            ),
            models.CheckConstraint(
                name="officer_bound_to_posts_has_not_all",
                condition=Q(all_posts=False) | ~Q(role__in=sorted(BOUND_TO_POSTS)),
            ),
        ]


class OfficerRecord(FoldedRow):
    """What the ledger says of an officer, of this node or another: who they were, when."""

    table = "access.officer"
    fields_set: ClassVar = {
        "username": Register(),
        "display_name": Register(),
        "rights": Register(),
        "password_set_at": Register(),
    }

    username = models.CharField(max_length=60, default="")
    display_name = models.CharField(max_length=120, default="")
    rights = models.JSONField(default=dict)
    """role, posts, all_posts and is_active: they only make sense together."""
    password_set_at = models.CharField(max_length=40, default="")
    """ISO instant; that a password was replaced must show, the password never."""


class ReadLog(models.Model):
    """One officer read about one person or household, once: who, when, why and on which page."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="reads")
    subject = models.UUIDField()
    """A person, a household or an arrival: opaque here, so that the log tells no name."""
    purpose = models.CharField(
        max_length=20, choices=[(item.value, item.value) for item in Purpose]
    )
    page = models.CharField(max_length=60)
    """Name of the route, such as registry:person."""
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-at"], name="who_read_this_subject"),
            models.Index(fields=["officer", "-at"], name="what_this_officer_read"),
            models.Index(fields=["-at"], name="reads_latest_first"),
        ]


class WrongPassword(models.Model):
    """A sign-in that failed; kept only as long as it makes the next one wait."""

    key = models.CharField(max_length=64)
    """A keyed hash of the name typed or of the network address: people type passwords there."""
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["key", "-at"], name="wrong_passwords_of_a_key")]
