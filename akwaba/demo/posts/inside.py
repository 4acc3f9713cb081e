"""What the processes of one node of the demo do: name it, serve it, play its week, tell of it."""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any

from django.core.management import call_command

from akwaba.access.nodes.cards import own_card, write_card
from akwaba.access.nodes.standing import with_capital
from akwaba.access.nodes.watching import meet_capital
from akwaba.access.rules import Act
from akwaba.access.services import console_officer
from akwaba.demo import cast, record
from akwaba.demo.families import households_of
from akwaba.demo.play import birth, count, keep_apart
from akwaba.demo.posts.nodes import CAPITAL
from akwaba.demo.posts.proof import households_at, tables_of
from akwaba.demo.week import COUNTS, STREAMS
from akwaba.ledger.identity import known_as
from akwaba.office.minding import end_with_parent
from akwaba.registry.models import Household
from akwaba.registry.services import register_households

ACTS = ("card", "serve", "play", "once", "tell")
SECONDS_BETWEEN = 1.0
"""Between two tellings of where the node stands."""


@dataclass(frozen=True, slots=True)
class Told:
    """Where a node stands, in one line of JSON on its way to the terminal."""

    households: dict[str, int] = field(default_factory=dict)
    """By post, of those that were asked about."""
    tables: dict[str, str] = field(default_factory=dict)
    to_send: int | None = None
    oldest_ago: str = ""
    to_receive: int | None = None
    contact_ago: str = ""
    wrong: str = ""
    is_played: bool = False
    """Whether nothing of its week is still to come."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one node plays, and of which posts it tells."""

    node: str
    posts: Sequence[str]
    households: int | None = None
    """Of each post; None for all of them."""
    pace: float = 0.0
    """Seconds between two families."""


def card(called: str) -> None:
    """Print the card of this node, under its own name: one computer has only one to give."""
    keep_apart()
    device = known_as()
    device.name = called
    device.save(update_fields=["name"])
    print(write_card(own_card()))  # noqa: T201  read by the process that joins them


def serve(port: int) -> None:
    """`akwaba serve`, except that it ends with the demo: else nobody would stop it."""
    end_with_parent()
    call_command("serve", port=port)


def play(part: Part) -> None:
    """Play the week and tell every second, until the process is ended."""
    end_with_parent()
    acts = _acts(part)
    is_played, due = False, time.monotonic()
    while True:
        pause = time.monotonic() + SECONDS_BETWEEN
        while not is_played and due <= time.monotonic() < pause:
            is_played = next(acts, None) is None
            due = time.monotonic() + part.pace
        _print(_tell(part, is_played=is_played))
        time.sleep(SECONDS_BETWEEN)


def play_once(part: Part) -> None:
    """Play the whole week at once, exchange where there is a capital, and tell."""
    end_with_parent()
    for _ in _acts(part):
        pass
    if part.node != CAPITAL:
        meet_capital(compares=True)
    _print(_tell(part, is_played=True))


def tell_once(part: Part) -> None:
    _print(_tell(part, is_played=True))


def _tell(part: Part, *, is_played: bool) -> Told:
    standing = None if part.node == CAPITAL else with_capital()
    wrong = standing.wrong if standing else None
    return Told(
        households={post: households_at(post) for post in part.posts},
        tables={post: tables_of(post) for post in part.posts},
        to_send=standing.to_send if standing else None,
        oldest_ago=standing.oldest_ago if standing else "",
        to_receive=standing.to_receive if standing else None,
        contact_ago=standing.contact_ago if standing else "",
        wrong=wrong.sentence if wrong else "",
        is_played=is_played,
    )


def read(line: str) -> Told | None:
    """What a process told; None where it was cut off in the middle."""
    try:
        said: dict[str, Any] = json.loads(line)
        return Told(**said)
    except (ValueError, TypeError):
        return None


def _print(told: Told) -> None:
    print(json.dumps(asdict(told), ensure_ascii=False), flush=True)  # noqa: T201  to the terminal's process


def _acts(part: Part) -> Iterator[bool]:
    """The week of one node, one act after another; each adds nothing where it was done before."""
    keep_apart()
    yield from _of_capital() if part.node == CAPITAL else _of_post(part)


def _of_capital() -> Iterator[bool]:
    officers = cast.enrol(actor=console_officer())
    record.note(actor=officers["diallo"])
    yield True


def _of_post(part: Part) -> Iterator[bool]:
    officers = cast.enrol(actor=console_officer(), players=cast.at_post(part.node))
    stream = next(stream for stream in STREAMS if stream.post == part.node)
    for household in islice(households_of(stream), part.households):
        if Household.objects.filter(pk=household.id, origin__isnull=False).exists():
            continue
        register_households(
            actor=officers["soro"], post=part.node, households=[household], by=Act.REGISTER
        )
        yield True
    count(officers["diallo"], (told for told in COUNTS if told.post == part.node))
    birth(officers["soro"], part.node)
    yield True
