"""Tablets that did not know of each other, and what a supervisor does about it."""

from django.urls import reverse

from akwaba.ledger.acceptance import accept
from akwaba.ledger.services import Say
from tests.factories import Desk


def tablet():
    """A desk that this node knows."""
    desk = Desk()
    desk.enrol()
    return desk


def say_apart(row, field, *values, desks=(), about=None, **entry):
    """Each value told by another tablet that had not seen the others."""
    desks = desks or [tablet() for _ in values]
    for desk, value in zip(desks, values, strict=True):
        said = Say(row.table, row.id, {field: value}, base={field: []}, about=about)
        accept([desk.make(said, subject=about or row.id, **entry)])
    row.refresh_from_db()
    return row


def address(row, field):
    return reverse("registry:dispute", args=[row.id, field])


def given(page, value):
    """What the button of that answer sends."""
    choices = page.context["dispute"].choices
    return next(choice.given for choice in choices if choice.value == value)


def settle(client, row, field, value, **sent):
    """Open the dispute and press the button of that answer, as a browser does."""
    page = client.get(address(row, field))
    sent = {"value": given(page, value), "seen": page.context["seen"]} | sent
    return client.post(address(row, field), sent)
