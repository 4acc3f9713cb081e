"""Records that people found to be one human being, and whom each is counted as."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from akwaba.ledger.models import BY_CLOCK, DerivedRow, FoldedRow
from akwaba.ledger.registers import Register
from akwaba.registry.clusters import components, link_id


class Link(FoldedRow):
    """A person's decision that two records are one human being; void once it was undone."""

    table = "registry.link"
    about = "one"
    fields_set: ClassVar = {
        "pair": Register(columns=("one", "other")),
        "reason": Register(settles=BY_CLOCK),
    }

    one = models.UUIDField(null=True, db_index=True)
    other = models.UUIDField(null=True, db_index=True)
    reason = models.CharField(max_length=200, default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["one"], condition=Q(is_disputed=True), name="link_disputed"),
        ]

    @classmethod
    def fits(cls, row_id: str, values: dict[str, Any]) -> bool:
        """A link never changes its ends, or clusters would keep what it said before."""
        if "pair" not in values:
            return True
        one, other = (uuid.UUID(values["pair"].get(end)) for end in ("one", "other"))
        return one < other and row_id == str(link_id(one, other))

    @classmethod
    def derive(cls, shown: dict[str, dict[str, Any]]) -> None:
        """Which records count as one person, for everyone whom these links concern."""
        touched = {
            uuid.UUID(row[end]) for row in shown.values() for end in ("one", "other") if row[end]
        }
        members, links = _connected(touched)
        Cluster.objects.filter(person__in=members).delete()
        Cluster.objects.bulk_create(
            [
                Cluster(person=person, counted_as=min(cluster))
                for cluster in components(links)
                for person in cluster
            ]
        )


def _connected(touched: set[uuid.UUID]) -> tuple[set[uuid.UUID], list[tuple[Any, Any]]]:
    """Everyone who is or was in a cluster with these, and the links that hold now."""
    counted = Cluster.objects.filter(person__in=touched).values_list("counted_as", flat=True)
    members = touched | set(
        Cluster.objects.filter(counted_as__in=set(counted)).values_list("person", flat=True)
    )
    while True:
        links = list(
            Link.objects.filter(Q(one__in=members) | Q(other__in=members))
            .filter(void_reason="", origin__isnull=False)
            .values_list("one", "other")
        )
        found = {person for link in links for person in link if person}
        if found <= members:
            return members, links
        members |= found


class Cluster(DerivedRow):
    """A linked person, and the one record that the human being is counted as."""

    person = models.UUIDField(primary_key=True)
    counted_as = models.UUIDField(db_index=True)
