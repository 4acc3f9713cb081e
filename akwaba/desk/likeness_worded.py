"""Reasons as a clerk reads them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from akwaba.desk.likeness import Reason
from akwaba.desk.likeness_told import Told

_PLAIN = {
    Reason.SAME_TOKEN: gettext_lazy("same token"),
    Reason.SAME_NUMBER: gettext_lazy("same number"),
    Reason.SAME_WRITTEN: gettext_lazy("same name as written"),
    Reason.SAME_SOUND: gettext_lazy("same name by sound"),
    Reason.PART_OF_NAME: gettext_lazy("part of the name is the same"),
    Reason.SEX_FITS: gettext_lazy("same sex"),
    Reason.AGE_FITS: gettext_lazy("age fits"),
    Reason.SAME_MOTHER: gettext_lazy("same mother"),
    Reason.SEX_DIFFERS: gettext_lazy("the other sex"),
    Reason.SAME_ORIGIN: gettext_lazy("same place of origin"),
}


def worded(told: Told) -> str:
    """In the language that is spoken now."""
    if told.code in _PLAIN:
        return str(_PLAIN[told.code])
    asked, found = told.spellings
    return _sentence(told) % {"n": told.number, "asked": asked, "found": found}


def _sentence(told: Told) -> str:
    match told.code:
        case Reason.NAME_DIFFERS:
            return _("another name: %(asked)s / %(found)s")
        case Reason.AGE_NEAR:
            return _("age ±%(n)s")
        case Reason.AGE_DIFFERS:
            return ngettext("%(n)s year apart", "%(n)s years apart", told.number)
        case Reason.SAME_ADULTS:
            return ngettext("%(n)s same adult", "%(n)s same adults", told.number)
        case Reason.SAME_CHILDREN:
            return ngettext("%(n)s same child", "%(n)s same children", told.number)
        case _:
            return "%(asked)s / %(found)s"
