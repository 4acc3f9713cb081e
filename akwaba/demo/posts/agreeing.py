"""The demo of several posts at once and without pages: played, exchanged, compared, ended."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from akwaba.demo.posts.inside import Told, read
from akwaba.demo.posts.nodes import Node
from akwaba.demo.posts.processes import Running
from akwaba.demo.posts.wires import Wire

SECONDS_TO_START = 60


def agree(nodes: Sequence[Node], arguments: Sequence[object]) -> list[str]:
    """Play everything, exchange once, and the lines that show whether all hold the same.

    Raises CommandError where two of them do not.
    """
    capital, *posts = nodes
    codes = [post.code for post in posts]

    def tell(node: Node, act: str) -> Told:
        whose = codes if node.is_capital else [node.code]
        given = (*arguments, "--node", node.code, "--told", *whose)
        return read(node.run("demo", "--inside", act, *given).strip()) or Told()

    with ExitStack() as at_end, ThreadPoolExecutor() as several:
        server = Running(capital, [])
        at_end.callback(server.stop)
        server.serve()
        for post in posts:
            at_end.callback(Wire(post.wire_port or 0, capital.port).close)
        tell(capital, "once")
        _wait_for(server)
        here = list(several.map(lambda post: tell(post, "once"), posts))
        there = tell(capital, "tell")
    return _compared(posts, here, there)


def _wait_for(server: Running) -> None:
    last = time.monotonic() + SECONDS_TO_START
    while not server.answers:
        if server.has_failed or time.monotonic() > last:
            raise CommandError(
                _("The capital does not answer: see %(log)s") % {"log": server.node.log}
            )
        time.sleep(0.1)


def _compared(posts: Sequence[Node], here: Sequence[Told], there: Told) -> list[str]:
    lines = []
    for post, told in zip(posts, here, strict=True):
        code = post.code
        same = (told.households[code], told.tables[code]) == (
            there.households.get(code),
            there.tables.get(code),
        )
        if not same or told.to_send or told.to_receive or told.wrong:
            raise CommandError(
                _("%(name)s and the capital do not hold the same.") % {"name": post.name}
            )
        lines += [
            _("%(name)s: %(count)s households here and at the capital, nothing waits.")
            % {"name": post.name, "count": told.households[code]},
            "    " + _("tables here:           %(hash)s") % {"hash": told.tables[code]},
            "    " + _("tables at the capital: %(hash)s") % {"hash": there.tables[code]},
        ]
    return lines
