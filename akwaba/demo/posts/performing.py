"""The demo of several posts while it runs: the table, the keys, the plug and the wires."""

import os
import select
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack

from django.utils.translation import gettext as _

from akwaba.demo.posts.commands import Command, Deed, read_command
from akwaba.demo.posts.inside import Told, read
from akwaba.demo.posts.nodes import CAPITAL_KEY, Node
from akwaba.demo.posts.processes import Running
from akwaba.demo.posts.screen import Screen
from akwaba.demo.posts.table import Line, settled, written
from akwaba.demo.posts.wires import Wire

SECONDS_BETWEEN = 1.0
"""Between two tables."""


class Stage:
    """All nodes of the demo, their wires, and what each last told."""

    def __init__(self, nodes: Sequence[Node], arguments: Sequence[object]) -> None:
        codes = [node.code for node in nodes if not node.is_capital]
        self.told = {node.key: Told() for node in nodes}
        self.wires = {
            node.key: Wire(node.wire_port, nodes[0].port) for node in nodes if node.wire_port
        }
        self.running = {
            node.key: Running(node, [*arguments, "--node", node.code, "--told", *whose])
            for node in nodes
            for whose in [codes if node.is_capital else [node.code]]
        }
        self._answered: set[str] = set()

    def start(self) -> None:
        for running in self.running.values():
            running.start()

    def stop(self) -> None:
        for running in self.running.values():
            running.stop()
        for wire in self.wires.values():
            wire.close()

    def obey(self, command: Command) -> None:
        if command.deed is Deed.NETWORK:
            self._switch_network(command.key)
            return
        running = self.running[command.key]
        if running.is_on:
            running.kill()
            self._answered.discard(command.key)
        else:
            running.start()

    def look(self) -> list[Line]:
        """Where every node stands now."""
        for key, running in self.running.items():
            for line in running.lines():
                self.told[key] = read(line) or self.told[key]
            if key not in self._answered and running.answers:
                self._answered.add(key)
                self._answers_again(key)
        return [self._line(key) for key in self.running]

    def _line(self, key: str) -> Line:
        running, wire = self.running[key], self.wires.get(key)
        return Line(
            node=running.node,
            told=self.told[key],
            is_on=running.is_on,
            answers=key in self._answered,
            is_cut=wire is not None and wire.is_cut,
            has_failed=running.has_failed,
        )

    def _switch_network(self, key: str) -> None:
        wire = self.wires[key]
        if wire.is_cut:
            wire.restore()
            self.running[key].meet_now()
        else:
            wire.cut()

    def _answers_again(self, key: str) -> None:
        """Posts that tried in vain would wait for minutes: nobody watches a demo that long."""
        if key == CAPITAL_KEY:
            for post in self.wires:
                if self.told[post].wrong:
                    self.running[post].meet_now()


def perform(nodes: Sequence[Node], arguments: Sequence[object]) -> None:
    """Run all nodes and show how they stand until `q`, Ctrl+C or the end of this process."""
    screen = Screen()
    with ExitStack() as at_end:
        stage = Stage(nodes, arguments)
        at_end.callback(stage.stop)
        stage.start()
        keyboard = _Keyboard()
        posts = [node.key for node in nodes if not node.is_capital]
        while True:
            screen.show(_page(stage.look()))
            for typed in keyboard.lines(SECONDS_BETWEEN):
                screen.typed()
                command = read_command(typed, capital=CAPITAL_KEY, posts=posts)
                if command and command.deed is Deed.END:
                    return
                if command:
                    stage.obey(command)


def _page(lines: Sequence[Line]) -> list[str]:
    if settled(lines):
        standing = _("Nothing waits; every post and the capital hold the same.")
    else:
        standing = _("Something is on its way, or waits.")
    keys = _("1, 2 … or c and Enter: pull the plug or start again · n 1: cut the network · q: end")
    return [*written(lines), standing, keys]


class _Keyboard:
    """Lines that somebody types; none where nobody can."""

    def __init__(self) -> None:
        self._source: int | None = sys.stdin.fileno()
        self._rest = b""

    def lines(self, seconds: float) -> list[str]:
        """What was typed, waited for at most so long."""
        if self._source is None:
            time.sleep(seconds)
            return []
        if not select.select([self._source], [], [], seconds)[0]:
            return []
        content = os.read(self._source, 1024)
        if not content:
            self._source = None
            return []
        *whole, self._rest = (self._rest + content).split(b"\n")
        return [line.decode(errors="replace") for line in whole]
