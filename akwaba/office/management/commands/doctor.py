"""`akwaba doctor`: is this node well, and what mends it if not."""

import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from akwaba.office.care.checks.doctor import examine
from akwaba.office.care.checks.findings import CHECKS, STATES, Finding, State


class Command(BaseCommand):
    help = "Look whether this node is well; say what mends it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help=_("Print JSON."))

    def handle(self, *args: Any, **options: Any) -> None:
        findings = list(examine(Path(settings.AKWABA_HOME), timezone.now()))
        if options["json"]:
            self.stdout.write(json.dumps([_facts(each) for each in findings], ensure_ascii=False))
        else:
            for finding in findings:
                self.stdout.write(_line(finding))
        if any(finding.state == State.ACT for finding in findings):
            sys.exit(1)


def _facts(finding: Finding) -> dict[str, str | None]:
    return {
        "check": finding.check,
        "state": finding.state.value,
        "says": finding.says,
        "mend": finding.mend or None,
    }


def _line(finding: Finding) -> str:
    width = max(len(str(word)) for word in STATES.values())
    state = str(STATES[finding.state]).ljust(width)
    line = f"{state}  {CHECKS[finding.check]}{_(': ')}{finding.says}"
    return f"{line} → {finding.mend}" if finding.mend else line
