"""What the desk's own pages refuse, in words that an officer can act on."""

from django.utils.translation import gettext_lazy as _

from akwaba.ledger.problems import Problem


class RecordingMissing(Problem):
    code = "recording_missing"
    message = _("Choose a recording on this computer, or record the sentence here.")


class RecordingTooLarge(Problem):
    code = "recording_too_large"
    message = _(
        "This recording has %(kilobytes)s kB; at most %(most)s kB are kept. Record only the one "
        "sentence, or save it as Opus. The recording before it is still in use."
    )


class RecordingUnusable(Problem):
    code = "recording_unusable"
    message = _(
        "This file cannot be played to families: %(reason)s Take Opus (Ogg or WebM) or MP3, or "
        "record the sentence here. The recording before it is still in use."
    )


class ParcelMissing(Problem):
    code = "parcel_missing"
    message = _(
        "Choose the file that the device saved (at most 16 MB), or scan its codes, or paste them."
    )


class CodesUnreadable(Problem):
    code = "codes_unreadable"
    message = _("None of this is a code of Akwaba. Show the codes on the device and scan again.")


class CodesMisread(Problem):
    code = "codes_misread"
    message = _(
        "Every code is here, but one was read wrongly. Nothing was taken in. Empty the field and "
        "scan once more."
    )


class AgeNotUnderstood(Problem):
    code = "age_not_understood"
    message = _("%(reason)s")


class NameNeeded(Problem):
    code = "name_needed"
    message = _("Somebody on the sheet has no name. Write it as it is said, or clear the line.")


class TooManyDrafts(Problem):
    status = 409
    code = "too_many_drafts"
    message = _(
        "You have %(most)s households that are not saved. Save or throw away some, then go on."
    )


class DraftTooLarge(Problem):
    status = 413
    code = "draft_too_large"
    message = _("This household takes more than %(most)s kB. Split it into two; nothing is lost.")
