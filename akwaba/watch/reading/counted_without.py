"""Words by which people are told of without a number: nobody, not known, or simply not said."""

from akwaba.watch.reading.plain import words

_NO = (
    "(?:aucune?|pas d[e']|no|without(?: any| causing)?|sans(?: faire)?(?: de| aucune?)?|"
    "ni|zero|0|neither|nor)(?: (?:de|d'|any|une?|other|new|further|nouvelle))* ?"
)
ZERO = (
    (
        ("deaths", "injured"),
        words(
            rf"{_NO}(?:victimes?|casualt(?:y|ies)|victims?)",
            "(?:personne n'a|no ?one (?:was|were)|nobody (?:was|"
            "were)) (?:ete )?(?:touchee?|harmed|hit)",
            "(?:no|pas de|aucune?) (?:morts?|deces|deaths?|dead|killed) (?:ni|or|and no|"
            "nor|et aucun|ou) (?:de )?(?:blesses?|injur(?:ies|ed)|wounded)",
            r"ni morts? ni blesses?",
            r"no one (?:was )?(?:killed|hurt|injured) or (?:wounded|injured|hurt|killed)",
            r"nobody (?:was )?(?:killed|hurt) or (?:wounded|injured|hurt)",
        ),
    ),
    (
        ("deaths",),
        words(
            f"{_NO}(?:morts?|deces|deaths?|dead|fatalit(?:y|ies)|tue|tues|loss of life|"
            "lives lost|pertes? en vies? humaines?|perte humaine|pertes humaines)",
            r"(?:no ?one|nobody) (?:was |has been |were )?(?:killed|died)",
            r"personne n'(?:a ete tuee?|est morte?)",
            r"n'a pas fait de morts?",
            r"deplorer? aucune perte",
            r"not? killed anyone",
        ),
    ),
    (
        ("injured",),
        words(
            rf"{_NO}(?:blessee?s?|injur(?:y|ies|ed)|wounded)",
            r"(?:no ?one|nobody) (?:was |were )?(?:injured|hurt|wounded)",
            r"personne n'a ete blessee?",
        ),
    ),
    (
        ("abducted",),
        words(
            rf"{_NO}(?:otages?|hostages?|enlevements?|abductions?)",
            r"(?:no ?one|nobody) (?:was )?(?:abducted|kidnapped)",
        ),
    ),
    (
        ("displaced",),
        words(
            rf"{_NO}(?:deplaces|deplacements? de population\w*|displacement)",
            r"(?:no ?one|nobody) (?:has |have )?(?:fled|left)",
            r"personne n'a fui",
        ),
    ),
    (
        ("arrivals",),
        words(
            rf"{_NO}(?:arrivees?|arrivals?|arrivants?|newcomers?|nouveaux arrivants)",
            r"(?:no ?one|nobody) (?:has )?(?:arrived|crossed)",
            r"personne n'est (?:arrivee?|passee?)",
        ),
    ),
)
"""Somebody said none: then, and only then, it is 0."""

_UNKNOWN = (
    "(?:inconnue?s?|unknown|unclear|indeterminee?s?|pas (?:encore )?(?:connue?s?|"
    "disponible|etablie?s?|communiquee?s?)|not (?:yet )?(?:known|available|clear|given)|"
    "undetermined|non (?:connue?|precisee?|communiquee?|disponible)|ignore)"
)
TOLL_UNKNOWN = (
    (
        "injured",
        words(
            rf"nombre (?:exact )?(?:de|des) blesses?[^.;]{{0,20}}{_UNKNOWN}",
            rf"number of (?:wounded|injured)[^.;]{{0,20}}{_UNKNOWN}",
            f"(?:un nombre {_UNKNOWN}|an {_UNKNOWN} number) (?:de|of) (?:blesses|wounded|injured)",
        ),
    ),
    (
        "abducted",
        words(
            "nombre (?:exact )?(?:d'otages|de personnes enlevees|des personnes enlevees|"
            f"d'enleves)[^.;]{{0,20}}{_UNKNOWN}",
            "(?:number of (?:hostages|abducted|people abducted|"
            f"people taken))[^.;]{{0,20}}{_UNKNOWN}",
            f"an {_UNKNOWN} number of (?:people|men|hostages|villagers|"
            r"residents)(?: [\w'-]+){0,3} (?:abducted|taken|kidnapped)",
            f"un nombre {_UNKNOWN} (?:de personnes|d'hommes|"
            r"d'habitants)(?: [\w'-]+){0,3} (?:enlev\w+|emmen\w+)",
        ),
    ),
    (
        "displaced",
        words(
            rf"nombre (?:exact )?(?:de|des) deplaces[^.;]{{0,20}}{_UNKNOWN}",
            f"(?:number of (?:displaced|people displaced|people who fled))[^.;]{{0,20}}{_UNKNOWN}",
            rf"(?:un nombre {_UNKNOWN}|an {_UNKNOWN} number) (?:de|d'|of) ?(?:\w+ )?(?:fled|"
            "have fled|ont fui|deplaces)",
        ),
    ),
    (
        "arrivals",
        words(
            rf"nombre (?:exact )?d'arriv\w+[^.;]{{0,20}}{_UNKNOWN}",
            rf"number of (?:arrivals|newcomers)[^.;]{{0,20}}{_UNKNOWN}",
        ),
    ),
    (
        "deaths",
        words(
            rf"bilan[^.;,]{{0,80}}? {_UNKNOWN}",
            rf"(?:death )?toll[^.;,]{{0,80}}? {_UNKNOWN}",
            r"aucun bilan(?: \w+){0,3}",
            r"pas de bilan",
            r"no (?:official |immediate )?(?:death )?toll(?: \w+){0,2}",
            r"sans (?:donner|preciser|avancer|que)(?: \w+){0,3} (?:bilan|nombre|chiffres?)",
            r"without (?:giving|providing|specifying)(?: \w+){0,3} (?:toll|number|"
            "figures?|numbers)",
            r"no (?:number|figures?|numbers)(?: \w+){0,3} (?:given|available|known|"
            "provided|released)",
            r"(?:aucun|pas de) chiffre(?: \w+){0,4}",
            "(?:nombre (?:exact )?(?:de|des) (?:morts|victimes|tues)|number of (?:dead|"
            f"deaths|victims|casualties|people killed))[^.;]{{0,20}}{_UNKNOWN}",
            f"(?:un nombre {_UNKNOWN}|an {_UNKNOWN} number) (?:de|of) (?:morts|victimes|"
            "dead|deaths|people killed|casualties)",
            r"on ignore (?:le nombre|combien|le bilan)",
            r"(?:it is )?not known how many",
            r"casualties (?:are |remain )?(?:unknown|unclear)",
            r"bilan (?:a|pas encore) (?:etablir|connu|preciser)",
            r"pertes inconnues",
        ),
    ),
)
"""Somebody said that it is not known."""

UNNUMBERED = (
    (
        "deaths",
        words(
            r"killed",
            r"killing",
            r"killings?",
            r"tuee?s",
            r"tuant",
            r"tuent",
            r"tue",
            r"morts",
            r"deaths",
            r"murdered",
            r"massacree?s?",
            r"egorgee?s",
            r"assassinee?s?",
            r"executee?s",
            r"beheaded",
            r"plusieurs victimes",
            r"casualties",
            r"des victimes",
            r"shot dead",
            r"massacre",
            r"abattue?s?",
        ),
    ),
    (
        "injured",
        words(
            r"wounded",
            r"wounding",
            r"injured",
            r"injuring",
            r"blessee?s",
            r"blessant",
            r"casualties",
        ),
    ),
    (
        "abducted",
        words(
            r"abducted",
            r"abducting",
            r"kidnapped",
            r"kidnapping",
            r"enlevee?s",
            r"enlevant",
            r"enlevements?",
            r"abductions?",
            r"kidnappings?",
            r"kidnappee?s",
            r"emmenee?s",
            r"pris en otages",
            r"taken hostage",
        ),
    ),
    (
        "displaced",
        words(
            r"fled",
            r"fleeing",
            r"flee",
            r"ont fui",
            r"fuient",
            r"fuyant",
            r"fuit",
            r"deplacements? de populations?",
            r"exode",
            r"exodus",
            r"displaced",
            r"deplacees",
        ),
    ),
    (
        "arrivals",
        words(r"afflux", r"influx", r"flux", r"arrivees", r"arrivals", r"arrivants", r"newcomers"),
    ),
)
"""People are told of, and no number is: unknown."""
