"""What the watch refuses, and how to mend it."""

from django.utils.translation import gettext_lazy as _

from akwaba.ledger.problems import Problem


class WatchProblem(Problem):
    """`field` says where a form shows it."""

    status = 400
    code = "watch_problem"
    field = ""


class WatchNotYours(WatchProblem):
    status = 403
    code = "watch_not_yours"
    message = _("This is not part of your work. Ask your supervisor or the information manager.")


class IncidentOfAnotherPost(WatchProblem):
    status = 403
    code = "incident_of_another_post"
    message = _(
        "This incident was noted elsewhere. Add what you know to it as a report, or ask the "
        "information manager to correct it."
    )


class NothingReported(WatchProblem):
    code = "nothing_reported"
    message = _("Write what was reported, in the source’s own words or in yours.")
    field = "text"


class TextTooLong(WatchProblem):
    code = "text_too_long"
    message = _("This text has %(length)s characters. Shorten it to at most %(most)s.")


class SourceNotNamed(WatchProblem):
    code = "source_not_named"
    message = _(
        "Say who reports it, in at most %(most)s characters: a paper, a committee, a partner. "
        "Name no person."
    )
    field = "source"


class AddressNotWeb(WatchProblem):
    code = "address_not_web"
    message = _("“%(value)s” is no web address. It begins with https:// or http://.")
    field = "address"


class ChoiceNotKnown(WatchProblem):
    code = "choice_not_known"
    message = _("“%(value)s” is none of the choices of %(name)s: %(choices)s.")


class DayInFuture(WatchProblem):
    code = "day_in_future"
    message = _("%(value)s lies in the future. Give the day on which it happened, or was said.")
    field = "earliest"


class DaysReversed(WatchProblem):
    code = "days_reversed"
    message = _("It cannot have ended on %(latest)s and begun on %(earliest)s. Exchange the two.")
    field = "latest"


class PositionNotUsable(WatchProblem):
    code = "position_not_usable"
    message = _(
        "The position %(latitude)s, %(longitude)s is nowhere on land that is known here. Give "
        "degrees north, then degrees east: Pogo is 10.43669, -5.63062."
    )
    field = "position"


class PositionSwapped(WatchProblem):
    code = "position_swapped"
    message = _(
        "The position %(latitude)s, %(longitude)s looks exchanged: with the two numbers the other "
        "way round it lies in %(country)s. Degrees north come first."
    )
    field = "position"


class FigureOutOfRange(WatchProblem):
    code = "figure_out_of_range"
    message = _("%(value)s is no number of people. Give a whole number from 0 to %(most)s.")
    field = "best"


class FigureOutOfOrder(WatchProblem):
    code = "figure_out_of_order"
    message = _("The least must not be above the best, nor the best above the most.")
    field = "low"


class FigureOfUnknown(WatchProblem):
    code = "figure_of_unknown"
    message = _("An unknown number has no figure. Take the number away, or say that it is known.")
    field = "status"


class FigureNotZero(WatchProblem):
    code = "figure_not_zero"
    message = _("“Nobody” goes with no number, or with 0.")
    field = "status"


class FigureMissing(WatchProblem):
    code = "figure_missing"
    message = _("Give the number, or say that it is unknown: an empty number is never zero.")
    field = "best"


class ReasonNotGiven(WatchProblem):
    code = "reason_not_given"
    message = _("Say why: whoever reads it later must understand.")
    field = "reason"


class SameIncident(WatchProblem):
    code = "same_incident"
    message = _("These are the same incident already.")


class FigureOfOther(WatchProblem):
    code = "figure_of_other"
    message = _("This figure does not belong to that incident, or counts something else.")
