"""One human being, two records: linked by a person's decision, and unlinked as easily."""

from django.db import transaction

from akwaba.access.models import Officer
from akwaba.access.rules import Act
from akwaba.ledger.models import Entry
from akwaba.ledger.problems import NotFound
from akwaba.ledger.queries import all_heads
from akwaba.ledger.services import Say
from akwaba.registry.clusters import link_id
from akwaba.registry.models import Link, Person
from akwaba.registry.problems import SamePerson
from akwaba.registry.services.acting import act, mention, require, require_reason, say


@transaction.atomic
def link_persons(*, actor: Officer, one: Person, other: Person, reason: str) -> Entry:
    """Say that two records are one human being: both stay, figures count one."""
    for person in (one, other):
        require(actor, Act.RESOLVE_DISPUTE, person.post)
    first, second = sorted((one, other), key=lambda person: person.id)
    if first.id == second.id:
        raise SamePerson
    link = link_id(first.id, second.id)
    known = Link.objects.filter(pk=link, origin__isnull=False).first()
    pair = {"one": str(first.id), "other": str(second.id)}
    words = {"reason": require_reason(reason)}
    if known is None:
        statement = Say(Link.table, link, {"pair": pair, **words}, creates=True, about=first.id)
    else:
        statement = say(known, {**words, "void": {}}, about=first.id)
    says = [statement, mention(first), mention(second)]
    return act(actor, kind="persons_linked", subject=first.id, post=first.post, says=says)


@transaction.atomic
def unlink_persons(*, actor: Officer, link: Link, reason: str) -> Entry:
    """Undo a link: the records count apart again, and nothing was lost."""
    people = list(Person.objects.filter(pk__in=[link.one, link.other]).order_by("id"))
    if len(people) != 2:  # noqa: PLR2004  one of the two was erased
        raise NotFound
    first, second = people
    for person in (first, second):
        require(actor, Act.RESOLVE_DISPUTE, person.post)
    values = {"void": {"void_reason": require_reason(reason), "void_seen": all_heads(link)}}
    says = [say(link, values, about=first.id), mention(first), mention(second)]
    return act(actor, kind="persons_unlinked", subject=first.id, post=first.post, says=says)
