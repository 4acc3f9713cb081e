"""`akwaba demo`: the border week of November 2025, on invented families."""

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from tqdm import tqdm

from akwaba.access.labels import ROLE_LABELS
from akwaba.demo import sheets
from akwaba.demo.cast import PASSWORD, PLAYERS
from akwaba.demo.play import play
from akwaba.demo.posts import several
from akwaba.demo.week import LAST_DAY, STREAMS
from akwaba.office.management.commands.serve import require_free

SHEETS_FOLDER = Path(sheets.__file__).parent
SHEETS = {"pogo-liste-du-chef.xlsx": "pogo", "tengrela-poste-frontiere.csv": "tengrela"}


class Command(BaseCommand):
    help = "Play the border week of November 2025 with invented families, then serve it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="stop after the report")
        parser.add_argument("--port", type=int, default=8000)
        several.add_arguments(parser)

    def handle(self, *args: Any, no_serve: bool, port: int, **options: Any) -> None:
        if options["inside"]:
            several.act_inside(port=port, **options)
        elif options["posts"]:
            several.play(self, no_serve=no_serve, port=port, **options)
        else:
            self._play_one(no_serve=no_serve, port=port)

    def _play_one(self, *, no_serve: bool, port: int) -> None:
        if not no_serve:
            require_free("127.0.0.1", port)
        self.stderr.write(_("The border week of 10 to 16 November 2025, on invented families."))
        households = sum(sum(stream.households) for stream in STREAMS)
        unit = " " + _("households")
        with tqdm(total=households, unit=unit, disable=not sys.stderr.isatty()) as bar:
            play(progress=bar.update)
        self._import_sheets()
        self.stderr.write("")
        call_command("sitrep", as_of=LAST_DAY.isoformat())
        self.print_sign_ins()
        self._print_desk(port)
        if not no_serve:
            call_command("serve", port=port)

    def _import_sheets(self) -> None:
        for name, post in SHEETS.items():
            path = SHEETS_FOLDER / name
            self.stderr.write(_("Importing the sheet %(name)s …") % {"name": name})
            corrections = Path(settings.AKWABA_HOME) / f"{path.stem}-a-corriger.xlsx"
            call_command("import", "intake", str(path), post=post, corrections=corrections)

    def print_sign_ins(self) -> None:
        self.stdout.write("")
        self.stdout.write(_("INVENTED DATA. Sign in as one of these; the password of all is:"))
        self.stdout.write(f"    {PASSWORD}")
        for player in PLAYERS:
            self.stdout.write(f"    {player.username:10} {ROLE_LABELS[player.role]}")

    def _print_desk(self, port: int) -> None:
        """How this very browser becomes a desk; `serve` says the address of the pages itself."""
        self.stdout.write("")
        self.stdout.write(
            _(
                "The desk, for families met without a network: sign in as soro, choose Devices, "
                "Add a device, and “This computer itself is the device”. From then on it opens at "
                "%(address)s."
            )
            % {"address": f"http://localhost:{port}/desk/"}
        )
