"""What the reports refuse."""

from django.utils.translation import gettext_lazy as _

from akwaba.ledger.problems import Problem


class ReportsNotYours(Problem):
    status = 403
    code = "reports_not_yours"
    message = _("Supervisors and information managers write the report. Ask one of them.")


class ContextProblem(Problem):
    """`field` says where the page shows it."""

    status = 400
    code = "context_problem"
    field = ""


class SentenceMissing(ContextProblem):
    code = "sentence_missing"
    message = _("Write the fact as one French sentence of at most %(most)s characters.")
    field = "said_fr"


class SourceMissing(ContextProblem):
    code = "source_missing"
    message = _("Say who reports it, in at most %(most)s characters.")
    field = "source"


class AddressUnusable(ContextProblem):
    code = "address_unusable"
    message = _("“%(value)s” is no web address. It begins with https:// or http://.")
    field = "address"


class ContextDayUnusable(ContextProblem):
    code = "context_day_unusable"
    message = _("%(value)s lies in the future. Give the day on which it happened.")
    field = "day"


class DeathsUnusable(ContextProblem):
    code = "deaths_unusable"
    message = _("A number of deaths goes with “known” or “estimated” only, and is at least 0.")
    field = "deaths_number"
