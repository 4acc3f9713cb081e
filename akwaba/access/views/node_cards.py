"""Cards of computers: this one's own, the capital's answer, another one's that is added."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote
from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akwaba.access.desks.enrolling import is_only_here
from akwaba.access.nodes import enrolling
from akwaba.access.nodes.cards import Card, answer_for, own_card, write_card
from akwaba.access.nodes.forms import AddressForm, CardForm, ComparedForm, NewNodeForm
from akwaba.access.nodes.problems import NodePostMissing
from akwaba.access.nodes.reaching import authority_for
from akwaba.access.nodes.standing import name_here
from akwaba.access.permissions import allowed_to, officer_of
from akwaba.access.posts import known_posts
from akwaba.access.problems import OfficerProblem
from akwaba.access.rules import Act
from akwaba.access.views.nodes import standing_of
from akwaba.ledger.models import Peer
from akwaba.ledger.problems import Problem


@require_safe
@allowed_to(Act.MANAGE_NODES)
def own(request: HttpRequest) -> HttpResponse:
    card = own_card()
    return render(request, "access/node_card.html", {"card": card, **_shown(card)})


@require_safe
@allowed_to(Act.MANAGE_NODES)
def own_file(request: HttpRequest) -> HttpResponse:
    del request
    card = own_card()
    return _card_file(card, f"akwaba-{str(card.node)[:8]}.akwaba-card")


@require_safe
@allowed_to(Act.MANAGE_NODES)
def answer(request: HttpRequest, node_id: UUID) -> HttpResponse:
    """The answer card, for the address under which this page was opened or that was typed."""
    found = standing_of(node_id)
    address = settings.AKWABA_DESK_URL or request.build_absolute_uri("/").rstrip("/")
    form = AddressForm({"address": request.GET.get("address", address)})
    page: dict[str, Any] = {"node": found, "peer": found.peer, "form": form}
    if form.is_valid():
        address = form.cleaned_data["address"]
        card = _answer(found.peer, address)
        page |= {
            "card": card,
            "address": address,
            "quoted_address": quote(address, safe=""),
            "is_only_here": is_only_here(address),
            **_shown(card),
        }
    status = 200 if form.is_valid() else 400
    return render(request, "access/node_answer.html", page, status=status)


@require_safe
@allowed_to(Act.MANAGE_NODES)
def answer_file(request: HttpRequest, node_id: UUID) -> HttpResponse:
    peer = standing_of(node_id).peer
    form = AddressForm(request.GET)
    if not form.is_valid():
        return redirect("access:node_answer", node_id)
    card = _answer(peer, form.cleaned_data["address"])
    return _card_file(card, f"akwaba-{str(peer.device_id)[:8]}.akwaba-answer")


def _answer(peer: Peer, address: str) -> Card:
    return answer_for(peer, address=address, authority=authority_for(address))


def _shown(card: Card) -> dict[str, str]:
    text = write_card(card)
    return {"text": text, "drawing": _drawn(text)}


def _drawn(text: str) -> str:
    """Empty where the card is longer than a code can hold."""
    try:
        code = segno.make(text, error="l", micro=False)
    except segno.DataOverflowError:
        return ""
    drawn = code.svg_inline(
        title=_("The card of this computer as a code"),
        omitsize=True,
        svgclass="qr dense",
        dark="#1e1b15",
        light="#ffffff",
        border=4,
    )
    return mark_safe(drawn)  # noqa: S308  segno escapes the title, and draws the rest


def _card_file(card: Card, name: str) -> HttpResponse:
    response = HttpResponse(f"{write_card(card)}\n", content_type="text/plain; charset=us-ascii")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@allowed_to(Act.MANAGE_NODES)
def join(request: HttpRequest) -> HttpResponse:
    """The capital's answer, shown before it counts."""
    return _take_card(request, "access/node_join.html", enrolling.check_answer, ComparedForm)


@require_POST
@allowed_to(Act.MANAGE_NODES)
def confirm_join(request: HttpRequest) -> HttpResponse:
    form = ComparedForm(request.POST)
    card = form.card()
    if not form.is_valid():
        return _compare(request, "access/node_join.html", card, form, status=400)
    peer = enrolling.join_capital(actor=officer_of(request), card=card)
    said = _("This computer now exchanges with %(name)s.") % {"name": peer.name}
    messages.success(request, said)
    return redirect("access:exchange")


@allowed_to(Act.MANAGE_NODES)
def add(request: HttpRequest) -> HttpResponse:
    """The card of a computer, shown before it counts."""
    return _take_card(request, "access/node_add.html", enrolling.check_card, NewNodeForm)


@require_POST
@allowed_to(Act.MANAGE_NODES)
def confirm_add(request: HttpRequest) -> HttpResponse:
    form = NewNodeForm(request.POST)
    card = form.card()
    if form.is_valid():
        rights = {name: form.cleaned_data[name] for name in ("role", "posts")}
        try:
            peer = enrolling.enrol_node(actor=officer_of(request), card=card, **rights)
        except NodePostMissing as problem:
            form.add_error("posts", str(problem))
        except OfficerProblem as problem:
            form.add_error(problem.field, str(problem))
        else:
            said = _("%(name)s is enrolled. Take this answer back to it.") % {"name": peer.name}
            messages.success(request, said)
            return redirect("access:node_answer", peer.device_id)
    return _compare(request, "access/node_add.html", card, form, status=400)


def _take_card(
    request: HttpRequest,
    template: str,
    check: Callable[[Card], None],
    next_form: type[ComparedForm],
) -> HttpResponse:
    if request.method != "POST":
        return render(request, template, {"form": CardForm()})
    form = CardForm(request.POST, request.FILES)
    if form.is_valid():
        card = form.cleaned_data["card"]
        try:
            check(card)
        except Problem as problem:
            form.add_error(None, str(problem))
        else:
            initial = {"text": form.cleaned_data["text"], "name": name_here(card)}
            return _compare(request, template, card, next_form(initial=initial))
    return render(request, template, {"form": form}, status=400)


def _compare(
    request: HttpRequest, template: str, card: Card, form: ComparedForm, *, status: int = 200
) -> HttpResponse:
    names = known_posts()
    posts = [names.get(code, code) for code in card.posts]
    page = {"card": card, "posts": posts, "compared_form": form}
    return render(request, template, page, status=status)
