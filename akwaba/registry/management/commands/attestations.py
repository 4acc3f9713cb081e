"""`akwaba attestations`: exchange with other posts the lists by which papers are checked."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext, ngettext

from akwaba.ledger.problems import Problem
from akwaba.registry.papers.issuers import bring, published


class Command(BaseCommand):
    help = "Exchange the lists by which attestations are checked."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        what.add_parser("lists", help=gettext("Print the lists of this node as JSON."))
        taken = what.add_parser("bring", help=gettext("Keep the lists of another post."))
        taken.add_argument("file", type=Path, help=gettext("As that post prints or serves them."))

    def handle(self, *_arguments: Any, **options: Any) -> None:
        if options["what"] == "lists":
            self.stdout.write(json.dumps(published()))
            return
        try:
            count = bring(options["file"].read_bytes())
        except (Problem, OSError) as problem:
            raise CommandError(str(problem)) from problem
        said = ngettext("%(n)s newer list is kept.", "%(n)s newer lists are kept.", count)
        self.stdout.write(said % {"n": count})
