"""What is refused to a device or about one."""

from django.utils.translation import gettext_lazy as _

from akwaba.access.problems import OfficerProblem
from akwaba.ledger.problems import Problem


class DeskRefused(Problem):
    """Said to a device as JSON; see requests.refusal."""

    status = 403


class ClockDiffers(DeskRefused):
    status = 401
    code = "clock"
    message = _(
        "The clock of this device and that of the post differ by more than five minutes. The "
        "device corrects itself and asks again."
    )


class UnknownDevice(DeskRefused):
    """Also what a wrong signature says: whoever has not the key is nobody we know."""

    status = 401
    code = "unknown_device"
    message = _("This post does not know this device. A supervisor can add it.")


class RevokedDevice(DeskRefused):
    code = "revoked_device"
    message = _(
        "This device is no longer trusted. What it holds is still taken in; a supervisor decides "
        "about it."
    )


class LeaseEnded(DeskRefused):
    code = "lease_ended"
    message = _(
        "This device has not met the post for too long. It can still register and send; to read "
        "again, a supervisor must prolong it."
    )


class OfficerUnknown(DeskRefused):
    code = "officer_unknown"
    message = _(
        "This officer has not signed in on this device, or the account is closed. Sign in with "
        "your name and password."
    )


class NotEntitled(DeskRefused):
    code = "not_entitled"
    message = _("Your role or your posts do not allow this on this device. Ask your supervisor.")


class WordNotUnderstood(DeskRefused):
    status = 400
    code = "request_not_understood"
    message = _("The field “%(field)s” of this request cannot be read: %(wanted)s is needed.")


class RequestTooLarge(DeskRefused):
    status = 413
    code = "request_too_large"
    message = _("This request is too large. Send it in smaller parts; nothing is lost.")


class DiskReserved(DeskRefused):
    status = 507
    code = "disk_reserved"
    message = _(
        "The disk of this post is almost full: it takes only what its own trusted devices bring. "
        "Nothing is lost: keep this device, and ask the supervisor to make room."
    )


class ShownTooMany(DeskRefused):
    status = 429
    code = "shown_too_many"
    message = _(
        "More people were looked up here within an hour than families arrive. Go on registering: "
        "the post compares what arrives. Searching opens again little by little."
    )


class CodeNotValid(DeskRefused):
    code = "code_not_valid"
    message = _(
        "This code is wrong, was used already or is older than a quarter of an hour. Ask the "
        "supervisor for another one."
    )


class KeyTaken(DeskRefused):
    status = 409
    code = "device_key_taken"
    message = _("A device with this key is enrolled already. Start the enrolment again.")


class EscrowNotOpened(DeskRefused):
    status = 422
    code = "escrow_not_opened"
    message = _(
        "This node cannot open the key of this device: it was sealed to another node. Nothing is "
        "lost: ask the administrator for the keys of the former node."
    )


class DeskNameMissing(OfficerProblem):
    field = "name"
    code = "desk_name_missing"
    message = _("Give the device a name by which colleagues find it, such as Tablet 2.")


class ReasonMissing(OfficerProblem):
    field = "reason"
    code = "desk_reason_missing"
    message = _("Write why, in a few words: colleagues will read it later.")


class DeskIsRevoked(OfficerProblem):
    status = 409
    code = "desk_is_revoked"
    message = _("This device is no longer trusted. Trust it again before you prolong it.")


class PostNotYours(OfficerProblem):
    status = 403
    field = "post"
    code = "desk_post_not_yours"
    message = _("You can add devices at your own posts only: choose one of the list.")
