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
