"""Why two records may be one human being: weighed by the engine, amid a sample of the register.

A page shows two families, not the whole register: how common a name is here is counted in the
people registered last, which is near enough for reasons that somebody reads. The band of a pair
that a run proposed is the run's own.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils import timezone

from akwaba.matching.engine import Engine
from akwaba.matching.persons import persons_from
from akwaba.matching.registered import FIELDS, told
from akwaba.matching.telling import papers_of
from akwaba.matching.weighing import Explanation, explain_rows
from akwaba.matching.whole import priors_of
from akwaba.places.queries import names_of
from akwaba.registry.models import Household, Person

SAMPLE = 1500
"""People among whom names are counted: a name that three in a thousand bear is met some times."""


def explain(one: Person, other: Person, families: Sequence[Person] = ()) -> Explanation:
    """Weigh two records; `families` are the others of both households, where there are any."""
    return explain_all([(one, other)], families)[one.id, other.id]


def explain_all(
    pairs: Sequence[tuple[Person, Person]], families: Sequence[Person] = ()
) -> dict[tuple[UUID, UUID], Explanation]:
    """The same for several pairs of the same two families, by the ids of each pair."""
    people = {person.id: person for pair in pairs for person in pair}
    people |= {person.id: person for person in families}
    engine, row_of = _engine(people)
    everyone = Person.objects.filter(origin__isnull=False, void_reason="").count()
    households = Household.objects.filter(origin__isnull=False, void_reason="").count()
    priors = priors_of(engine.parameters, people=everyone, households=households)
    rows = [[row_of[one.id], row_of[other.id]] for one, other in pairs]
    keys = [(one.id, other.id) for one, other in pairs]
    return dict(zip(keys, explain_rows(engine, rows, priors), strict=True))


def _engine(people: Mapping[UUID, Person]) -> tuple[Engine, dict[UUID, int]]:
    """An engine over these people and a sample of all, and the row of each of these."""
    others = Person.objects.filter(origin__isnull=False, void_reason="").exclude(pk__in=people)
    sampled = list(others.order_by("-number").values(*FIELDS)[:SAMPLE])
    asked = [{name: getattr(person, name) for name in FIELDS} for person in people.values()]
    rows = asked + sampled
    places = names_of({row["origin_place"] for row in rows} - {""})
    papers = papers_of(list(people))
    facts = [
        {
            "rec_id": str(row["id"]),
            **told(row, places),
            "phone": row["phone"],
            "doc_no": next(iter(papers.get(row["id"], [])), ""),
        }
        for row in rows
    ]
    engine = Engine.of(persons_from(facts), today=timezone.localdate().year)
    row_of = {int(source): row for row, source in enumerate(engine.register.source)}
    return engine, {person: row_of[place] for place, person in enumerate(people)}
