"""Who did it or suffered it, and who says so."""

import re
from collections.abc import Iterator

from akwaba.watch.reading.plain import Part, span, words
from akwaba.watch.reading.proposals import ActorProposal, Span

_ACTORS = (
    (
        "jnim",
        words(
            "jnim",
            "gsim",
            r"jama'?a(?:t|h)? nusrat[\w' -]{0,24}muslimin",
            "katiba macina",
            "katibat? [a-z]+",
            r"groupe de soutien a l'islam(?: et aux musulmans)?",
            r"support group for islam(?: and muslims)?",
        ),
    ),
    (
        "islamic_state",
        words(
            "(?:l')?etat islamique(?: (?:dans le|au) (?:grand )?sahara| (?:dans le|au) sahel)?",
            "eigs",
            "issp",
            "isgs",
            "islamic state(?: in the greater sahara| sahel province)?",
            "iswap",
            "daesh",
            "ei-?sahel",
        ),
    ),
    (
        "armed_group",
        words(
            "(?:des |les |un |groupes? )?(?:djihadistes?|jihadists?|terroristes?|"
            "terrorists?|islamists?|islamistes?|insurgents?|militants|gat|hani)",
            "armed groups?",
            "al-?qa[ie]da(?:-linked)?(?: fighters| militants)?",
            "groupes? armes?(?: terroristes?)?",
            "extremist groups?",
        ),
    ),
    (
        "unidentified_gunmen",
        words(
            "(?:unidentified|unknown|suspected|masked)? ?(?:gunmen|armed men|gunman|"
            "armed individuals)",
            "(?:des )?(?:hommes|individus|"
            "personnes) (?:lourdement )?armee?s?(?: non identifiee?s| inconnus)?",
            "(?:des )?(?:assaillants|inconnus armes|bandits(?: armes)?|coupeurs de route|"
            "attackers|bandits|assailants)",
            "hani",
        ),
    ),
    (
        "dozo",
        words(
            "(?:(?:milices? d[e'] ?|chasseurs? (?:traditionnels )?)?(?:dozos?|donsos?|"
            "donzos?))(?: hunters?| militia| fighters?)?",
            "traditional hunters?",
            "chasseurs traditionnels",
            "dana?n? ?ambassagou",
        ),
    ),
    (
        "vdp",
        words(
            "vdp",
            r"volontaires (?:pour la defense de la patrie)?",
            r"volunteers for the defen[cs]e of the homeland",
            r"(?:burkinabe|civilian|pro-government) volunteers",
        ),
    ),
    ("gendarmerie", words("gendarmes?", "gendarmerie(?: nationale)?")),
    ("police", words("policiers?", "police(?: officers?)?", "policemen")),
    ("customs", words("douaniers?", "douanes", "customs(?: officers?)?")),
    (
        "russian_partner",
        words("africa corps", "wagner", "russian (?:fighters|mercenaries)", "mercenaires russes"),
    ),
    (
        "army",
        words(
            r"(?:l')?armee(?: malienne| burkinabe| ivoirienne| nigeriane)?",
            r"fa?mas?",
            "fds",
            "faci",
            "fanci",
            "forces (?:armees|de defense(?: et de securite)?|de securite)(?: maliennes|"
            " ivoiriennes| burkinabe)?",
            "(?:malian |burkinabe |ivorian |nigerian )?(?:army|armed forces|soldiers?|"
            "troops|military|security forces)",
            r"(?:des )?(?:soldats?|militaires?)(?: maliens?| ivoiriens?| burkinabe)?",
            "air force",
        ),
    ),
    (
        "community",
        words(
            r"eleveurs? (?:peuls?)?",
            "peuls?",
            "fulani",
            "herders?",
            "farmers?",
            "agriculteurs?",
            "cultivateurs?",
            "farming communit(?:y|ies)",
        ),
    ),
    (
        "national_security_council",
        words(
            r"(?:ivory coast'?s? )?(?:ivorian )?national security council",
            r"conseil national de securite",
            "cns",
        ),
    ),
    (
        "government",
        words(
            "gouvernement",
            "government",
            "prefets?",
            "sous-prefets?",
            "prefects?",
            "ministere",
            "ministry",
            "governor",
            "gouverneur",
            "autorites",
            "authorities",
        ),
    ),
)
"""A code, and the names and words under which it appears."""

_CLAIMS = re.compile(
    r"\b(?:selon|d'apres(?!-)|according to|citing|reportedly|allegedly|aurai(?:en)?t|dit-on|"
    "(?:des|les|several|local|two|three|plusieurs|deux|trois) (?:temoins?|habitants|"
    r"sources?|residents|elus)(?: \w+){0,3}? (?:affirment|disent|rapportent|"
    r"indiquent|evoquent|parlent d|racontent|say|said|report|told)|"
    "(?:witness(?:es)?|residents?|locals|sources?|officials?|villagers|temoins|"
    r"survivors?|the army|l'armee)(?: \w+){0,3}? (?:say|said|told|report|reported|"
    "claim(?:ed)?|"
    r"affirment?|disent|rapportent|indiquent?|a (?:dit|indique|affirme|declare|annonce))|"
    r"(?:a|ont) (?:declare|indique|affirme|confirme|rapporte|annonce|raconte|confie)|"
    "(?:he|she|they|who) (?:said|told)|said (?:a|an|the|one|in a statement)|"
    "told (?:afp|reuters|rfi|reporters|us|the)|"
    "(?:non confirme|a confirmer|unconfirmed|not confirmed|information a verifier|"
    r"rumeur|rumou?rs?))\b"
)
_SOURCE = re.compile(r"(?:selon|d'apres(?!-)|according to|citing)(?: [^\s,.;:]+){1,6}")


def actors(text: str, plain: str, part: Part) -> list[ActorProposal]:
    """Each actor that is named in a part of a text, once, at its first mention."""
    found = [
        ActorProposal(code, span(text, *hit.span()))
        for code, pattern in _ACTORS
        if (hit := pattern.search(plain, *part)) and hit[0].strip()
    ]
    return sorted(found, key=lambda each: each.span)


def attributions(text: str, plain: str, part: Part) -> Iterator[Span]:
    """The words by which somebody is said to say so: what follows is a claim, not a finding."""
    for hit in _CLAIMS.finditer(plain, *part):
        named = _SOURCE.match(plain, hit.start(), part[1])
        yield span(text, hit.start(), named.end() if named else hit.end())
