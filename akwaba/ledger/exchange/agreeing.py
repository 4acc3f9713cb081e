"""The caller's side of the daily comparison: ask where the two differ, and mend it."""

from collections.abc import Callable
from typing import Any

from akwaba.ledger.exchange import comparing
from akwaba.ledger.models import Peer

MOST_ROUNDS = 50
"""Of comparisons at one meeting: a thousand days of devices that are no longer compared."""

Talk = Callable[[str, dict[str, Any]], dict[str, Any]]
"""(what is asked, what is said) to what is told."""


def agree(peer: Peer, talk: Talk) -> int:
    """How many days of devices the two do not hold alike; what is missing travels again after it.

    What the peer has and would not give us any more is found once, and compared no more.
    """
    count = 0
    for _ in range(MOST_ROUNDS):
        sums = comparing.sums_of(comparing.held_here())
        told = talk("compare", {"sums": [[*bucket, *each] for bucket, each in sums.items()]})
        count = int(told.get("count", 0))
        explained = [_mend(peer, talk, (device, day)) for device, day in told.get("differ", [])]
        if not any(explained):
            break
    return count


def _mend(peer: Peer, talk: Talk, bucket: comparing.Bucket) -> bool:
    """Whether entries were found that are to be compared no more."""
    device, day = bucket
    hashes = sorted(comparing.hashes_in(comparing.held_here(), bucket))
    told = talk("hashes", {"device": device, "day": day, "hashes": hashes})
    comparing.send_again(peer, told.get("lack", []))
    beyond = told.get("beyond", [])
    comparing.leave_out(bucket, beyond)
    if told.get("more"):
        comparing.take_back_in(bucket)
        peer.cursor, peer.wants_all = "", True
    peer.save(update_fields=["sent_upto", "cursor", "wants_all"])
    return bool(beyond)
