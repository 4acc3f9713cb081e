"""What the figures refuse."""

from django.utils.translation import gettext_lazy as _

from akwaba.ledger.problems import Problem


class DayUnreadable(Problem):
    status = 400
    code = "day_unreadable"
    message = _("“%(value)s” is not a day. Write the year first: 2025-11-16.")


class PostUnknown(Problem):
    status = 404
    code = "post_unknown"
    message = _("There is no post “%(value)s”. Posts: %(posts)s.")
