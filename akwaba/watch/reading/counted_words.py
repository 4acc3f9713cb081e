"""The words around a number that say what it counts, for plain text, French and English."""

import re

from akwaba.watch.reading.plain import words

_PEOPLE = (
    "personnes?|people|persons?|civils?|civilians?|residents?|habitant(?:e?s?)|"
    "villagers?|villageois(?:es)?|inhabitants?|"
    "soldats?|soldiers?|troops|militaires?|gendarmes?|policiers?|police officers?|"
    "policemen|officers?|agents?|combattants?|"
    "fighters?|assaillants?|assailants?|attackers?|terroristes?|terrorists?|"
    "djihadistes?|jihadists?|militants?|insurgents?|gunmen|"
    "hommes?|men|man|femmes?|women|woman|enfants?|kids|children|child|girls?|boys?|"
    "filles?|fillettes?|garcons?|eleves?|pupils?|students?|"
    "teachers?|enseignants?|instituteurs?|drivers?|chauffeurs?|conducteurs?|"
    "apprentis?|apprentices?|dozos?|chasseurs?|hunters?|"
    "chefs? de village|village chiefs?|imams?|maires?|mayors?|commercant(?:e?s?)|"
    "traders?|merchants?|farmers?|cultivateurs?|"
    "paysans?|herders?|eleveurs?|bergers?|shepherds?|passag(?:ers?|eres)|passengers?|"
    "voyageurs?|travellers?|travelers?|refugie(?:e?s?)|"
    "refugees?|deplacee?s?|displaced|demandeurs? d'asile|asylum seekers?|migrants?|"
    "hostages?|otages?|victimes?|victims?|members?|"
    "membres?|others?|autres|volontaires?|volunteers?|vdp|ames|souls|arrivants?|"
    "newcomers?|arrivals?|arrivees?|corps|bodies|body|"
    "orpailleurs?|miners?|workers?|employe(?:e?s?)|infirmiere?s?|nurses?|doctors?|"
    "medecins?|fidele?s|worshippers?|maliens?|malians?|"
    "burkinabes?|ivoiriens?|guards?|gardes?|elus?|notables?|elders?|"
    "customs officers?|douaniers?|transporteurs?|truckers?|suspects?|"
    "motocyclistes?|riders?|mothers?|meres?|patients?|sages-femmes|midwives|midwife|"
    "adultes?|adults?|gens|returnees?|retournes?|guides?|fils|sons|brothers|freres|"
    "daughters|sisters|soeurs|parents|relatives"
)
_HOUSEHOLDS = r"familles?|famil(?:y|ies)|households?|menages?|foyers?"
_VEHICLES = (
    "camions?(?:-citernes?)?|citernes?|tankers?|(?:fuel |tanker )?trucks?|lorr(?:y|"
    "ies)|vehicules?|vehicles?|motos?|motorbikes?|"
    r"motorcycles?|pick-?ups?|bus|buses|minibus|autocars?|tricycles?|cars?"
)
_FILLER = (
    "(?: (?:de|of|d'|des|the|autres|other|others|more|new|nouveaux|nouvelles|fuel|malian|"
    r"civilian|young|jeunes?|army|armed|local|additional|supplementaires|[\w-]{4,14}))"
)


def _noun(alternatives: str, between: str = _FILLER) -> re.Pattern[str]:
    """One of the nouns, directly after a number or after at most two words."""
    return re.compile(rf"(?: d'|{between}{{0,2}}? )(?:{alternatives})(?![\w])")


PEOPLE = _noun(_PEOPLE)
HOUSEHOLDS = _noun(_HOUSEHOLDS, r"(?: (?:de|of|autres|other|new|nouvelles|\w{4,12}))")
VEHICLES = _noun(_VEHICLES, r"(?: (?:de|of|autres|other|fuel|army|military|armed))")

NEXT_NOUN = re.compile(rf" (?:d'|de )?(?:{_PEOPLE}|{_HOUSEHOLDS}|{_VEHICLES})(?!\w)")
"""The very next word says who: « 10 soldats des FAMa »."""

INDEFINITE = re.compile(
    rf"(?<!\w)(?P<one>(?:an?|une?|one|another)(?= (?:[\w-]+ )?(?:{_PEOPLE})(?!\w))"
    r"|another(?= (?:in|at|near|on|was)\b)|un autre(?= (?:a|est|blesse)\b))"
)
"""« Un chauffeur », "a soldier": one, if something became of him."""

_DEATH_VERBS = (
    r"bod(?:y|ies) of|corps d[e']|cout\w* la vie|laisse(?:nt|r)? la vie|cost the li(?:ves|fe) of|"
    "killed|killing|kills|dead|died|dies|lost their li(?:ves|fe)|lost (?:his|"
    "her) life|slain|executed|murdered|beheaded|massacred|shot dead|"
    "tuee?s?|tuent|tuant|tuer|a tue|decedee?s?|abattue?s?|executee?s?|egorgee?s?|"
    "assassinee?s?|massacree?s?|perdu la vie|perdent la vie|peri|"
    "neutralisee?s?|neutrali[sz]ed|drowned|noyee?s?|mort(?:e?s?)|deaths? of|"
    "mort d[e']|la mort|death|claimed"
)
_INJURY_VERBS = r"wounded|injured|hurt|wounding|injuring|blessee?s?|blessant|blesser|injuries"
_ABDUCTION_VERBS = (
    "abducted|abducting|kidnapped|kidnapping|kidnappee?s?|taken hostage|taken away|"
    "enlevee?s?|enlevant|enlevent|enlevement d[e']|pris(?:es)? en otages?|"
    "emmenee?s?|emmenant|abduction of|kidnapping of|captured|held|ravis?|took away|"
    "carried off|seized"
)
_ARRIVAL_VERBS = (
    "arriv(?:ed|ing|es|e|ee|ees|ent|er|ant|al of|ee de)|crossed|crossing|entered|"
    r"entrees?|entres|entrant|franchi\w*|travers(?:e|ee?s?|ent|ant)|"
    "registered|registering|enregistre(?:e?s?|r|nt)|recense(?:e?s?)|welcomed|"
    "received|recue?s?|accueillie?s?|came|come|venue?s|reached|counted|"
    "comptee?s?(?= (?:a|au|par|ce|hier))|"
    r"afflue\w*|trouve refuge|refuge in|taken refuge|refugie(?:e?s) (?:a|au|en|dans)|"
    "seeking asylum|sought asylum|passe(?:e?s?) (?:a|au|par|la)|streamed|poured"
)
_FLIGHT_VERBS = (
    "fled|flee|flees|fleeing|displaced|displacing|displaces|left|leaving|have left|"
    r"ont fui|(?:pris|prennent|prenant|prend)(?: \w+)? la fuite|took flight|fuient|"
    "fuyant|fui|fuit|fuir|en fuite|deplacee?s?|deplacant|quitte(?:e?s?|nt)?|quittant|"
    "abandonne(?:nt)?|"
    "abandoned|enfui(?:e?s?|ent)|chassee?s|driven (?:from|out)|uprooted|"
    "forced (?:from|out)|sur les routes|on the road|se deplacent"
)
NO_HARM = "no_harm"
"""What is told of them is nothing that we count."""
_NO_HARM_VERBS = (
    r"freed|released|liberee?s?|relachee?s?|escaped|echappe\w*|survived|survecu|"
    r"rescape\w*|rescued|sauvee?s?|arrested|arretee?s?|"
    r"interpellee?s?|missing|disparue?s?"
)
_HOST_VERBS = (
    "hosts?|hosting|hosted|home to|accueille|heberge(?:nt|ait)?|abrite(?:nt|ait)?|"
    "sheltering|shelters|logee?s|hebergee?s|housed"
)

CUES = (
    ("deaths", words(_DEATH_VERBS)),
    ("injured", words(_INJURY_VERBS)),
    ("abducted", words(_ABDUCTION_VERBS)),
    ("displaced", words(_FLIGHT_VERBS)),
    ("arrivals", words(_ARRIVAL_VERBS)),
    ("hosted", words(_HOST_VERBS)),
    (NO_HARM, words(_NO_HARM_VERBS)),
)
"""What becomes of people, by the verbs that say so."""

_STEP = (
    "(?:(?: (?:de|of|d'|other|autres|more|people|personnes|persons|civilians?|civils|"
    "soldiers?|soldats|militaires|were|are|was|est|sont|ont ete|a ete|have been|has been|"
    "nouveaux|nouvelles|new|confirmed|reported))*? |(?: d'))"
)


def _noun_cue(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"{_STEP}(?:{alternatives})(?!\w)")


NOUN_CUES = (
    (
        "deaths",
        _noun_cue(
            "morts?|deads?|deaths?|deces|fatalities|tuee?s?|killed|cadavres|bodies|"
            "corps(?: sans vie)?|lives|decedes"
        ),
    ),
    ("injured", _noun_cue(r"blessee?s?|wounded|injured|injuries")),
    (
        "abducted",
        _noun_cue(
            "otages?|hostages?|enlevee?s?|kidnapped|kidnappes|abducted|abductees|"
            "enlevements?|personnes enlevees"
        ),
    ),
    ("displaced", _noun_cue(r"deplacee?s?|displaced|idps?|pdi")),
    ("hosted", _noun_cue(r"hosted")),
    ("arrivals", _noun_cue(r"arrivals?|arrivees?|arrivants?|newcomers?|entrees")),
)
"""A word right beside the number that says it all: « 3 morts », "200 arrivals"."""

PART_OF = re.compile(
    r"(?<!\w)(?:dont|including|among (?:them|whom)|parmi (?:eux|elles|"
    r"lesquel(?:le)?s)|y compris|incl\.?|of (?:them|whom),?) (?:au moins |at least |"
    "some )?$"
)
"""A part of the number before it, which counts it already."""

AGE_BEFORE = re.compile(
    r"(?<!\w)(?:agee?s? (?:de|d'|entre)|aged?(?: between| of)?|of age|route nationale|"
    "nationale|rn|rn-|national road|highway|route|"
    r"no\.?|numero|km|pk|kilometre|vers|at|article|loi|chapter|"
    r"under the age of|moins de|resolution|phase) ?\d*$(?<!\d)(?<!\w[aà] )"
)
AGE_AFTER = re.compile(r"[ -](?:ans?(?!\w)|years?(?: |-)old|year-old|years? of age|mois d'age)")

NOT_PEOPLE = re.compile(
    r"(?: (?:de|of|d'|autres|other|fuel|new|more|\w{3,10})(?!\w))?(?: |-| d')?"
    "(?:km|kilometres?|kilometers?|miles?|m|metres?|metros?|ans?|years?|months?|mois|"
    "weeks?|semaines?|days?|jours?|nuits?|nights?|hours?|heures?|h|minutes?|mn|"
    "litres?|liters?|tonnes?|tons?|kg|sacs?|bags?|francs?|fcfa|cfa|euros?|dollars?|%|"
    "pour cent|percent|per cent|degres?|hectares?|ha|"
    "villages?|hameaux|hamlets?|villes?|towns?|localites?|communes?|ecoles?|schools?|"
    "classes?|classrooms?|maisons?|houses?|homes|huts?|cases|boutiques?|shops?|"
    "greniers?|granaries|tetes de (?:betail|bofs)|bofs|boeufs|cattle|cows?|vaches?|"
    "moutons?|sheep|goats?|chevres?|animaux|animals|head of|betail|"
    "attaques?|attacks?|incidents?|clashes|affrontements|embuscades?|explosions?|"
    "coups? de feu|shots?|tirs|roquettes|rockets?|obus|shells?|armes?|weapons?|"
    "fusils|rifles|ak|kalachnikovs?|drones?|helicopteres?|helicopters?|ponts?|"
    "bridges?|antennes?|antennas?|masts?|kits?|tentes?|tents?|abris|shelters|"
    "fois|times|regions?|provinces?|cercles?|countries|pays|posts?|postes?|"
    "checkpoints?|barrages?|bases?|camps?|sites?|points?|puits|wells?|forages?|"
    "phones?|telephones?|"
    "stations?|missing|disparue?s?|portes? disparus|routes?|roads?|axes|degree|e|er|"
    "eme|nd|rd|th|st|of the|des|messages?|letters?|lettres?|tracts?|mines?|ieds?|eei|"
    r"engins?|markets?|marches|churches|mosques|health|cents?|o'clock)(?![\w])"
)
"""Counted, but not people; months are here because a date is read elsewhere."""

ATTACKERS = words(
    r"(?:a|sur des|on|en) (?:motos?|motorbikes?|motorcycles?)",
    "gunmen",
    "armed",
    "armee?s?",
    "assaillants?",
    "attackers?",
    "terroristes?",
    "terrorists?",
    "djihadistes?",
    "jihadists?",
    "jihadistes?",
    "militants?",
    "insurgents?",
    "bandits?",
    "combattants?",
    "fighters?",
    "assailants?",
    "soldats?",
    "soldiers?",
    "troops",
)
"""Whoever comes on motorbikes with weapons is not counted among those who flee."""

STANDING = words(
    "(?:deja|already|currently|actuellement|toujours|still)?(?: ?)(?:hosts?|hosting|"
    "home to|accueille(?:nt|ait)?|heberge(?:nt|ait)?|abrite(?:nt|ait)?|shelters|"
    "sheltering)",
    r"already (?:hosted|sheltered|living|registered in)",
    r"vivent (?:deja|actuellement)",
    r"total of refugees",
    "au total dans le pays",
)
"""The sentence tells how many are there, not how many came."""
