"""Two posts to work at, whatever the gazetteer holds, and passwords that are quick to check."""

from types import SimpleNamespace

import pytest


def two_posts():
    return [
        SimpleNamespace(code="pogo", name="Pogo"),
        SimpleNamespace(code="tengrela", name="Tengréla"),
    ]


@pytest.fixture(autouse=True)
def posts(settings):
    settings.OFFICER_POSTS = f"{__name__}.two_posts"


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Argon2 is slow on purpose; test_enrolment.py sees that the node uses it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
