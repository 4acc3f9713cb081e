"""Every line of the gazetteer can be checked by whoever doubts it."""

import re
from collections import Counter

from akwaba.places import facts
from akwaba.places.rules import BOXES, PCODE_PREFIXES, Kind, Lie, is_pcode, lie_of

FACTS = list(facts.read())


def test_every_fact_says_where_it_comes_from_and_when_it_was_checked():
    assert [fact.code for fact in FACTS if not (fact.source and fact.licence)] == []
    assert all(fact.checked_on.year >= 2025 for fact in FACTS)


def test_codes_and_pcodes_are_unique():
    codes = Counter(fact.code for fact in FACTS)
    pcodes = Counter(fact.pcode for fact in FACTS if fact.pcode)
    numbers = Counter(fact.geonameid for fact in FACTS if fact.geonameid)
    for counted in (codes, pcodes, numbers):
        assert [key for key, count in counted.items() if count > 1] == []


def test_pcodes_are_well_formed():
    wrong = [
        fact.code for fact in FACTS if fact.pcode and not is_pcode(fact.pcode, country=fact.country)
    ]
    assert wrong == []


def test_an_administrative_unit_goes_by_its_pcode():
    units = [fact for fact in FACTS if fact.pcode and fact.kind != Kind.COUNTRY]
    assert [fact.code for fact in units if fact.code != fact.pcode] == []


def test_the_33_regions_of_cote_d_ivoire_are_there():
    regions = {f.pcode for f in FACTS if f.kind == Kind.REGION and f.country == "CIV"}
    assert regions == {f"CI{number:02d}" for number in range(1, 34)}


def test_a_parent_comes_before_its_parts():
    seen = set()
    for fact in FACTS:
        assert fact.parent is None or fact.parent in seen, fact.code
        seen.add(fact.code)


def test_only_a_country_lies_in_nothing():
    assert [f.code for f in FACTS if f.parent is None and f.kind != Kind.COUNTRY] == []


def test_codes_fit_in_addresses_and_files():
    assert [fact.code for fact in FACTS if not re.fullmatch(r"[A-Za-z0-9-]{2,60}", fact.code)] == []


def test_an_unknown_position_is_empty_and_a_known_one_lies_in_its_country():
    for fact in FACTS:
        assert (fact.latitude is None) == (fact.longitude is None), fact.code
        if fact.latitude is not None:
            assert lie_of(fact.longitude, fact.latitude, country=fact.country) is Lie.INSIDE, fact


def test_an_unknown_population_is_empty():
    assert [fact.code for fact in FACTS if fact.population == 0] == []


def test_the_posts_of_the_border_are_there():
    posts = {fact.code for fact in FACTS if fact.is_post}
    assert posts >= {
        "pogo",
        "ouangolodougou",
        "nielle",
        "tengrela",
        "mbengue",
        "minignan",
        "doropo",
        "tehini",
        "tougbo",
        "bouna",
    }
    assert {fact.country for fact in FACTS if fact.is_post} == {"CIV"}


def test_every_known_country_has_a_name_a_prefix_and_a_box():
    named = {fact.code for fact in FACTS if fact.kind == Kind.COUNTRY}
    assert named == set(PCODE_PREFIXES) == set(BOXES)
