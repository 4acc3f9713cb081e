"""The words and shapes in which ages and birth dates come, after `ages_said` has made them plain.

Plain: lower case, without accents, single spaces. No framework.
"""

import re

from akwaba.registry.ages_numbers import TENS_SAID

UNKNOWN_WORDS = frozenset({
    "?", "??", "???", "-", "--", ".", "/", "x", "n/a", "n.a.", "na", "nd", "ns", "nsp", "nan",
    "inconnu", "inconnue", "age inconnu", "non connu", "pas connu", "ignore", "ne sait pas",
    "ne sais pas", "unknown", "not known", "does not know", "none", "null",
})  # fmt: skip
NEWBORN_WORDS = frozenset({"nouveau-ne", "nouveau ne", "nouveau-nee", "nouveau nee", "newborn"})
INFANT_WORDS = frozenset({"bebe", "nourrisson", "baby", "infant"})
STAGES = {
    word: ages
    for words, ages in (
        ("enfant enfants mineur mineure child minor", (0, 17)),
        ("adolescent adolescente ado teenager", (12, 17)),
        ("adulte adultes adult majeur majeure", (18, 59)),
        ("vieux vieille vieillard age agee aged elderly old", (60, 74)),
        ("personne-agee tres-age tres-agee", (60, 74)),
    )
    for word in words.split()
}
"""Completed years: a child is under 18 (Convention on the Rights of the Child), older people are 60
and over (UNHCR age bands). The interval says all that is known; nobody is refused for it."""
ABOUT_BEFORE = re.compile(
    r"^(?:~|≈|\+/-|±|vers|environ|env\.?|autour de|a peu pres|presque|ca\.?|about|around|approx\.?"
    r"(?:imately)?|circa)\s*(?:les? |l')?"
)
ABOUT_AFTER = re.compile(r"\s*\(?(?:~|environ|env\.?|a peu pres|approx\.?|\?)\)?$")
SAID_BEFORE = re.compile(
    r"^(?:n\.?ee?|ne\(e\)|born|agee? de|age\(e\) de|agee?|aged?)(?:\s*:\s*|\s+)"
    r"(?:(?:le|en|on|in|l'annee)\s+)?(?=\S)|^le (?=\d)"
)
MONTHS = (
    ("janvier", "january"), ("fevrier", "february"), ("mars", "march"), ("avril", "april"),
    ("mai", "may"), ("juin", "june"), ("juillet", "july"), ("aout", "august"),
    ("septembre", "september"), ("octobre", "october"), ("novembre", "november"),
    ("decembre", "december"),
)  # fmt: skip

DURATION = re.compile(
    r"(?:(?P<years>\d{1,4})(?P<early_half> 1/2)?"
    r"(?:\s*(?:ans?|annees?|a|years?|yrs?|y/?o|y)\.?(?![a-z])|(?!\s*\d)))?"
    r"(?:\s*(?:et|and)?\s*(?P<months>\d{1,3})\s*(?:mois|months?|mths?|m)\.?)?"
    r"(?P<half>\s*(?:et|and)?\s*(?:a\s)?(?:demie?|half|1/2))?"
    r"(?:\s+(?:revolus?|old|d'age))?"
)
TENS = re.compile(
    rf"(?P<about>1 |a )?(?:dans |en |in )?(?:la |sa |his |her |their |the )?"
    rf"(?:(?P<word>{'|'.join(TENS_SAID)})|(?P<tens>[2-9]0)s)"
    r"(?: d'(?:annees|ans|age))?(?: passee)?"
)
"""Number words are digits already: « la trentaine », « 1 quarantaine d'années », « in her 30s »."""
HALF_YEAR = re.compile(r"(?:1/2|demi|half(?: an?)?)[ -]?(?:ans?|annee|year)")
ASIDE = re.compile(r"\s*\([^()\d]*\)$")
BORN_AT = re.compile(r"(?<=\d{4})(?:\s+(?:a|au|aux|at|in)\s+|\s*[,;-]\s*)[a-z][a-z' .()-]*$")
"""« 12/05/1976 à Sikasso »: the place under « Date et lieu de naissance »."""
RUN_TOGETHER = re.compile(r"(?P<day>\d{1,2})(?P<month>0[1-9]|1[0-2])(?P<year>(?:19|20)\d\d)")
YEAR_RUN_TOGETHER = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>\d\d)")
"""12031987 and 19870312; no eight digits are a day of the last 120 years in both orders."""
AT_LEAST = re.compile(
    r"(?:plus de |\+ ?de |> ?|over )(?P<after>\d{1,3})(?: ?ans?)?"
    r"|(?P<before>\d{1,3})(?: ?ans?)? ?(?:\+|et plus|and over)"
)
LESS_THAN = re.compile(
    r"(?:moins d(?:e |')|< ?|under |less than )(?P<count>\d{1,3}|une?|one|a)"
    r"(?: ?(?:(?P<months>mois|months?)|ans?|years?))?"
)
WHOLE = re.compile(r"(\d+)[.,]0+$")
"""34.0 and 1987.0, as some software writes whole numbers."""
DECIMAL = re.compile(r"(\d{1,3})[.,](\d{1,3})\s*(?:ans?|years?)?")
DAYS = re.compile(
    r"(\d{1,3})\s*(?:(?P<weeks>semaines?|sem\.?|weeks?|wks?)|jours?|jrs?|j|days?|d)(?: old)?"
)
UNKNOWN_PARTS = re.compile(r"^(?:(?:[x?_]{1,2}|00?) ?[/.\-] ?)+(?=(?:\d{1,2} ?[/.\-] ?)?\d{4}$)")
"""xx/xx/1980 and 00/00/1980, as cards are filled when only the year is known."""
MARGIN = re.compile(r"(\d{1,3})\s*(?:ans)?\s*(?:±|\+/-|\+-)\s*(\d{1,2})\s*(?:ans)?")
RANGE = re.compile(
    r"(?:entre |de |between |from )?(\d{1,4})\s*(?:ans)?\s*(?:-|–|—|a|to|et|and|ou|or)\s*"
    r"(\d{1,4})\s*(?:ans|years)?"
)
DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4}|\d{2})(?: [\d:]+)?")
YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[t ][\d:.]+z?)?")
WORD_DATE = re.compile(
    r"(?:(?P<day>\d{1,2})(?:er|st|nd|rd|th)?[ \-/.]*)?(?P<month>[a-z]{3,9})\.?[ \-/,.]*"
    r"(?P<year>\d{4}|(?(day)\d{2}|\d{4}))"
)
MONTH_YEAR = re.compile(r"(\d{1,2})[/.\-](\d{4})|(\d{4})[/.\-](\d{1,2})")
YEAR = re.compile(r"\d{4}")
WORKBOOK_DAY = re.compile(r"\d{5}")
