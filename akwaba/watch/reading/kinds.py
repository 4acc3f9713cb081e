"""What happened: the words for each kind of incident, in French and English."""

import re
from collections.abc import Iterator

from akwaba.watch.reading.kinds_control import CONTROL
from akwaba.watch.reading.kinds_violence import ATTACK, HARM, VIOLENCE
from akwaba.watch.reading.plain import Part, span, words
from akwaba.watch.reading.proposals import Confidence, KindProposal

_GENERIC_WEIGHT = 40
_NOT = re.compile(
    r"\b(?:aucune?s?|pas d[e']|no|not any|without(?: any)?|ni|n'y a pas eu d[e']|"
    r"dement\w*|denied|denies|deny|rien a signaler|contrairement a)"
    "(?: (?:new|nouvelle?s?|autres?|other|such|the|une?|toute?s?|tous|an?|d'|reports? of|report of|"
    "further|any|l'|la|le|nouveau|nouveaux|official|that there (?:was|had been)|"
    "qu'il y ait eu|avoir (?:subi|mene)|l'existence d[e']))* ?(?:une? |d'|l')?$"
)
_DENIES = words(r"dement\w*", "denied", "denies", "deny")
_NOT_AFTER = re.compile(
    r"[^.;,]{0,40}\b(?:n'a pas eu lieu|did not (?:happen|take place)|"
    "n'ont pas (?:ete )?|est (?:fausse|dementie)|was (?:false|denied)|is false|"
    "has been denied|n'a (?:ete )?(?:signalee?|enregistree?)|turned out to be false|"
    "etait une fausse alerte|was a false alarm)"
)
_PREVENTED = re.compile(
    r"\b(?:crai\w*|fear(?:s|ed|ing)? (?:of|an?|new)|redout\w*|crainte d['e]\w*|"
    r"risque d['e]\w*|risk of|could|pourrait|en cas d[e']|in case of|"
    "against (?:possible|future)|to prevent|pour prevenir|avoid|eviter|exercise|"
    r"exercice|simulation)(?: [\w'-]+){0,2} ?$"
)


def kinds(text: str, plain: str, part: Part) -> list[KindProposal]:
    """What a part of a text seems to tell of, likeliest first; what it denies is left out."""
    found = sorted(_found(text, plain, part), key=lambda each: -each[0])
    kept: dict[str, KindProposal] = {}
    for _, proposal in found:
        kept.setdefault(proposal.kind, proposal)
    return list(kept.values())


def _found(text: str, plain: str, part: Part) -> Iterator[tuple[int, KindProposal]]:
    for kind, pattern, weight in (*VIOLENCE, *CONTROL):
        for hit in pattern.finditer(plain, *part):
            if not _is_denied(plain, part, hit):
                confidence = Confidence.MEDIUM if weight > _GENERIC_WEIGHT else Confidence.LOW
                yield weight, KindProposal(kind, span(text, *hit.span()), confidence, "said")
                break
    for pattern, reason in (
        (ATTACK, "attack_on_whom_not_said"),
        (HARM, "killing_by_whom_not_said"),
    ):
        for hit in pattern.finditer(plain, *part):
            if not _is_denied(plain, part, hit):
                proposal = KindProposal(
                    "attack_civilians", span(text, *hit.span()), Confidence.LOW, reason
                )
                yield _GENERIC_WEIGHT, proposal
                break


def _is_denied(plain: str, part: Part, hit: re.Match[str]) -> bool:
    before = plain[max(part[0], hit.start() - 60) : hit.start()]
    if _NOT.search(before) or _PREVENTED.search(before):
        return True
    return bool(_DENIES.search(hit[0]) or _NOT_AFTER.match(plain, hit.end(), part[1]))
