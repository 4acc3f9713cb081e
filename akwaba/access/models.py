"""Officers and the log of who read what."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from akwaba.access.rules import Role


class OfficerManager(BaseUserManager["Officer"]):
    """Finds officers; making them is the services' work."""


class Officer(AbstractBaseUser):
    """Someone who works with Akwaba, in one role, at some posts or at all of them."""

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
