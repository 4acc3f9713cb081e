"""What the registry refuses, and how to mend it."""

from django.utils.translation import gettext_lazy as _

from akwaba.ledger.problems import Problem


class NotYourPost(Problem):
    """An officer works at the posts that were given to them."""

    status = 403
    code = "not_your_post"
    message = _("You do not work at the post %(post)s. Ask an administrator to add it to yours.")


class NotYourTask(Problem):
    """A role does not include the act."""

    status = 403
    code = "not_your_task"
    message = _("Your role does not include this. Ask your supervisor.")


class NobodyNamed(Problem):
    """A household needs a head with a name, or it could never be found again."""

    code = "nobody_named"
    message = _("Write at least one name: the person who speaks for the household.")


class NameMissing(Problem):
    """Every person listed has some name, even a nickname."""

    code = "name_missing"
    message = _("Line %(line)s has no name. Write the name as it is said, or clear the line.")


class NameUnusable(Problem):
    """A name holds what no name holds."""

    code = "name_unusable"
    message = _("The name “%(value)s” cannot be kept: %(reason)s. Write it as it is said.")


class DateInFuture(Problem):
    """Nobody has arrived tomorrow."""

    code = "date_in_future"
    message = _("The date %(value)s is in the future. Check the day and the clock of this device.")


class UnknownCode(Problem):
    """A coded field holds a value that is not on its list."""

    code = "unknown_code"
    message = _("“%(value)s” is not on the list for “%(field)s”. Choose one from the list.")


class CountsUnusable(Problem):
    """Announced people are small whole numbers."""

    code = "counts_unusable"
    message = _("The number of people “%(value)s” cannot be right. Write a number from 1 to 500.")


class TokenUnusable(Problem):
    """The code does not pass its own check, or somebody else holds it."""

    code = "token_unusable"
    message = _("The token %(value)s cannot be used: %(reason)s.")


class FieldDisputed(Problem):
    """Two values wait for a decision; a correction would hide one of them."""

    status = 409
    code = "field_disputed"
    message = _("Two values of “%(field)s” wait for a decision. Settle them first.")


class ChangedMeanwhile(Problem):
    """Somebody changed the field after this page was opened."""

    status = 409
    code = "changed_meanwhile"
    message = _(
        "“%(field)s” was changed by someone else meanwhile. Look at the new value, then try again."
    )


class NothingToResolve(Problem):
    """A decision settles two values that differ."""

    status = 409
    code = "nothing_to_resolve"
    message = _("“%(field)s” is no longer disputed.")


class NoneChosen(Problem):
    """A decision names one of the answers."""

    code = "none_chosen"
    message = _("Choose one of the answers.")


class NotCorrectable(Problem):
    """Some fields change by an act of their own."""

    code = "not_correctable"
    message = _("“%(field)s” cannot be corrected here.")


class ReasonMissing(Problem):
    """What takes something away says why."""

    code = "reason_missing"
    message = _("Say why, in a few words.")


class CannotBeUndone(Problem):
    """Something later rests on the act."""

    status = 409
    code = "cannot_be_undone"
    message = _("This cannot be undone: “%(field)s” was changed again later. Correct it instead.")


class SamePerson(Problem):
    """A record cannot be linked to itself."""

    code = "same_person"
    message = _("Choose two different records to link.")


class NumbersUsedUp(Problem):
    """A node issues numbers from its own block only."""

    status = 409
    code = "numbers_used_up"
    message = _("This post has used all its registration numbers. Ask the capital for a new block.")


class FormTooLong(Problem):
    """A value is longer than any real one."""

    code = "too_long"
    message = _("“%(field)s” is too long: %(most)s characters at most.")


class AttestationHeld(Problem):
    """One person holds one valid attestation: print that one again, or revoke it first."""

    status = 409
    code = "attestation_held"
    message = _(
        "This person holds the attestation %(serial)s, which is still valid. Print it again, "
        "or have it revoked first."
    )


class NobodyToAttest(Problem):
    """Who is struck out, has left or has died gets no new paper."""

    status = 409
    code = "nobody_to_attest"
    message = _(
        "This person is no longer counted as present, so no attestation can be printed. "
        "Note first that they are here again."
    )


class NotAnAsylumSeeker(Problem):
    """The paper says that its holder seeks asylum."""

    status = 409
    code = "not_an_asylum_seeker"
    message = _(
        "The legal status of this person is “%(status)s”: an asylum-seeker’s attestation "
        "is not their paper."
    )


class AttestationsMissing(Problem):
    """The desk asked for papers of people whom it does not find here."""

    status = 404
    code = "attestations_missing"
    message = _("These people are not registered at this post yet. Send the queue first.")


class IssuerListUnusable(Problem):
    """A list of another post is taken whole, and only as that post signed it."""

    code = "issuer_list_unusable"
    message = _(
        "This is not the list of a post, or it was changed on the way. Nothing was kept. "
        "Fetch it again at /verifier/lists of that post."
    )


class CannotTypeset(Problem):
    """Typst is an extra of 81 MB that this node goes without."""

    status = 409
    code = "cannot_typeset"
    message = _(
        "This post cannot make the PDF. Print from the page of the person, in the office pages."
    )


class SamePost(Problem):
    code = "same_post"
    message = _("The household is registered at %(post)s already. Choose the post it moves on to.")
