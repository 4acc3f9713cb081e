"""The sentences that a family hears, and the languages in which they can be recorded.

Nobody at a post speaks every language, and no machine speaks these: people of the region record
each sentence once. No framework and no database here.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

MOST_BYTES = 300 * 1024
"""Of one recording: two and a half minutes of Opus at 16 kbit/s, where a sentence takes 10 s."""

LANGUAGES = ("dyu", "bam", "mos", "ffm", "spp")
"""ISO 639-3: Dioula, Bambara, Mooré, Fulfulde of Maasina, and Supyire for the Senoufo of Mali."""

CONSENT_SENTENCES = {
    "registration": "consent_registration",
    "government": "consent_government",
    "humanitarian": "consent_humanitarian",
    "private": "consent_private",
    "photo": "consent_photo",
}
"""The sentence by which each purpose of consent is asked."""

Unfit = Literal["empty", "too_large", "wav", "mp4", "not_opus", "film", "unknown"]

_SEARCHED = 4096
"""Bytes in which a container says what it holds."""
_MPEG_RATES = 0x0F
_ID3_HEAD = 10


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, with its words in English and French for the clerk who plays it."""

    key: str
    en: str
    fr: str

    def words(self, language: str) -> str:
        return self.fr if language.startswith("fr") else self.en


@cache
def sentences() -> tuple[Sentence, ...]:
    """Every sentence, in the order in which a family hears them."""
    text = files("akwaba.desk").joinpath("sentences.csv").read_text(encoding="utf-8")
    return tuple(Sentence(**row) for row in csv.DictReader(text.splitlines(), strict=True))


def sentence_for(key: str) -> Sentence | None:
    return next((sentence for sentence in sentences() if sentence.key == key), None)


def media_type_of(content: bytes) -> str | Unfit:
    """What a recording is, by its bytes: a media type with a slash, or why it cannot serve.

    Ogg: RFC 3533 and RFC 7845. WebM: RFC 8794 (EBML) and its CodecID. MP3: ISO/IEC 11172-3.
    """
    if not content or len(content) > MOST_BYTES:
        return "too_large" if content else "empty"
    head = content[:_SEARCHED]
    if head.startswith(b"OggS"):
        return "audio/ogg" if b"OpusHead" in head else "not_opus"
    if head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head:
        return _webm(head)
    return "audio/mpeg" if _is_mp3(content) else _other(head)


def _other(head: bytes) -> Unfit:
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "wav"
    return "mp4" if head[4:8] == b"ftyp" else "unknown"


def _webm(head: bytes) -> str | Unfit:
    if re.search(rb"\x86.V_", head, re.DOTALL):
        return "film"
    return "audio/webm" if b"A_OPUS" in head else "not_opus"


def _is_mp3(content: bytes) -> bool:
    """Whether the first frame after an ID3 label is one of layer III."""
    start = 0
    if content.startswith(b"ID3") and len(content) > _ID3_HEAD:
        size = 0
        for byte in content[6:_ID3_HEAD]:
            size = size << 7 | byte & 0x7F
        start = _ID3_HEAD + size
    frame = content[start : start + 4]
    return bool(
        len(frame) == len(b"sync")
        and frame[0] == 0xFF  # noqa: PLR2004  eleven bits set: here a frame begins
        and frame[1] & 0xE0 == 0xE0  # noqa: PLR2004
        and frame[1] & 0x18 != 0x08  # noqa: PLR2004  a version that is not given out
        and frame[1] & 0x06 == 0x02  # noqa: PLR2004  layer III
        and frame[2] >> 4 not in {0, _MPEG_RATES}
        and frame[2] & 0x0C != 0x0C  # noqa: PLR2004  no such sampling rate
    )
