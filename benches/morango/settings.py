"""The smallest Django project that morango runs in: the same for the client and for the server."""

import os

SECRET_KEY = "invented families only"
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = ["django.contrib.contenttypes", "mptt", "rest_framework", "morango", "families"]
REST_FRAMEWORK = {"UNAUTHENTICATED_USER": None}
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("DATABASE", ":memory:"),
        "OPTIONS": {"timeout": 30},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
ROOT_URLCONF = "urls"
USE_TZ = True

ALLOW_CERTIFICATE_PUSHING = True
"""The client owns the register, and signs the server's certificate for it."""
