"""The border week played through the same services that a post uses, one day after another."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from akwaba.access.models import Officer
from akwaba.access.rules import Act
from akwaba.access.services import console_officer
from akwaba.demo import cast, incidents, record, tablet
from akwaba.demo.families import households_of, identifier
from akwaba.demo.week import COUNTS, STREAMS, Count, Stream
from akwaba.ledger.home import invented_mark
from akwaba.ledger.problems import Problem
from akwaba.registry import services
from akwaba.registry.drafts import NewHousehold, NewPerson
from akwaba.registry.models import Headcount, Household, Link, Person

HOUSEHOLDS_AT_ONCE = 20


class RealRegister(Problem):
    """Invented families never mix with real ones."""

    status = 409
    code = "real_register"
    message = _(
        "This node already holds a register. Play the demo on another one: "
        "AKWABA_HOME=/an/empty/folder ./dev demo"
    )


def play(*, progress: Callable[[int], None] = lambda _: None) -> dict[str, Officer]:
    """Play the week; what was played before is left as it is. Returns the officers by username.

    Raises RealRegister on a node that holds people of its own. `progress` is told how many
    households each step registered.
    """
    keep_apart()
    officers = cast.enrol(actor=console_officer())
    for stream in STREAMS:
        _arrive(stream, officers["soro"], progress)
    count(officers["diallo"], COUNTS)
    record.note(actor=officers["diallo"])
    incidents.note(actor=officers["diallo"])
    _afterwards(officers)
    return officers


def keep_apart() -> None:
    """Mark this node as one of invented families. Raises RealRegister where it holds others."""
    mark = invented_mark(Path(settings.AKWABA_HOME))
    if not mark.exists():
        if Household.objects.exists():
            raise RealRegister
        mark.touch()


def _arrive(stream: Stream, actor: Officer, progress: Callable[[int], None]) -> None:
    for batch in _batches(list(households_of(stream))):
        services.register_households(
            actor=actor, post=stream.post, households=batch, by=Act.REGISTER
        )
        progress(len(batch))


def _batches(households: Sequence[NewHousehold]) -> list[Sequence[NewHousehold]]:
    return [
        households[start : start + HOUSEHOLDS_AT_ONCE]
        for start in range(0, len(households), HOUSEHOLDS_AT_ONCE)
    ]


def count(actor: Officer, counts: Iterable[Count]) -> None:
    """Record what somebody counted, each once."""
    for told in counts:
        known = Headcount.objects.filter(
            post=told.post, day=told.day, method=told.method, people=told.people
        )
        if not known.exists():
            services.record_headcount(
                actor=actor, post=told.post, day=told.day, people=told.people,
                method=told.method, source=told.source,
            )  # fmt: skip


def _afterwards(officers: dict[str, Officer]) -> None:
    """What a week brings besides arrivals: a birth, a correction, a dispute, a double."""
    soro = officers["soro"]
    birth(soro, "pogo")
    first = Person.objects.get(pk=identifier("pogo", 0, 0))
    if not first.is_disputed and "father" not in first.registers:
        tablet.disagree(person=first, on_tablet=officers["awa"], at_desk=soro)
    pair = Person.objects.filter(pk__in=[identifier("nielle", 0, 0), identifier("pogo", 5, 0)])
    if not Link.objects.exists():
        one, other = pair
        services.link_persons(
            actor=officers["toure"], one=one, other=other,
            reason="Même mère, mêmes enfants, même village (exemple)",
        )  # fmt: skip


def birth(actor: Officer, post: str) -> None:
    """A child is born to the third family of a post, once that family is there."""
    born = identifier("birth", post)
    mother = Household.objects.filter(pk=identifier(post, 2)).first()
    if mother is not None and not Person.objects.filter(pk=born).exists():
        child = NewPerson(id=born, name_said="Bébé de la famille", sex="F", relationship="DAU")
        services.add_people(actor=actor, household=mother, people=[child], reason="birth")
