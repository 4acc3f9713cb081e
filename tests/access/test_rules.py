"""What each role may do, and whose people it sees."""

import pytest

from akwaba.access.permissions import posts_of
from akwaba.access.rules import (
    BOUND_TO_POSTS,
    SECURITY_ROLES,
    Act,
    Purpose,
    Role,
    may,
    purpose_or_usual,
    purposes_for,
    roles_for,
    scope,
)

ABOUT_PERSONS = set(Act) - {Act.SEE_FIGURES}


@pytest.mark.parametrize("act", sorted(ABOUT_PERSONS))
def test_security_roles_may_do_nothing_but_see_figures(act):
    assert not roles_for(act) & SECURITY_ROLES


@pytest.mark.parametrize("act", sorted(Act))
def test_every_act_is_somebodys_work(act):
    assert roles_for(act)


def test_protection_details_are_for_protection_officers_alone():
    assert roles_for(Act.READ_PROTECTION) == {Role.PROTECTION}


def test_who_enrols_officers_opens_no_file_and_audits_nobody():
    assert not may(Role.ADMINISTRATOR, Act.READ_PERSON)
    assert not may(Role.ADMINISTRATOR, Act.AUDIT_READS)


def test_an_unknown_role_may_do_nothing():
    assert not any(may("minister", act) for act in Act)


@pytest.mark.parametrize("role", sorted(BOUND_TO_POSTS))
def test_who_works_at_posts_sees_those_posts_whatever_else_is_said(role):
    assert scope(role=role, posts=["pogo"], all_posts=True) == {"pogo"}


@pytest.mark.parametrize("role", sorted(SECURITY_ROLES))
def test_security_roles_see_the_people_of_no_post(role):
    assert scope(role=role, posts=["pogo"], all_posts=True) == frozenset()


def test_a_protection_officer_for_the_whole_border_sees_every_post(toure):
    assert posts_of(toure) is None


def test_a_clerk_sees_the_posts_where_they_work(awa):
    assert posts_of(awa) == {"pogo"}


@pytest.mark.parametrize("role", sorted(Role))
def test_who_may_read_a_person_always_has_a_purpose(role):
    assert bool(purposes_for(role)) or not may(role, Act.READ_PERSON)


def test_a_purpose_of_another_role_is_not_taken():
    assert purpose_or_usual(Role.CLERK, Purpose.AUDIT) is Purpose.REGISTRATION


def test_a_purpose_that_fits_is_taken():
    assert purpose_or_usual(Role.CLERK, "assistance") is Purpose.ASSISTANCE


def test_security_roles_have_no_purpose_to_read():
    assert purpose_or_usual(Role.COUNCIL, "registration") is None
