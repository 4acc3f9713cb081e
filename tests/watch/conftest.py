"""What the tests of the watch ask for by name."""

from datetime import date

import pytest

from akwaba.places import services as places
from akwaba.watch.drafts import NewFigure, NewIncident, NewReport, Told
from akwaba.watch.models import Incident, Report
from akwaba.watch.rules import About, Kind, Status
from akwaba.watch.services.reporting import note_report


@pytest.fixture
def facts(db):
    """The posts, crossings and towns that Akwaba brings."""
    places.ensure_facts()


@pytest.fixture
def loulouni(facts, diallo):
    """loulouni(kind=…): note an attack near Loulouni, its toll unknown; gives the incident."""

    def note(*figures, source="setal.net", by=None, **more):
        said = {
            "kind": Kind.ARMED_CLASH,
            "earliest": date(2025, 11, 8),
            "latest": date(2025, 11, 12),
            "place": "loulouni",
            "actors": ("JNIM", "dozos"),
            "people_move": "yes",
        }
        told = Told(
            NewReport("Attaque contre des chasseurs dozos autour de Loulouni.", source),
            NewIncident(**(said | more)),
            figures,
        )
        entry = note_report(actor=by or diallo, told=told)
        return Incident.objects.get(pk=Report.objects.get(origin=entry.id).incident)

    return note


def dead(best=None, *, low=None, high=None, status=Status.COUNTED, source=""):
    return NewFigure(About.DEATHS, status, low, best, high, source=source)


UNKNOWN = NewFigure(About.DEATHS, Status.UNKNOWN)
