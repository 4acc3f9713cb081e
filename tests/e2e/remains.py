"""What lies in a browser's profile: every byte of every file, also where it was packed."""

import zlib
from contextlib import suppress
from pathlib import Path

FOOTER = 48
"""Bytes at the end of a LevelDB table: two handles, padding, a magic number."""
TABLE = bytes.fromhex("57fb808b247547db")
GZIP = b"\x1f\x8b\x08"
GZIP_WINDOW = 31


def left_in(profile, texts):
    """Which of these texts (or bytes) can be read in which files: (text, file) of each."""
    wanted = [(text, form) for text in texts for form in forms(text)]
    return sorted(
        {
            (str(text), str(path.relative_to(profile)))
            for path in Path(profile).rglob("*")
            if path.is_file() and not path.is_symlink()
            for content in layers(path.read_bytes())
            for text, form in wanted
            if form in content
        }
    )


def forms(text):
    if isinstance(text, bytes):
        return [text]
    escaped = text.encode("ascii", "backslashreplace")
    return list({text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"), escaped})


def layers(content):
    """The bytes as they lie there, and what comes out of the packed parts that they hold."""
    yield content
    if content.endswith(TABLE):
        yield from blocks(content)
    at = content.find(GZIP)
    while at >= 0:
        with suppress(zlib.error):  # these three bytes may begin nothing that was packed
            yield zlib.decompressobj(GZIP_WINDOW).decompress(content[at:])
        at = content.find(GZIP, at + 1)


def blocks(table):
    """The blocks of data of a LevelDB table, unpacked; see its doc/table_format.md."""
    _, at = handle(table, len(table) - FOOTER)
    index, _ = handle(table, at)
    for value in values(block(table, *index)):
        found, _ = handle(value, 0)
        yield block(table, *found)


def block(table, start, size):
    packed = table[start : start + size]
    return unsnapped(packed) if table[start + size] == 1 else packed


def values(content):
    restarts = int.from_bytes(content[-4:], "little")
    at, end = 0, len(content) - 4 - 4 * restarts
    while at < end:
        _, at = number(content, at)
        unshared, at = number(content, at)
        length, at = number(content, at)
        at += unshared
        yield content[at : at + length]
        at += length


def handle(content, at):
    start, at = number(content, at)
    size, at = number(content, at)
    return (start, size), at


def number(content, at):
    """A number in pieces of seven bits, and where it ends."""
    found = shift = 0
    while True:
        byte = content[at]
        found |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return found, at


def unsnapped(packed):
    """What Snappy packed; see its format_description.txt."""
    size, at = number(packed, 0)
    out = bytearray()
    while at < len(packed):
        tag = packed[at]
        at += 1
        if tag & 3 == 0:
            length = (tag >> 2) + 1
            if length > 60:
                more = length - 60
                length = int.from_bytes(packed[at : at + more], "little") + 1
                at += more
            out += packed[at : at + length]
            at += length
            continue
        length, back, at = copied(packed, tag, at)
        for _ in range(length):
            out.append(out[-back])
    assert len(out) == size
    return bytes(out)


def copied(packed, tag, at):
    if tag & 3 == 1:
        return ((tag >> 2) & 7) + 4, (tag >> 5) << 8 | packed[at], at + 1
    width = 2 if tag & 3 == 2 else 4
    return (tag >> 2) + 1, int.from_bytes(packed[at : at + width], "little"), at + width
