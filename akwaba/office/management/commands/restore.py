"""`akwaba restore FILE`: a backup back into an empty home, under a new identity."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from akwaba.ledger.problems import Problem
from akwaba.office.care.manifest import Manifest
from akwaba.office.care.restoring import (
    AS_STAGED,
    Restored,
    check_backup,
    make_staged_own,
    restore_backup,
)
from akwaba.office.formats import spoken_moment, spoken_number


class Command(BaseCommand):
    help = "Put a backup back where there is no database yet."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="*.akwaba-backup")
        parser.add_argument(
            "--check", action="store_true", help=_("Only read the backup and say if it is whole.")
        )
        # How the second half of a restore is told that its home is the one being made ready.
        parser.add_argument(AS_STAGED, action="store_true", help="==SUPPRESS==")

    def handle(self, *args: Any, file: Path | None, check: bool, **options: Any) -> None:
        try:
            if options["as_staged"]:
                make_staged_own()
            elif file is None or not file.is_file():
                raise CommandError(_("Name the file of a backup: akwaba restore FILE"))
            elif check:
                self._tell([_whole(check_backup(file))])
            else:
                self._tell(_told(_restored(file)))
        except Problem as problem:
            raise CommandError(str(problem)) from problem

    def _tell(self, sentences: list[str]) -> None:
        for sentence in sentences:
            self.stdout.write(sentence)


def _restored(file: Path) -> Restored:
    passphrase = os.environ.get("AKWABA_PASSPHRASE", "")
    return restore_backup(file, home=Path(settings.AKWABA_HOME), passphrase=passphrase)


def _whole(manifest: Manifest) -> str:
    sentence = _(
        "The backup is whole: %(database)s, of %(moment)s, made by Akwaba %(version)s on the "
        "computer %(node)s."
    )
    return sentence % {
        "database": manifest.database,
        "moment": spoken_moment(manifest.made_at),
        "version": manifest.akwaba,
        "node": manifest.node[:8],
    }


def _told(restored: Restored) -> list[str]:
    told = [
        _("Restored as it was on %(moment)s: %(entries)s entries and the keys of this computer."),
        _("It makes its entries under a new identity now: two histories never mix."),
        _("What was done after that moment is not here yet. To bring it back:"),
        _("1. Start Akwaba: akwaba serve, with --post where tablets work."),
        _("2. Let it meet the capital (akwaba exchange now): what it was sent since comes back."),
        _("3. Leave every tablet on the Wi-Fi: each sends again what it still holds."),
        _("Do so before new families are registered, or numbers on cards could be given again."),
        _("Never start the old computer again as this post. Then look: akwaba doctor"),
    ]
    details = {
        "moment": spoken_moment(restored.manifest.made_at),
        "entries": spoken_number(restored.entries),
    }
    return [sentence % details for sentence in told]
