"""The roads of the border and how they are today: read by all who serve people, kept by some."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akwaba.access.forms import ReasonForm
from akwaba.access.permissions import allowed, officer_of
from akwaba.ledger.problems import NotFound, Problem
from akwaba.places.queries import names_of
from akwaba.places.roads import queries, services
from akwaba.places.roads.forms import EndForm, RoadForm, StateForm
from akwaba.places.roads.graph import Edge
from akwaba.places.roads.keepers import KEEPERS, READERS
from akwaba.places.roads.labels import (
    DIRECTION_LABELS,
    KM_LABELS,
    MODE_LABELS,
    SEASON_LABELS,
    STATE_BADGES,
    STATE_LABELS,
    say_passage,
)
from akwaba.places.roads.rules import TRAVELLED, KmKnown, Mode, RoadFacts, State
from akwaba.places.roads.sketch import sketch


@allowed(*READERS)
@require_safe
def roads(request: HttpRequest) -> HttpResponse:
    """Every road with its state of today, and a sketch of them."""
    graph = queries.road_graph(timezone.localdate())
    context = {
        "day": graph.on,
        "rows": [_row(edge, graph.nodes) for edge in sorted(graph.edges, key=_is_open)],
        "sketch": sketch(graph),
        "key": [(state.value, STATE_LABELS[state]) for state in State],
        "may_keep": _may_keep(request),
    }
    return render(request, "places/roads.html", context)


@allowed(*READERS)
@require_safe
def road(request: HttpRequest, road_id: UUID) -> HttpResponse:
    """One road: how it is, what was said of it, and the forms of those who keep it."""
    return _road_page(request, _known(road_id))


@allowed(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A road that no layer knows."""
    form = RoadForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add_road(actor=officer_of(request), said=form.said())
        except Problem as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The road is kept."))
            return redirect("places:road", made.id)
    status = 400 if form.errors else 200
    return render(request, "places/road_form.html", {"form": form}, status=status)


@allowed(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, road_id: UUID) -> HttpResponse:
    """Say a road anew."""
    known = _known(road_id)
    form = RoadForm(request.POST or None, initial=_initial(known))
    if request.method == "POST" and form.is_valid():
        try:
            actor = officer_of(request)
            services.correct_road(actor=actor, road_id=road_id, said=form.said())
        except Problem as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The road is kept."))
            return redirect("places:road", road_id)
    context = {"form": form, "road": known, "name": _name(known)}
    return render(request, "places/road_form.html", context, status=400 if form.errors else 200)


@allowed(*KEEPERS)
@require_POST
def record(request: HttpRequest, road_id: UUID) -> HttpResponse:
    """How a road is from a day on."""
    form = StateForm(request.POST)

    def act() -> None:
        services.record_state(actor=officer_of(request), road_id=road_id, **form.said())

    return _act(request, road_id, act, _("The state of the road is kept."), state_form=form)


@allowed(*KEEPERS)
@require_POST
def end(request: HttpRequest, road_id: UUID, state_id: UUID) -> HttpResponse:
    """The last day of a state."""
    _check_state(road_id, state_id)
    form = EndForm(request.POST, auto_id=f"end_{state_id}_%s")

    def act() -> None:
        services.end_state(actor=officer_of(request), state_id=state_id, **form.cleaned_data)

    return _act(request, road_id, act, _("The last day is kept."), state_id, end_form=form)


@allowed(*KEEPERS)
@require_POST
def void_state(request: HttpRequest, road_id: UUID, state_id: UUID) -> HttpResponse:
    """What was never so."""
    _check_state(road_id, state_id)
    form = ReasonForm(request.POST, auto_id=f"void_{state_id}_%s")

    def act() -> None:
        services.void_state(actor=officer_of(request), state_id=state_id, **form.cleaned_data)

    said = _("It is struck out, with its reason.")
    return _act(request, road_id, act, said, state_id, void_form=form)


@allowed(*KEEPERS)
@require_POST
def void(request: HttpRequest, road_id: UUID) -> HttpResponse:
    """A road that is none."""
    known = _known(road_id)
    form = ReasonForm(request.POST, auto_id="road_%s")
    if not form.is_valid():
        return _road_page(request, known, status=400, reason_form=form)
    services.void_road(actor=officer_of(request), road_id=road_id, **form.cleaned_data)
    messages.success(request, _("It is struck out, with its reason."))
    return redirect("places:roads")


def _act(
    request: HttpRequest,
    road_id: UUID,
    act: Callable[[], None],
    said: str,
    state_id: UUID | None = None,
    **named: Any,
) -> HttpResponse:
    """Do it; what is refused is shown on the page, which keeps what was typed."""
    known = _known(road_id)
    (form,) = named.values()
    if form.is_valid():
        try:
            act()
        except NotFound:
            raise
        except Problem as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, said)
            return redirect("places:road", road_id)
    return _road_page(request, known, status=400, state_id=state_id, **named)


def _road_page(
    request: HttpRequest,
    known: RoadFacts,
    *,
    status: int = 200,
    state_id: UUID | None = None,
    **filled: forms.Form,
) -> HttpResponse:
    """The page; `filled` are forms with what was typed, those of a state with its `state_id`."""
    graph = queries.road_graph(timezone.localdate())
    edge = next((one for one in graph.edges if one.id == known.id), None)
    context = {
        "road": known,
        "name": _name(known),
        "passages": _passages(edge) if edge else [],
        "facts": _facts(known),
        "states": [
            _state(row, **(filled if row.id == state_id else {}))
            for row in queries.states_of(known.id)
        ],
        "may_keep": _may_keep(request),
        "state_form": StateForm(),
        "reason_form": ReasonForm(auto_id="road_%s"),
        **filled,
    }
    return render(request, "places/road.html", context, status=status)


def _known(road_id: UUID) -> RoadFacts:
    found = queries.road(road_id)
    if found is None:
        raise NotFound
    return found


def _check_state(road_id: UUID, state_id: UUID) -> None:
    """Raises NotFound for a state that is not one of that road."""
    if state_id not in {row.id for row in queries.states_of(road_id)}:
        raise NotFound


def _may_keep(request: HttpRequest) -> bool:
    return officer_of(request).role in KEEPERS


def _name(known: RoadFacts) -> str:
    names = names_of([known.start, known.end])
    return f"{names[known.start]} – {names[known.end]}"


def _is_open(edge: Edge) -> bool:
    """Whether all who may use a road can take it as usual."""
    return all(
        passage.state is State.OPEN
        for way, passage in edge.passages.items()
        if edge.mode in {way, Mode.BOTH}
    )


def _row(edge: Edge, nodes: Any) -> dict[str, Any]:
    return {
        "id": edge.id,
        "name": f"{nodes[edge.start].name} – {nodes[edge.end].name}",
        "km": round(edge.km, 1),
        "is_estimated": edge.km_known is KmKnown.ESTIMATED,
        "passages": _passages(edge),
        "source": edge.source,
    }


def _passages(edge: Edge) -> list[dict[str, Any]]:
    """By motor, then on foot: what it is called and how it is marked."""
    ways = {"motor": _("By motor"), "foot": _("On foot")}
    return [
        {
            "way": ways[mode.value],
            "said": say_passage(edge.passages[mode]),
            "badge": STATE_BADGES[edge.passages[mode].state],
        }
        for mode in TRAVELLED
    ]


def _facts(known: RoadFacts) -> dict[str, Any]:
    return {
        "km": None if known.km is None else round(known.km, 1),
        "km_known": KM_LABELS[known.km_known],
        "mode": MODE_LABELS[known.mode],
        "direction": DIRECTION_LABELS[known.direction],
        "season": SEASON_LABELS[known.season],
    }


def _state(row: Any, **filled: forms.Form) -> dict[str, Any]:
    over_time = queries.over_time(row, row.road, row.from_on)
    return {
        "row": row,
        "said": STATE_LABELS[over_time.state],
        "badge": STATE_BADGES[over_time.state],
        "times": over_time.slowness_percent / 100 if over_time.state is State.SLOW else None,
        "mode": MODE_LABELS[over_time.mode],
        "end_form": EndForm(auto_id=f"end_{row.id}_%s"),
        "void_form": ReasonForm(auto_id=f"void_{row.id}_%s"),
        "refused": next(iter(filled), ""),
        **filled,
    }


def _initial(known: RoadFacts) -> dict[str, Any]:
    return {
        "start": known.start,
        "end": known.end,
        "km": known.km if known.km_known is KmKnown.ROAD else None,
        "mode": known.mode.value,
        "direction": known.direction.value,
        "season": known.season.value,
    }
