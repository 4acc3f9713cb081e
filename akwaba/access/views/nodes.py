"""The exchange with other nodes: how it stands, and what an administrator does about one."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from akwaba.access.desks.cards import events_of
from akwaba.access.forms import ReasonForm
from akwaba.access.models import Officer
from akwaba.access.nodes import enrolling
from akwaba.access.nodes.forms import NodeRightsForm
from akwaba.access.nodes.problems import NodePostMissing
from akwaba.access.nodes.standing import Standing, card_of, with_capital, with_node, with_nodes
from akwaba.access.permissions import allowed_to, officer_of
from akwaba.access.problems import OfficerProblem
from akwaba.access.rules import Act, may
from akwaba.ledger.models import Peer
from akwaba.ledger.problems import NotFound, Problem


@require_safe
@allowed_to(Act.EXCHANGE)
def overview(request: HttpRequest) -> HttpResponse:
    return overview_page(request)


def overview_page(request: HttpRequest, problem: Problem | None = None) -> HttpResponse:
    """How this node stands with all others; `problem`: what just went wrong."""
    page = {
        "capital": with_capital(),
        "nodes": with_nodes(),
        "may_manage": may_manage(request),
        "problem": problem,
    }
    return render(request, "access/nodes.html", page, status=problem.status if problem else 200)


def may_manage(request: HttpRequest) -> bool:
    return may(officer_of(request).role, Act.MANAGE_NODES)


@require_safe
@allowed_to(Act.EXCHANGE)
def node(request: HttpRequest, node_id: UUID) -> HttpResponse:
    return _node_page(request, standing_of(node_id))


def standing_of(node_id: UUID) -> Standing:
    """Raises NotFound."""
    found = with_node(node_id)
    if found is None:
        raise NotFound
    return found


def _node_page(
    request: HttpRequest, found: Standing, *, status: int = 200, **forms: forms.Form
) -> HttpResponse:
    peer = found.peer
    rights = {"name": peer.name, "role": peer.role, "posts": peer.posts}
    page = {
        "node": found,
        "peer": peer,
        "events": events_of(peer.device_id),
        "may_manage": may_manage(request),
        "rights_form": NodeRightsForm(initial=rights, auto_id="rights_%s"),
        "reason_form": ReasonForm(auto_id="reason_%s"),
        **forms,
    }
    return render(request, "access/node.html", page, status=status)


@require_POST
@allowed_to(Act.MANAGE_NODES)
def change(request: HttpRequest, node_id: UUID) -> HttpResponse:
    def act(*, actor: Officer, node: UUID, name: str, **rights: Any) -> Peer:
        card = replace(card_of(standing_of(node).peer), name=name)
        return enrolling.enrol_node(actor=actor, card=card, **rights)

    said = _("Kept. The computer learns it at its next exchange.")
    form = NodeRightsForm(request.POST, auto_id="rights_%s")
    return _act(request, node_id, act, said, rights_form=form)


@require_POST
@allowed_to(Act.MANAGE_NODES)
def revoke(request: HttpRequest, node_id: UUID) -> HttpResponse:
    said = _("The computer is no longer trusted. If this was a mistake, trust it again below.")
    form = ReasonForm(request.POST, auto_id="reason_%s")
    return _act(request, node_id, enrolling.revoke_node, said, reason_form=form)


@require_POST
@allowed_to(Act.MANAGE_NODES)
def reinstate(request: HttpRequest, node_id: UUID) -> HttpResponse:
    said = _("The computer is trusted again.")
    form = ReasonForm(request.POST, auto_id="reason_%s")
    return _act(request, node_id, enrolling.reinstate_node, said, reason_form=form)


def _act(
    request: HttpRequest,
    node_id: UUID,
    act: Callable[..., Peer],
    said: str,
    **named: Any,
) -> HttpResponse:
    """Do it; what is refused is shown on the page, which keeps what was typed."""
    found = standing_of(node_id)
    (form,) = named.values()
    if form.is_valid():
        try:
            act(actor=officer_of(request), node=node_id, **form.cleaned_data)
        except NodePostMissing as problem:
            form.add_error("posts", str(problem))
        except OfficerProblem as problem:
            form.add_error(problem.field, str(problem))
        else:
            messages.success(request, said)
            return redirect("access:node", node_id)
    return _node_page(request, found, status=400, **named)
