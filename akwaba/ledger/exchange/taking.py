"""What comes from another node: stored, applied as far as it can be, acknowledged."""

from collections.abc import Callable, Sequence

from akwaba.ledger.acceptance import Receipt, accept
from akwaba.ledger.exchange.packets import MOST_ENTRIES, Item
from akwaba.ledger.fold import Quarantine
from akwaba.ledger.judging import Doubt, PassedOn
from akwaba.ledger.models import Peer


def take_in(
    peer: Peer,
    items: Sequence[Item],
    doubt: Doubt | None,
    progress: Callable[[int], None] = lambda _: None,
) -> list[Receipt]:
    """Store what a node brought, a transaction for each 200 entries; receipts in its order.

    All that a revoked node brings waits for a person, whoever made it.
    """
    receipts: list[Receipt] = []
    for start in range(0, len(items), MOST_ENTRIES):
        some = items[start : start + MOST_ENTRIES]
        receipts += accept([item.wire for item in some], doubt, passed_on=_word_of(peer, some))
        progress(len(some))
    return receipts


def _word_of(peer: Peer, items: Sequence[Item]) -> PassedOn:
    if peer.revoked_at is not None:
        verdicts = [str(Quarantine.REVOKED_DEVICE)] * len(items)
        return PassedOn(peer.device_id, verdicts, follows_all=True)
    is_capital = peer.role == Peer.Role.CAPITAL
    verdicts = [item.verdict for item in items]
    return PassedOn(peer.device_id, verdicts, follows_all=is_capital, posts=peer.posts)
