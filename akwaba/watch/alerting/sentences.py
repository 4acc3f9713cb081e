"""The arithmetic of the rules in words, for the pages on which people see and set them."""

import math
from collections.abc import Mapping

from akwaba.watch.alerting.counted import counted, figures
from akwaba.watch.alerting.thresholds import Outcome, Trial, Verdict
from akwaba.watch.alerting.tuning import Fault, Rule

SENTENCES: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "mass.fires": "{arrivals} aujourd’hui : le seuil de {limit} est atteint.",
        "mass.quiet": "{arrivals} aujourd’hui : le seuil de {limit} n’est pas atteint.",
        "many.fires": "{arrivals} aujourd’hui : le seuil de {limit} est atteint.",
        "many.quiet": "{arrivals} aujourd’hui : le seuil de {limit} n’est pas atteint.",
        "many.judged": "Assez de jours sont connus pour dire ce qui est inhabituel ; "
        "le seuil de remplacement ne sert pas.",
        "unusual.fires": "{arrivals} aujourd’hui, plus que chacun des {window} précédents "
        "(au plus {largest} ; {known}).",
        "unusual.quiet": "{arrivals} aujourd’hui, pas plus que le plus grand nombre des {window} "
        "précédents ({largest} ; {known}).",
        "unusual.small": "{arrivals} aujourd’hui, plus que chacun des {window} précédents "
        "(au plus {largest} ; {known}), mais il en faut {least} pour une alerte.",
        "over_capacity.fires": "{arrivals} aujourd’hui ; le poste enregistre {capacity} par jour : "
        "la limite de {limit} ({factor} fois) est atteinte.",
        "over_capacity.quiet": "{arrivals} aujourd’hui ; le poste enregistre {capacity} par jour : "
        "la limite de {limit} ({factor} fois) n’est pas atteinte.",
        "backlog.fires": "Il faut {hours} pour enregistrer ceux qui attendent, plus que {limit}.",
        "backlog.quiet": "Il faut {hours} pour enregistrer ceux qui attendent, pas plus que "
        "{limit}.",
        "backlog.endless": "{waiting} en attente et personne n’enregistre.",
        "places.fires": "{left} sur {places} : {share} %, moins que {limit} %.",
        "places.quiet": "{left} sur {places} : {share} %, pas moins que {limit} %.",
        "incident.fires": "{name}, à {distance} : dans les {limit}, et des personnes se déplacent.",
        "incident.quiet": "{name}, à {distance} : au-delà de {limit}.",
        "incident.none": "Aucun incident récent qui fasse se déplacer des personnes.",
        "axis.fires": "{name} est bloqué depuis {days}, plus que {limit}.",
        "axis.quiet": "{name} est bloqué depuis {days}, pas plus que {limit}.",
        "axis.none": "Aucun axe n’est bloqué.",
        "lacks.silent": "Le poste n’a donné aucun nombre aujourd’hui. Ce n’est pas zéro.",
        "lacks.too_few_days": "On ne peut pas dire ce qui est inhabituel : {known} sur "
        "{window_days}, il en faut {needed_days}.",
        "lacks.capacity": "On ne sait pas combien le poste enregistre par jour.",
        "lacks.waiting": "On ne sait pas combien de personnes attendent.",
        "lacks.places": "On ne sait pas combien de places il y a, ou combien restent.",
        "lacks.movement": "{name} : on ne sait pas si des personnes se déplacent.",
        "lacks.axis": "{name} : on ne sait pas si l’axe est bloqué, ou depuis quand.",
        "trial": "Sur {days}, cela aurait alerté {times}.",
        "trial.silent": "Sur {days}, cela aurait alerté {times} ; {silent} sans nombre, où "
        "on ne peut pas le dire.",
        "fault.range": "Donnez un nombre de {least} à {most}.",
        "fault.order.least": "Donnez au moins {least}.",
        "fault.order.most": "Donnez au plus {most}.",
        "fault.missing": "Choisissez une urgence, une gravité et une certitude.",
    },
    "en": {
        "mass.fires": "{arrivals} today: the threshold of {limit} is reached.",
        "mass.quiet": "{arrivals} today: the threshold of {limit} is not reached.",
        "many.fires": "{arrivals} today: the threshold of {limit} is reached.",
        "many.quiet": "{arrivals} today: the threshold of {limit} is not reached.",
        "many.judged": "Enough days are known to say what is unusual; the threshold that stands in "
        "is not used.",
        "unusual.fires": "{arrivals} today, more than on any of the {window} before "
        "(at most {largest}; {known}).",
        "unusual.quiet": "{arrivals} today, no more than the largest number of the {window} before "
        "({largest}; {known}).",
        "unusual.small": "{arrivals} today, more than on any of the {window} before "
        "(at most {largest}; {known}), but an alert takes {least}.",
        "over_capacity.fires": "{arrivals} today; the post registers {capacity} a day: the limit "
        "of {limit} ({factor} times) is reached.",
        "over_capacity.quiet": "{arrivals} today; the post registers {capacity} a day: the limit "
        "of {limit} ({factor} times) is not reached.",
        "backlog.fires": "It takes {hours} to register those who wait, more than {limit}.",
        "backlog.quiet": "It takes {hours} to register those who wait, no more than {limit}.",
        "backlog.endless": "{waiting} waiting, and nobody registers.",
        "places.fires": "{left} left of {places}: {share}%, less than {limit}%.",
        "places.quiet": "{left} left of {places}: {share}%, no less than {limit}%.",
        "incident.fires": "{name}, at {distance}: within {limit}, and people are moving.",
        "incident.quiet": "{name}, at {distance}: beyond {limit}.",
        "incident.none": "No recent incident that makes people move.",
        "axis.fires": "{name} has been blocked for {days}, more than {limit}.",
        "axis.quiet": "{name} has been blocked for {days}, no more than {limit}.",
        "axis.none": "No road is blocked.",
        "lacks.silent": "The post gave no number today. That is not zero.",
        "lacks.too_few_days": "Nobody can say what is unusual: {known} of {window_days}, "
        "{needed_days} are needed.",
        "lacks.capacity": "It is not known how many people the post registers a day.",
        "lacks.waiting": "It is not known how many people wait.",
        "lacks.places": "It is not known how many places there are, or how many are left.",
        "lacks.movement": "{name}: it is not known whether people are moving.",
        "lacks.axis": "{name}: it is not known whether the road is blocked, or since when.",
        "trial": "On {days}, this would have fired {times}.",
        "trial.silent": "On {days}, this would have fired {times}; {silent} without a number, "
        "on which nobody can say.",
        "fault.range": "Give a number from {least} to {most}.",
        "fault.order.least": "Give at least {least}.",
        "fault.order.most": "Give at most {most}.",
        "fault.missing": "Choose an urgency, a severity and a certainty.",
    },
}

_NOUN_OF_LIMIT = {
    Rule.BACKLOG: "hour",
    Rule.INCIDENT: "kilometre",
    Rule.AXIS: "day",
}


def verdict_sentence(verdict: Verdict, language: str) -> str:
    """What one rule found, with its figures; `language` is "fr" or "en"."""
    return SENTENCES[language][_key(verdict)].format(**_figures_of(verdict, language))


def _key(verdict: Verdict) -> str:
    if verdict.lacks is not None:
        return f"lacks.{verdict.lacks}"
    return f"{verdict.rule}.{_manner(verdict)}"


def _manner(verdict: Verdict) -> str:
    details = verdict.details
    if "judged_by" in details:
        return "judged"
    if verdict.value is None:
        return "none"
    if math.isinf(verdict.value) and "waiting" in details:
        return "endless"
    is_quiet = verdict.outcome is Outcome.QUIET
    if verdict.rule is Rule.UNUSUAL and is_quiet and verdict.value > float(details["largest"]):
        return "small"
    return str(verdict.outcome)


def _figures_of(verdict: Verdict, language: str) -> dict[str, str]:
    details = {
        name: value if isinstance(value, str) else figures(value, language)
        for name, value in verdict.details.items()
    }
    return details | _counted_of(verdict, language) | _compared_of(verdict, language)


def _counted_of(verdict: Verdict, language: str) -> dict[str, str]:
    nouns = {
        "known_days": ("known", "known_day"),
        "window_days": ("window", "day"),
        "places_left": ("left", "place"),
        "waiting": ("waiting", "person"),
    }
    return {
        place: counted(float(verdict.details[name]), noun, language)
        for name, (place, noun) in nouns.items()
        if name in verdict.details
    }


def _compared_of(verdict: Verdict, language: str) -> dict[str, str]:
    if verdict.value is None or verdict.limit is None:
        return {}
    value, limit = verdict.value, verdict.limit
    if verdict.rule is Rule.PLACES:
        value, limit = value * 100, limit * 100
    decimals = _telling_apart(value, limit)
    if verdict.rule is Rule.PLACES:
        shown = figures(value, language, decimals)
        return {"share": shown, "limit": figures(limit, language)}
    noun = _NOUN_OF_LIMIT.get(verdict.rule)
    if noun is None:
        return {
            "arrivals": counted(value, "arrival", language),
            "limit": figures(limit, language),
            "least": figures(limit + 1, language),
        }
    place = {"hour": "hours", "kilometre": "distance", "day": "days"}[noun]
    shown = counted(value, noun, language, decimals)
    return {place: shown, "limit": counted(limit, noun, language)}


def _telling_apart(value: float, limit: float) -> int:
    """As many decimals as it takes not to say “48 heures, plus que 48 heures”."""
    enough = (few for few in range(1, 6) if round(value, few) != round(limit, few))
    return 1 if value == limit else next(enough, 6)


def trial_sentence(trial: Trial, language: str) -> str:
    """How often settings would have fired: “Sur 30 jours, cela aurait alerté 3 fois”."""
    return SENTENCES[language]["trial.silent" if trial.silent_days else "trial"].format(
        days=counted(trial.days, "day", language),
        times=counted(trial.alerts, "time", language),
        silent=counted(trial.silent_days, "day", language),
    )


def fault_sentence(fault: Fault, language: str) -> str:
    """What a setting must be, to be shown beside its field."""
    bounds = {
        name: figures(value, language)
        for name, value in (("least", fault.least), ("most", fault.most))
        if value is not None
    }
    key = f"fault.{fault.code}"
    if fault.code == "order":
        key += ".least" if "least" in bounds else ".most"
    return SENTENCES[language][key].format(**bounds)
