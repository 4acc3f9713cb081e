"""What this node signs with its key besides its entries: requests to other nodes, and answers."""

from akwaba.ledger import keys
from akwaba.ledger.identity import key_of, known_as


def sign_as_node(content: bytes) -> bytes:
    """64 bytes, r then s. The content begins with a word that no header of an entry begins with."""
    return keys.sign(key_of(known_as()), content)
