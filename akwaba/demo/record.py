"""What the public record says of the week: facts with their source, told in our own words."""

from dataclasses import dataclass
from datetime import date

from akwaba.access.models import Officer
from akwaba.demo.families import identifier
from akwaba.reports.rules import Certainty, Deaths
from akwaba.reports.services import note_context

SETAL = "https://www.setal.net/La-Cote-d-Ivoire-renforce-ses-frontieres-face-a-un-afflux-inhabituel-de-refugies-maliens_a101978.html"
IMPACT = "https://www.impact.sn/La-Cote-d-Ivoire-renforce-ses-frontieres-face-a-un-afflux-inhabituel-de-refugies-maliens_a55234.html"
ALLAFRICA = "https://fr.allafrica.com/stories/202511160200.html"


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence of the report's context."""

    key: str
    day: date
    said_fr: str
    said_en: str
    source: str
    address: str
    certainty: Certainty = Certainty.KNOWN
    deaths: Deaths | None = None


FACTS: tuple[Fact, ...] = (
    Fact(
        "loulouni",
        date(2025, 11, 12),
        "Attaque du JNIM contre des chasseurs dozos autour de Loulouni (Mali), à 50,7 km de Pogo à "
        "vol d’oiseau ; des centaines d’habitants ont fui le mercredi 12 novembre.",
        "JNIM attacked dozo hunters around Loulouni (Mali), 50.7 km from Pogo in a straight line; "
        "hundreds of inhabitants fled on Wednesday 12 November.",
        "Setal (Le Monde/AFP)",
        SETAL,
        Certainty.ESTIMATED,
        Deaths.UNKNOWN,
    ),
    Fact(
        "fuel",
        date(2025, 11, 14),
        "Depuis septembre, le JNIM attaque les camions-citernes qui vont de Côte d’Ivoire et du "
        "Sénégal vers Bamako ; des chauffeurs et des soldats ont été tués, sans nombre connu.",
        "Since September JNIM has attacked fuel tankers going from Côte d’Ivoire and Senegal to "
        "Bamako; drivers and soldiers were killed, no number is known.",
        "Setal (Le Monde/AFP)",
        SETAL,
        Certainty.KNOWN,
        Deaths.UNKNOWN,
    ),
    Fact(
        "council",
        date(2025, 11, 13),
        "Le Conseil national de sécurité demande d’enregistrer chaque demandeur d’asile et de "
        "renforcer la frontière nord.",
        "The National Security Council asks that every asylum-seeker be registered and the "
        "northern border be strengthened.",
        "Impact (Le Monde/AFP)",
        IMPACT,
    ),
    Fact(
        "pogo",
        date(2025, 11, 16),
        "Plus de 200 personnes, surtout des femmes et des enfants, sont arrivées à Pogo en "
        "quelques jours ; le recensement y débute à peine.",
        "More than 200 people, mostly women and children, reached Pogo within days; registration "
        "there has barely begun.",
        "allAfrica",
        ALLAFRICA,
        Certainty.ESTIMATED,
    ),
)


def note(*, actor: Officer) -> None:
    """Write the facts into the context of the report; each is kept once."""
    for fact in FACTS:
        note_context(
            actor=actor,
            id=identifier("fact", fact.key),
            day=fact.day,
            said_fr=fact.said_fr,
            said_en=fact.said_en,
            source=fact.source,
            address=fact.address,
            certainty=fact.certainty,
            deaths=fact.deaths,
        )
