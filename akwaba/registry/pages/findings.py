"""What UNHCR's quality rules find in a household, in words, and the mends that can be tapped."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from akwaba.places.queries import place_by_code
from akwaba.registry.models import Consent, Document, Household, Need, Person
from akwaba.registry.pages.words import birth_of, name_text
from akwaba.registry.quality import (
    DocumentFacts,
    Finding,
    HouseholdFacts,
    NeedFacts,
    PersonFacts,
    Where,
    check_household,
)
from akwaba.registry.quality_words import finding_words

MENDABLE = frozenset(
    {
        "registered_on", "arrived_on", "fled_on", "relationship", "marital", "birth",
        "size_said", "focal_point", "process", "process_reason", "need_state",
    }
)  # fmt: skip
"""Corrections that a tap can make: each is an act of the registry."""


@dataclass(frozen=True, slots=True)
class Advice:
    """A finding as the page shows it."""

    finding: Finding
    who: str
    sentence: str
    mend: str
    """What a tap would do; empty where an officer has to look."""

    @property
    def key(self) -> str:
        """Names the finding in the form that mends it."""
        return "|".join((self.finding.rule, self.finding.person or "", self.finding.item or ""))


@dataclass(frozen=True, slots=True)
class Papers:
    """What hangs on the members of a household."""

    needs: Sequence[Need] = ()
    documents: Sequence[Document] = ()
    consents: Sequence[Consent] = ()


def advice(
    household: Household,
    people: Sequence[Person],
    papers: Papers,
    *,
    today: date,
    levels: Collection[str],
) -> list[Advice]:
    """What should be looked at, gravest first; missing facts that nobody need mend are left out."""
    if not people:
        return []
    names = {str(person.id): name_text(person) for person in people}
    facts = [_person(person, household, papers) for person in people]
    found = check_household(_household(household), facts, today)
    return [
        _advice(finding, names)
        for finding in found
        if finding.severity != "info"
        and finding.level in levels
        and not (finding.rule == "size_differs" and _still_arriving(household, people))
    ]


def _still_arriving(household: Household, people: Sequence[Person]) -> bool:
    """Fewer listed than announced is work to be done, which the page says in another place."""
    return household.size_said is not None and len(people) < household.size_said


def _advice(finding: Finding, names: dict[str, str]) -> Advice:
    words = finding_words(finding)
    can_mend = finding.mend is not None and set(finding.mend) <= MENDABLE
    return Advice(
        finding=finding,
        who=names.get(finding.person or "", ""),
        sentence=words.sentence,
        mend=words.mend if can_mend else "",
    )


def _household(household: Household) -> HouseholdFacts:
    return HouseholdFacts(
        id=str(household.id),
        registered_on=household.registered_on,
        size_said=household.size_said,
        phone=household.phone,
        address=_where(household.address_place, household.address_said),
    )


def _person(person: Person, household: Household, papers: Papers) -> PersonFacts:
    mine = [need for need in papers.needs if need.person == person.id]
    shown = [paper for paper in papers.documents if paper.person == person.id]
    return PersonFacts(
        id=str(person.id),
        households=(str(household.id),),
        sex=person.sex,
        birth=birth_of(person),
        arrived_on=person.arrived_on,
        fled_on=person.fled_on,
        registered_on=person.registered_on,
        reason=person.reason,
        nationality=person.nationality,
        origin=_where(person.origin_place, person.origin_said, country=person.origin_country),
        marital=person.marital,
        relationship=person.relationship,
        is_focal_point=person.id == household.focal_point,
        process=person.process,
        legal=person.legal,
        died_on=person.died_on,
        phone=person.phone,
        has_photo=bool(person.photo),
        refused_photo=any(
            answer.person == person.id and answer.purpose == "photo" and answer.answer == "no"
            for answer in papers.consents
        ),
        needs=tuple(NeedFacts(need.code, need.state, str(need.id)) for need in mine),
        documents=tuple(
            DocumentFacts(paper.type, paper.issued_on, paper.expires_on, id=str(paper.id))
            for paper in shown
        ),
    )


def _where(code: str, said: str, *, country: str = "") -> Where:
    place = place_by_code(code) if code else None
    return Where(
        country=(place.country if place else "") or country,
        is_official=bool(place) if said or code else None,
    )
