"""What the public record says happened near the border, told as reports with their doubt."""

from dataclasses import dataclass
from datetime import date

from akwaba.access.models import Officer
from akwaba.demo.families import identifier
from akwaba.demo.record import ALLAFRICA, IMPACT, SETAL
from akwaba.watch.drafts import NewFigure, NewIncident, NewReport, Told
from akwaba.watch.rules import About, Kind, Quantifier, Shape, Status, Verification
from akwaba.watch.services.reporting import note_report

AFP = "Setal (Le Monde/AFP)"


@dataclass(frozen=True, slots=True)
class Event:
    """One report of the demo, kept once under its key."""

    key: str
    told: Told


EVENTS: tuple[Event, ...] = (
    Event(
        "fuel",
        Told(
            NewReport(
                "Depuis septembre, des camions-citernes sont attaqués sur les axes qui mènent de "
                "Côte d’Ivoire et du Sénégal à Bamako ; des chauffeurs et des soldats ont été "
                "tués, sans nombre connu.",
                AFP, date(2025, 11, 14), "axe frontière ivoirienne – Bamako", SETAL, "B", 2,
            ),
            NewIncident(
                Kind.BLOCKADE_AXIS, "Blocus du carburant", date(2025, 9, 1), date(2025, 11, 14),
                place_said="frontière ivoirienne", towards="bamako", country="MLI",
                place_precision=5, shape=Shape.AXIS, actors=("JNIM",),
            ),
            (NewFigure(About.DEATHS, Status.UNKNOWN, said="des chauffeurs et des soldats"),),
        ),
    ),
    Event(
        "loulouni",
        Told(
            NewReport(
                "Une attaque contre des chasseurs dozos autour de Loulouni ; des centaines "
                "d’habitants ont fui le mercredi 12 novembre.",
                AFP, date(2025, 11, 14), "Loulouni", SETAL, "B", 2,
            ),
            NewIncident(
                Kind.ARMED_CLASH, "Attaque contre des chasseurs dozos, environs de Loulouni",
                date(2025, 11, 8), date(2025, 11, 12), place="loulouni", place_precision=2,
                actors=("JNIM", "chasseurs dozos"), people_move="yes",
            ),
            (
                NewFigure(About.DEATHS, Status.UNKNOWN),
                NewFigure(
                    About.DISPLACED, Status.ESTIMATED, low=200, quantifier=Quantifier.MORE_THAN,
                    said="des centaines",
                ),
            ),
        ),
    ),
    Event(
        "council",
        Told(
            NewReport(
                "Le Conseil national de sécurité demande d’enregistrer chaque demandeur d’asile "
                "et de renforcer la frontière nord.",
                "Impact (Le Monde/AFP)", date(2025, 11, 14), "Abidjan", IMPACT, "B", 1,
            ),
            NewIncident(
                Kind.DECISION_AUTHORITY, "Le CNS renforce la frontière nord", date(2025, 11, 13),
                place="abidjan", country="CIV", place_precision=1,
                verification=Verification.CONFIRMED,
            ),
        ),
    ),
    Event(
        "pogo",
        Told(
            NewReport(
                "Plus de 200 personnes, surtout des femmes et des enfants, sont arrivées en "
                "quelques jours ; le recensement y débute à peine.",
                "allAfrica", date(2025, 11, 16), "Pogo", ALLAFRICA, "B", 2,
            ),
            NewIncident(
                Kind.MOVEMENT_OBSERVED, "Arrivées à Pogo", date(2025, 11, 12), date(2025, 11, 16),
                place="pogo", place_precision=1, people_move="yes",
            ),
            (
                NewFigure(
                    About.DISPLACED, Status.ESTIMATED, low=200, quantifier=Quantifier.MORE_THAN,
                    said="plus de 200 personnes",
                ),
            ),
        ),
    ),
)  # fmt: skip


def note(*, actor: Officer) -> None:
    """Note each of them, once."""
    for event in EVENTS:
        note_report(actor=actor, told=event.told, id=identifier("report", event.key))
