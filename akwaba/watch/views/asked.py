"""What a request names."""

from uuid import UUID

from akwaba.ledger.problems import NotFound


def id_of(text: str) -> UUID:
    """Raises NotFound for what is no identifier: hidden and absent look alike."""
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None
