"""A hybrid logical clock: the order in which acts are shown, whatever the wall clock does.

Correctness never rests on it (an entry names the entries that it replaces); it only orders what is
displayed. Kulkarni et al., "Logical Physical Clocks", 2014.
"""

import re
import time

COUNTER_LIMIT = 0xFFFF
STAMP = re.compile(r"[0-9a-f]{12}-[0-9a-f]{4}")
MOST_AHEAD = 10 * 60 * 1000
"""Milliseconds by which an honest clock may run ahead of the node that receives its entry."""


def stamp(milliseconds: int, counter: int) -> str:
    """Text that sorts as the clock does: 12 hexadecimal digits of milliseconds, 4 of counter."""
    return f"{milliseconds:012x}-{counter:04x}"


def milliseconds_of(made_at: str) -> int:
    """Milliseconds since 1970 (UTC) of a stamp. Raises ValueError on any other text."""
    if STAMP.fullmatch(made_at) is None:
        raise ValueError(f"{made_at!r} is not a stamp of the clock.")
    return int(made_at[:12], 16)


def tick(last: str, now: int) -> str:
    """The stamp after `last`, at wall clock `now` (milliseconds).

    It never goes back: a wall clock set back a year only makes the counter run.
    """
    if not last:
        return stamp(now, 0)
    then, counter = int(last[:12], 16), int(last[13:], 16)
    if now > then:
        return stamp(now, 0)
    if counter < COUNTER_LIMIT:
        return stamp(then, counter + 1)
    return stamp(then + 1, 0)


def follow(last: str, seen: str, now: int) -> str:
    """The latest stamp that this node has met: `last`, or `seen` on an entry that came.

    A stamp more than MOST_AHEAD before us is a clock that runs wild: it draws nobody else along.
    """
    if milliseconds_of(seen) - now > MOST_AHEAD:
        return last
    return max(last, seen)


def bounded(last: str, now: int) -> str:
    """The latest stamp, once a better clock than ours told the time (`now`, milliseconds).

    Where our own clock had run wild, what was stamped by it keeps its stamp, and the next stamps
    go on from the right time.
    """
    if last and milliseconds_of(last) - now > MOST_AHEAD:
        return stamp(now, 0)
    return last


def is_doubtful(made_at: str, *, received: int) -> bool:
    """Whether a stamp lies further ahead of its receipt (milliseconds) than an honest clock would.

    For display only. Each node received the entry at another moment: a fold that asked this would
    give two nodes two truths. A clock that is late cannot be told from an entry that waited long.
    """
    return milliseconds_of(made_at) - received > MOST_AHEAD


def wall_now() -> int:
    """What the device's own clock says, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000
