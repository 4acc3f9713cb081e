"""What the fields of a sheet are called, to show how its columns were understood."""

from typing import Any

from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

FIELD_LABELS: dict[str, Any] = {
    "name": _("full name"),
    "family_name": _("family name"),
    "given_names": _("given names"),
    "chief": _("head of household"),
    "sex": _("sex"),
    "age": _("age"),
    "age_months": _("age in months"),
    "sex:F": _("sex: a mark for women and girls"),
    "sex:M": _("sex: a mark for men and boys"),
    "birth_date": _("date of birth"),
    "birth_year": _("year of birth"),
    "relation": _("relationship"),
    "household_number": _("household number"),
    "order": _("line number"),
    "origin_village": _("village of origin"),
    "origin_district": _("district of origin"),
    "origin_country": _("country of origin"),
    "nationality": _("nationality"),
    "arrived_on": _("date of arrival"),
    "fled_on": _("date of departure"),
    "entry_point": _("point of entry"),
    "phone": _("telephone"),
    "father": _("father"),
    "mother": _("mother"),
    "needs": _("specific needs"),
    "remarks": _("remarks"),
    "size": _("household size"),
    "men": _("men"),
    "women": _("women"),
    "boys": _("boys"),
    "girls": _("girls"),
    "children": _("children"),
    "adults": _("adults"),
}

LAYOUT_LABELS: dict[str, Any] = {
    "household_a_line": gettext_lazy("one household a line"),
    "number": gettext_lazy("one person a line, households by their number"),
    "chief": gettext_lazy("one person a line, households by the name of their head"),
    "heads": gettext_lazy("one person a line, a household begins with its head"),
    "blanks": gettext_lazy("one person a line, households parted by blank lines"),
    "person_a_line": gettext_lazy(
        "one person a line; nothing says who lives with whom, so each person is a household"
    ),
}


def label_of(field: str) -> str:
    """Say a field in words; counts and needs show their code."""
    if field.startswith("count:"):
        _kind, sex, band = field.split(":")
        return gettext("number of people, %(sex)s %(band)s") % {"sex": sex, "band": band}
    if field.startswith("need:"):
        return gettext("need %(code)s") % {"code": field.removeprefix("need:")}
    return str(FIELD_LABELS[field])
