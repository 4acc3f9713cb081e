"""Where one sentence ends and the next begins, in a news text or a radio note."""

import re
from collections.abc import Iterator

from akwaba.watch.reading.plain import Part

LONGEST = 600
"""Letters of one sentence."""
_END = re.compile(r"[.!?…]+[\"')]*(?=\s|$)|\n\s*|;\s|\s//\s|\s+stop(?=\s+\w)(?=.*\bstop\b)")
_SHORT = re.compile(
    r"(?:^|[\s('\"])(?:m|mm|mme|mrs?|ms|dr|pr|st|ste|col|gen|cdt|cne|lt|adj|sgt|cf|ex|incl|env|approx|no|vs|"
    r"jan|janv|feb|fev|fevr|mar|apr|avr|jun|jul|juil|aug|sept?|oct|nov|dec|etc|"
    r"(?:[a-z]\.)*[a-z])\.$"
)
"""A full stop after these does not end a sentence."""


def sentences(text: str) -> list[Part]:
    """The parts of a plain text that are sentences, without the spaces around them."""
    found: list[Part] = []
    start = 0
    for mark in _END.finditer(text):
        if mark[0].startswith(".") and _SHORT.search(
            text[max(start, mark.start() - 12) : mark.end()]
        ):
            continue
        found.append((start, mark.end()))
        start = mark.end()
    found.append((start, len(text)))
    whole = [short for each in found for short in _cut(text, each)]
    return [part for part in (_trimmed(text, each) for each in whole) if part[0] < part[1]]


def _cut(text: str, part: Part) -> Iterator[Part]:
    """Cut what goes on for too long: a list pasted without full stops is not one sentence."""
    start, end = part
    while end - start > LONGEST:
        space = text.rfind(" ", start + 1, start + LONGEST)
        cut = space if space > start else start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def _trimmed(text: str, part: Part) -> Part:
    start, end = part
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
