"""One settings file: safe defaults for a post's laptop, overridden by the environment.

Environment (all optional):
    AKWABA_HOME        directory that holds all state of this node (default: var/ in a clone)
    AKWABA_PASSPHRASE  encrypts the database of this node with SQLCipher
    DATABASE_URL       postgresql://user:password@host:port/name for the capital (default: SQLite)
    AKWABA_HOSTS       host names that the node answers to, separated by commas
    AKWABA_LANGUAGE    fr (default) or en: language of the command line and of first sight
    AKWABA_NUMBER_BLOCK  1 to 9999: block of registration numbers that the capital gave this node
    AKWABA_HTTPS       True where browsers reach the node over HTTPS: cookies travel no other way
    AKWABA_BEHIND_PROXY  True where a proxy of ours takes the HTTPS; it must set X-Forwarded-Proto
    AKWABA_DESK_URL, AKWABA_JOIN_URL  where tablets find the desk, and how they join: set by
                       `akwaba serve --post`
    AKWABA_WIFI_NAME, AKWABA_WIFI_PASSWORD  the post's Wi-Fi, for the code that tablets scan
    AKWABA_CAPITAL_KEY  the capital's public key, to which devices seal what they keep
    AKWABA_CONTACT     whom readers of the situation report may ask
    AKWABA_ATTESTATION_DAYS  1 to 730: how long a printed attestation is valid (default: 90)
    AKWABA_HELP_LINE   a telephone for refugees, printed on attestations
    AKWABA_DEBUG       True shows errors on the page; never at a post
"""

import os
from pathlib import Path
from typing import Any

from akwaba.access.logs import LOGGING as LOGGING  # noqa: PLC0414  Django reads it here
from akwaba.ledger import b64url
from akwaba.ledger.database import database_settings
from akwaba.ledger.home import SettingRefused, home_directory, secret_key
from akwaba.ledger.keys import is_point

BASE = Path(__file__).resolve().parent
AKWABA_HOME = home_directory()


def flag(name: str, *, default: bool) -> bool:
    """Read True or False from the environment and refuse anything else, loudly."""
    return choice(name, "True", "False", default=str(default)) == "True"


def choice(name: str, *values: str, default: str) -> str:
    """Read one of the values from the environment."""
    value = os.environ.get(name) or default
    if value not in values:
        raise SettingRefused(name, " / ".join(values))
    return value


def number_block() -> int | None:
    """The block of numbers of this node; None where nobody gave one."""
    value = os.environ.get("AKWABA_NUMBER_BLOCK") or "0"
    if not (value.isascii() and value.isdigit() and len(value) <= len("9999")):
        raise SettingRefused("AKWABA_NUMBER_BLOCK", "1 … 9999")
    return int(value) or None


def capital_key() -> bytes | None:
    """The capital's public point of 65 bytes; None where there is no capital yet."""
    text = os.environ.get("AKWABA_CAPITAL_KEY") or ""
    try:
        point = b64url.decode(text)
    except ValueError:
        point = b"-"
    if point and not is_point(point):
        raise SettingRefused("AKWABA_CAPITAL_KEY", "base64url (P-256, 65)")
    return point or None


def attestation_days() -> int:
    """No rule of Côte d’Ivoire is known to us: short enough to limit what a lost paper can do."""
    value = os.environ.get("AKWABA_ATTESTATION_DAYS") or "90"
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 730):  # noqa: PLR2004  two years
        raise SettingRefused("AKWABA_ATTESTATION_DAYS", "1 … 730")
    return int(value)


AKWABA_NUMBER_BLOCK = number_block()
AKWABA_ATTESTATION_DAYS = attestation_days()
AKWABA_HELP_LINE = os.environ.get("AKWABA_HELP_LINE", "").strip()
AKWABA_CAPITAL_KEY = capital_key()
AKWABA_CONTACT = os.environ.get("AKWABA_CONTACT", "").strip()
DEBUG = flag("AKWABA_DEBUG", default=False)
SECRET_KEY = secret_key(AKWABA_HOME)
ALLOWED_HOSTS = os.environ.get("AKWABA_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "akwaba.demo",
    "akwaba.desk",
    "akwaba.office",
    "akwaba.reports",
    "akwaba.figures",
    "akwaba.watch",
    "akwaba.matching",
    "akwaba.registry",
    "akwaba.places",
    "akwaba.access",
    "akwaba.ledger",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "akwaba.office.headers.HeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "akwaba.access.languages.LanguageMiddleware",
    "akwaba.access.pages.ProblemMiddleware",
    "akwaba.access.permissions.PermissionMiddleware",
]
ROOT_URLCONF = "akwaba.urls"
WSGI_APPLICATION = "akwaba.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "akwaba.office.context.shell",
            ],
        },
    },
]
DATABASES = {"default": database_settings(AKWABA_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Officer"
OFFICER_POSTS = "akwaba.places.queries.posts"  # where an officer may work; see access/posts.py
DESK_NUMBERS = "akwaba.registry.services.numbering.lend_numbers"  # see access/desks/numbers.py
NODE_BLOCKS = "akwaba.registry.services.numbering.own_blocks"  # see access/nodes/cards.py
LOGIN_URL = "access:sign_in"
CSRF_FAILURE_VIEW = "akwaba.access.interrupted.form_too_old"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

LANGUAGE_CODE = choice("AKWABA_LANGUAGE", "fr", "en", default="fr")
LANGUAGES = [("fr", "Français"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Africa/Abidjan"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a household of 500 on one sheet, with needs
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
"""A photo on its way is never laid down in the machine’s folder of temporary files."""
FILE_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024  # what is larger is passed over unread
# A message in a cookie would greet the next officer at a shared laptop.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
AKWABA_HTTPS = flag("AKWABA_HTTPS", default=False)
AKWABA_DESK_URL = os.environ.get("AKWABA_DESK_URL", "").rstrip("/")
AKWABA_JOIN_URL = os.environ.get("AKWABA_JOIN_URL", "").rstrip("/")
AKWABA_WIFI_NAME = os.environ.get("AKWABA_WIFI_NAME", "")
AKWABA_WIFI_PASSWORD = os.environ.get("AKWABA_WIFI_PASSWORD", "")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = AKWABA_HTTPS
if AKWABA_HTTPS:
    # Cookies know no ports: by names of their own, those of HTTPS never bar the way on plain HTTP.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
if flag("AKWABA_BEHIND_PROXY", default=False):  # else anybody could claim HTTPS
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# No HSTS: browsers apply it to every port of a host, and would shut the page that joins tablets.
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 12 * 60 * 60  # a shift
CSRF_COOKIE_SAMESITE = "Strict"
