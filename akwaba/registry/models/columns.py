"""Columns that several tables share."""

from django.db import models

NAME_LENGTH = 120
CODE_LENGTH = 12
PLACE_LENGTH = 60


def code() -> "models.CharField[str, str]":
    """A value of a code list; empty while nobody has said it."""
    return models.CharField(max_length=CODE_LENGTH, default="")


def name() -> "models.CharField[str, str]":
    """Words as they were said."""
    return models.CharField(max_length=NAME_LENGTH, default="")
