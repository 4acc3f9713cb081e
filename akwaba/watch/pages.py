"""What the page of an incident shows."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from akwaba.access.models import Officer
from akwaba.access.rules import Act, may
from akwaba.ledger import kinds
from akwaba.ledger.models import Entry
from akwaba.ledger.queries import history
from akwaba.ledger.registers import load
from akwaba.places.queries import names_of
from akwaba.watch import queries, words
from akwaba.watch.distances import distances_of
from akwaba.watch.models import Choice, Figure, Incident
from akwaba.watch.rules import About
from akwaba.watch.services.acting import works_at
from akwaba.watch.sightings import summed_up, toll_of

MOST_ACTS = 30


def page_of(incident: Incident, officer: Officer) -> dict[str, Any]:
    """Everything that the template words."""
    together = queries.together_with(incident)
    figures = queries.figures_of(together)
    choices = queries.choices_of(incident.id)
    assesses = may(officer.role, Act.ASSESS_INCIDENT)
    return {
        "incident": incident,
        "kind": words.kind_of(incident.kind),
        "facts": _facts(incident),
        "tables": _tables(incident, figures, choices),
        "reports": queries.reports_of(together),
        "disputed": _disputed(incident),
        "distances": _far(incident),
        "parts": [
            {"comparison": each, "other": each.other if each.one == incident.id else each.one}
            for each in queries.comparisons_of(together)
        ],
        "events": _events(together),
        "reports_it": may(officer.role, Act.REPORT_INCIDENT),
        "assesses": assesses and works_at(officer, incident.post),
        "compares": assesses,
    }


def _facts(incident: Incident) -> list[tuple[str, str]]:
    names = names_of({code for code in (incident.place, incident.towards) if code})
    moves = {"yes": _("yes"), "no": _("no")}.get(incident.people_move, _("unknown"))
    place = names.get(incident.place) or incident.place_said or _("place unknown")
    if incident.towards:
        place = f"{place} – {names.get(incident.towards, incident.towards)}"
    return [
        (_("When"), words.days_in_words(incident.earliest, incident.latest)),
        (_("Where"), place),
        (_("Country"), names_of({incident.country}).get(incident.country, "") or _("unknown")),
        (_("Groups and forces named"), ", ".join(incident.actors) or _("unknown")),
        (_("Are people moving because of it?"), moves),
        (_("How far it is borne out"), words.verification_of(incident.verification)),
    ]


def _far(incident: Incident) -> dict[str, Any] | None:
    far = distances_of(incident)
    if far is None:
        return None
    return {
        "border": words.km(far.border.km) if far.border else "",
        "precision": words.km(far.border.precision_km) if far.border else "",
        "must_ask": far.must_ask_country,
        "crossings": [
            {
                "name": each.name,
                "straight": words.km(each.straight_km),
                "road": words.km(each.road_km),
                "is_estimated": each.is_estimated,
            }
            for each in far.crossings
        ],
    }


def _tables(
    incident: Incident, figures: list[Figure], choices: dict[str, Choice]
) -> list[dict[str, Any]]:
    """One table for each thing that is counted; a toll that nobody gave is said to be unknown."""
    found = []
    for about in About:
        choice = choices.get(about)
        chosen = choice.figure if choice else None
        total = summed_up(figures, chosen, kind=incident.kind, about=about)
        rows = [each for each in figures if each.about_what == about]
        if total is None and not rows:
            continue
        found.append(
            {
                "about": words.ABOUT[about],
                "total": words.toll_in_words(total),
                "is_unknown": total is not None and not total.is_known,
                "rows": [_figure(each, chosen) for each in rows],
                "choice": choice,
                "several": len(rows) > 1,
            }
        )
    return found


def _figure(figure: Figure, chosen: UUID | None) -> dict[str, Any]:
    quantifier = words.quantifier_of(figure.quantifier)
    households = _("households") if figure.unit == "household" else ""
    said = words.toll_in_words(toll_of(figure))
    return {
        "id": figure.id,
        "said": " ".join(filter(None, (quantifier, said, households))),
        "status": words.status_of(figure.status),
        "source": figure.source,
        "is_chosen": figure.id == chosen,
    }


def _disputed(incident: Incident) -> list[tuple[str, list[str]]]:
    """Fields of which two officers said different things without knowing of each other."""
    found = []
    for name, register in load(incident.registers).items():
        said = {_worded(name, head.value) for head in register.heads.values()}
        if len(said) > 1:
            found.append((words.field_of(name), sorted(said)))
    return found


def _worded(name: str, value: Any) -> str:
    if name == "kind":
        return words.kind_of(value)
    if name == "verification":
        return words.verification_of(value)
    if isinstance(value, dict):
        return ", ".join(str(part) for _, part in sorted(value.items()))
    return ", ".join(value) if isinstance(value, list) else str(value)


def _events(incidents: Iterable[UUID]) -> list[dict[str, Any]]:
    told = {each.entry.id: each for one in incidents for each in history(one)}
    latest = sorted(told.values(), key=lambda each: each.entry.made_at, reverse=True)[:MOST_ACTS]
    names = _officers(each.entry for each in latest)
    return [
        {
            "what": str(kind.label)
            if (kind := kinds.known(each.header.kind))
            else each.header.kind,
            "who": names.get(each.entry.officer, _("an officer of another node")),
            "at": each.entry.received_at,
            "details": [],
        }
        for each in latest
    ]


def _officers(entries: Iterable[Entry]) -> dict[UUID, str]:
    ids = {entry.officer for entry in entries}
    return dict(Officer.objects.filter(pk__in=ids).values_list("id", "display_name"))
