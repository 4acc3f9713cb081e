"""`akwaba sitrep`: the situation report of a day."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from akwaba.figures.asking import day_asked
from akwaba.ledger.problems import Problem
from akwaba.reports.making import FORMATS, report_file


class Command(BaseCommand):
    help = "The situation report of a day, in French or English, as text or as one HTML file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", metavar="DATE", help="the day, as 2025-11-16; else today")
        parser.add_argument("--lang", choices=["fr", "en"], default=settings.LANGUAGE_CODE)
        parser.add_argument("--format", choices=sorted(FORMATS), default="text")
        parser.add_argument("--out", metavar="FILE", type=Path, help="write it to this file")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        try:
            as_of = day_asked(options["as_of"])
        except Problem as problem:
            raise CommandError(str(problem)) from problem
        with translation.override(options["lang"]):
            content = report_file(as_of, form=options["format"])
        if options["out"] is None:
            self.stdout.write(content, ending="")
            return
        _write(options["out"], content)
        self.stderr.write(_("Written to %(file)s.") % {"file": options["out"]})


def _write(path: Path, content: str) -> None:
    """The file appears whole: a full disk leaves an earlier report as it was."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(content, encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
