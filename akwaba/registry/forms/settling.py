"""An answer that is none of those given: the one field of a correction that is disputed."""

from typing import Any

from django.http import QueryDict

from akwaba.ledger.models import FoldedRow
from akwaba.registry.forms.corrections import CorrectionForm, HouseholdForm, PersonForm
from akwaba.registry.models import Household, Person
from akwaba.registry.services import shown
from akwaba.registry.services.correcting import BY_ANOTHER_ACT

_FIELDS_OF = {
    "came_from": ("origin_country", "origin_said"),
    "birth": ("age",),
    "birth_place": ("birth_place_said",),
    "address": ("address_said",),
    "announced": ("size_said",),
}
"""Fields of the form, where they are not called like the register."""


def other_form(row: FoldedRow, field: str, sent: QueryDict | None = None) -> CorrectionForm | None:
    """The form for another value; None where only those given can be right."""
    if not isinstance(row, Person | Household) or field in BY_ANOTHER_ACT:
        return None
    form = PersonForm(sent, row=row) if isinstance(row, Person) else HouseholdForm(sent, row=row)
    wanted = _FIELDS_OF.get(field, (field,))
    if not set(wanted) <= set(form.fields):
        return None
    for name in set(form.fields) - set(wanted):
        del form.fields[name]
    return form


def other_value(form: CorrectionForm, field: str) -> Any:
    """What was typed; what the page displayed where it was left as it stood."""
    return form.values().get(field, shown(form.row, field))
