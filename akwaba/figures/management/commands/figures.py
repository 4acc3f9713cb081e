"""`akwaba figures`: the figures of a day, as they may leave."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from akwaba.figures.asking import day_asked, post_asked
from akwaba.figures.export import as_csv, as_json
from akwaba.figures.queries import figures_as_of
from akwaba.figures.rules import Audience
from akwaba.figures.terminal import told
from akwaba.ledger.problems import Problem


class Command(BaseCommand):
    help = "Arrivals by post, day, origin, age and sex; registered, counted and estimated."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", metavar="DATE", help="last day that counts, as 2025-11-16")
        parser.add_argument("--post", metavar="CODE", help="one post only, such as pogo")
        shape = parser.add_mutually_exclusive_group()
        shape.add_argument("--json", action="store_true", help="for another program")
        shape.add_argument("--csv", action="store_true", help="one line a cell")
        parser.add_argument(
            "--inside", action="store_true", help="exact counts, to compare with paper lists here"
        )

    def handle(self, *_arguments: Any, **options: Any) -> None:
        try:
            figures = figures_as_of(
                day_asked(options["as_of"]),
                audience=Audience.INSIDE if options["inside"] else Audience.RELEASE,
                post=post_asked(options["post"]),
            )
        except Problem as problem:
            raise CommandError(str(problem)) from problem
        if options["json"]:
            text = json.dumps(as_json(figures), ensure_ascii=False, indent=2)
            self.stdout.write(text)
        elif options["csv"]:
            self.stdout.write(as_csv(figures), ending="")
        else:
            self.stdout.write("\n".join(told(figures)))
