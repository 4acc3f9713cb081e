"""A hybrid logical clock: the order in which acts are shown, whatever the wall clock does.

Correctness never rests on it (an entry names the entries that it replaces); it only orders what is
displayed. Kulkarni et al., "Logical Physical Clocks", 2014.
"""

import re
import time

COUNTER_LIMIT = 0xFFFF
STAMP = re.compile(r"[0-9a-f]{12}-[0-9a-f]{4}")


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


def wall_now() -> int:
    """What the device's own clock says, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000
