"""`akwaba exchange card | enrol | join | now | watch | status | export | import | revoke`."""

import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from tqdm import tqdm

from akwaba.access.nodes import cards, enrolling
from akwaba.access.nodes.problems import NodeUnknown
from akwaba.access.nodes.status import as_facts, as_line
from akwaba.access.nodes.watching import capital, meet_capital, take_stick, watch
from akwaba.access.services import console_officer
from akwaba.ledger.exchange import sticks
from akwaba.ledger.exchange.session import Told
from akwaba.ledger.models import Peer
from akwaba.ledger.problems import Problem


class Command(BaseCommand):
    help = "Exchange with other computers of Akwaba: over the network, or by a file on a stick."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        card = acts.add_parser(
            "card", help=_("The card of this computer, to bring to the capital.")
        )
        enrol = acts.add_parser("enrol", help=_("At the capital: let a computer exchange."))
        enrol.add_argument("card", type=Path, metavar="CARD")
        enrol.add_argument("--role", choices=["post", "partner"], default="post")
        enrol.add_argument("--posts", nargs="+", default=[], metavar="POST")
        for each in (card, enrol):
            each.add_argument("--address", default="", help="https://akwaba.example")
            each.add_argument("--authority", type=Path, help=_("Certificate of our own authority."))
        join = acts.add_parser("join", help=_("At a post: take the capital’s answer."))
        join.add_argument("card", type=Path, metavar="ANSWER")
        now = acts.add_parser("now", help=_("Meet the capital now."))
        now.add_argument("--compare", action="store_true", help=_("Compare what both hold."))
        acts.add_parser("watch", help=_("Meet the capital again and again; `serve` starts this."))
        status = acts.add_parser("status", help=_("What waits, since when, and what went wrong."))
        status.add_argument("--json", action="store_true", help=_("Print JSON."))
        export = acts.add_parser("export", help=_("Write a file for a stick."))
        export.add_argument("file", type=Path, metavar="FILE")
        export.add_argument("--to", type=UUID, metavar="NODE", help=_("For whom: see status."))
        export.add_argument("--all", action="store_true", help=_("Also what arrived before."))
        take = acts.add_parser("import", help=_("Take in files from a stick."))
        take.add_argument("files", nargs="+", type=Path, metavar="FILE")
        for name in ("revoke", "reinstate"):
            each = acts.add_parser(name, help=_("Trust a computer no more, or again."))
            each.add_argument("node", type=UUID, metavar="NODE")
            each.add_argument("--reason", required=True, help=_("Why, in a few words."))

    def handle(self, *_arguments: Any, act: str, **options: Any) -> None:
        try:
            getattr(self, f"_{act}")(options)
        except Problem as problem:
            raise CommandError(str(problem)) from problem

    def _card(self, options: dict[str, Any]) -> None:
        card = cards.own_card(**_reached(options))
        self._tell_card(card)

    def _enrol(self, options: dict[str, Any]) -> None:
        card = cards.read_card(options["card"].read_text())
        peer = enrolling.enrol_node(
            actor=console_officer(), card=card, role=options["role"], posts=options["posts"]
        )
        told = _("Enrolled: %(name)s. Its check words: %(words)s. Bring it this answer:")
        self.stderr.write(told % {"name": peer.name, "words": card.check_words})
        self._tell_card(cards.answer_for(peer, **_reached(options)))

    def _join(self, options: dict[str, Any]) -> None:
        card = cards.read_card(options["card"].read_text())
        peer = enrolling.join_capital(actor=console_officer(), card=card)
        told = _("Joined: %(name)s. Its check words: %(words)s")
        self.stdout.write(told % {"name": peer.name, "words": card.check_words})

    def _tell_card(self, card: cards.Card) -> None:
        self.stderr.write(_("Check words: %(words)s") % {"words": card.check_words})
        self.stdout.write(cards.write_card(card))

    def _now(self, options: dict[str, Any]) -> None:
        waiting = capital().waiting_up or 0
        with tqdm(total=waiting, file=sys.stderr, disable=not sys.stderr.isatty()) as bar:

            def progress(told: Told) -> None:
                bar.total = max(waiting, told.sent + told.received)
                bar.n = told.sent + told.received
                bar.refresh()

            told = meet_capital(compares=options["compare"] or None, progress=progress)
        self.stdout.write(
            _("Sent: %(sent)s entries, %(photos)s photos. Received: %(received)s.")
            % {"sent": told.sent, "photos": told.photos_sent, "received": told.received}
        )
        if told.differ is not None:
            same = _("Both hold the same.")
            other = _("Days of devices that differ: %(count)s. They were sent again.")
            self.stdout.write(other % {"count": told.differ} if told.differ else same)
        if told.is_forked:
            self.stdout.write(
                _("This computer was set back to an old copy. It goes on under a new identity.")
            )

    def _watch(self, _options: dict[str, Any]) -> None:
        watch()

    def _status(self, options: dict[str, Any]) -> None:
        peers = list(Peer.objects.order_by("role", "name"))
        if options["json"]:
            self.stdout.write(json.dumps([as_facts(peer) for peer in peers], ensure_ascii=False))
            return
        for peer in peers:
            self.stdout.write(as_line(peer))
        if not peers:
            self.stdout.write(_("This computer exchanges with no other yet."))

    def _export(self, options: dict[str, Any]) -> None:
        peer = _peer(options["to"]) if options["to"] else capital()
        path, fresh = options["file"], options["file"].with_suffix(".new")
        with _bar() as bar, fresh.open("wb") as file:
            stick = sticks.write(file, peer, everything=options["all"], progress=bar.update)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        told = _("%(path)s: %(count)s entries for %(name)s.")
        self.stdout.write(told % {"path": path, "count": stick.entries, "name": peer.name})

    def _import(self, options: dict[str, Any]) -> None:
        failed = False
        for path in options["files"]:
            try:
                with _bar() as bar, path.open("rb") as file:
                    stick = take_stick(file, bar.update)
            except Problem as problem:  # the next file may be good
                failed = True
                self.stdout.write(f"{path.name} · {problem}")
                continue
            count = Counter(receipt.status for receipt in stick.receipts)
            told = _("%(name)s · %(new)s new, %(known)s known, %(waiting)s wait for a person")
            facts = {"new": count["new"], "known": count["known"], "waiting": count["quarantined"]}
            self.stdout.write(told % {"name": path.name, **facts})
        if failed:
            raise CommandError(_("A file could not be taken in whole. See above."))

    def _revoke(self, options: dict[str, Any]) -> None:
        enrolling.revoke_node(
            actor=console_officer(), node=options["node"], reason=options["reason"]
        )
        self.stdout.write(_("The computer is no longer trusted."))

    def _reinstate(self, options: dict[str, Any]) -> None:
        enrolling.reinstate_node(
            actor=console_officer(), node=options["node"], reason=options["reason"]
        )
        self.stdout.write(_("The computer is trusted again."))


def _reached(options: dict[str, Any]) -> dict[str, str]:
    authority = options["authority"]
    text = authority.read_text() if authority else ""
    return {"address": options["address"], "authority": text}


def _peer(node: UUID) -> Peer:
    peer = Peer.objects.select_related("device").filter(pk=node).first()
    if peer is None:
        raise NodeUnknown
    return peer


def _bar() -> "tqdm[Any]":
    return tqdm(file=sys.stderr, disable=not sys.stderr.isatty(), leave=False)
