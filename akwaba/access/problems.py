"""What this room refuses, in words that an officer can act on."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from akwaba.ledger.problems import Problem


class OfficerProblem(Problem):
    """Something in a form about an officer."""

    field: ClassVar[str | None] = None
    """The field of the form that mends it; None where the whole form is meant."""


class WrongNameOrPassword(OfficerProblem):
    status = 403
    code = "wrong_name_or_password"
    message = _(
        "This name and this password do not go together. Check both, and the capital letters."
    )


class SignInMustWait(OfficerProblem):
    status = 429
    code = "sign_in_must_wait"
    message = _(
        "Too many wrong passwords. Try again in %(wait)s. If you forgot yours, an administrator "
        "can give you another."
    )


class UsernameTaken(OfficerProblem):
    field = "username"
    code = "username_taken"
    message = _("The username “%(username)s” is taken. Choose another one.")


class UsernameNotUsable(OfficerProblem):
    field = "username"
    code = "username_not_usable"
    message = _(
        "The username “%(username)s” cannot be used. Write 2 to 60 small letters without accents, "
        "digits, dots or dashes, such as aya.koffi."
    )


class NameMissing(OfficerProblem):
    field = "display_name"
    code = "officer_name_missing"
    message = _("Write the officer’s name.")


class PostMissing(OfficerProblem):
    field = "posts"
    code = "officer_post_missing"
    message = _("An officer in this role works at posts: choose at least one.")


class AllPostsNotForRole(OfficerProblem):
    field = "all_posts"
    code = "all_posts_not_for_role"
    message = _("An officer in this role works at chosen posts, not at all of them.")


class PostUnknown(OfficerProblem):
    field = "posts"
    code = "officer_post_unknown"
    message = _("There is no post “%(post)s” here. The posts are: %(posts)s.")


class PasswordTooWeak(OfficerProblem):
    field = "password"
    code = "password_too_weak"
    message = _("This password is too easy to guess: %(reasons)s")


class OwnRightsKept(OfficerProblem):
    status = 403
    code = "own_rights_kept"
    message = _("You cannot change your own role or close your own account. Ask a colleague.")


class ConsoleKept(OfficerProblem):
    status = 403
    code = "console_kept"
    message = _("The officer of this computer’s commands cannot be changed.")
