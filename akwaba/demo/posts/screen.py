"""The table in the terminal, drawn again in its place; plain lines where there is none."""

import shutil
import sys
from collections.abc import Sequence
from typing import TextIO

SAVE, RESTORE = "\x1b7", "\x1b8"
TO_END_OF_LINE, TO_END_OF_SCREEN = "\x1b[K", "\x1b[J"
PROMPT = "> "


class Screen:
    """Where lines are told again and again."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._is_terminal = self._out.isatty()
        self._drawn: list[str] = []

    def show(self, lines: Sequence[str]) -> None:
        """Bring the terminal up to date; elsewhere write the lines that changed."""
        lines = list(lines)
        if not self._is_terminal:
            self._write("".join(f"{line}\n" for line in lines if line not in self._drawn))
        elif len(lines) != len(self._drawn):
            self._clear(len(self._drawn))
            self._write("".join(f"{self._cut(line)}\n" for line in lines) + PROMPT)
        else:
            # The cursor goes back to whatever is being typed below.
            drawn = "".join(f"\r{self._cut(line)}{TO_END_OF_LINE}\n" for line in lines)
            self._write(f"{SAVE}\x1b[{len(lines)}A{drawn}{RESTORE}")
        self._drawn = lines

    def typed(self) -> None:
        """Somebody pressed Enter: the cursor stands a line lower now, so draw everything afresh."""
        if self._is_terminal:
            self._clear(len(self._drawn) + 1)
            self._drawn = []

    def _clear(self, lines: int) -> None:
        if lines:
            self._write(f"\x1b[{lines}A\r{TO_END_OF_SCREEN}")

    def _cut(self, line: str) -> str:
        return line[: shutil.get_terminal_size().columns - 1]

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()
