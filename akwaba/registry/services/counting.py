"""Head-counts: how many people were seen at a post, registered or not."""

from datetime import date

from django.db import transaction

from akwaba.access.models import Officer
from akwaba.access.rules import Act
from akwaba.ledger.ids import uuid7
from akwaba.ledger.models import Entry
from akwaba.ledger.services import Say
from akwaba.registry.models import Headcount
from akwaba.registry.problems import CountsUnusable
from akwaba.registry.services.acting import act, iso, one_line, require, require_past
from akwaba.registry.services.checking import check_code

MOST_PEOPLE_A_DAY = 100_000


@transaction.atomic
def record_headcount(
    *, actor: Officer, post: str, day: date, people: int, method: str, source: str = ""
) -> Entry:
    """Keep a count or an estimate of a day's arrivals; several of them stand side by side."""
    require(actor, Act.HEADCOUNT, post)
    require_past(day)
    check_code("headcount_methods", method, field="method")
    if not 0 <= people <= MOST_PEOPLE_A_DAY:
        raise CountsUnusable(value=people)
    count_id = uuid7()
    values = {
        "where": {"post": post, "day": iso(day)},
        "count": {"people": people, "method": method, "source": one_line(source)[:200]},
    }
    says = [Say(Headcount.table, count_id, values, creates=True)]
    return act(actor, kind="headcount_made", subject=count_id, post=post, says=says)
