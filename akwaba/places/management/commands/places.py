"""`akwaba places`: load, list and find places."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext, ngettext

from akwaba.access.services import console_officer
from akwaba.ledger.problems import Problem
from akwaba.places import queries, services
from akwaba.places.gazetteer import Suggestion
from akwaba.places.models import KIND_LABELS, Place
from akwaba.places.refusals import Report
from akwaba.places.roads.loading import OSM, OSM_LICENCE, load_roads
from akwaba.places.rules import PCODE_PREFIXES, Kind

LISTS = {
    "posts": queries.posts,
    "crossings": queries.crossings,
    "sites": queries.sites,
    "all": queries.border_places,
}


class Command(BaseCommand):
    help = "Load, list and find places."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        listing = acts.add_parser("list", help=gettext("List posts, crossings and sites."))
        listing.add_argument("which", nargs="?", choices=list(LISTS), default="all")
        finding = acts.add_parser("suggest", help=gettext("Find places for what was typed."))
        finding.add_argument("text")
        finding.add_argument("--country", choices=list(PCODE_PREFIXES))
        loading = acts.add_parser("load", help=gettext("Load places from a file."))
        what = loading.add_subparsers(dest="what", required=True)
        facts = what.add_parser("facts", help=gettext("The places that come with Akwaba."))
        outlines = what.add_parser("boundaries", help=gettext("Outlines, as GeoJSON."))
        towns = what.add_parser("geonames", help=gettext("A country file of GeoNames."))
        roads = what.add_parser("roads", help=gettext("Roads of OpenStreetMap, as GeoJSON lines."))
        _add_layer(outlines, layer=None, licence=None, source=None)
        outlines.add_argument("--country", choices=list(PCODE_PREFIXES))
        for one in (outlines, roads):
            one.add_argument("--attribution", default="")
            one.add_argument("--may-redistribute", action="store_true")
        _add_layer(roads, layer="osm-roads", licence=OSM_LICENCE, source=OSM)
        _add_layer(
            towns,
            layer="geonames",
            licence=services.GEONAMES_LICENCE,
            source=services.GEONAMES,
        )
        for one in (listing, finding, facts, outlines, towns, roads):
            one.add_argument("--json", action="store_true", help=gettext("Answer in JSON."))

    def handle(self, *_arguments: Any, **options: Any) -> None:
        act = options["what"] if options["act"] == "load" else options["act"]
        try:
            getattr(self, f"_{act}")(options)
        except Problem as problem:
            raise CommandError(str(problem)) from problem

    def _list(self, options: dict[str, Any]) -> None:
        services.ensure_facts()
        places = list(LISTS[options["which"]]())
        if options["json"]:
            self._print([_facts_of_place(place) for place in places])
            return
        for place in places:
            where = place.parent.name if place.parent else place.country
            self.stdout.write(f"{place.code:<20} {place.name:<20} {_kinds(place.kinds)} · {where}")

    def _suggest(self, options: dict[str, Any]) -> None:
        services.ensure_facts()
        services.ensure_towns()
        found = queries.suggest(options["text"], country=options["country"])
        if options["json"]:
            self._print([_facts_of_suggestion(one) for one in found])
            return
        for one in found:
            where = ", ".join(filter(None, (one.region, one.country)))
            self.stdout.write(f"{one.code:<20} {one.name:<20} {where} · {one.source}")
        if not found:
            self.stdout.write(gettext("No place is called so. Keep the name as it was said."))

    def _facts(self, options: dict[str, Any]) -> None:
        loaded = {"facts": services.ensure_facts(), "towns": services.ensure_towns()}
        if options["json"]:
            self._print(loaded)
        else:
            count = Place.objects.count()
            self.stdout.write(
                ngettext("%(count)d place is known.", "%(count)d places are known.", count)
                % {"count": count}
            )

    def _boundaries(self, options: dict[str, Any]) -> None:
        services.ensure_facts()
        self._report(
            services.load_boundaries(
                actor=console_officer(),
                path=options["file"],
                layer=options["layer"],
                licence=options["licence"],
                source=options["source"],
                attribution=options["attribution"],
                may_redistribute=options["may_redistribute"],
                country=options["country"],
            ),
            as_json=options["json"],
        )

    def _geonames(self, options: dict[str, Any]) -> None:
        services.ensure_facts()
        self._report(
            services.load_geonames(
                actor=console_officer(),
                path=options["file"],
                layer=options["layer"],
                licence=options["licence"],
                source=options["source"],
            ),
            as_json=options["json"],
        )

    def _roads(self, options: dict[str, Any]) -> None:
        services.ensure_facts()
        self._report(
            load_roads(
                actor=console_officer(),
                path=options["file"],
                layer=options["layer"],
                licence=options["licence"],
                source=options["source"],
                attribution=options["attribution"],
                may_redistribute=options["may_redistribute"],
            ),
            as_json=options["json"],
        )

    def _report(self, report: Report, *, as_json: bool) -> None:
        if as_json:
            self._print(asdict(report))
            return
        self.stdout.write(
            gettext(
                "%(read)d lines read: %(added)d added, %(known)d already known, "
                "%(skipped)d left aside, %(refused)d refused."
            )
            % asdict(report)
        )
        for one in report.refusals:
            self.stdout.write(
                gettext("Line %(line)d, %(column)s “%(value)s”: %(reason)s") % asdict(one)
            )

    def _print(self, facts: object) -> None:
        self.stdout.write(json.dumps(facts, ensure_ascii=False, indent=2))


def _add_layer(
    parser: ArgumentParser, *, layer: str | None, licence: str | None, source: str | None
) -> None:
    """Ask for what every layer says of itself; what has no usual answer must be given."""
    parser.add_argument("file", type=Path)
    for name, usual in (("layer", layer), ("licence", licence), ("source", source)):
        parser.add_argument(f"--{name}", default=usual, required=usual is None)


def _kinds(kinds: Iterable[str]) -> str:
    return ", ".join(str(KIND_LABELS[kind]) for kind in Kind if kind in kinds)


def _facts_of_place(place: Place) -> dict[str, Any]:
    return {
        "code": place.code,
        "name": place.name,
        "kinds": sorted(place.kinds),
        "country": place.country,
        "parent": place.parent_id,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "pcode": place.pcode,
        "source": place.source,
        "licence": place.licence,
        "checked_on": place.checked_on.isoformat() if place.checked_on else None,
    }


def _facts_of_suggestion(one: Suggestion) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "kinds": sorted(one.kinds),
        "country": one.country,
        "region": one.region,
        "source": one.source,
    }
