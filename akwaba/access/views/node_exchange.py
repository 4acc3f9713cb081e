"""Exchange now, over the line or by files on a stick."""

from datetime import date
from typing import BinaryIO
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from akwaba.access.entitlement import entitlement
from akwaba.access.nodes import enrolling
from akwaba.access.nodes.forms import StickForm
from akwaba.access.nodes.problems import NoCapital
from akwaba.access.nodes.standing import with_capital
from akwaba.access.nodes.watching import meet_capital
from akwaba.access.nodes.words import became, brought
from akwaba.access.permissions import allowed_to, officer_of
from akwaba.access.rules import Act
from akwaba.access.uploads import SealedFileHandler, sealed_file
from akwaba.access.views.nodes import overview_page, standing_of
from akwaba.ledger.exchange import sticks
from akwaba.ledger.models import Peer
from akwaba.ledger.problems import Problem

SECONDS_TO_ANSWER = 30
"""Somebody watches: a batch that takes longer goes in smaller parts."""


@require_POST
@allowed_to(Act.EXCHANGE)
def exchange_now(request: HttpRequest) -> HttpResponse:
    """What arrived before a problem stays, so the page may be sent again without fear."""
    try:
        told = meet_capital(seconds=SECONDS_TO_ANSWER)
    except Problem as problem:
        return overview_page(request, problem)
    messages.success(request, " ".join(brought(told)))
    return redirect("access:exchange")


def _capital() -> Peer:
    """Raises NoCapital."""
    found = with_capital()
    if found is None:
        raise NoCapital
    return found.peer


@require_POST
@allowed_to(Act.EXCHANGE)
def stick_for_capital(request: HttpRequest) -> HttpResponseBase:
    del request
    return _stick_for(_capital())


@require_POST
@allowed_to(Act.EXCHANGE)
def stick_for_node(request: HttpRequest, node_id: UUID) -> HttpResponseBase:
    del request
    return _stick_for(standing_of(node_id).peer)


def _stick_for(peer: Peer) -> HttpResponseBase:
    """A file that is sealed to the other node; whoever finds the stick can read none of it."""
    content = sealed_file()
    try:
        sticks.write(content, peer)
    except BaseException:
        content.close()
        raise
    content.seek(0)
    name = _file_name(peer, timezone.localdate())
    return FileResponse(
        content, as_attachment=True, filename=name, content_type="application/octet-stream"
    )


def _file_name(peer: Peer, today: date) -> str:
    return f"akwaba-{str(peer.device_id)[:8]}-{today:%Y-%m-%d}.akwaba-stick"


@csrf_exempt  # asks for the token below, once it is settled where the file is laid down
@allowed_to(Act.EXCHANGE)
def read_stick(request: HttpRequest) -> HttpResponse:
    """Whatever is brought twice is stored once, so the page may be sent again without fear."""
    request.upload_handlers = [SealedFileHandler(request)]
    return _read_stick(request)


@csrf_protect
def _read_stick(request: HttpRequest) -> HttpResponse:
    is_sent = request.method == "POST"
    form = StickForm(request.POST, request.FILES) if is_sent else StickForm()
    page: dict[str, object] = {"form": form}
    status = 400 if is_sent and not form.is_valid() else 200
    if is_sent and form.is_valid():
        try:
            stick = _take_in(request, form.cleaned_data["file"])
        except Problem as problem:
            page["problem"], status = problem, problem.status
        else:
            page |= {"stick": stick, "said": became(stick.receipts), "back": _way_back(stick.peer)}
    return render(request, "access/node_stick.html", page, status=status)


def _take_in(request: HttpRequest, file: BinaryIO) -> sticks.Stick:
    def know(peer: Peer, said: object) -> object:
        return enrolling.add_device(actor=officer_of(request), peer=peer, said=said)

    return sticks.read(file, lambda _: entitlement(), know=know)


def _way_back(peer: Peer) -> str:
    if peer.role == Peer.Role.CAPITAL:
        return reverse("access:new_stick")
    return reverse("access:node_stick", args=[peer.device_id])
