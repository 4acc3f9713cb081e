"""What two nodes say to each other around the entries: JSON objects."""

import json
from typing import Any

from akwaba.ledger.exchange.packets import PacketUnreadable


def read_words(content: bytes) -> dict[str, Any]:
    """The JSON object that another node sent. Raises PacketUnreadable.

    Nor does it hold a sign that no column can: each word of it may be asked for in the store.
    """
    try:
        said = json.loads(content)
        written = json.dumps(said, ensure_ascii=False).encode()  # no half of a surrogate pair
    except (ValueError, RecursionError) as error:
        raise PacketUnreadable from error
    if not isinstance(said, dict) or rb"\u0000" in written:
        raise PacketUnreadable
    return said
