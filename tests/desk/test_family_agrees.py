"""A family written at the desk says what the node would have written, fact by fact."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akwaba.ledger.ids import uuid7
from akwaba.registry.ages import is_child_on
from akwaba.registry.ages_said import parse_birth
from akwaba.registry.drafts import NewHousehold, NewPerson
from akwaba.registry.numbers import new_token
from akwaba.registry.pages.suggestions import suggest_relationships
from akwaba.registry.services.checking import check_household
from akwaba.registry.services.registering import _draft
from tests.desk.desk import ask

DAY_ZERO = date(1970, 1, 1)
ON = date(2026, 11, 22)


def number_of(day):
    return (day - DAY_ZERO).days


sexes = st.sampled_from(["F", "M", "U", ""])
ages = st.sampled_from(
    ["34", "30", "8m", "5", "17", "18", "62", "1987", "~40", "?", "", "adulte", "12/03/1990", "14"]
)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.tuples(sexes, ages), max_size=9), min_size=60, max_size=150))
def test_relationships_are_suggested_as_the_node_suggests_them(families):
    on = ON
    births = [[(sex, parse_birth(age, on=on)) for sex, age in family] for family in families]
    calls = [
        [
            "suggestRelationships",
            [{"sex": sex, "birth": birth.as_facts()} for sex, birth in family],
            number_of(on),
        ]
        for family in births
    ]
    expected = [suggest_relationships(family, on) for family in births]
    assert ask("facts/relations.js", *calls) == expected


people = st.fixed_dictionaries(
    {
        "id": st.builds(lambda: str(uuid7())),
        "name": st.sampled_from(["Awa Traoré", "N'Golo  Koné", "ߞߊߟߌߝߊ", "𞤀𞤥𞤭𞤲𞤢", "\u200bⴰⵎⵉⵏⴰ"]),
        "sex": sexes,
        "age": ages,
        "relationship": st.sampled_from(["", "", "", "DAU", "SBM", "NRF"]),
        "suggested": st.booleans(),
        "needs": st.lists(st.sampled_from(["DS", "PG", "SM", "SC"]), unique=True, max_size=2),
        "token": st.just(""),
    }
)
drafts = st.fixed_dictionaries(
    {
        "id": st.builds(lambda: str(uuid4())),
        "kind": st.sampled_from(["roster", "influx"]),
        "step": st.just("readback"),
        "band": st.fixed_dictionaries(
            {
                "crossing": st.sampled_from(["", "pogo"]),
                "arrived_on": st.sampled_from(["", "2025-11-20"]),
                "origin_country": st.sampled_from(["", "MLI"]),
                "origin_place": st.just(""),
                "origin_said": st.sampled_from(["", "Kadiolo", "  un  village\tloin "]),
                "token": st.builds(new_token),
            }
        ),
        "people": st.lists(people, min_size=1, max_size=7),
        "children": st.fixed_dictionaries(
            {"with_parent": st.sampled_from(["", "yes", "no", "unknown"]), "alone": st.just([])}
        ),
        "referral": st.booleans(),
        "consents": st.dictionaries(
            st.sampled_from(["registration", "humanitarian", "photo"]),
            st.sampled_from(["yes", "no"]),
            max_size=3,
        ),
        "counts": st.dictionaries(st.sampled_from(["F 0-4", "M 18-59"]), st.integers(0, 9)),
        "size": st.integers(0, 12),
        "note": st.sampled_from(["", "À revoir :  même nom"]),
    }
)


def as_the_node_writes(draft, *, post, numbers, on):
    """The same draft by the node's own hand, from the names that its services take."""
    rows = draft["people"]
    births = [parse_birth(row["age"], on=on) for row in rows]
    likely = suggest_relationships(
        [(row["sex"], birth) for row, birth in zip(rows, births, strict=True)], on
    )
    children = [row["id"] for row, b in zip(rows, births, strict=True) if is_child_on(b, on)]
    alone = set()
    if draft["children"]["with_parent"] == "no":
        alone = set(children if len(children) == 1 else draft["children"]["alone"])
    without = "SC-UC" if len(children) == len(rows) else "SC"
    made = []
    for place, (row, birth) in enumerate(zip(rows, births, strict=True)):
        suggested = row["suggested"] and not row["relationship"] and likely[place]
        made.append(
            NewPerson(
                id=UUID(row["id"]),
                name_said=row["name"],
                sex=row["sex"],
                birth=birth,
                relationship=row["relationship"] or (likely[place] if suggested else ""),
                relationship_basis="suggested" if suggested else "interview",
                needs=[
                    *row["needs"],
                    *([without] if row["id"] in alone else []),
                    *(["LP"] if draft["referral"] and place == 0 else []),
                ],
                consents=draft["consents"],
                token=row["token"],
            )
        )
    counts = {band: count for band, count in draft["counts"].items() if count}
    if draft["kind"] == "roster":
        counts, draft = {}, {**draft, "size": 0}
    household = NewHousehold(
        id=UUID(draft["id"]),
        people=made,
        size_said=max(draft["size"], sum(counts.values())) or None,
        counts_said=counts,
        source="desk",
        note=draft["note"],
        **{
            **draft["band"],
            "arrived_on": date.fromisoformat(draft["band"]["arrived_on"])
            if draft["band"]["arrived_on"]
            else None,
        },
    )
    return _draft(check_household(household), post, numbers[0], numbers[1:])


def plainly(say):
    about = str(say.about) if say.about else None
    return {
        "table": say.table, "id": str(say.id), "values": say.values, "basis": say.basis,
        "creates": say.creates, "about": about, "base": say.base,
    }  # fmt: skip


BLANK = {"basis": "interview", "creates": False, "about": None, "base": {}}


@pytest.mark.django_db
@settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(families=st.lists(drafts, min_size=30, max_size=60), data=st.data())
def test_a_family_is_written_as_the_node_writes_it(families, data):
    on = timezone.localdate()
    calls, expected = [], []
    for draft in families:
        if draft["children"]["with_parent"] == "no":
            births = {row["id"]: parse_birth(row["age"], on=on) for row in draft["people"]}
            children = [person for person, birth in births.items() if is_child_on(birth, on)]
            draft["children"]["alone"] = children[: data.draw(st.integers(0, len(children)))]
        blank = data.draw(st.booleans())
        numbers = ["" if blank else f"{place:012}" for place in range(1 + len(draft["people"]))]
        calls.append(
            ["householdSays", draft, {"post": "pogo", "numbers": numbers, "on": number_of(on)}]
        )
        written = as_the_node_writes(draft, post="pogo", numbers=numbers, on=on)
        expected.append([plainly(say) for say in written.says])
    answers = ask("facts/family.js", *calls)
    for answer, want in zip(answers, expected, strict=True):
        assert [{**BLANK, **say} for say in answer] == want
