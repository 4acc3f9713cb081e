"""Officers are enrolled, changed and given passwords; the ledger says so, without the password."""

import pytest
from django.db import IntegrityError, transaction

import akwaba.settings
from akwaba.access import problems
from akwaba.access.models import Officer, OfficerRecord
from akwaba.access.queries import officer_names
from akwaba.access.rules import Role
from akwaba.access.services import (
    Rights,
    change_officer,
    console_officer,
    enrol_officer,
    rights_of,
    set_password,
)
from akwaba.ledger import services as ledger
from akwaba.ledger.models import Entry
from akwaba.ledger.queries import history

GOOD = "lune mangue vélo"
AT_POGO = Rights(Role.CLERK, posts=("pogo",))


@pytest.fixture
def enrol(bamba):
    def with_defaults(**facts):
        given = {"username": "issa", "display_name": "Issa Traoré", "rights": AT_POGO, **facts}
        return enrol_officer(actor=bamba, **given)

    return with_defaults


def kinds(officer):
    return [told.entry.kind for told in history(officer.id)]


def test_an_officer_is_enrolled_with_role_and_posts(enrol):
    officer = enrol(password=GOOD)
    officer.refresh_from_db()
    assert rights_of(officer) == AT_POGO
    assert officer.check_password(GOOD)


def test_without_a_password_nobody_can_sign_in(enrol):
    assert not enrol().has_usable_password()


def test_the_ledger_says_who_enrolled_whom(enrol, bamba):
    officer = enrol()
    (told,) = history(officer.id)
    assert told.entry.kind == "access.officer_enrolled"
    assert told.entry.officer == bamba.id
    assert OfficerRecord.objects.get(id=officer.id).rights == AT_POGO.facts()


def test_no_password_enters_the_ledger(enrol, bamba):
    officer = enrol(password=GOOD)
    set_password(actor=bamba, officer=officer, password="riz poisson lune")
    bodies = " ".join(Entry.objects.values_list("body", flat=True))
    for secret in (GOOD, "riz poisson lune", officer.password):
        assert secret not in bodies


def test_that_a_password_was_replaced_is_in_the_ledger(enrol, bamba):
    officer = enrol(password=GOOD)
    set_password(actor=bamba, officer=officer, password="riz poisson lune")
    assert kinds(officer) == ["access.officer_enrolled", "access.officer_changed"]
    assert OfficerRecord.objects.get(id=officer.id).password_set_at


def test_a_change_of_posts_is_an_entry_that_replaces_the_one_before(enrol, bamba):
    officer = enrol()
    there = Rights(Role.CLERK, posts=("tengrela",))
    change_officer(actor=bamba, officer=officer, display_name="Issa Traoré", rights=there)
    record = OfficerRecord.objects.get(id=officer.id)
    assert record.rights["posts"] == ["tengrela"]
    assert not record.is_disputed


def test_a_change_that_changes_nothing_makes_no_entry(enrol, bamba):
    officer = enrol()
    change_officer(actor=bamba, officer=officer, display_name="Issa Traoré", rights=AT_POGO)
    assert kinds(officer) == ["access.officer_enrolled"]


def test_an_officer_enrolled_before_the_ledger_can_be_changed(awa, bamba):
    rights = Rights(Role.SUPERVISOR, posts=("pogo",))
    change_officer(actor=bamba, officer=awa, display_name="Awa Koné", rights=rights)
    awa.refresh_from_db()
    assert awa.role == Role.SUPERVISOR


def test_the_tables_are_the_same_after_a_rebuild(enrol, bamba):
    officer = enrol()
    change_officer(actor=bamba, officer=officer, display_name="Issa T.", rights=AT_POGO)
    before = list(OfficerRecord.objects.order_by("id").values())
    ledger.rebuild()
    assert list(OfficerRecord.objects.order_by("id").values()) == before
    assert Officer.objects.filter(id=officer.id).exists()


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"username": "a"}, problems.UsernameNotUsable),
        ({"username": "Awa Koné"}, problems.UsernameNotUsable),
        ({"username": "x" * 61}, problems.UsernameNotUsable),
        ({"display_name": "  "}, problems.NameMissing),
        ({"rights": Rights(Role.CLERK)}, problems.PostMissing),
        ({"rights": Rights(Role.CLERK, ("pogo",), all_posts=True)}, problems.AllPostsNotForRole),
        ({"rights": Rights(Role.CLERK, ("abidjan",))}, problems.PostUnknown),
        ({"password": "tortue"}, problems.PasswordTooWeak),
        ({"password": "password123"}, problems.PasswordTooWeak),
        ({"password": "issa traore!"}, problems.PasswordTooWeak),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(enrol, facts, refusal):
    with pytest.raises(refusal):
        enrol(**facts)
    assert not Officer.objects.exclude(username="bamba").exists()
    assert not Entry.objects.exists()


def test_a_name_is_given_once(enrol):
    enrol()
    with pytest.raises(problems.UsernameTaken):
        enrol(username="ISSA")


def test_an_unknown_post_is_named_with_those_that_exist(enrol):
    with pytest.raises(problems.PostUnknown) as refused:
        enrol(rights=Rights(Role.CLERK, ("abidjan",)))
    assert "abidjan" in str(refused.value)
    assert "pogo, tengrela" in str(refused.value)


def test_nobody_takes_more_rights_or_locks_themselves_out(bamba):
    for rights in (Rights(Role.PROTECTION, all_posts=True), Rights(Role.ADMINISTRATOR)):
        with pytest.raises(problems.OwnRightsKept):
            change_officer(actor=bamba, officer=bamba, display_name="Bamba", rights=rights)


def test_one_may_change_ones_own_name(bamba):
    name = "Bamba A."
    change_officer(actor=bamba, officer=bamba, display_name=name, rights=rights_of(bamba))
    assert officer_names([bamba.id]) == {bamba.id: name}


def test_the_console_is_one_officer_that_nobody_signs_in_as(db, bamba):
    console = console_officer()
    assert console_officer() == console
    assert not console.has_usable_password()
    with pytest.raises(problems.ConsoleKept):
        set_password(actor=bamba, officer=console, password=GOOD)
    with pytest.raises(problems.ConsoleKept):
        change_officer(actor=bamba, officer=console, display_name="x", rights=AT_POGO)


@pytest.mark.parametrize(
    "impossible",
    [{"role": "minister"}, {"role": Role.CLERK, "all_posts": True}, {"username": "bamba"}],
)
def test_the_database_refuses_an_impossible_officer(bamba, impossible):
    facts = {"username": "issa", "display_name": "Issa", "role": Role.AUDITOR, **impossible}
    with pytest.raises(IntegrityError), transaction.atomic():
        Officer.objects.create(**facts)


def test_the_name_of_an_officer_of_another_node_is_known(enrol):
    officer = enrol()
    Officer.objects.filter(id=officer.id).delete()
    assert officer_names([officer.id]) == {officer.id: "Issa Traoré"}


def test_the_node_hashes_passwords_with_argon2():
    (hasher,) = akwaba.settings.PASSWORD_HASHERS
    assert hasher.endswith("Argon2PasswordHasher")
