"""The words around a name that say whether it is a place, and what it is to the event."""

import re

from akwaba.watch.reading.plain import words
from akwaba.watch.reading.proposals import Role

_KM = r"(?:km|kilometres?|kilometers?|kms)"
_VALUE = r"(?P<value>\d{1,4}(?:[.,]\d+)?)"
DISTANCE = re.compile(
    rf"(?<![\w.,]){_VALUE}(?:(?: a | to |-)\d+)? ?-?(?:(?P<km>{_KM})|(?P<miles>miles?|mi))(?!\w)"
    rf"(?: ?\(\d+(?:[.,]\d+)? ?(?:{_KM}|miles?|mi)\))?"
    "(?: (?:from|north|south|east|west|away|outside|inside|within|a l'interieur|de |"
    "d'|du |au |a l')"
    r"[^,.;]{0,40}?(?:border|frontiere|from|of|de|d')(?!\w))?"
)
ROLES = (
    (
        Role.ALONG,
        re.compile(
            r"(?:\b(?:axe|axis|route|road|troncon|highway|corridor|between|entre)(?: (?:de|"
            "from|linking|reliant|qui relie|nationale|principale|main))?"
            r"(?: (?:la|le|the))?|\b(?:relie|reliant|links?|linking)) $"
        ),
    ),
    (
        Role.NEAR,
        re.compile(
            r"(?:\b(?:near|close to|outside|around|north of|south of|east of|west of|pres de|"
            "proche de|non loin de|"
            "aux environs de|aux alentours de|environs de|autour de|"
            "au nord de|au sud de|a l'est de|a l'ouest de|"
            r"(?:km|kilometres?|miles?)\)? (?:from|of|de|du nord de))|"
            "d'encablures de|"
            r"\b(?:pres|autour|environs|(?:km|"
            "kilometres)(?: (?:au nord|au sud|a l'est|"
            "a l'ouest))?) d')"
            "(?: (?:the )?(?:(?:town|village|city) of|la ville de|"
            "(?:la )?localite de|(?:le )?village de))? ?$"
        ),
    ),
    (
        Role.FROM,
        re.compile(
            r"\b(?:from|fled|leaving|left|venant de|venus de|venues de|en provenance de|"
            "ont fui|fuient|fuyant|quitte|quittant|"
            "depuis|partis de|originaires de)(?: (?:the )?(?:(?:town|"
            "village|city) of|le village de|la localite de))? (?:d')?$"
        ),
    ),
    (
        Role.TO,
        re.compile(
            r"\b(?:to|towards?|into|vers|en direction de|pour|jusqu'a|bound for|"
            "a destination de|rallier|atteindre|rejoindre|"
            "approvisionner|menent a|mene a|menant a|"
            "leading to)(?: (?:the )?(?:town|village|city) of)? $"
        ),
    ),
    (
        Role.AT,
        re.compile(
            r"\b(?:at|in|on|of|a|au|aux|dans|de|du|en|sur|d'|attacked|attaque|burned|raided|"
            "entered|hit|struck|"
            "(?:the )?(?:town|village|city|hamlet|commune|cercle|"
            "localite|ville|poste|secteur|zone|region|district|camp|"
            "marche|market|province|"
            r"sous-prefecture|departement)(?: (?:of|de|d'))?)"
            r" ?$"
        ),
    ),
)
_OTHER_WORDS = """
    man day the two say do go to da ho no la le les des pal can mim das port centre state
    sahel islamic army armee monsieur general colonel attaque dozo dozos hier mais selon bilan
    route axe groupe january february march april may june july august september october november
    december janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
    monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi
    samedi dimanche afp rfi onu hcr unhcr jnim gsim eigs issp vdp fama cns ak president minister
    ministre conseil council security national refugee refugees refugies burkinabe french english
    russian police gendarmerie aucun aucune
"""
NOT_PLACES = words(
    "(?:nord|sud|north|south)[ -]?(?:est|ouest|east|west)?(?:ern)?|est|ouest|east|west",
    "malien(?:ne)?s?|malians?|ivoirien(?:ne)?s?|ivorians?|nigerians?",
    *_OTHER_WORDS.split(),
)
"""Words that stand where names do; some are villages too, and are then typed by hand."""

TITLES = re.compile(
    r"\b(?:m|mr|mrs|mme|dr|colonel|general|capitaine|captain|major|commandant|commander|lieutenant|"
    r"sergent|sergeant|adjudant|maire|mayor|ministre|minister|president|prefet|prefect|imam|cheikh|"
    "sheikh|chef|el hadj|el hadji|porte-parole|spokesman|spokesperson|spokeswoman|"
    r"governor|gouverneur)\.? $"
)
ARTICLES = re.compile(r"(?:\b(?:the|le|la|les) |\bl')$")
NAMED_SO = re.compile(
    r"\b(?:village|town|city|hamlet|commune|cercle|localite|ville|camp|marche|"
    "market) (?:of|de|du|d')$"
)
WEAK = re.compile(r"(?<!\w)(?:of|de|du|des|d'|a l'|attaque|attacked|sur|on|pour|to|into|from)$")
"""After these alone, a name that nobody knows may be anybody's."""
BESIDE = re.compile(
    r",? (?:and|et|ou|or|puis) (?:(?:de|d'|a|in|at) ?)?(?:l'|le |la |the )?|, |/| ?- ?"
)
AXIS_AFTER = re.compile(r" (?:axis|road|route|highway|axe|corridor)\b")
AXIS_BEFORE = re.compile(
    r"(?:axe|route|troncon|corridor|axis|road|rn ?\d*|"
    "trajet)(?: nationale?)?(?: (?:de|principal|entre|from))?(?: (?:la|le|l'))? ?$"
)
SAYS = re.compile(r",? (?:said|told|says|a declare|a dit|a indique|affirme|dit|explique|raconte)\b")
