"""What the comparison of two records refuses, and how to mend it."""

from django.utils.translation import gettext_lazy as _

from akwaba.ledger.problems import Problem


class RecordsChanged(Problem):
    """A verdict is given on what was shown, not on what somebody wrote meanwhile."""

    status = 409
    code = "records_changed"
    message = _("One of the two records was changed meanwhile. Look at both again.")


class VerdictUnknown(Problem):
    """A form brought back something that is no verdict."""

    code = "verdict_unknown"
    message = _("Say whether it is the same person, two people, or for later.")


class NotOneToOne(Problem):
    """Nobody is two people of one family."""

    code = "not_one_to_one"
    message = _(
        "One person cannot be two people of the other family. Choose for each at most one other."
    )


class SameHousehold(Problem):
    """Two people who live together are two people, whatever they are called."""

    code = "same_household"
    message = _(
        "Both records are in one household. If somebody was written twice there, strike one of the "
        "two records out as registered by mistake."
    )


class ComparisonUnderWay(Problem):
    """Two runs would write the same proposals."""

    status = 409
    code = "comparison_under_way"
    message = _("Another comparison is under way. Wait until it has ended.")
