"""Which records are one human being, from the links that people made; no framework."""

from collections.abc import Iterable
from uuid import NAMESPACE_OID, UUID, uuid5


def link_id(one: UUID, other: UUID) -> UUID:
    """The one id of a link between two records, whoever makes it: links made apart meet."""
    first, second = sorted((one, other))
    return uuid5(NAMESPACE_OID, f"link {first} {second}")


def components(links: Iterable[tuple[UUID, UUID]]) -> list[set[UUID]]:
    """The connected groups of linked records, each of two or more."""
    group_of: dict[UUID, set[UUID]] = {}
    for one, other in links:
        merged = group_of.get(one, {one}) | group_of.get(other, {other})
        for person in merged:
            group_of[person] = merged
    return list({id(group): group for group in group_of.values() if len(group) > 1}.values())
