"""`akwaba backup`: this node in one file, made while it serves."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akwaba.ledger.problems import Problem
from akwaba.office.care.making import Made, make_backup


class Command(BaseCommand):
    help = "Copy this node into one file; it may go on serving meanwhile."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to",
            type=Path,
            metavar="FOLDER",
            help=_("Where to put the file, such as a stick; it must be there already."),
        )
        parser.add_argument(
            "--keep",
            type=int,
            metavar="NUMBER",
            help=_("Keep so many backups of this computer in that folder; remove the oldest."),
        )

    def handle(self, *args: Any, to: Path | None, keep: int | None, **options: Any) -> None:
        if keep is not None and keep < 1:
            raise CommandError(_("--keep takes a number from 1: the new backup is one of them."))
        try:
            made = make_backup(
                home=Path(settings.AKWABA_HOME),
                to=to,
                keep=keep,
                passphrase=os.environ.get("AKWABA_PASSPHRASE", ""),
            )
        except Problem as problem:
            raise CommandError(str(problem)) from problem
        for sentence in _told(made):
            self.stdout.write(sentence)


def _told(made: Made) -> list[str]:
    size = filesizeformat(made.size)
    told = [_("Backed up, read again and found whole: %(file)s (%(size)s)")]
    if made.removed:
        told.append(
            ngettext(
                "%(removed)s older backup was removed.",
                "%(removed)s older backups were removed.",
                made.removed,
            )
        )
    if made.is_sealed:
        told.append(_("It opens only with the passphrase of this computer. Keep that elsewhere."))
    else:
        told.append(
            _("It is not encrypted: whoever finds it can read every name. Keep it locked up.")
        )
    if made.is_on_same_disk:
        told.append(
            _("It lies on the same disk as Akwaba: copy it to a stick that leaves this place.")
        )
    details = {"file": made.path, "size": size, "removed": made.removed}
    return [sentence % details for sentence in told]
