"""What can go wrong between nodes before anything travels."""

from django.utils.translation import gettext_lazy as _

from akwaba.ledger.problems import Problem


class CardUnreadable(Problem):
    code = "card_unreadable"
    message = _(
        "This is not the card of a computer of Akwaba, or it was cut off or changed. Copy the "
        "whole text, or the file, again."
    )


class OwnCard(Problem):
    code = "own_card"
    message = _("This is the card of this computer itself. Take the card of the other one.")


class NotAnAnswer(Problem):
    code = "not_an_answer"
    message = _(
        "This is the card of a computer, not the capital’s answer to yours. Bring your card to the "
        "capital first, and take its answer from there."
    )


class CardForAnother(Problem):
    code = "card_for_another"
    message = _("This answer was made for another computer (%(node)s). Take the one made for us.")


class CardOfOtherKey(Problem):
    """The node is known here under another key: somebody must look."""

    status = 409
    code = "card_of_other_key"
    message = _(
        "A computer with this identifier is known here with another key. Compare the check words "
        "with its officer; if they agree there, have it join as a new computer."
    )


class CapitalKnown(Problem):
    status = 409
    code = "capital_known"
    message = _("This computer already exchanges with a capital (%(name)s). It can have only one.")


class NodePostMissing(Problem):
    code = "node_post_missing"
    message = _("Name at least one post whose people this computer may hold.")


class NoBlockLeft(Problem):
    """Blocks of registration numbers have four digits, and the capital has given all of them."""

    status = 409
    code = "no_block_left"
    message = _(
        "The capital has given out all blocks of registration numbers: no other computer can be "
        "enrolled. Revoked ones keep theirs, because people bear their numbers."
    )


class NodeUnknown(Problem):
    status = 404
    code = "node_unknown"
    message = _("No computer of this identifier exchanges with this one.")


class NoCapital(Problem):
    status = 409
    code = "no_capital"
    message = _(
        "This computer exchanges with no other yet. Bring its card to the capital, and its answer "
        "back here: on the page Exchange, or by akwaba exchange card and akwaba exchange join."
    )


class MeetingUnderWay(Problem):
    """The worker meets the capital just now, or somebody in another window."""

    status = 409
    code = "meeting_under_way"
    message = _("The exchange is under way already. Look again in a minute: what waits is sent.")
