"""What an officer says, checked, as the values of registers."""

from typing import Any

from akwaba.places.queries import place_by_code
from akwaba.places.rules import BOXES, Lie, lie_of
from akwaba.watch import models, rules
from akwaba.watch.drafts import NewFigure, NewIncident, NewReport
from akwaba.watch.models import DEGREE
from akwaba.watch.problems import (
    AddressNotWeb,
    ChoiceNotKnown,
    DaysReversed,
    FigureMissing,
    FigureNotZero,
    FigureOfUnknown,
    FigureOutOfOrder,
    FigureOutOfRange,
    NothingReported,
    PositionNotUsable,
    PositionSwapped,
    SourceNotNamed,
    TextTooLong,
    WatchProblem,
)
from akwaba.watch.services.acting import choice, line, past

_UNFIT: dict[str, type[WatchProblem]] = {
    "order": FigureOutOfOrder,
    "not_known": FigureOfUnknown,
    "zero": FigureNotZero,
    "missing": FigureMissing,
}


def report_values(said: NewReport) -> dict[str, Any]:
    """Raises NothingReported, TextTooLong, SourceNotNamed, AddressNotWeb, ChoiceNotKnown."""
    text = said.text.replace("\x00", "").strip()
    if not text:
        raise NothingReported
    if len(text) > models.TEXT_LENGTH:
        raise TextTooLong(length=len(text), most=models.TEXT_LENGTH)
    if len(said.reliability) != 1 or said.reliability not in rules.RELIABILITIES:
        raise ChoiceNotKnown(value=said.reliability[:40], name="A–F", choices="A, B, C, D, E, F")
    if said.credibility not in rules.CREDIBILITIES:
        raise ChoiceNotKnown(value=said.credibility, name="1–6", choices="1, 2, 3, 4, 5, 6")
    told_on = past(said.told_on).isoformat() if said.told_on else None
    return {
        "told": _said(
            text=text, told_on=told_on, place_said=line(said.place_said, models.PLACE_LENGTH)
        ),
        "origin_of_it": {
            "source": source(said.source),
            "address": address(said.address),
            "reliability": said.reliability,
            "credibility": said.credibility,
        },
    }


def incident_values(said: NewIncident) -> dict[str, Any]:
    """Raises a WatchProblem that names the field."""
    people_move = said.people_move
    if people_move not in {"", "yes", "no"}:
        raise ChoiceNotKnown(value=people_move[:40], name="people_move", choices="yes, no")
    return {
        "kind": choice("kind", said.kind, rules.Kind),
        "title": line(said.title, models.TITLE_LENGTH),
        "dates": dates(said),
        "where": where(said),
        "actors": [name for each in said.actors if (name := line(each, models.SOURCE_LENGTH))],
        "people_move": people_move,
        "verification": choice("verification", said.verification, rules.Verification),
    }


def dates(said: NewIncident) -> dict[str, Any]:
    """The first and the last day on which it may have been; empty where no day is known.

    Raises DayInFuture or DaysReversed.
    """
    first, last = said.earliest or said.latest, said.latest or said.earliest
    if first is None or last is None:
        return {}
    past(first)
    if first > last:
        raise DaysReversed(earliest=first.isoformat(), latest=last.isoformat())
    return {
        "earliest": first.isoformat(),
        "latest": past(last).isoformat(),
        "date_precision": int(rules.precision_of(first, last)),
    }


def where(said: NewIncident) -> dict[str, Any]:
    """The place, and its own position unless another was given; raises PositionNotUsable."""
    place = place_by_code(said.place) if said.place else None
    position = place.position if place else None
    country = said.country or (place.country if place else "")
    if said.latitude is not None and said.longitude is not None:
        position = said.latitude, said.longitude
        check_position(position, country)
    precision = said.place_precision or (rules.PlacePrecision.NEAR if position else None)
    if precision is not None and precision not in set(rules.PlacePrecision):
        raise ChoiceNotKnown(value=precision, name="place_precision", choices="1, 2, 3, 4, 5, 6")
    return _said(
        place=place.code if place else "",
        place_said=line(said.place_said, models.PLACE_LENGTH) or (place.name if place else ""),
        towards=said.towards if said.towards and place_by_code(said.towards) else "",
        country=country,
        latitude_e5=round(position[0] * DEGREE) if position else None,
        longitude_e5=round(position[1] * DEGREE) if position else None,
        place_precision=int(precision) if precision else None,
        shape=choice("shape", said.shape, rules.Shape) if position or place or said.towards else "",
    )


def check_position(position: tuple[float, float], country: str) -> None:
    """Raises PositionSwapped or PositionNotUsable for what lies in none of the known countries."""
    latitude, longitude = position
    among = [country] if country in BOXES else list(BOXES)
    lies = {code: lie_of(longitude, latitude, country=code) for code in among}
    if Lie.INSIDE in lies.values() and (latitude, longitude) != (0, 0):
        return
    swapped = next((code for code, lie in lies.items() if lie is Lie.SWAPPED), None)
    if swapped:
        raise PositionSwapped(latitude=latitude, longitude=longitude, country=swapped)
    raise PositionNotUsable(latitude=latitude, longitude=longitude)


def counted_values(said: NewFigure) -> dict[str, Any]:
    """Raises FigureOutOfRange, FigureOutOfOrder, FigureOfUnknown, FigureNotZero, FigureMissing."""
    status = rules.Status(choice("status", said.status, rules.Status))
    wrong = rules.unfit(status, said.low, said.best, said.high)
    if wrong == "range":
        numbers = [each for each in (said.low, said.best, said.high) if each is not None]
        odd = next(each for each in numbers if not 0 <= each <= rules.MOST_PEOPLE)
        raise FigureOutOfRange(value=odd, most=rules.MOST_PEOPLE)
    if wrong:
        raise _UNFIT[wrong]
    is_households = said.unit is rules.Unit.HOUSEHOLD and said.household_size is not None
    return {
        "about_what": choice("about", said.about, rules.About),
        "status": str(status),
        "unit": choice("unit", said.unit, rules.Unit),
    } | _said(
        low=said.low,
        best=said.best,
        high=said.high,
        quantifier=choice("quantifier", said.quantifier, rules.Quantifier)
        if said.quantifier
        else "",
        household_tenths=round((said.household_size or 0) * 10) if is_households else None,
        said=line(said.said, models.PLACE_LENGTH),
    )


def source(name: str) -> str:
    """Raises SourceNotNamed."""
    kept = " ".join(name.split())
    if not 0 < len(kept) <= models.SOURCE_LENGTH:
        raise SourceNotNamed(most=models.SOURCE_LENGTH)
    return kept


def address(web: str) -> str:
    """Raises AddressNotWeb for what no browser may open."""
    web = web.strip()
    is_web = web.startswith(("https://", "http://")) and len(web) <= models.ADDRESS_LENGTH
    if web and (not is_web or any(letter.isspace() for letter in web)):
        raise AddressNotWeb(value=web[:80])
    return web


def _said(**values: Any) -> dict[str, Any]:
    """Only what was said: an entry carries no empty fields. 0 was said."""
    return {name: value for name, value in values.items() if value not in (None, "")}
