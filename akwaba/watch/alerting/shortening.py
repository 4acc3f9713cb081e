"""Names made shorter: whole words, and never a number cut in two."""

import re
from collections.abc import Callable

_LAST = re.compile(r"(\d+|.)$", re.DOTALL)


def shortened(name: str, most: int, length: Callable[[str], int] = len) -> str:
    """As many whole words as fit; where one word is too long, as many letters.

    A number falls away whole, and with it the groups of digits before it.
    """
    if length(name) <= most:
        return name
    kept = name.split()
    while len(kept) > 1 and length(" ".join(kept)) > most:
        dropped = kept.pop()
        while len(kept) > 1 and dropped[:1].isdigit() and kept[-1][-1:].isdigit():
            dropped = kept.pop()
    short = " ".join(kept)
    while length(short) > most:
        short = _LAST.sub("", short)
    return short
