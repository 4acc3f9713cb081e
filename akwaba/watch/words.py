"""What the codes of the watch are called on pages, and sums in sentences."""

from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from akwaba.watch.rules import About, Kind, Quantifier, Status, Sum, Toll, Verification

KINDS = {
    Kind.UNKNOWN: gettext_lazy("unknown"),
    Kind.ARMED_CLASH: gettext_lazy("armed clash"),
    Kind.ATTACK_CIVILIANS: gettext_lazy("attack on civilians"),
    Kind.ABDUCTION: gettext_lazy("abduction"),
    Kind.IED_MINE: gettext_lazy("mine or explosive device"),
    Kind.AIR_DRONE: gettext_lazy("strike from the air"),
    Kind.SEXUAL_VIOLENCE: gettext_lazy("sexual violence"),
    Kind.LOOTING_ARSON: gettext_lazy("looting or arson"),
    Kind.CONVOY_ATTACK: gettext_lazy("attack on a convoy"),
    Kind.BLOCKADE_AXIS: gettext_lazy("blockade of a road"),
    Kind.MOVEMENT_RESTRICTION: gettext_lazy("movement forbidden"),
    Kind.CHECKPOINT_ILLEGAL: gettext_lazy("illegal checkpoint"),
    Kind.SERVICE_DESTROYED: gettext_lazy("school, clinic or antenna destroyed"),
    Kind.THREAT_LETTER: gettext_lazy("threat"),
    Kind.MILITARY_OPERATION: gettext_lazy("military operation"),
    Kind.INTERCOMMUNAL: gettext_lazy("violence between communities"),
    Kind.DECISION_AUTHORITY: gettext_lazy("decision of an authority"),
    Kind.MOVEMENT_OBSERVED: gettext_lazy("people seen moving"),
}
ABOUT = {
    About.DEATHS: gettext_lazy("Dead"),
    About.INJURED: gettext_lazy("Injured"),
    About.ABDUCTED: gettext_lazy("Abducted"),
    About.DISPLACED: gettext_lazy("Displaced"),
}
STATUSES = {
    Status.COUNTED: gettext_lazy("counted"),
    Status.ESTIMATED: gettext_lazy("estimated"),
    Status.UNKNOWN: gettext_lazy("unknown"),
    Status.DISPUTED: gettext_lazy("figures differ"),
    Status.NONE_REPORTED: gettext_lazy("nobody, says the source"),
}
VERIFICATIONS = {
    Verification.RUMOUR: gettext_lazy("rumour"),
    Verification.REPORTED: gettext_lazy("reported"),
    Verification.CORROBORATED: gettext_lazy("by several sources"),
    Verification.CONFIRMED: gettext_lazy("confirmed"),
    Verification.REFUTED: gettext_lazy("refuted"),
}
QUANTIFIERS = {
    Quantifier.EXACTLY: gettext_lazy("exactly"),
    Quantifier.ABOUT: gettext_lazy("about"),
    Quantifier.MORE_THAN: gettext_lazy("more than"),
    Quantifier.LESS_THAN: gettext_lazy("less than"),
}


def number(value: int) -> str:
    """In the officer's language: 12 345 in French, 12,345 in English."""
    return number_format(value, force_grouping=True)


def km(value: float | None) -> str:
    """Kilometres with one decimal; unknown is said. Django cuts decimals off: rounded before."""
    if value is None:
        return _("unknown")
    return _("%(n)s km") % {"n": number_format(round(value, 1), decimal_pos=1, force_grouping=True)}


def day(value: date) -> str:
    """1er novembre 2025 in French, 1 November 2025 in English."""
    is_first = value.day == 1 and get_language() == "fr"
    return ("1er " if is_first else f"{value.day} ") + date_format(value, "F Y")


def kind_of(code: str) -> str:
    return str(KINDS[Kind(code)] if code in set(Kind) else KINDS[Kind.UNKNOWN])


def toll_in_words(toll: Toll | None) -> str:
    """How many, in words: unknown is said as unknown; empty where no figure is to be expected."""
    if toll is None:
        return ""
    if not toll.is_known:
        is_none = toll.status is Status.NONE_REPORTED
        return _("nobody, says the source") if is_none else _("toll unknown")
    least, most = toll.least or 0, toll.most
    if most is None:
        return _("at least %(n)s") % {"n": number(least)}
    if least == most:
        return number(least)
    return _("between %(low)s and %(high)s") % {
        "low": number(least),
        "high": number(most),
    }


def deaths_in_words(total: Sum) -> str:
    """Between 12 and 31 known dead, and 4 incidents with unknown toll."""
    if total.incidents:
        known = (
            _("Between %(low)s and %(high)s known dead")
            if total.low != total.high
            else _("%(low)s known dead")
        )
        if total.open_above:
            known = _("At least %(low)s known dead")
        said = known % {"low": number(total.low), "high": number(total.high)}
    else:
        said = _("No known toll")
    if not total.unknown:
        return said
    unknown = ngettext(
        "%(n)s incident with unknown toll", "%(n)s incidents with unknown toll", total.unknown
    ) % {"n": number(total.unknown)}
    return _("%(known)s, and %(unknown)s") % {"known": said, "unknown": unknown}


def days_in_words(earliest: date | None, latest: date | None) -> str:
    if earliest is None or latest is None:
        return _("day unknown")
    if earliest == latest:
        return day(earliest)
    return _("between %(first)s and %(last)s") % {
        "first": day(earliest),
        "last": day(latest),
    }


def verification_of(code: str) -> str:
    return str(VERIFICATIONS[Verification(code)]) if code in set(Verification) else ""


def status_of(code: str) -> str:
    return str(STATUSES[Status(code)]) if code in set(Status) else ""


def quantifier_of(code: str) -> str:
    return str(QUANTIFIERS[Quantifier(code)]) if code in set(Quantifier) else ""


def field_of(name: str) -> str:
    """What a field of an incident is called."""
    labels = {
        "kind": _("What happened"),
        "dates": _("When"),
        "where": _("Where"),
        "actors": _("Groups and forces named"),
        "people_move": _("Are people moving because of it?"),
        "verification": _("How far it is borne out"),
        "title": _("Headline"),
    }
    return labels.get(name, name)


def read_as(what: str) -> str:
    """What a piece of a pasted text was read as; empty for what was not read."""
    labels = {
        "kind": _("What happened"),
        "place": _("Where"),
        "distance": _("Distance"),
        "date": _("When"),
        "count": _("Figure"),
        "actor": _("Groups and forces named"),
    }
    return labels.get(what, "")


def confidence_of(code: str) -> str:
    labels = {
        "low": _("little to go by"),
        "medium": _("likely read right"),
        "high": _("said plainly"),
    }
    return labels.get(code, "")
