"""When something happened, as texts say it: a date, a weekday, "since September", « hier »."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from akwaba.watch.reading.calendar import (
    MONTHS,
    NUMBER_WORDS,
    WEEKDAYS,
    Days,
    month,
    third,
    week,
    weekday_after,
    weekday_before,
)
from akwaba.watch.reading.plain import overlaps, span
from akwaba.watch.reading.proposals import Confidence, DateProposal
from akwaba.watch.rules import precision_of

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_PART = (
    "(?P<part>early|mid|late|debut|mi|fin|(?:the )?(?:beginning|start|middle|end) of|"
    "(?:la )?fin (?:de|du mois d[e'])|(?:le )?debut (?:de|du mois d[e'])|courant)"
)
_SINCE = r"(?P<since>(?:depuis|since|a partir d[eu]|a compter d[eu]|from)(?: the| le)? )"
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(NUMBER_WORDS)})"
_UNIT = r"(?P<unit>jours?|days?|semaines?|weeks?|mois|months?|ans|annees?|years?|heures|hours|h)"
_DAYS_OF_UNIT = {"j": 1, "d": 1, "s": 7, "w": 7, "m": 30, "a": 365, "y": 365}
_FUTURE = re.compile(
    r"\b(?:prochaine?s?|next|until|jusqu'(?:a|au)|d'ici|avant le|before|will|ultimatum|a venir|"
    r"coming|sera|seront|deadline|upcoming)\b"
)
_TO_COME = re.compile(r"next|prochain|until|before|by|d'ici|jusqu'a|avant")
_AHEAD_DAYS = 60
"""A date said of what is to come lies in the next two months; else it is read as past."""
_SLACK_DAYS = 1
"""A text may be dated a day too early."""


@dataclass(frozen=True, slots=True)
class _Said:
    """The days that words stand for, and how sure that is."""

    days: Days
    confidence: Confidence
    reason: str


Reader = Callable[[re.Match[str], date, str], _Said | None]


def dates(text: str, plain: str, on: date) -> list[DateProposal]:
    """Every date in a sentence; `plain` is the plain form of `text`, `on` the day it was said."""
    found: list[DateProposal] = []
    taken: list[tuple[int, int]] = []
    for pattern, reader in _READERS:
        for hit in pattern.finditer(plain):
            part = hit.start(), hit.end() - hit[0].endswith(".")
            if overlaps(part, taken):
                continue
            said = _safely(reader, hit, on, plain)
            if said is None:
                continue
            taken.append(part)
            first, last = said.days
            found.append(
                DateProposal(
                    span(text, *part),
                    first,
                    last,
                    precision_of(first, last),
                    said.confidence,
                    said.reason,
                )
            )
    return sorted(found, key=lambda each: each.span)


def _safely(reader: Reader, hit: re.Match[str], on: date, plain: str) -> _Said | None:
    try:
        return reader(hit, on, plain)
    except (ValueError, OverflowError):  # 31 February, the year 0
        return None


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/]){pattern}(?!\w)")


def _year_for(hit: re.Match[str], first: date, on: date, plain: str) -> int:
    """Which year is meant where none is said: the last such day, or the next if it is to come."""
    said = hit.groupdict().get("year")
    if said:
        return int(said)
    ahead = (first - on).days
    since = hit.groupdict().get("since") or ""
    from_then_on = since.startswith(("from", "a partir", "a compter"))
    may_come = 0 < ahead <= _AHEAD_DAYS and (from_then_on or _FUTURE.search(plain))
    return first.year if ahead <= _SLACK_DAYS or may_come else first.year - 1


def _whole_date(hit: re.Match[str], on: date, plain: str) -> _Said:
    number = hit["number"] if "number" in hit.groupdict() else None
    month_number = int(number) if number else MONTHS[hit["month"]]
    first_day = int(hit["day"])
    last_day = int(hit.groupdict().get("last_day") or first_day)
    year = _year_for(hit, date(on.year, month_number, last_day), on, plain)
    last = date(year, month_number, last_day)
    first = date(year, month_number, first_day)
    if first > last:  # du 28 au 3 novembre
        first = date(year - (month_number == 1), (month_number - 2) % 12 + 1, first_day)
    said_year = bool(hit.groupdict().get("year"))
    if hit.groupdict().get("since"):
        return _Said((first, max(first, on)), Confidence.MEDIUM, "since")
    confidence = Confidence.HIGH if said_year else Confidence.MEDIUM
    weekday = hit.groupdict().get("weekday")
    if weekday and first == last:
        agrees = first.weekday() == WEEKDAYS[weekday]
        return _Said(
            (first, last),
            Confidence.HIGH if agrees else Confidence.LOW,
            "date_and_weekday" if agrees else "weekday_disagrees",
        )
    return _Said((first, last), confidence, "date" if said_year else "year_not_said")


def _iso(hit: re.Match[str], _on: date, _plain: str) -> _Said:
    day = date(int(hit["year"]), int(hit["number"]), int(hit["day"]))
    return _Said((day, day), Confidence.HIGH, "date")


def _month(hit: re.Match[str], on: date, plain: str) -> _Said | None:
    number = MONTHS[hit["month"]]
    year = _year_for(hit, date(on.year, number, 1), on, plain)
    days = month(year, number)
    if part := hit.groupdict().get("part"):
        days = third(days, _which_third(part))
    if hit.groupdict().get("since"):
        return _Said((days[0], max(days[0], on)), Confidence.MEDIUM, "since")
    latest = min(days[1], on) if days[0] <= on else days[1]
    return _Said((days[0], latest), Confidence.MEDIUM, "month")


def _year(hit: re.Match[str], on: date, _plain: str) -> _Said | None:
    days = date(int(hit["year"]), 1, 1), date(int(hit["year"]), 12, 31)
    if part := hit.groupdict().get("part"):
        days = third(days, _which_third(part))
    if days[0] > on:
        return None
    if hit.groupdict().get("since"):
        return _Said((days[0], on), Confidence.MEDIUM, "since")
    return _Said((days[0], min(days[1], on)), Confidence.MEDIUM, "year")


def _which_third(said: str) -> str:
    if any(word in said for word in ("early", "debut", "begin", "start")):
        return "early"
    return "mid" if said.startswith("mi") or "middle" in said else "late"


def _weekday(hit: re.Match[str], on: date, plain: str) -> _Said:
    number = WEEKDAYS[hit["weekday"]]
    around = f"{hit['before'] or ''} {hit['after'] or ''}"
    if _TO_COME.search(around):
        day = weekday_after(on, number)
        return _Said((day, day), Confidence.MEDIUM, "weekday")
    is_last = "last" in around or "dernier" in around or "passe" in around
    day = weekday_before(on, number, strictly=is_last)
    if hit.groupdict().get("since"):
        return _Said((day, on), Confidence.MEDIUM, "since")
    if hit.groupdict().get("to"):  # la nuit de mardi à mercredi
        last = weekday_before(on, WEEKDAYS[hit["to"]], strictly=is_last)
        return _Said(
            (last - timedelta((last.weekday() - number) % 7), last), Confidence.MEDIUM, "weekday"
        )
    if day == on and not is_last:
        return _Said((day, day), Confidence.LOW, "weekday_is_today")
    if _FUTURE.search(plain):
        return _Said((day, day), Confidence.LOW, "weekday_perhaps_to_come")
    return _Said((day, day), Confidence.MEDIUM, "weekday")


def _ago(hit: re.Match[str], on: date, _plain: str) -> _Said | None:
    count, unit = _number(hit["count"]), hit["unit"][0]
    if unit == "h":
        return _Said((on - timedelta(count // 24 + 1), on), Confidence.MEDIUM, "ago")
    length = _DAYS_OF_UNIT[unit]
    middle = on - timedelta(count * length)
    around = length // 2
    last = min(on, middle + timedelta(around))
    return _Said((middle - timedelta(around), last), Confidence.MEDIUM, "ago")


def _past(hit: re.Match[str], on: date, _plain: str) -> _Said | None:
    """« Ces trois derniers jours », "in the past two weeks": up to the day of the text."""
    said = hit.groupdict()
    count, unit = _number(said.get("count") or "0"), (said["unit"] or "jours")[0]
    if unit == "h":
        return _Said((on - timedelta((count or 24) // 24), on), Confidence.MEDIUM, "past_days")
    if not count:  # "recent days" is taken as six, the most that UCDP calls days
        days = {"j": 6, "d": 6, "s": 28, "w": 28}.get(unit, 6 * _DAYS_OF_UNIT[unit])
        return _Said((on - timedelta(days - 1), on), Confidence.LOW, "recent")
    length = count * _DAYS_OF_UNIT[unit]
    return _Said((on - timedelta(length), on), Confidence.MEDIUM, "past_days")


def _number(said: str) -> int:
    return NUMBER_WORDS[said] if said in NUMBER_WORDS else int(said)


def _fixed(days: Callable[[date], Days], reason: str = "relative") -> Reader:
    return lambda _hit, on, _plain: _Said(days(on), Confidence.MEDIUM, reason)


def _back(first: int, last: int) -> Callable[[date], Days]:
    return lambda on: (on - timedelta(first), on - timedelta(last))


def _weekend(on: date) -> Days:
    sunday = weekday_before(on, WEEKDAYS["sunday"])
    return sunday - timedelta(1), sunday


def _calendar_dates() -> Iterator[tuple[re.Pattern[str], Reader]]:
    year = rf"(?:,? (?P<year>{_YEAR}))?"
    weekday = rf"(?:(?P<weekday>{_WEEKDAY}),? (?:le )?)?"
    since = rf"(?:{_SINCE})?"
    yield _compile(rf"(?P<year>{_YEAR})-(?P<number>\d\d)-(?P<day>\d\d)"), _iso
    yield (
        _compile(
            rf"{since}{weekday}(?P<day>\d{{1,2}})[/.](?P<number>\d{{1,2}})"
            f"(?:[/.](?P<year>{_YEAR}))?"
        ),
        _whole_date,
    )
    to = r"(?:-| (?:au|et(?: le)?|a|and|to|-) )(?P<last_day>\d{1,2})"
    yield (
        _compile(rf"(?P<day>\d{{1,2}})(?:er)?{to}(?:er)? (?P<month>{_MONTH})\.?{year}"),
        _whole_date,
    )
    yield (
        _compile(
            rf"{since}{weekday}(?P<day>\d{{1,2}})(?:er|st|nd|rd|"
            rf"th)?(?: of)? (?P<month>{_MONTH})\.?{year}"
        ),
        _whole_date,
    )
    yield (
        _compile(
            rf"{since}{weekday}(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|"
            rf"th)?(?:(?:-| to | and )(?P<last_day>\d{{1,2}}))?(?!\d){year}"
        ),
        _whole_date,
    )


def _months_and_years() -> Iterator[tuple[re.Pattern[str], Reader]]:
    since = rf"(?:{_SINCE})?"
    named = rf"(?P<month>{_MONTH})"
    of_year = rf"(?:,? (?:of |de )?(?P<year>{_YEAR}))"
    yield _compile(rf"{since}{_PART}[ -](?:d'|de )?{named}{of_year}?"), _month
    cue = (
        f"(?:{_SINCE}(?:mois d(?:e |'))?|en |in |au |courant |last |(?:en |au |du |de |"
        "of |le )?mois d(?:e |'))"
    )
    yield _compile(rf"{cue}{named}{of_year}?"), _month
    yield _compile(rf"{named}{of_year}"), _month
    yield _compile(rf"{since}(?:{_PART}[ -])(?P<year>{_YEAR})"), _year
    yield _compile(rf"(?:{_SINCE}|en |in |l'annee |l'an )(?P<year>{_YEAR})"), _year


def _days_back() -> Iterator[tuple[re.Pattern[str], Reader]]:
    yield _compile(r"avant-hier|(?:the )?day before yesterday"), _fixed(_back(2, 2))
    yield _compile(r"hier(?: soir| matin)?|yesterday"), _fixed(_back(1, 1))
    night = r"la nuit derniere|cette nuit|last night|overnight|dans la nuit(?! d[eu])"
    yield _compile(night), _fixed(_back(1, 0))
    today = (
        r"aujourd'hui|ce jour|ce matin|ce soir|cet apres-midi|today|tonight|"
        r"this (?:morning|afternoon|evening)"
    )
    yield _compile(today), _fixed(_back(0, 0))
    weekend = r"(?:le |ce |at the |over the |last |this )?week-?end(?: dernier)?"
    yield _compile(weekend), _fixed(_weekend)


def _stretches() -> Iterator[tuple[re.Pattern[str], Reader]]:
    last_week = r"la semaine (?:derniere|passee|ecoulee)|last week"
    yield _compile(last_week), _fixed(lambda on: week(on, 1))
    yield _compile(r"cette semaine|this week"), _fixed(lambda on: (week(on, 0)[0], on))
    last_month = r"le mois (?:dernier|passe|ecoule)|last month"
    yield _compile(last_month), _fixed(lambda on: month(on.year, on.month - 1))
    yield _compile(r"ce mois(?:-ci)?|this month"), _fixed(lambda on: (on.replace(day=1), on))
    yield (
        _compile(r"l'an(?:nee)? (?:dernier|derniere|passee?)|last year"),
        _fixed(lambda on: (date(on.year - 1, 1, 1), date(on.year - 1, 12, 31))),
    )
    this_year = r"cette annee|this year"
    yield _compile(this_year), _fixed(lambda on: (date(on.year, 1, 1), on))
    yield _compile(rf"(?:il y a|voici) (?:environ )?{_COUNT} {_UNIT}"), _ago
    yield _compile(rf"{_COUNT} {_UNIT} (?:ago|earlier)"), _ago
    lead = r"(?:(?:depuis|au cours de|dans|during|in|over|for|within) )?(?:the |ces |les |des )?"
    yield _compile(rf"{lead}{_COUNT} (?:dernier|derniere|past|last)s? {_UNIT}"), _past
    yield _compile(rf"{lead}(?:past|last|derniers|dernieres) {_COUNT} {_UNIT}"), _past
    yield _compile(rf"(?:depuis|for|en l'espace de) {_COUNT} {_UNIT}"), _past
    few = r"(?:(?:past|last) few|recent|derniers|dernieres|(?:en|depuis|ces) quelques)"
    yield _compile(rf"{lead}{few} {_UNIT}"), _past
    yield (
        _compile(
            rf"(?:in|within) (?:some|a few|several) {_UNIT}|ces {_UNIT.replace('unit', 'of')}-ci"
        ),
        _past,
    )


def _nights() -> Iterator[tuple[re.Pattern[str], Reader]]:
    """Before "overnight" alone: it says which night."""
    night = r"(?:overnight|(?:dans )?la nuit)(?: de| du| from| between| entre)?"
    two = rf"(?P<weekday>{_WEEKDAY}) (?:a|au|to|and|et) (?P<to>{_WEEKDAY})"
    yield _compile(rf"(?P<before>)(?P<after>){night} {two}"), _weekday


def _weekdays() -> Iterator[tuple[re.Pattern[str], Reader]]:
    before = (
        "(?:(?P<before>nuit de|nuit du|last|next|ce|matinee de|between|until|before|by|"
        "d'ici|jusqu'a|avant) )?"
    )
    to = rf"(?: (?:a|au|to|and|et) (?P<to>{_WEEKDAY}))?"
    after = r"(?: (?P<after>dernier|prochain|passe|last|next))?"
    yield (
        _compile(
            f"(?:{_SINCE})?(?:overnight )?(?:la |"
            f"dans la )?{before}(?P<weekday>{_WEEKDAY}){to}{after}"
            r"(?: (?:matin|soir|nuit|apres-midi|morning|evening|night|afternoon))?"
        ),
        _weekday,
    )


_READERS = (
    *_calendar_dates(),
    *_months_and_years(),
    *_nights(),
    *_days_back(),
    *_stretches(),
    *_weekdays(),
)
