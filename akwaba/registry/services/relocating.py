"""A household moves on to another post: its history goes with it, by one entry."""

from datetime import date
from uuid import uuid4

from django.db import transaction

from akwaba.access.models import Officer
from akwaba.access.posts import known_posts
from akwaba.access.problems import PostUnknown
from akwaba.access.rules import Act
from akwaba.ledger import services as ledger
from akwaba.ledger.models import Entry
from akwaba.registry.models import Household, Person, Relocation
from akwaba.registry.problems import FieldDisputed, SamePost
from akwaba.registry.services.acting import (
    act,
    iso,
    require,
    require_past,
    require_reason,
    say,
    today,
)
from akwaba.registry.services.correcting import disputed


@transaction.atomic
def relocate_household(
    *, actor: Officer, household: Household, to_post: str, reason: str, on: date | None = None
) -> Entry:
    """Hand a household over to the post to which it is brought; from then on that post serves it.

    What is known of it so far stays here, and reaches the other post with the next exchange.
    Raises NotYourTask, NotYourPost, PostUnknown, SamePost, ReasonMissing, DateInFuture and
    FieldDisputed where the post at which it counts must be settled first.
    """
    require(actor, Act.RELOCATE, household.post)
    require_past(on)
    why = require_reason(reason)
    known = known_posts()
    if to_post not in known:
        raise PostUnknown(post=to_post, posts=", ".join(known))
    if to_post == household.post:
        raise SamePost(post=known[to_post])
    people = list(Person.objects.filter(household=household.id, void_reason="").order_by("id"))
    for row in (household, *people):
        if disputed(row, "post"):
            raise FieldDisputed(field="post")
    move = ledger.Say(
        table=Relocation.table,
        id=uuid4(),
        values={
            "household": str(household.id),
            "people": [str(person.id) for person in people],
            "from_post": household.post,
            "to_post": to_post,
            "relocated_on": iso(on or today()),
            "reason": why,
        },
        creates=True,
        about=household.id,
    )
    moved = [say(row, {"post": to_post}) for row in (household, *people)]
    return act(
        actor,
        kind="household_relocated",
        subject=household.id,
        post=household.post,
        says=[move, *moved],
    )
