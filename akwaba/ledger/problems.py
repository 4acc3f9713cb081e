"""A refusal is a named thing that a person can act on."""

import errno
from typing import Any, ClassVar

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from akwaba.ledger.home import SettingRefused


class Problem(Exception):  # noqa: N818  a refusal is named for what is refused
    """What may go wrong, said to a person: a status for machines, a sentence for people.

    `message` may hold %(name)s places, filled from the keyword arguments.
    """

    status: ClassVar[int] = 400
    code: ClassVar[str] = "problem"
    message: ClassVar[Any] = _("Something is wrong.")

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(self.code)

    def __str__(self) -> str:
        return gettext(str(self.message)) % self.details


class NotFound(Problem):
    """Also what a hidden thing says: hidden and absent look alike."""

    status = 404
    code = "not_found"
    message = _("There is nothing here under that number.")


def setting_sentence(error: SettingRefused) -> str:
    """Which setting is meant and what it must be; never its value, which may be secret."""
    sentence = gettext("The setting %(name)s cannot be used as it is. It must be %(wanted)s.")
    return sentence % {"name": error.name, "wanted": error.wanted}


def storage_sentence(error: Exception) -> str | None:
    """What a failure of the disk or the database means and how to mend it; None for others.

    SQLite says these in English and in fixed words; errno is asked where there is one.
    """
    text = str(error).lower()
    number = getattr(error, "errno", None)
    for numbers, words, sentence in _STORAGE:
        if number in numbers or any(word in text for word in words):
            return gettext(sentence)
    if number is not None or "connect" in text or "unable to open" in text:
        return gettext("The files or the database cannot be reached: %(error)s") % {"error": error}
    return None


_STORAGE: tuple[tuple[frozenset[int], tuple[str, ...], str], ...] = (
    (
        frozenset({errno.ENOSPC, errno.EDQUOT}),
        ("disk is full", "no space left"),
        gettext_noop(
            "The disk is full. What was acknowledged is safe; nothing more can be saved. "
            "Free some space, then do this again."
        ),
    ),
    (
        frozenset({errno.EROFS, errno.EACCES, errno.EPERM}),
        ("readonly", "read-only"),
        gettext_noop(
            "The disk cannot be written to. Check that it is not locked and that you may write "
            "in the folder of Akwaba, then do this again."
        ),
    ),
    (
        frozenset(),
        ("locked",),
        gettext_noop("The database is busy with other work. Do this again in a minute."),
    ),
    (
        frozenset(),
        ("not a database",),
        gettext_noop(
            "The database cannot be opened: the passphrase is missing or wrong (AKWABA_PASSPHRASE)."
        ),
    ),
    (
        frozenset({errno.EIO}),
        ("malformed", "disk i/o error"),
        gettext_noop(
            "The disk returned damaged data. Stop using this computer and restore the last backup."
        ),
    ),
)
