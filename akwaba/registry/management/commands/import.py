# ruff: noqa: N999  Django calls a command by the name of its file, and the act is “import”
"""`akwaba import intake FILE`: register what village chiefs, hosts and border clerks wrote down."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation
from django.utils.translation import gettext
from tqdm import tqdm

from akwaba.access.models import Officer
from akwaba.access.services import console_officer
from akwaba.ledger.problems import Problem
from akwaba.places.queries import post_choices
from akwaba.places.services import ensure_facts
from akwaba.registry.intake import corrections, mappings, summary
from akwaba.registry.intake.posts import post_named
from akwaba.registry.intake.problems import PostMissing
from akwaba.registry.intake.reading import Reading, read_sheet
from akwaba.registry.intake.register import Taken, take


class Command(BaseCommand):
    help = "Register people from a sheet."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        intake = what.add_parser("intake", help=gettext("A list of people or households."))
        intake.add_argument("file", type=Path, help=gettext("An .xlsx or .csv file."))
        intake.add_argument("--post", help=gettext("The post that registers them: name or code."))
        intake.add_argument("--sheet", help=gettext("Which sheet of the workbook."))
        intake.add_argument(
            "--mapping", type=Path, help=gettext("What the columns hold, as saved before.")
        )
        intake.add_argument(
            "--save-mapping", type=Path, help=gettext("Keep what the columns hold in this file.")
        )
        intake.add_argument(
            "--corrections", type=Path, help=gettext("Where to write the lines to correct (.xlsx).")
        )
        intake.add_argument(
            "--dry-run", action="store_true", help=gettext("Read everything, register nothing.")
        )
        intake.add_argument("--json", action="store_true", help=gettext("Print JSON."))
        intake.add_argument("--as", dest="username", help=gettext("The officer who imports."))

    def handle(self, *_arguments: Any, **options: Any) -> None:
        officer = _officer(options["username"])
        language = officer.language if options["username"] else translation.get_language()
        with translation.override(language):
            try:
                self._import(officer, options)
            except Problem as problem:
                raise CommandError(str(problem)) from problem

    def _import(self, officer: Officer, options: dict[str, Any]) -> None:
        ensure_facts()
        saved = mappings.load(options["mapping"]) if options["mapping"] else None
        reading = read_sheet(options["file"], sheet=options["sheet"], mapping=saved)
        if options["save_mapping"]:
            mappings.save(reading.mapping, options["save_mapping"])
        post = _post(options["post"], reading, officer)
        if not options["json"]:
            self._say(summary.about_columns(reading))
        taken = self._take(reading, officer, post, options)
        written = self._corrections(reading, taken, post, options)
        if options["json"]:
            self.stdout.write(json.dumps(summary.as_json(taken, written), ensure_ascii=False))
            return
        self._say(summary.about_result(reading, taken, written))
        if options["dry_run"]:
            self.stdout.write(gettext("Nothing was registered: this was a trial (--dry-run)."))

    def _take(
        self, reading: Reading, officer: Officer, post: str | None, options: dict[str, Any]
    ) -> Taken:
        quiet = options["json"] or not sys.stderr.isatty()
        with tqdm(total=reading.plan.lines, disable=quiet, file=sys.stderr) as bar:
            return take(
                reading,
                actor=officer,
                post=post,
                on=timezone.localdate(),
                progress=bar.update,
                dry_run=options["dry_run"],
            )

    def _corrections(
        self, reading: Reading, taken: Taken, post: str | None, options: dict[str, Any]
    ) -> str | None:
        """Write the lines that wait; a trial writes them only where it is told to."""
        path: Path | None = options["corrections"]
        if not taken.bad_lines or (options["dry_run"] and path is None):
            return None
        if path is None:
            path, is_there = corrections.path_beside(options["file"], taken.bad_lines)
            if is_there:
                return str(path)
        try:
            corrections.write(reading, taken.bad_lines, path, post=post)
        except Problem as problem:
            # The good lines are registered and the bad ones are printed: not a failed import.
            self.stderr.write(str(problem))
            return None
        return str(path)

    def _say(self, sentences: Any) -> None:
        for sentence in sentences:
            self.stdout.write(sentence)


def _officer(username: str | None) -> Officer:
    if username is None:
        return console_officer()
    officer = Officer.objects.filter(username=username, is_active=True).first()
    if officer is None:
        raise CommandError(gettext("There is no officer “%(name)s”.") % {"name": username})
    return officer


def _post(named: str | None, reading: Reading, officer: Officer) -> str | None:
    """Choose the post: as told, as our own correction sheet remembers, as the lines say."""
    if named is not None:
        return post_named(named)
    if reading.post is not None:
        return reading.post
    if "entry_point" in reading.mapping.fields:
        return None
    if len(officer.posts) == 1:
        return str(officer.posts[0])
    posts = ", ".join(name for _, name in post_choices())
    raise PostMissing(posts=posts)
