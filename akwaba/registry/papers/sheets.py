"""Sheets of tokens: fresh opaque codes and nothing else, for a wrist, a card or a queue.

They are worn in public: no name, no nationality, no status, no post. A code belongs to nobody
until it is handed out, so a printed sheet needs no entry.
"""

from dataclasses import dataclass

from akwaba.registry.numbers import new_token, printed_token
from akwaba.registry.papers.drawing import plain_svg

MOST = 200
"""Tokens on one sheet: about a morning's arrivals."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """One token as it is printed."""

    printed: str
    """As people read it: K7QM-3XP9."""
    drawn: str
    """The same code as a QR, in SVG."""


def fresh_tickets(count: int) -> list[Ticket]:
    """Draw new codes; each is one of 34 thousand million, so two sheets never share one."""
    codes: set[str] = set()
    while len(codes) < count:
        codes.add(new_token())
    return [Ticket(printed_token(code), plain_svg(code).text) for code in codes]
