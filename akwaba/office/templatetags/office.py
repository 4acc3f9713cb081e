"""Tags of the pages: numbers, dates, fields."""

from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput

from akwaba.office.formats import spoken_day, spoken_moment, spoken_number

register = template.Library()

number = register.simple_tag(spoken_number, name="number")
day = register.simple_tag(spoken_day, name="day")
moment = register.simple_tag(spoken_moment, name="moment")


@register.inclusion_tag("office/components/field.html")
def field(field: BoundField, layout: str = "") -> dict[str, Any]:
    """A field with its label, help and errors; `layout="column"` sets choices one below another."""
    return {
        "field": field,
        "layout": layout,
        "is_checkbox": isinstance(field.field.widget, CheckboxInput),
    }


@register.inclusion_tag("office/components/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    """What is wrong with a form as a whole."""
    return {"form": form}
