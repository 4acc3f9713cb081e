"""The words for violence against people, those who protect them, and what they live by."""

from akwaba.watch.reading.plain import words

_VEHICLES = (
    r"(?:convoi\w*|convoys?|citernes?|camions?(?:-citernes?)?|tankers?|"
    "(?:fuel )?trucks?|lorr(?:y|ies)|"
    "buse?s?|autocars?|minibus|cars? de transport|ambulances?|"
    "vehicules? de transport|drivers|transporteurs|truckers)"
)
_FORCES = (
    "(?:armee|army|soldats?|soldiers?|troops|militaires?|gendarmes?|gendarmerie|vdp|"
    "dozos?|donsos?|chasseurs?|"
    "hunters?|volontaires|volunteers|position|poste(?:s)? (?:de|militaire|avance)|"
    "detachement|garnison|garrison|"
    "barracks|caserne|camp|military base|army base|base militaire|base|outpost|"
    "forces|fama|patrouille|patrol|policiers?|"
    r"police|commissariat|douane|douaniers|customs|self-defen[cs]e|autodefense|milice|militia)"
)
_CIVILIANS = (
    "(?:civil(?:s|ians?|es)?|villages?|villagers?|villageois|marches?|markets?|"
    r"hameaux?|hamlets?|population\w*|habitants?|"
    "residents?|mosquees?|mosques?|eglises?|churche?s?|orpailleurs|miners|"
    "site d'orpaillage|fideles|worshippers|"
    r"femmes|women|paysans|cultivateurs|farmers|funeral|locality|localite|campement)"
)
_ATTACK = (
    r"(?:attaqu\w*|attack\w*|assault\w*|assaut\w*|embuscade\w*|ambush\w*|raid\w*|"
    r"ouvert le feu|opened fire|tir\w* sur|"
    r"incursion\w*|storm(?:ed|ing)|fired (?:on|at)|stopped|intercept\w*|"
    "pris(?:es?)? d'assaut|overran|overrun|pris pour cible|cible[rs]?|targeted|vise|"
    "targets?|shot at|s'en (?:prend|"
    r"prennent|sont pris|est pris)|s'est attaque\w*)"
)
_HARM = (
    r"(?:tue[es]?s?|tuent|tuant|abattu\w*|execut\w*|egorg\w*|assassin\w*|massacr\w*|"
    "killed|killing|kills|murdered|"
    r"shot dead|slain|beheaded|slaughter\w*|throats? cut|"
    r"corps (?:sans vie )?(?:retrouve|decouvert)\w*|"
    "bodies (?:of|found|were found))"
)
_SCHOOLS = (
    "(?:ecoles?|schools?|college|lycee|classrooms?|salles? de classe|"
    "centres? de sante|csref|cscom|dispensaires?|clinics?|"
    "health (?:centre|center|post)s?|hopital|hospital|maternite|antennes?|antennas?|"
    "pylones?|(?:mobile |phone )?masts?|"
    r"telecom\w*|phone towers?|cell towers?|ponts?|bridges?|forages?|boreholes?|"
    "chateau d'eau|water tower|mairie|town hall|"
    r"power lines?|pharmac(?:y|ie))"
)
_DESTROY = (
    r"(?:incendi\w*|brul\w*|burn\w*|burnt|torched|set (?:\w+ ){0,4}?(?:on fire|ablaze|"
    r"alight)|detrui\w*|destroy\w*|destruct\w*|sabot\w*|"
    r"dynamit\w*|blew up|blown up|fait sauter|saccag\w*|vandalis\w*|ransack\w*|"
    r"vandali[sz]ed|mis le feu|mis a feu|knocked out|reduit\w* en cendres)"
)


def _near(one: str, other: str, gap: int = 60) -> str:
    """Both in one clause, in any order."""
    between = rf"[^.;:]{{0,{gap}}}?\b"
    return rf"(?:{one}\b{between}{other}|{other}\b{between}{one})"


VIOLENCE = (
    (
        "sexual_violence",
        words(
            r"viols?",
            r"viole(?:es?|nt)?",
            "violer",
            r"violences? sexuelles?",
            r"rap(?:e|ed|es|ing)",
            r"sexual(?:ly)? (?:violence|abuse|assault\w*)",
            "agressions? sexuelles?",
            "mariages? forces?",
        ),
        95,
    ),
    (
        "ied_mine",
        words(
            r"(?:engins? (?:explosifs?|artisana\w+)|eei|eei?|ied|ieds|mines?(?: terrestres?|"
            " antipersonnel)?|land ?mines?|roadside bombs?|"
            "explosive devices?|bombes? artisanales?|improvised explosive|(?:homemade|"
            r"home-made|car) bombs?|bombs?(?: [\w'-]+){0,5} (?:exploded|blast|"
            "went off|planted|detonated)|"
            r"(?:moto|vehicule|voiture) piegee?)"
        ),
        90,
    ),
    (
        "air_drone",
        words(
            r"drones?",
            r"(?:air|drone|aerial) ?strikes?",
            r"frappes? (?:aerien\w+|de drones?|par drones?)",
            "bombardements? aeriens?",
            "airstrikes?",
            r"raid aerien",
            r"helicopteres?(?: de combat)?",
            r"attack helicopters?",
            r"aerial bombing",
            r"(?:jets?|avions?|aviation|planes?)(?: [\w'-]+){0,3} (?:bomb\w+|struck|frapp\w+)",
        ),
        88,
    ),
    (
        "abduction",
        words(
            r"enlev(?:e|es|ee|ees|ent|ement|ements|er|ant)",
            r"kidnapp?\w*",
            r"abduct\w*",
            r"rapts?",
            r"pris\w* en otages?",
            r"taken hostage",
            r"otages?",
            "hostages?",
            "(?:emmen(?:e|es|ee|ees|ent|ant)|emporte(?:s)? avec eux|took away|taken away|"
            "carried off)(?! (?:du|le|les) (?:betail|bétail))",
            r"ravi\b",
        ),
        72,
    ),
    (
        "convoy_attack",
        words(
            _near(_ATTACK, _VEHICLES),
            _near(
                _DESTROY,
                r"(?:convoi\w*|convoys?|citernes?|camions?(?:-citernes?)?|tankers?|trucks?|"
                "bus|buses|lorries)",
                50,
            ),
            _near(r"(?:embuscade\w*|ambush\w*)", _VEHICLES),
        ),
        76,
    ),
    (
        "service_destroyed",
        words(
            _near(_DESTROY, _SCHOOLS),
            _near(
                _ATTACK,
                "(?:ecoles?|schools?|centres? de sante|health (?:centre|center|post)s?|"
                "dispensaires?|clinics?|antennes?|antenna)",
                30,
            ),
        ),
        74,
    ),
    (
        "intercommunal",
        words(
            "(?:conflits?|affrontements?|violences?|heurts|rixes?|clashes?|fighting|"
            r"violence|dispute|fight|bagarres?)(?: [\w'-]+){0,3} (?:intercommunautaires?|"
            "communautaires?|inter-?communal|communal)",
            r"inter-?communa\w*",
            r"intercommunautaires?",
            "(?:clashe?s?|fighting|fight|violence|dispute|heurts|affrontements?|rixes?|"
            "bagarres?|conflits?)[^.;]{0,40}(?:herders?|eleveurs?|bergers?|peuls?|fulani|"
            "breeders)[^.;]{0,30}(?:farmers?|agriculteurs?|cultivateurs?|paysans|"
            "villageois|dozos?|villagers)",
            "(?:dozos?|donsos?|villagers?|villageois|herders?|eleveurs?|peuls?|"
            "farmers?)[^.;]{0,30}(?:herders?|eleveurs?|peuls?|farmers?|"
            "cultivateurs?)[^.;]{0,20}(?:fought|clashed|se sont (?:battus|affrontes))",
            "(?:farmers?|agriculteurs?|cultivateurs?|paysans)[^.;]{0,30}(?:herders?|"
            r"eleveurs?|bergers?|peuls?|fulani)[^.;]{0,40}(?:clash\w*|fight\w*|fought|"
            r"violence|affront\w*|battus)",
            "(?:clashe?s?|heurts|affrontements?|bagarres?|"
            "rixes?)[^.;]{0,30}(?:agriculteurs?|cultivateurs?|"
            "farmers?)[^.;]{0,30}(?:eleveurs?|herders?|peuls?)",
        ),
        82,
    ),
    (
        "armed_clash",
        words(
            r"affrontements?",
            r"clash(?:es|ed|ing)?",
            r"accrochages?",
            r"combats?",
            r"fighting",
            r"firefight\w*",
            r"echanges? de tirs",
            "exchange of fire",
            r"gun ?battles?",
            r"fusillades?",
            r"repousse\w*",
            r"repelled",
            "s'affrontent",
            "battles?",
            r"fought",
            _near(_ATTACK, _FORCES),
        ),
        66,
    ),
    (
        "military_operation",
        words(
            "operations? (?:militaires?|de ratissage|de securisation|antiterroristes?|"
            "anti-?terroristes?)",
            r"ratissages?",
            r"(?:military|security|counter-?terror\w*|clearance|sweep\w*) operations?",
            r"offensive",
            r"patrouilles?(?! (?:attaquee?|tombee?))",
            r"(?:joint |military )?patrols?",
            r"neutralis\w*",
            r"neutraliz\w*",
            "(?:army|armee|forces)[^.;]{0,40}(?:swept|raid(?:ed)? (?:on|a) (?:camp|base)|"
            r"dismantl\w*|demantel\w*|arrest\w*|interpell\w*|saisi\w*|seized)",
            r"deploiement",
            r"deployed",
            r"deploie\w*",
            r"sweep",
        ),
        50,
    ),
    (
        "looting_arson",
        words(
            r"pill(?:e|es|ee|ees|age|ages|ent|ant|er)",
            r"loot\w*",
            r"incendi\w*",
            r"torched",
            r"burn(?:ed|t|ing)",
            r"brul\w*",
            r"set (?:\w+ ){0,4}?(?:on fire|ablaze|alight)",
            r"vol\w*(?: de)? (?:betail|bœufs|boeufs|bofs|moutons)",
            r"(?:betail|cattle|livestock|bofs|boeufs)(?: [\w'-]+){0,3} (?:emporte\w*|"
            r"vole\w*|stolen|taken|rustled)",
            r"(?:stole|stolen|rustled|emporte\w*|took)(?: [\w'-]+){0,4} (?:cattle|"
            "livestock|betail|bofs|motos?|motorbikes|animals|animaux)",
            r"mis le feu",
            r"saccag\w*",
            r"ransack\w*",
            r"greniers? (?:brule|incendie)\w*",
            r"reduit\w* en cendres",
            "reduced to ashes",
        ),
        64,
    ),
    (
        "attack_civilians",
        words(
            _near(_ATTACK, _CIVILIANS),
            _near(
                _HARM,
                r"(?:"
                + _CIVILIANS
                + "|personnes?|people|hommes?|men|chef de village|village chief|imam|traders?|"
                "commercants?|enfants?|children|teachers?|enseignants?|femmes?|passengers|"
                "passagers|shepherds?|bergers?)",
            ),
            r"massacres?",
            "executions? sommaires?",
            "summary executions?",
        ),
        62,
    ),
)
"""A code, its words, and how much they say: of two kinds in one clause the higher is likelier."""

ATTACK = words(_ATTACK)
HARM = words(_HARM)
