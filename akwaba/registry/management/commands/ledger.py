"""`akwaba ledger verify | rebuild | show | erase | quarantine | admit | receive | open | keys`."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from akwaba.access.entitlement import entitlement
from akwaba.access.rules import Purpose
from akwaba.access.services import console_officer, record_read
from akwaba.ledger import b64url, sealing
from akwaba.ledger import services as ledger
from akwaba.ledger.batches import LARGEST_PARCEL
from akwaba.ledger.blobs import open_pieces
from akwaba.ledger.comparison import tables_that_differ
from akwaba.ledger.models import Entry
from akwaba.ledger.problems import NotFound, Problem
from akwaba.ledger.queries import history, quarantined
from akwaba.ledger.receiving import Answer, open_sealed, receive_parcel
from akwaba.ledger.verification import verify
from akwaba.registry.pages.telling import (
    FAULTS,
    file_as_facts,
    file_as_lines,
    told_as_facts,
    waits_as_facts,
)
from akwaba.registry.queries.subjects import subject_named
from akwaba.registry.services.acting import require_reason


class Command(BaseCommand):
    help = "Verify, rebuild and read the ledger; erase, admit from quarantine, take in files."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("verify", help=_("Was anything changed, removed or put in another order?"))
        rebuild = acts.add_parser("rebuild", help=_("Make every table again from the entries."))
        rebuild.add_argument(
            "--check", action="store_true", help=_("Only say whether that would change anything.")
        )
        subject_help = _("A registration number, a token or an identifier.")
        show = acts.add_parser("show", help=_("Who did what about a person or a household, when."))
        show.add_argument("subject", metavar="SUBJECT", help=subject_help)
        erase = acts.add_parser("erase", help=_("Remove every fact about a person or a household."))
        erase.add_argument("subject", metavar="SUBJECT", help=subject_help)
        acts.add_parser("quarantine", help=_("What is kept but not applied, and why."))
        admit = acts.add_parser("admit", help=_("Apply an entry that waits for a decision."))
        admit.add_argument("entry", type=UUID, metavar="ENTRY", help=_("Identifier of the entry."))
        receive = acts.add_parser("receive", help=_("Take in files that a device exported."))
        receive.add_argument("files", nargs="+", type=Path, metavar="FILE", help="*.akwaba")
        acts.add_parser("open", help=_("Open what was sealed to a key that was put back."))
        acts.add_parser("keys", help=_("The key to which devices seal for this computer."))
        for each in (erase, admit):
            each.add_argument("--reason", required=True, help=_("Why, in a few words."))
        for each in acts.choices.values():
            each.add_argument("--json", action="store_true", help=_("Print JSON."))

    def handle(self, *args: Any, **options: Any) -> None:
        getattr(self, f"_{options['act']}")(options)

    def _verify(self, options: dict[str, Any]) -> None:
        with progress_bar(Entry.objects.count()) as progress:
            faults = list(verify(progress))
        facts = [
            {
                "device": str(fault.device),
                "seq": fault.seq,
                "entry": str(fault.entry),
                "what": fault.what,
            }
            for fault in faults
        ]
        lines = [
            f"{fault.device} · {fault.seq} · {fault.entry} · {FAULTS[fault.what]}"
            for fault in faults
        ]
        whole = _("The ledger is whole: %(count)s entries.") % {"count": Entry.objects.count()}
        self._say({"faults": facts}, lines or [whole], options)
        if faults:
            message = ngettext(
                "%(count)s fault was found. Keep a copy of the folder, and tell the capital.",
                "%(count)s faults were found. Keep a copy of the folder, and tell the capital.",
                len(faults),
            )
            raise CommandError(message % {"count": len(faults)})

    def _rebuild(self, options: dict[str, Any]) -> None:
        with progress_bar(Entry.objects.filter(quarantine="").count()) as progress:
            if options["check"]:
                differ = tables_that_differ(progress, entitlement())
            else:
                applied = ledger.rebuild(progress=progress, doubt=entitlement())
        if not options["check"]:
            line = _("The tables were made again from %(count)s entries.") % {"count": applied}
            self._say({"applied": applied}, [line], options)
            return
        same = _("The tables are what their entries make them.")
        self._say({"differ": differ}, differ or [same], options)
        if differ:
            raise CommandError(_("These tables differ. Make them again: akwaba ledger rebuild"))

    def _show(self, options: dict[str, Any]) -> None:
        subject = subject_named(options["subject"])
        told = history(subject)
        if not told:
            raise NotFound
        record_read(
            officer=console_officer(), subjects=[subject], purpose=Purpose.AUDIT, page="ledger show"
        )
        facts = told_as_facts(told, subject)
        lines = [
            " · ".join(
                [fact["at"], fact["officer"], fact["kind"], ", ".join(fact["fields"]) or "—"]
            )
            for fact in facts
        ]
        self._say({"subject": str(subject), "entries": facts}, lines, options)

    def _erase(self, options: dict[str, Any]) -> None:
        subject = subject_named(options["subject"])
        if not history(subject):
            raise NotFound
        ledger.erase(
            officer=console_officer().id,
            subject=subject,
            reason=require_reason(options["reason"]),
        )
        line = _("Every fact about this subject was removed. That it was done stays in the ledger.")
        self._say({"erased": str(subject)}, [line], options)

    def _quarantine(self, options: dict[str, Any]) -> None:
        facts = waits_as_facts(quarantined())
        lines = [
            " · ".join([fact["entry"], fact["at"], fact["kind"], fact["why"]]) for fact in facts
        ]
        self._say({"waiting": facts}, lines or [_("Nothing waits in quarantine.")], options)

    def _admit(self, options: dict[str, Any]) -> None:
        ledger.admit(
            officer=console_officer().id,
            entry=options["entry"],
            scope="national",
            reason=require_reason(options["reason"]),
        )
        waits = Entry.objects.filter(id=options["entry"], quarantine="").exists()
        if not waits:
            raise CommandError(_("It still cannot be applied. See: akwaba ledger quarantine"))
        self._say({"admitted": str(options["entry"])}, [_("The entry is applied.")], options)

    def _receive(self, options: dict[str, Any]) -> None:
        facts, lines, is_whole = [], [], True
        for path in options["files"]:
            try:
                answer = _take_in(path)
            except Problem as problem:  # the next file may be good
                answer, more = Answer([], is_whole=False), [f"{path.name} · {problem}"]
            else:
                more = file_as_lines(path.name, answer)
            facts.append({"file": path.name, **file_as_facts(answer)})
            lines += more
            is_whole = is_whole and answer.is_whole
        self._say({"files": facts}, lines, options)
        if not is_whole:
            raise CommandError(
                _("A file is not whole. What could be read is stored; export it again.")
            )

    def _open(self, options: dict[str, Any]) -> None:
        entries, photos = open_sealed(entitlement()), open_pieces()
        line = _("Opened: %(entries)s entries, %(photos)s photos.")
        facts = {"entries": entries, "photos": photos}
        self._say(facts, [line % facts], options)

    def _keys(self, options: dict[str, Any]) -> None:
        point = b64url.encode(sealing.public_point())
        self._say({"sealing_key": point}, [point], options)

    def _say(self, facts: dict[str, Any], lines: list[str], options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(facts, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(lines))


def _take_in(path: Path) -> Answer:
    """Store what a file holds. Raises BatchUnreadable, ParcelTooLarge or OSError."""
    with path.open("rb") as file, progress_bar(0) as progress:
        content = file.read(LARGEST_PARCEL + 1)
        return receive_parcel(content, doubt=entitlement(), progress=progress)


@contextmanager
def progress_bar(total: int) -> Iterator[Callable[[int], None]]:
    """A bar on the terminal, and nothing where there is none."""
    with tqdm(total=total, file=sys.stderr, disable=not sys.stderr.isatty(), leave=False) as bar:

        def progress(done: int) -> None:
            bar.update(done)

        yield progress
