"""One meeting with another node that we call: greeting, entries both ways, photos, comparison."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from akwaba.ledger import clock
from akwaba.ledger.exchange import agreeing, comparing, forking, offering, packets, photos
from akwaba.ledger.exchange.lines import Line, NoAnswer, PeerTooOld
from akwaba.ledger.exchange.packets import MOST_ENTRIES, PacketUnreadable
from akwaba.ledger.exchange.taking import take_in
from akwaba.ledger.exchange.words import read_words
from akwaba.ledger.identity import know_device, known_as, proof, this_node
from akwaba.ledger.judging import Doubt
from akwaba.ledger.models import Device, Peer
from akwaba.ledger.problems import Problem

BETWEEN_COMPARISONS = timedelta(days=1)
MOST_ROUNDS = 100_000
"""Of batches at one meeting: twenty million entries."""
LEAST_ENTRIES = 1


@dataclass(slots=True)
class Told:
    """What a meeting brought about."""

    sent: int = 0
    received: int = 0
    photos_sent: int = 0
    photos_received: int = 0
    differ: int | None = None
    """Days of devices that the two do not hold alike; None where that was not compared."""
    is_forked: bool = False


Progress = Callable[[Told], None]


def exchange(
    line: Line,
    doubt: Doubt | None = None,
    *,
    compares: bool | None = None,
    progress: Progress = lambda _told: None,
) -> Told:
    """Bring both nodes to hold the same. What arrived stays, wherever it breaks off.

    `compares`: whether to compare sums at the end; by default once a day. Raises NoAnswer,
    NotBelieved, PeerRefused and PacketUnreadable, and notes the reason for whoever looks.
    """
    told = Told()
    meeting = _Meeting(line, doubt, told, progress)
    try:
        meeting.run(compares)
    except Problem as problem:
        meeting.close(problem.code)
        raise
    meeting.close("")
    return told


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A batch that can be sent."""

    behind: int
    """The position after which it begins."""
    offer: offering.Offer
    content: bytes


@dataclass(slots=True)
class _Meeting:
    line: Line
    doubt: Doubt | None
    told: Told
    progress: Progress
    size: int = MOST_ENTRIES
    ready: _Sealed | None = None
    """The batch after the one that is on its way."""
    is_unread: bool = False
    """Whether what waits next was made by a version that the peer cannot read yet."""

    @property
    def peer(self) -> Peer:
        return self.line.peer

    def run(self, compares: bool | None) -> None:
        self._greet()
        self._both_ways()
        photos.send(self.line, self._count_photo)
        if self.told.received or self._is_time_to_compare():
            photos.fetch(self.line, self._count_photo)
        if compares or (compares is None and self._is_time_to_compare()):
            self._compare()
            self._both_ways()
        if self.is_unread:
            raise PeerTooOld(name=self.peer.name)

    def close(self, problem: str) -> None:
        """Note how far we came, in every case."""
        waiting = offering.behind(self.peer, self.peer.sent_upto)
        self.peer.waiting_up = waiting.count()
        oldest = waiting.order_by("position").first()
        self.peer.oldest_waiting_at = oldest.received_at if oldest else None
        self.peer.photos_waiting = photos.waiting(self.peer)
        self.peer.problem = problem
        self._keep("waiting_up", "oldest_waiting_at", "photos_waiting", "problem")

    def _keep(self, *fields: str) -> None:
        """Write these and nothing else: an officer may change the peer during a meeting."""
        self.peer.save(update_fields=fields)

    def _greet(self) -> None:
        told = self._talk("greet", self._word())
        self._keep_time(told)
        know_device(self.peer.device_id, told.get("device"))
        if told.get("store") != self.peer.state:
            self._begin_with(str(told.get("store")))
        latest = told.get("latest", {}).get(str(this_node().pk), [0, ""])
        if forking.is_set_back((int(latest[0]), str(latest[1]))):
            shared = self._shared()
            forking.go_on_apart(shared, self._there(forking.apart(shared)))
            self.told.is_forked = True
            self.peer.refresh_from_db()
            self._talk("greet", self._word())
        self.peer.last_contact_at = timezone.now()
        self.peer.waiting_down, self.peer.held = told.get("waiting"), told.get("held")
        self._take_rights(told)
        self._keep("last_contact_at", "waiting_down", "held", "offset")

    def _begin_with(self, store: str) -> None:
        """Its store was set back, or is met for the first time."""
        self.peer.begin_with(store)
        self._keep(*Peer.OF_ITS_STORE)

    def _word(self) -> dict[str, Any]:
        """Who we are, and the proof that our present device is ours."""
        return {
            "devices": [str(this_node().pk)],
            "device": proof(),
            "yours": forking.last_of(self.peer),
            "waiting": offering.behind(self.peer, self.peer.sent_upto).count(),
            "cursor": self.peer.cursor,
            "all": self.peer.wants_all,
            "blocks": self.peer.blocks,
            "blocks_left": len(set(self.peer.blocks) - set(_blocks_used())),
        }

    def _take_rights(self, told: dict[str, Any]) -> None:
        """What the capital gives us: blocks of numbers, and the posts whose people we hold."""
        blocks, posts = told.get("blocks"), told.get("posts")
        if isinstance(blocks, list) and all(isinstance(block, int) for block in blocks):
            self.peer.blocks = blocks
            self._keep("blocks")
        if isinstance(posts, list) and posts != self.peer.posts:
            self.peer.posts, self.peer.cursor = posts, ""  # older entries of a new post come too
            self._keep("posts", "cursor")
            comparing.take_back_in()

    def _keep_time(self, told: dict[str, Any]) -> None:
        theirs = told.get("server_time")
        if not isinstance(theirs, int):
            raise PacketUnreadable
        self.line.offset = self.peer.offset = theirs - clock.wall_now()
        device = this_node()
        latest = clock.bounded(device.last_made_at, theirs)
        if latest != device.last_made_at:
            Device.objects.filter(pk=device.pk).update(last_made_at=latest)

    def _shared(self) -> int:
        """The last number up to which the peer holds our history as we have it."""
        before: int | None = None
        while page := forking.own_hashes(before):
            said = {"device": str(this_node().pk), "hashes": [digest for _, digest in page]}
            known = set(self._talk("known", said).get("known", []))
            for seq, digest in page:
                if digest in known:
                    return seq
            before = page[-1][0]
        return 0

    def _there(self, entries: list[str]) -> set[str]:
        """Which of these the peer holds from us already, whatever our device was."""
        there: set[str] = set()
        for start in range(0, len(entries), forking.PAGE):
            said = {"device": str(this_node().pk), "hashes": []}
            told = self._talk("known", said | {"entries": entries[start : start + forking.PAGE]})
            there.update(told.get("there", []))
        return there

    def _both_ways(self) -> None:
        """A batch up, a batch down: neither direction waits for the other to end."""
        goes_up = goes_down = True
        for _round in range(MOST_ROUNDS):
            goes_up = goes_up and self._push()
            goes_down = goes_down and self._pull()
            if not (goes_up or goes_down):
                return

    def _push(self) -> bool:
        """Send a batch; False where nothing waits any more, or what waits cannot be read there."""
        if self.is_unread:
            return False
        self._pass_over_known()
        batch = self._next_batch()
        offer = batch.offer
        if not offer.items:
            if offer.upto != self.peer.sent_upto:
                self.peer.sent_upto = offer.upto
                self._keep("sent_upto")
            return False

        def seal_the_next() -> None:
            self.ready = self._seal(offer.upto)

        told = self._in_smaller_parts(
            lambda: self.line.ask("/sync/v1/entries", batch.content, meanwhile=seal_the_next)
        )
        if told is None:
            return True
        said = read_words(told)
        if said.get("stored") != len(offer.items):
            raise PacketUnreadable
        unread = offering.first_unread(offer.items, said.get("apart", []))
        self.is_unread = unread is not None
        self.peer.sent_upto = offer.upto if unread is None else unread - 1
        self.peer.offered_upto = max(self.peer.offered_upto, offer.upto)
        self._keep("sent_upto", "offered_upto")
        self.told.sent += len(offer.items)
        self.progress(self.told)
        return True

    def _next_batch(self) -> _Sealed:
        """What was sealed while the last one was on its way, if it still follows; else anew."""
        ready, self.ready = self.ready, None
        if ready and ready.behind == self.peer.sent_upto and len(ready.offer.items) <= self.size:
            return ready
        return self._seal(self.peer.sent_upto)

    def _seal(self, behind: int) -> _Sealed:
        offer = offering.after(self.peer, behind, self.size)
        if not offer.items:
            return _Sealed(behind, offer, b"")
        context = packets.context_between(known_as().pk, self.peer.device_id)
        key = bytes(self.peer.sealing_key)
        return _Sealed(behind, offer, packets.pack({}, offer.items, to=key, context=context))

    def _pass_over_known(self) -> None:
        """Of what the peer once had, pass over all that it still has: names weigh little."""
        while self.peer.sent_upto < self.peer.offered_upto:
            named, behind = offering.named_again(self.peer)
            names = b"".join(name for _, name in named)
            lack = read_words(self.line.ask("/sync/v1/offer", names)).get("lack", [])
            if lack:
                self.peer.sent_upto = named[lack[0]][0] - 1
                self._keep("sent_upto")
                return
            self.peer.sent_upto = behind
            self._keep("sent_upto")

    def _pull(self) -> bool:
        """Fetch a batch; False where nothing waits any more."""
        said = {"cursor": self.peer.cursor, "all": self.peer.wants_all, "most": self.size}
        content = self._in_smaller_parts(
            lambda: self.line.ask("/sync/v1/feed", json.dumps(said).encode())
        )
        if content is None:
            return True
        context = packets.context_between(self.peer.device_id, known_as().pk)
        told, items = packets.unpack(content, context, most=packets.MOST_IN_A_PACKET)
        take_in(self.peer, items, self.doubt)
        if items:
            self.ready = None  # somebody may be erased now whom it still speaks of
        cursor = str(told.get("cursor", ""))
        self.peer.waiting_down = told.get("waiting")
        has_more = bool(items) or cursor != self.peer.cursor
        self._move_cursor(cursor)
        if not has_more:
            self.peer.wants_all = False  # what we had lost is here again
        self._keep("waiting_down", "wants_all")
        self.told.received += len(items)
        self.progress(self.told)
        return has_more

    def _move_cursor(self, cursor: str) -> None:
        """Unless somebody else moved it meanwhile: joined again with more posts, it begins anew."""
        here = Peer.objects.filter(pk=self.peer.pk, cursor=self.peer.cursor)
        if here.update(cursor=cursor):
            self.peer.cursor = cursor
        else:
            self.peer.refresh_from_db(fields=["cursor", "posts"])

    def _in_smaller_parts(self, ask: Callable[[], bytes]) -> bytes | None:
        """The answer; None where the line broke off and the next part is to be a smaller one."""
        try:
            content = ask()
        except NoAnswer:
            if self.size <= LEAST_ENTRIES:
                raise
            self.size = max(LEAST_ENTRIES, self.size // 4)
            return None
        self.size = min(MOST_ENTRIES, self.size * 2)
        return content

    def _is_time_to_compare(self) -> bool:
        last = self.peer.compared_at
        return last is None or not (timedelta() <= timezone.now() - last < BETWEEN_COMPARISONS)

    def _compare(self) -> None:
        self.told.differ = agreeing.agree(self.peer, self._talk)
        self.peer.compared_at = timezone.now()
        since = self.peer.differs_since or self.peer.compared_at
        self.peer.differs_since = since if self.told.differ else None
        self.peer.photos_upto = None  # all photos are gone through once a day
        self._keep("compared_at", "differs_since", "photos_upto")

    def _count_photo(self, *, sent: bool) -> None:
        if sent:
            self.told.photos_sent += 1
        else:
            self.told.photos_received += 1
        self.progress(self.told)

    def _talk(self, name: str, said: dict[str, Any]) -> dict[str, Any]:
        return read_words(self.line.ask(f"/sync/v1/{name}", json.dumps(said).encode()))


def _blocks_used() -> list[int]:
    """The register owns the numbers and lies above this room: the settings name the function."""
    used: list[int] = import_string(settings.NODE_BLOCKS)()
    return used
