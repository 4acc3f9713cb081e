"""Facts of crossings, as the tests of alerts need them."""

from datetime import date, timedelta

from akwaba.watch.alerting.facts import Facts

POGO_DAY = date(2025, 11, 15)


def days_before(day, counts):
    """Counts of the days before, the last one yesterday."""
    return {day - timedelta(days=back): count for back, count in enumerate(reversed(counts), 1)}


def pogo(today=None, before=(), **more):
    arrivals = {**days_before(POGO_DAY, before), POGO_DAY: today}
    return Facts("Pogo", POGO_DAY, arrivals, **more)
