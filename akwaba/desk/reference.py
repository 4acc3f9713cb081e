"""What a desk must know to work with the network gone: lists, places, sentences. Nobody's data.

The shape is described in docs/reference/desk-protocol.md.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import Any

from akwaba.desk import prompts, queries
from akwaba.places.around import places_around
from akwaba.places.models import Layer, Place
from akwaba.places.queries import crossings, posts
from akwaba.places.rules import Kind
from akwaba.registry import numbers
from akwaba.registry.ages import ADULT_AGE, BANDS, OLDEST_AGE
from akwaba.registry.codelists import Code, codes, needs, relationships
from akwaba.registry.forms.band import NEIGHBOURS
from akwaba.registry.forms.children import ALONE, WITHOUT_ADULT
from akwaba.registry.forms.roster import COMMON_NEEDS, COMMON_RELATIONSHIPS
from akwaba.registry.names import LONGEST_NAME
from akwaba.registry.services.checking import MOST_PEOPLE

FORMAT = 1
REFERRAL = "LP"
"""UNHCR: specific legal and physical protection needs. All that a desk notes of a wish to talk."""
VERSION_DIGITS = 12

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reference:
    """The reference as it is sent, and the version that it bears."""

    version: str
    body: bytes


def reference() -> Reference:
    """The reference of this moment; the same object for as long as nothing in it changed."""
    return _kept.current()


def _write() -> Reference:
    content: Facts = {
        "format": FORMAT,
        "lists": _lists(),
        "needs": {
            "common": list(COMMON_NEEDS),
            "child_alone": ALONE,
            "child_without_adult": WITHOUT_ADULT,
            "referral": REFERRAL,
        },
        "ages": {
            "adult": ADULT_AGE,
            "oldest": OLDEST_AGE,
            "bands": [{"band": band, "until": until} for until, band in BANDS],
        },
        "posts": [_post(place) for place in posts()],
        "crossings": [_post(place) for place in crossings()],
        "places": [_row(place) for place in places_around()],
        "numbers": _numbers(),
        "limits": {"name": LONGEST_NAME, "people": MOST_PEOPLE},
        "prompts": _prompts(),
    }
    version = sha256(_json(content)).hexdigest()[:VERSION_DIGITS]
    return Reference(version, _json({"version": version, **content}))


def _json(content: Facts) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _lists() -> Facts:
    """Each list in the order in which the desk offers it."""
    often = set(COMMON_RELATIONSHIPS)
    kin = relationships()
    referred = (*COMMON_NEEDS, ALONE, WITHOUT_ADULT, REFERRAL)
    return {
        "sex": [_code(line) for line in codes("sex").values()],
        "relationships": [
            _code(
                kin[code], sex=kin[code].sex, generation=kin[code].generation, often=code in often
            )
            for code in _first(COMMON_RELATIONSHIPS, kin)
        ],
        "needs": [
            _code(need, sex=need.sex, min_age=need.min_age, max_age=need.max_age)
            for need in (needs()[code] for code in dict.fromkeys(referred))
        ],
        "consent_purposes": [
            _code(line, say=prompts.CONSENT_SENTENCES[line.code])
            for line in codes("consent_purposes").values()
        ],
        "countries": [
            _code(codes("countries")[code], near=code in NEIGHBOURS)
            for code in _first(NEIGHBOURS, codes("countries"))
        ],
        "languages": [_code(line) for line in codes("languages").values()],
    }


def _first(wanted: Iterable[str], known: Collection[str]) -> list[str]:
    """What is met most stands first, the rest in the order of its list."""
    return list(dict.fromkeys((*wanted, *known)))


def _code(line: Code, **more: object) -> Facts:
    """A code with its words, and of the rest what says anything."""
    said = {name: value for name, value in more.items() if value or type(value) is int}
    return {"code": line.code, "en": line.label_en, "fr": line.label_fr, **said}


def _post(place: Place) -> Facts:
    return {"code": place.code, "name": place.name, "country": place.country}


def _row(place: Place) -> list[str]:
    """Code, name, country, region and kind: named once in the documents, not 1600 times here."""
    above = place.parent
    region = above.name if above is not None and above.kind != Kind.COUNTRY else ""
    return [place.code, place.name, place.country, region, place.kind]


def _numbers() -> Facts:
    return {
        "registration": {
            "block": numbers.BLOCK_DIGITS,
            "serial": numbers.SERIAL_DIGITS,
            "length": numbers.NUMBER_LENGTH,
            "check": "ISO 7064 MOD 97-10",
            "groups_of": 4,
            "separator": " ",
        },
        "token": {
            "alphabet": numbers.TOKEN_ALPHABET,
            "length": numbers.TOKEN_LENGTH,
            "check": "ISO 7064 MOD 37-2",
            "groups_of": 4,
            "separator": "-",
        },
    }


def _prompts() -> Facts:
    return {
        "version": queries.prompts_version(),
        "languages": [_code(codes("languages")[code]) for code in prompts.LANGUAGES],
        "sentences": [
            {"key": sentence.key, "en": sentence.en, "fr": sentence.fr}
            for sentence in prompts.sentences()
        ],
        "recorded": [
            {
                "id": str(prompt.id),
                "sentence": prompt.sentence,
                "language": prompt.language,
                "type": prompt.media_type,
                "size": prompt.size,
            }
            for prompt in queries.prompts_in_use()
        ],
    }


class _Kept:
    """The reference of this process, written again when a layer of places or a prompt changed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._state: object = None
        self._reference = Reference("", b"")

    def current(self) -> Reference:
        layers = Layer.objects.order_by("name").values_list("name", "checksum", "loaded_at")
        state = (list(layers), queries.prompts_version())
        with self._lock:
            if state != self._state:
                self._reference = _write()
                self._state = state
            return self._reference


_kept = _Kept()
