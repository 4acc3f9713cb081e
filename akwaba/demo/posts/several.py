"""`akwaba demo --posts`: what the command takes, and what it does with it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.core.management.base import CommandParser, OutputWrapper
from django.utils.translation import gettext as _

from akwaba.demo.posts import inside
from akwaba.demo.posts.agreeing import agree
from akwaba.demo.posts.joining import join_all
from akwaba.demo.posts.nodes import MOST_POSTS, Node, nodes_of
from akwaba.demo.posts.performing import perform
from akwaba.office.management.commands.serve import require_free

SECONDS_BETWEEN_FAMILIES = 4.0


class Teller(Protocol):
    """The command, as far as it is needed here."""

    stdout: OutputWrapper
    stderr: OutputWrapper

    def print_sign_ins(self) -> None: ...


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "--posts",
        type=int,
        choices=range(1, MOST_POSTS + 1),
        metavar="NUMBER",
        help=_("So many posts and a capital, joined, on this computer; you may pull their plugs."),
    )
    parser.add_argument(
        "--households", type=int, metavar="NUMBER", help=_("With --posts: families of each post.")
    )
    parser.add_argument(
        "--pace",
        type=float,
        default=SECONDS_BETWEEN_FAMILIES,
        metavar="SECONDS",
        help=_("With --posts: between two families at a post."),
    )
    # How the processes of one node are told what they are.
    parser.add_argument("--inside", choices=inside.ACTS, help="==SUPPRESS==")
    parser.add_argument("--node", default="", help="==SUPPRESS==")
    parser.add_argument("--told", nargs="*", default=[], help="==SUPPRESS==")
    parser.add_argument("--called", default="", help="==SUPPRESS==")


def act_inside(*, port: int, **options: Any) -> None:
    """Do the part of one node, in a process of its own."""
    part = inside.Part(options["node"], options["told"], options["households"], options["pace"])
    match options["inside"]:
        case "card":
            inside.card(options["called"])
        case "serve":
            inside.serve(port)
        case "play":
            inside.play(part)
        case "once":
            inside.play_once(part)
        case "tell":
            inside.tell_once(part)


def play(
    teller: Teller,
    *,
    posts: int,
    port: int,
    no_serve: bool,
    households: int | None,
    pace: float,
    **_options: Any,
) -> None:
    """Play the week at a capital and at posts. Raises CommandError and PortTaken."""
    nodes = nodes_of(Path(settings.AKWABA_HOME), posts=posts, port=port)
    for node in nodes:
        require_free("127.0.0.1", node.port)
        if node.wire_port:
            require_free("127.0.0.1", node.wire_port)
    teller.stderr.write(_("A capital and its posts, on invented families: they join first …"))
    join_all(nodes)
    arguments: list[object] = ["--pace", pace]
    if households is not None:
        arguments += ["--households", households]
    if no_serve:
        teller.stdout.write("\n".join(agree(nodes, arguments)))
        return
    teller.print_sign_ins()
    _print_addresses(teller, nodes)
    perform(nodes, arguments)


def _print_addresses(teller: Teller, nodes: Sequence[Node]) -> None:
    teller.stdout.write("")
    width = max(len(node.name) for node in nodes)
    for node in nodes:
        teller.stdout.write(f"    {node.name.ljust(width)}  {node.address}")
    teller.stdout.write("")
