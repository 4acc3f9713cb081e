"""The whole register compared: what a run finds waits for people, and nothing is linked by itself.

A run that is broken off leaves the proposals of the one before it as they were: all that it found
is written in one transaction at its end.
"""

import fcntl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from akwaba.ledger.models import Entry, Mention
from akwaba.matching.costs import stakes_of
from akwaba.matching.engine import Engine
from akwaba.matching.evidence import Told, fingerprint
from akwaba.matching.models import Proposal, Run, Standing
from akwaba.matching.refusals import ComparisonUnderWay
from akwaba.matching.registered import Registered, registered_people
from akwaba.matching.searching import Match
from akwaba.matching.telling import told_by
from akwaba.matching.verdicts import Outcome, ordered
from akwaba.matching.whole import Comparer, Here, Matches
from akwaba.registry.models import Cluster, Person

AT_ONCE = 500
HERE = Here()
Pair = tuple[UUID, UUID]
Item = TypeVar("Item")
Progress = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Done:
    """What a run came to."""

    persons: int
    proposed: int
    """Pairs that it wrote; those of people who did not change stay beside them."""
    is_new: bool
    """False where nothing had changed since the run before: nothing was compared."""


def run(
    *,
    whole: bool = False,
    threads: int = 1,
    progress: Progress = lambda _: None,
    comparer: Comparer = HERE,
) -> Done:
    """Compare everybody with everybody, and propose pairs with somebody new or changed.

    `whole` writes all pairs anew. Raises ComparisonUnderWay where another run works.
    """
    with one_run():
        Run.objects.filter(ended_at=None).delete()  # broken off: its proposals were not written
        last = Run.objects.order_by("-position").first()
        # Read before the people: what is folded meanwhile is met again by the next run.
        position = Entry.objects.aggregate(last=Max("position"))["last"] or 0
        waiting = _waiting(position)
        is_whole = whole or last is None or _waiting(last.position) != last.waiting
        changed = None if is_whole or last is None else _changed(last.position, position)
        if last is not None and changed is not None and not changed:
            Run.objects.filter(pk=last.pk).update(
                ended_at=timezone.now(), position=position, waiting=waiting
            )
            return Done(last.persons, 0, is_new=False)
        started = Run.objects.create(started_at=timezone.now(), position=position, waiting=waiting)
        people = registered_people()
        engine = Engine.of(
            people.persons,
            today=timezone.localdate().year,
            threads=threads,
            spread=comparer.spread,
        )
        matches = comparer.match(engine, progress=progress)
        found = _found(engine, matches, people, changed)
        return _write(started, engine, found, changed)


def end_line(done: Done, seconds: float) -> str:
    """What a run came to, in one sentence."""
    if not done.is_new:
        return gettext("Nothing new since the last comparison.")
    sentence = ngettext(
        "%(persons)s people compared in %(seconds)s s: %(proposed)s pair waits to be looked at.",
        "%(persons)s people compared in %(seconds)s s: %(proposed)s pairs wait to be looked at.",
        done.proposed,
    )
    return sentence % {
        "persons": done.persons, "seconds": round(seconds), "proposed": done.proposed,
    }  # fmt: skip


@contextmanager
def one_run() -> Iterator[None]:
    """One at a time: two would write the same table. Raises ComparisonUnderWay."""
    with (Path(settings.AKWABA_HOME) / "matching.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ComparisonUnderWay from error
        yield


def _waiting(upto: int) -> int:
    """How many entries up to a position are not applied; one that is applied late keeps its place.

    Fewer than at the last run: people came whom no position shows, and all are compared anew.
    """
    return Entry.objects.exclude(quarantine="").filter(position__lte=upto).count()


def _changed(since: int, upto: int) -> set[UUID]:
    """People of whom an entry spoke since, and who lives with them: a family speaks for each."""
    told = Mention.objects.filter(entry_position__gt=since, entry_position__lte=upto)
    subjects = set(told.values_list("subject", flat=True))
    homes: set[UUID] = set()
    people: set[UUID] = set()
    for some in _chunks(sorted(subjects)):
        found = Person.objects.filter(pk__in=some).values_list("pk", "household")
        people |= {person for person, _household in found}
        homes |= {household for _person, household in found if household}
    for some in _chunks(sorted(homes | subjects)):
        people |= set(Person.objects.filter(household__in=some).values_list("pk", flat=True))
    return people


def _found(
    engine: Engine, matches: Matches, people: Registered, changed: set[UUID] | None
) -> dict[Pair, float]:
    """The likely pairs, with somebody changed in each; those who count as one already left out."""
    counted = dict(Cluster.objects.values_list("person", "counted_as"))
    source = engine.register.source
    found = {}
    for (i, j), chance in zip(matches.pairs.tolist(), matches.probability.tolist(), strict=True):
        one, other = ordered(people.id_at(int(source[i])), people.id_at(int(source[j])))
        is_asked = changed is None or one in changed or other in changed
        if is_asked and counted.get(one, one) != counted.get(other, other):
            found[one, other] = chance
    return found


def _write(
    started: Run, engine: Engine, found: dict[Pair, float], changed: set[UUID] | None
) -> Done:
    """Replace the proposals that concern somebody changed, and end the run, all or none."""
    now = timezone.now()
    rows = list(_proposals(found, now))
    with transaction.atomic():
        if changed is None:
            Proposal.objects.all().delete()
        else:
            for some in _chunks(sorted(changed)):
                Proposal.objects.filter(one__in=some).delete()
                Proposal.objects.filter(other__in=some).delete()
        Proposal.objects.bulk_create(rows, batch_size=AT_ONCE)
        started.ended_at = timezone.now()
        started.persons, started.proposed = len(engine.register), len(rows)
        started.weights = engine.parameters.version
        started.said = [f"too_large {size}" for size in [len(engine.register.too_large)] if size]
        started.save()
    return Done(started.persons, started.proposed, is_new=True)


def _proposals(found: dict[Pair, float], now: datetime) -> Iterator[Proposal]:
    """Rows for the pairs that nobody decided on what they still say."""
    for some in _chunks(list(found)):
        told = _told({end for pair in some for end in pair})
        decided = _decided(some)
        evidence = {
            pair: fingerprint(told[pair[0]], told[pair[1]])
            for pair in some
            if pair[0] in told and pair[1] in told
        }
        asked = [pair for pair, says in evidence.items() if decided.get(pair) not in {says, ""}]
        stakes = stakes_of([(*pair, found[pair]) for pair in asked])
        for pair, stake in zip(asked, stakes, strict=True):
            yield Proposal(
                one=pair[0],
                other=pair[1],
                probability=found[pair],
                band=Match(pair[0], 0, found[pair]).band,
                stake=stake,
                evidence=evidence[pair],
                found_at=now,
            )


def _told(ids: set[UUID]) -> dict[UUID, Told]:
    return told_by(list(Person.objects.filter(pk__in=ids)))


def _decided(pairs: Sequence[Pair]) -> dict[Pair, str]:
    """The evidence on which supervisors decided pairs."""
    rows = Standing.objects.filter(
        one__in={one for one, _other in pairs},
        is_supervisors=True,
        outcome__in=(Outcome.SAME, Outcome.DIFFERENT),
    )
    return {(row.one, row.other): row.evidence for row in rows}


def _chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), AT_ONCE):
        yield items[start : start + AT_ONCE]
