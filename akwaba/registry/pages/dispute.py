"""One dispute, opened: every answer side by side, and what stands behind each."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akwaba.access.labels import ROLE_LABELS
from akwaba.access.models import Officer
from akwaba.ledger import kinds
from akwaba.places.queries import names_of
from akwaba.registry.models import Person
from akwaba.registry.pages.disputes import (
    Speech,
    households_told,
    label_of,
    speech_for,
    who_of,
)
from akwaba.registry.pages.words import BASES, age_of, coded, day_text, name_text, people_text
from akwaba.registry.queries import (
    Answer,
    Dispute,
    Maker,
    Voice,
    When,
    answers_to,
    makers_of,
    members_of,
    sizes_of,
    when_of,
)
from akwaba.registry.queries.answers import entries_named, register_of
from akwaba.registry.queries.disputes import Owner, void_heads
from akwaba.registry.stakes import VOID, Shown, voids, why_shown

WHY_SHOWN = {
    Shown.STRONGER: gettext_lazy("what it rests on counts for more"),
    Shown.LATER: gettext_lazy("it is the later one"),
    Shown.CHOSEN: gettext_lazy("nothing sets them apart"),
}


@dataclass(frozen=True, slots=True)
class Witness:
    """Somebody who gave an answer, in words."""

    who: str
    role: str
    where: str
    what: str
    when: When
    basis: str
    papers: list[str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers."""

    value: str
    """As words."""
    given: str
    """What a decision sends back. The value itself may be one that is not told."""
    witnesses: list[Witness]
    changes: list[str]
    is_shown: bool
    why_shown: str


@dataclass(frozen=True, slots=True)
class Bearer:
    """One of those who bear the same registration number."""

    id: UUID
    is_person: bool
    who: str
    facts: str
    witness: Witness | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A dispute as a page asks it."""

    row: UUID
    field: str
    who: str
    label: str
    choices: list[Choice]


def asked(actor: Officer, disputes: Sequence[Dispute]) -> list[Asked]:
    """What is asked, with every answer."""
    return [
        Asked(dispute.row.id, dispute.field, who_of(dispute), label_of(dispute), given)
        for dispute, given in zip(disputes, choices(actor, disputes), strict=True)
    ]


def choices(actor: Officer, disputes: Sequence[Dispute]) -> list[list[Choice]]:
    """Of each dispute its answers in words."""
    answers = answers_to(disputes)
    speech = speech_for(actor, answers)
    voices = [voice for given in answers for answer in given for voice in answer.voices]
    posts = names_of({voice.maker.post for voice in voices})
    return [
        [_choice(dispute, answer, speech, posts) for answer in given]
        for dispute, given in zip(disputes, answers, strict=True)
    ]


def _choice(dispute: Dispute, answer: Answer, speech: Speech, posts: dict[str, str]) -> Choice:
    return Choice(
        value=speech.value(dispute, answer),
        given=answer.entry,
        witnesses=[_witness(voice, posts) for voice in answer.voices],
        changes=speech.changes(answer),
        is_shown=answer.is_shown,
        why_shown=_why_shown(dispute) if answer.is_shown else "",
    )


def _why_shown(dispute: Dispute) -> str:
    register = register_of(dispute.row, dispute.field)
    if dispute.field == VOID:
        heads = void_heads(dispute.row)
        if len(voids(heads)) == len(heads):
            return _("what was struck out stays so until somebody settles")
    return str(WHY_SHOWN[why_shown(register)])


def _witness(voice: Voice, posts: dict[str, str]) -> Witness:
    return Witness(
        who=voice.maker.name or _("an officer of another post"),
        role=str(ROLE_LABELS.get(voice.maker.role, "")),
        where=_where(voice.maker, posts),
        what=_what(voice.kind),
        when=voice.when,
        basis=str(BASES.get(voice.basis, voice.basis)),
        papers=[_paper(paper) for paper in voice.papers],
    )


def _where(maker: Maker, posts: dict[str, str]) -> str:
    """`Pogô, tablet “Tecno 2”`."""
    if not maker.device:
        device = _("a device that is not known here")
    elif maker.is_desk:
        device = _("desk “%(name)s”") % {"name": maker.device}
    else:
        device = _("computer “%(name)s”") % {"name": maker.device}
    post = "" if maker.post == "national" else posts.get(maker.post, maker.post)
    return ", ".join(filter(None, (post, device)))


def _what(kind: str) -> str:
    known = kinds.known(kind)
    return str(known.label) if known else kind


def _paper(said: object) -> str:
    """`Identity card ML-1234, Mali`, of a document that the same act noted."""
    values = said if isinstance(said, dict) else {}
    paper = values.get("paper", {})
    number, country = paper.get("number", ""), coded("countries", paper.get("country", ""))
    kind = coded("document_types", values.get("type", ""))
    return ", ".join(filter(None, (f"{kind} {number}".strip(), country)))


def facts_told(actor: Officer, owner: Owner) -> str:
    """By what a supervisor recalls somebody: sex, age and family, or the size of the household."""
    home = owner.household if isinstance(owner, Person) else owner.id
    family = households_told(actor, {home} if home else set()).get(str(home), "")
    if isinstance(owner, Person):
        within = _("household %(which)s") % {"which": family} if family else ""
        own = [coded("sex", owner.sex), age_of(owner), within]
    else:
        own = [people_text(sizes_of([owner.id]).get(owner.id, 0)), family]
    arrived = day_text(owner.arrived_on)
    came = _("arrived on %(day)s") % {"day": arrived} if arrived else ""
    return ", ".join(filter(None, [*own, came]))


def bearers(actor: Officer, owners: Sequence[Owner]) -> list[Bearer]:
    """Those who bear one number, and who registered each of them."""
    entries = entries_named({str(owner.origin) for owner in owners})
    makers = makers_of(list(entries.values()))
    posts = names_of({maker.post for maker in makers.values()})
    found = []
    for owner in owners:
        entry = entries.get(str(owner.origin))
        is_person = isinstance(owner, Person)
        witness = None
        if entry:
            basis = owner.basis or "interview"
            voice = Voice(makers[entry.id], when_of(entry), entry.kind, basis)
            witness = _witness(voice, posts)
        found.append(
            Bearer(owner.id, is_person, _called(actor, owner), facts_told(actor, owner), witness)
        )
    return found


def _called(actor: Officer, owner: Owner) -> str:
    """A person by name; a household, whose number tells it from no other here, by who speaks."""
    if isinstance(owner, Person):
        return name_text(owner)
    people = members_of(actor, [owner.id])
    return _("Household of %(name)s") % {"name": name_text(people[0])} if people else _("Household")
