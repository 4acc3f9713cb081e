"""When a desk is trusted, what its word amounts to, what it may have applied; no I/O."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from akwaba.access.rules import Act, may

CLOCK_WINDOW = 5 * 60 * 1000
"""Milliseconds by which a request may be early or late: a captured one is of no use afterwards."""
LEASE = timedelta(days=14)
"""How long a desk that meets nobody may go on reading. Each contact renews it."""
CODE_LIVES = timedelta(minutes=15)
LONG_UNSEEN = timedelta(hours=24)
"""A desk that holds entries and was not seen for so long needs somebody to look for it."""
DELAY_OF_A_WORD = timedelta(minutes=1)
"""What came in within it may still be counted among the waiting: the desk spoke meanwhile."""
NUMBERS_AT_ONCE = 1000
NUMBERS_LOW = 500
"""A desk with fewer left is lent more."""

CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: without I, L, O (read as 1, 1, 0) and U."""
CODE_LENGTH = 8
"""40 bits: thirty guesses and growing waits leave no chance within a quarter of an hour."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BITS_A_SIGN = 5
_LOOKALIKES = str.maketrans("ILO", "110", " -–.")
_SECRET_BYTES = CODE_LENGTH * 5 // 8


def is_on_time(*, said: int, now: int) -> bool:
    """Whether a request was made now; both in milliseconds since 1970."""
    return abs(said - now) <= CLOCK_WINDOW


def milliseconds(at: datetime) -> int:
    """An aware instant as milliseconds since 1970."""
    return (at - _EPOCH) // timedelta(milliseconds=1)


def instant(milliseconds_since_1970: int) -> datetime:
    """The aware instant of milliseconds since 1970, up to the year 9999."""
    return _EPOCH + timedelta(milliseconds=milliseconds_since_1970)


def is_entitled(*, role: str, posts: Collection[str] | None, act: Act, post: str) -> bool:
    """Whether an officer may do this at the post of a desk; `posts` is None for every post."""
    return may(role, act) and (posts is None or post in posts)


def renewed(lease_until: datetime, now: datetime) -> datetime:
    """The end of the lease after a contact. One that has ended stays so: a person prolongs it."""
    return lease_until if lease_until < now else max(lease_until, now + LEASE)


def code_of(secret: bytes) -> str:
    """Eight signs from 5 bytes or more of a secret."""
    number = int.from_bytes(secret[:_SECRET_BYTES])
    return "".join(
        CODE_ALPHABET[(number >> (_BITS_A_SIGN * place)) & 31] for place in range(CODE_LENGTH)
    )


def typed_code(said: str) -> str:
    """A code as somebody typed it: small letters, spaces, dashes and lookalikes pass."""
    return said.upper().translate(_LOOKALIKES)


def printed_code(code: str) -> str:
    """A code as it is shown: K7QM-3XP9."""
    return f"{code[:4]}-{code[4:]}"


def made_at_least(*, before: int, stored_earlier: int, waiting: int) -> int:
    """How many entries a desk has certainly made, now that it says how many wait.

    `stored_earlier` leaves out those that came within DELAY_OF_A_WORD. The number never falls.
    """
    return max(before, stored_earlier + waiting)


def missing(*, made: int, stored: int, waiting: int) -> int:
    """Entries that are neither here nor on the desk any more: its storage was emptied."""
    return max(0, made - stored - waiting)


def is_gone(*, seen_at: datetime | None, noticed_at: datetime | None) -> bool:
    """Whether its entries were found missing without its word: it came back as another device."""
    return noticed_at is not None and (seen_at is None or seen_at < noticed_at)


def is_long_unseen(*, seen_at: datetime | None, holds: int | None, now: datetime) -> bool:
    """Whether a desk that holds something, or never said, was not seen for LONG_UNSEEN."""
    return holds != 0 and (seen_at is None or now - seen_at > LONG_UNSEEN)
