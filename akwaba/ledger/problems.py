"""A refusal is a named thing that a person can act on."""

from typing import Any, ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


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
