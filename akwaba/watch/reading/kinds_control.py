"""The words for what closes roads, moves people, threatens them or is decided over them."""

from akwaba.watch.reading.plain import words

CONTROL = (
    (
        "threat_letter",
        words(
            "(?:lettres?|tracts?|letters?|leaflets?|messages?|notes?|"
            r"audio)(?: \w+){0,3} (?:de menaces?|menacant\w*|threaten\w*|warning|ordering)",
            r"threat(?:ening)? (?:letters?|leaflets?|messages?|audio|notes?)",
            "lettre de menaces?",
            "messages? de menaces?",
            "death threats?",
            "menaces? de mort",
            "tracts?",
            "leaflets",
        ),
        86,
    ),
    (
        "decision_authority",
        words(
            "(?:conseil national de securite|cns|national security council|"
            "conseil des ministres|cabinet|prefets?|prefects?|gouverneur|governor|"
            "gouvernement|government|autorites|authorities|ministre|minister|ministere|"
            "ministry|president|hcr|unhcr|etat-major|sous-prefet|mayor|maire)"
            r"[^.;]{0,90}?\b(?:ordonn\w*|order(?:s|ed|ing)?|decid\w*|decret\w*|decree\w*|"
            r"annonc\w*|announc\w*|instruct\w*|instaur\w*|ferm(?:e|ent|er|eture|ees?)|"
            r"impos\w*|suspend\w*|interdi\w*|renforce\w*|reinforc\w*|strengthen\w*|"
            r"clos(?:e|es|ed|ure)|open(?:s|ed)|ouvr\w*|a pris|deplo\w*|extend\w*|"
            r"prolong\w*|rouvr\w*|reopen\w*)",
            r"couvre-feu",
            r"curfew",
            r"etat d'urgence",
            "state of emergency",
            r"arrete (?:interministeriel|prefectoral|municipal)",
            r"fermeture (?:de la frontiere|des ecoles|du marche)",
            r"(?:ordered|ordonne) (?:the )?(?:registration|l'enregistrement)",
        ),
        60,
    ),
    (
        "blockade_axis",
        words(
            r"blocus",
            r"blockad\w*",
            r"(?:axe|axes|route|routes|road|roads|highway)(?: [\w'-]+){0,5} (?:bloque\w*|"
            "coupee?s?|barree?s?|blocked|cut off|cut|"
            r"impraticables?|closed by|fermee?s? par|coupe)",
            "(?:bloqu(?:e|ent|ant|e)|blocked|blocking|coupe|coupent|cut)(?: (?:off|la|le|"
            "les|the|all|toutes?|l'))* ?(?:axe|route|routes|road|roads|access|highway|"
            r"acces|rn ?\d+)",
            "(?:no|plus aucun|aucun) (?:camions?|trucks?|vehicules?|vehicles?|fuel|"
            r"carburant)(?: [\w'-]+){0,4} (?:passe\w*|pass\w*|arrive\w*|get(?:s|ting)?|"
            r"enter\w*|reach\w*|circule)",
            "(?:axe|route|road|highway|corridor)[^.;]{0,80} (?:closed|blocked|cut|"
            "coupee?|fermee?|bloquee?)(?: (?:to|for|by|off|aux|par|a la)| depuis| since)",
            r"sous embargo",
            r"under siege",
            "besieged",
            r"assiege\w*",
            r"encercle\w*",
        ),
        84,
    ),
    (
        "checkpoint_illegal",
        words(
            "(?:check ?points?|barrages?|postes? de controle|roadblocks?|"
            r"barrieres?)(?![^.;]{0,30}\b(?:(?:de|of|par) (?:la |l')?(?:police|"
            "gendarmerie|armee|army|douane)))",
            r"(?:taxe|taxed|taxing|rackett\w*|extort\w*|prelevent|zakat|levy(?:ing)?|"
            r"rancon\w*)(?: [\w'-]+){0,5} (?:passagers|passengers|vehicules|vehicles|"
            "voyageurs|travellers|transporteurs|drivers|camions|trucks|commercants|"
            "traders)",
            r"(?:fouill\w+|search\w*|controlent|checking) (?:les |the |des )?(?:passagers|"
            r"passengers|vehicules|vehicles|identit\w+|papiers|papers|cars|voyageurs)",
        ),
        70,
    ),
    (
        "movement_restriction",
        words(
            r"ultimatum\w*",
            r"(?:interdi\w*|forbid\w*|forbad\w*|bann?(?:ed|s|ing)?|prohibit\w*|"
            r"defend\w* (?:de|aux))(?: [\w',-]+){0,8}? (?:marches?|markets?|sortir|champs|"
            r"fields|circul\w*|travel\w*|"
            r"motos?|motorbikes?|motorcycles?|deplace\w*|quitter|leave|leaving|movement|"
            r"foire|cultiv\w*|farming|route|road|school)",
            r"(?:marches?|market)(?: [\w'-]+){0,4} (?:interdit\w*|banned|ferme par|"
            "closed by|forbidden)",
            "(?:sommes?|somme|ordonne|told|ordered|forced|gave|given|donne|"
            r"oblige\w*)(?: [\w',-]+){0,6}? (?:de partir|de quitter|to leave|a partir|"
            "d'evacuer|a quitter|hours to leave|heures pour (?:partir|quitter))",
            r"(?:\d+ ?h|days|hours|jours|heures)(?: [\w'-]+){0,6}? (?:to leave|"
            "pour (?:partir|quitter|evacuer|vider))",
        ),
        80,
    ),
    (
        "movement_observed",
        words(
            r"(?:ont |avoir )?fui(?:ent|t|r|s|e)?",
            r"fuyant",
            "fuite",
            r"fled",
            r"flee(?:s|ing)?",
            r"deplaces?(?! (?:a|en) mission)",
            r"deplacements? de populations?",
            r"displaced",
            r"displacement",
            r"exode",
            r"exodus",
            r"afflux",
            r"influx",
            r"flux",
            r"arrivees?",
            r"arrivals?",
            r"arrivants",
            r"arriv(?:ed|ing|ent|es)(?![^.;]{0,20}\b(?:scene|lieux))",
            r"cross(?:ed|ing|es)(?: into| over| the| at| from| here)?",
            r"passee?s (?:a|par|au|la frontiere)",
            r"franchi\w*",
            r"travers(?:e|ent|ant)\w* (?:la )?frontiere",
            r"ont traverse",
            r"(?:trouve|trouvent|found|taken|taking|seek\w*|sought|cherch\w*) refuge",
            r"se (?:sont )?refugi\w*",
            r"(?:ont |a )?quitt(?:e|ent|ant)\w* (?:le |les |leurs? |la )?(?:villages?|"
            "maisons?|localites?|zone)",
            r"(?:left|leaving|abandon\w*) (?:their|the) (?:homes?|villages?)",
            r"refugies",
            r"refugees",
            r"demandeurs d'asile",
            r"asylum seekers",
            r"(?:villages?|localite)s? (?:se vide\w*|vide[s]?|emptied|deserte?s?)",
            r"newcomers",
            r"population (?:en )?fuit?e?",
            r"retournes?",
            "returned home",
            "returnees",
        ),
        30,
    ),
)
"""As in `kinds_violence`: a code, its words, how much they say."""
