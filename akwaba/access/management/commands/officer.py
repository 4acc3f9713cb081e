"""`akwaba officer add | list | password | matrix`."""

import getpass
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from akwaba.access import queries, services
from akwaba.access.labels import ROLE_LABELS
from akwaba.access.matrix import matrix_page
from akwaba.access.models import Officer
from akwaba.access.rules import Role
from akwaba.ledger.problems import Problem


class Command(BaseCommand):
    help = "Enrol officers, list them, set a password, or print who may open which page."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        add = acts.add_parser("add", help="enrol an officer")
        add.add_argument("username")
        add.add_argument("--name", required=True, help="name as colleagues read it")
        add.add_argument("--role", required=True, choices=[role.value for role in Role])
        add.add_argument("--post", action="append", default=[], help="code of a post; repeatable")
        add.add_argument("--all-posts", action="store_true")
        add.add_argument("--language", choices=["fr", "en"], default="fr")
        password = acts.add_parser("password", help="set another password")
        password.add_argument("username")
        for one in (add, password):
            one.add_argument(
                "--password-from-stdin", action="store_true", help="read it instead of asking"
            )
        acts.add_parser("list", help="every officer, role and posts")
        acts.add_parser("matrix", help="role × route, for docs/reference/permissions.md")

    def handle(self, *_arguments: Any, act: str, **options: Any) -> None:
        try:
            getattr(self, f"_{act}")(options)
        except Problem as problem:
            raise CommandError(str(problem)) from problem

    def _add(self, options: dict[str, Any]) -> None:
        officer = services.enrol_officer(
            actor=services.console_officer(),
            username=options["username"],
            display_name=options["name"],
            rights=services.Rights(
                role=Role(options["role"]),
                posts=tuple(options["post"]),
                all_posts=options["all_posts"],
            ),
            language=options["language"],
            password=_password(from_stdin=options["password_from_stdin"]),
        )
        self.stdout.write(_("%(name)s is enrolled.") % {"name": officer.display_name})

    def _password(self, options: dict[str, Any]) -> None:
        officer = Officer.objects.filter(username=options["username"]).first()
        if officer is None:
            raise CommandError(
                _("There is no officer “%(username)s”.") % {"username": options["username"]}
            )
        services.set_password(
            actor=services.console_officer(),
            officer=officer,
            password=_password(from_stdin=options["password_from_stdin"]),
        )
        self.stdout.write(_("The new password is set. Tell it to the officer alone."))

    def _list(self, _options: dict[str, Any]) -> None:
        for officer in queries.officers():
            posts = _("all posts") if officer.all_posts else ", ".join(officer.posts) or "—"
            state = "" if officer.is_active else " · " + _("closed")
            role = ROLE_LABELS[officer.role]
            self.stdout.write(
                f"{officer.username} · {officer.display_name} · {role} · {posts}{state}"
            )

    def _matrix(self, _options: dict[str, Any]) -> None:
        self.stdout.write(matrix_page(), ending="")


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    try:
        first, again = getpass.getpass(_("Password: ")), getpass.getpass(_("The same again: "))
    except EOFError as error:
        raise CommandError(
            _("Nobody is here to type the password. To hand it over: --password-from-stdin")
        ) from error
    if again != first:
        raise CommandError(_("The two passwords differ. Nothing was changed."))
    return first
