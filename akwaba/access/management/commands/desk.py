"""`akwaba desk list | enrol | revoke`."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from akwaba.access.desks import managing
from akwaba.access.desks.cards import Card, cards_of
from akwaba.access.desks.enrolling import code_for, open_enrolment
from akwaba.access.desks.queries import desks_of
from akwaba.access.desks.rules import printed_code
from akwaba.access.posts import known_posts
from akwaba.access.services import console_officer
from akwaba.ledger.problems import Problem


class Command(BaseCommand):
    help = "List the devices that register, add one, or revoke one."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("list", help="every device: post, state, what it last said it holds")
        enrol = acts.add_parser(
            "enrol", help="a code for one device, good for a quarter of an hour"
        )
        enrol.add_argument("--post", required=True, help="code of the post where it will stand")
        revoke = acts.add_parser("revoke", help="trust a device no more")
        revoke.add_argument("device", type=UUID, help="identifier, as the list shows it")
        revoke.add_argument("--reason", required=True)

    def handle(self, *_arguments: Any, act: str, **options: Any) -> None:
        try:
            getattr(self, f"_{act}")(options)
        except Problem as problem:
            raise CommandError(str(problem)) from problem

    def _list(self, _options: dict[str, Any]) -> None:
        for card in cards_of(desks_of(console_officer()), known_posts()):
            self.stdout.write(_line(card))

    def _enrol(self, options: dict[str, Any]) -> None:
        enrolment = open_enrolment(actor=console_officer(), post=options["post"])
        node = settings.AKWABA_DESK_URL or "http://localhost:8000"
        said = _("Open %(address)s on the device and type: %(code)s")
        code = printed_code(code_for(enrolment))
        self.stdout.write(said % {"address": f"{node}/desk/", "code": code})

    def _revoke(self, options: dict[str, Any]) -> None:
        known = {desk.pk for desk in desks_of(console_officer())}
        if options["device"] not in known:
            raise CommandError(_("No device has this identifier: akwaba desk list shows them."))
        managing.revoke_desk(
            actor=console_officer(), desk_id=options["device"], reason=options["reason"]
        )
        self.stdout.write(_("The device is no longer trusted."))


def _line(card: Card) -> str:
    seen = card.desk.last_seen_at
    told = _("never") if seen is None else date_format(localtime(seen), "d/m/Y H:i")
    state = _("revoked") if card.is_revoked else _("trusted")
    if card.has_lease_ended and not card.is_revoked:
        state = _("must be prolonged")
    holds = "?" if card.holds is None else str(card.holds)
    facts = [
        str(card.desk.pk),
        card.desk.name,
        card.post_name,
        state,
        _("last seen: %(when)s") % {"when": told},
        _("it holds: %(number)s") % {"number": holds},
    ]
    return " · ".join(facts)
