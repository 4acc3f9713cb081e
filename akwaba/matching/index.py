"""The register of this node, ready to be searched, in the process that answers desks.

It is read in the background and read again when something was folded since; no request waits for
it. It holds names as numbers and people as ids: who was erased, struck out or moved since is still
in it for some seconds, so whoever shows somebody reads them again from the database first.

Memory, measured: 80 MB for 100,000 people and 340 MB for a million, what a reading leaves behind
included, beside 200 MB of the engine. Each process that answers desks holds its own: two at a post
with tablets (`serve --post`).
"""

import logging
import threading
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import close_old_connections, connection
from django.db.models import Max
from django.utils import timezone

from akwaba.ledger.models import Entry

if TYPE_CHECKING:
    from akwaba.matching.searching import Match, Ready

SECONDS_BETWEEN_LOOKS = 5.0
SECONDS_AFTER_FAILURE = 60.0
SECONDS_AT_MOST = 900.0
SHARE_OF_TIME = 20
"""After a reading it rests for so many times as long as that took: at most a twentieth of one
processor goes into freshness, however large the register and however busy the post."""
REST_SECONDS = 0.005
"""After each query of a reading: requests of the same process get their turn."""

log = logging.getLogger(__name__)

Mark = tuple[int, int]
"""The last entry's position, and how many entries wait: what is applied later keeps its place."""


def mark_now() -> Mark:
    """Changes whenever something was folded.

    Folds are one after another (`ledger.lock_fold`): no entry appears behind a position that was
    seen.
    """
    last = Entry.objects.aggregate(last=Max("position"))["last"] or 0
    return last, Entry.objects.exclude(quarantine="").count()


@dataclass(frozen=True, slots=True)
class Sought:
    """Somebody who stands at the desk, as far as is known; "" and None are unknown."""

    name: str
    """The whole name as said, or a part of it."""
    sex: str = ""
    birth_earliest: date | None = None
    birth_latest: date | None = None
    origin: str = ""
    """The name of the place."""
    country: str = ""


@dataclass(frozen=True, slots=True)
class _Held:
    ready: "Ready"
    mark: Mark


class Index:
    """One a process; threads share it: what is searched is never changed, only replaced."""

    def __init__(self) -> None:
        self._held: _Held | None = None
        self._keeper: threading.Thread | None = None
        self._starting = threading.Lock()
        self._stopping = threading.Event()

    @property
    def is_ready(self) -> bool:
        return self._held is not None

    def keep(self) -> None:
        """Read in the background, now and whenever something changed; once a process."""
        with self._starting:
            if self._keeper is None:
                self._keeper = threading.Thread(target=self._keep, name="matching", daemon=True)
                self._keeper.start()

    def refresh(self, *, rest_seconds: float = 0.0) -> bool:
        """Read it now where something was folded since; whether it was read."""
        mark = mark_now()
        if self._held is not None and self._held.mark == mark:
            return False
        from akwaba.matching.searching import Ready  # noqa: PLC0415  takes a second to load

        self._held = _Held(Ready.read(timezone.localdate().year, rest_seconds=rest_seconds), mark)
        return True

    def forget(self) -> None:
        self._held = None

    def stop(self) -> None:
        """End the reading in the background."""
        self._stopping.set()
        if self._keeper is not None:
            self._keeper.join()
        self._keeper = None
        self._stopping.clear()

    def search(
        self, asked: Sequence[Sought], *, posts: Collection[str] | None
    ) -> "list[Match] | None":
        """Who of these posts (None: of all) may be those asked for, the likeliest first.

        None where the register is not ready.
        """
        held = self._held
        return held.ready.search(asked, posts=posts) if held else None

    def holds(self, person: UUID) -> bool:
        """Whether the person was there when the register was read last."""
        held = self._held
        return held is not None and held.ready.holds(person)

    def _keep(self) -> None:
        pause, is_warm = 0.0, False
        while not self._stopping.wait(pause):
            failed, started = False, time.thread_time()
            try:
                if not is_warm:
                    is_warm, started = _warm_up(), time.thread_time()
                self.refresh(rest_seconds=REST_SECONDS)
            except ImportError:
                log.warning("No engine is installed: desks compare names only.")
                return
            except Exception:
                log.exception("The register could not be read for the desks; it is tried again.")
                failed = True
            finally:
                close_old_connections()
                connection.close()  # a thread that sleeps holds no connection and no snapshot
            least = SECONDS_AFTER_FAILURE if failed else SECONDS_BETWEEN_LOOKS
            taken = time.thread_time() - started
            pause = max(least, min(SHARE_OF_TIME * taken, SECONDS_AT_MOST))


def _warm_up() -> bool:
    """Load the engine, which takes seconds: they say nothing of how long a reading takes."""
    from akwaba.matching.searching import Ready  # noqa: PLC0415  this is what takes them

    Ready.of_nobody(timezone.localdate().year)
    return True


index = Index()
"""Of this process."""
