"""Every act on a person or a family: who may do it, what it writes, and how it is undone."""

from datetime import date

import pytest

from akwaba.ledger.models import Entry
from akwaba.ledger.problems import NotFound
from akwaba.ledger.queries import heads
from akwaba.ledger.services import rebuild
from akwaba.registry import problems, services
from akwaba.registry.models import (
    Cluster,
    Consent,
    Document,
    Headcount,
    Household,
    Link,
    Need,
    Person,
    Token,
)
from akwaba.registry.numbers import new_token
from tests.ledger.snapshots import snapshot
from tests.registry.people import new, now, registered

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def family(awa):
    return registered(awa, new("Awa"), new("Issa", relationship="SON"), new("Petit Ali"))


@pytest.fixture
def household(family):
    return family[0]


@pytest.fixture
def her(family):
    return family[1][0]


@pytest.fixture
def him(family):
    return family[1][1]


def shown(*rows):
    """What the rows show, without what they remember of who set it."""
    kept = ("registers", "is_disputed", "void_seen")
    return [
        {name: value for name, value in type(row).objects.filter(pk=row.pk).values()[0].items()
         if name not in kept}
        for row in rows
    ]  # fmt: skip


def undo(actor, entry, subject):
    return services.undo(actor=actor, entry=entry.id, subject=subject.id, post="pogo")


def last():
    return Entry.objects.order_by("-position").first()


ACTS = {
    "correct a person": lambda f: services.correct(
        actor=f.awa, row=f.her, values={"name_said": "Awa Koné", "sex": "F", "phone": "07"}
    ),
    "correct a household": lambda f: services.correct(
        actor=f.awa,
        row=f.household,
        values={"came_from": {"origin_country": "BFA"}, "arrived_on": "2025-11-09"},
    ),
    "end presence": lambda f: services.end_presence(actor=f.soro, person=f.her, reason="DTH"),
    "record a death": lambda f: services.record_death(
        actor=f.awa, person=f.her, on=date(2025, 11, 12)
    ),
    "decide a status": lambda f: services.decide_legal_status(
        actor=f.soro, person=f.her, status=f.status, basis=f.basis, on=date(2025, 11, 12)
    ),
    "void a person": lambda f: services.void_person(actor=f.awa, person=f.her, reason="twice"),
    "change who speaks": lambda f: services.change_focal_point(
        actor=f.awa, household=f.household, person=f.him, relationships={f.her.id: "PRF"}
    ),
    "split": lambda f: services.split_household(
        actor=f.awa, household=f.household, people=[f.her], relationships={}
    ),
    "move": lambda f: services.move_people(
        actor=f.awa, people=[f.her], into=f.other, relationships={f.her.id: "DAU"}
    ),
    "join": lambda f: services.join_households(
        actor=f.awa, household=f.other, into=f.household, relationships={}
    ),
    "report a need": lambda f: services.report_need(actor=f.awa, person=f.her, code="DS"),
    "record consent": lambda f: services.record_consent(
        actor=f.awa, person=f.her, answers={f.purpose: "no"}, manner="spoken"
    ),
    "issue a token": lambda f: services.issue_token(
        actor=f.awa, holder=f.household, code=new_token()
    ),
    "record a document": lambda f: services.record_document(
        actor=f.awa, person=f.her, kind=f.paper, number="X 12"
    ),
    "link": lambda f: services.link_persons(actor=f.soro, one=f.her, other=f.him, reason="same"),
    "add people": lambda f: services.add_people(
        actor=f.awa, household=f.household, people=[new("Bali")]
    ),
}


class Facts:
    """Everything that an act may need."""

    def __init__(self, awa, soro, household, her, him):
        from akwaba.registry.codelists import codes

        self.awa, self.soro, self.household, self.her, self.him = awa, soro, household, her, him
        self.other, _ = registered(awa, new("Bintou"), new("Oumar"))
        self.status = min(codes("legal_status"))
        self.basis = min(codes("legal_bases"))
        self.purpose = min(codes("consent_purposes"))
        self.paper = min(codes("document_types"))


@pytest.fixture
def facts(awa, soro, household, her, him):
    return Facts(awa, soro, household, her, him)


def everything_shown():
    tables = [Person, Household, Need, Consent, Token, Document, Link]
    return [
        row
        for table in tables
        for row in shown(*table.objects.filter(void_reason="").order_by("pk"))
    ] + list(Cluster.objects.order_by("pk").values())


@pytest.mark.parametrize("name", ACTS)
def test_every_act_is_one_entry_and_can_be_undone_and_done_again(name, facts, toure):
    before, entries = everything_shown(), Entry.objects.count()
    ACTS[name](facts)
    after, entry = everything_shown(), last()
    assert Entry.objects.count() == entries + 1
    assert after != before
    subject = type("Subject", (), {"id": _subject(entry)})
    first = undo(toure, entry, subject)
    assert everything_shown() == before
    undo(toure, first, subject)
    assert everything_shown() == after
    tables = snapshot()
    rebuild()
    assert snapshot() == tables


def _subject(entry):
    from uuid import UUID

    from akwaba.ledger import laws

    return UUID(laws.read_header(bytes(entry.header)).subject)


def test_a_registration_is_undone_and_done_again(awa, household, her):
    entry = last()
    undone = undo(awa, entry, household)
    assert not Person.objects.filter(void_reason="").exists()
    undo(awa, undone, household)
    assert Person.objects.filter(void_reason="").count() == 3


def test_what_was_changed_again_since_is_not_undone(awa, her):
    first = services.correct(actor=awa, row=her, values={"sex": "F"})
    services.correct(actor=awa, row=now(her), values={"sex": "M"})
    with pytest.raises(problems.CannotBeUndone):
        undo(awa, first, her)


def test_an_act_of_another_post_is_not_undone_under_the_name_of_ones_own(awa, toure):
    _, (stranger,) = registered(toure, new("Safi"), post="niornigue")
    entry = services.correct(actor=toure, row=stranger, values={"sex": "F"})
    with pytest.raises((problems.NotYourPost, NotFound)):
        undo(awa, entry, stranger)


def test_an_erasure_is_not_undone(toure, her):
    services.erase_person(actor=toure, person=her, reason="asked")
    with pytest.raises(NotFound):
        undo(toure, last(), her)


def test_nothing_is_done_to_a_person_whose_data_was_erased(awa, toure, her):
    services.erase_person(actor=toure, person=her, reason="asked")
    for act in (
        lambda: services.correct(actor=awa, row=her, values={"sex": "F"}),
        lambda: services.report_need(actor=awa, person=her, code="DS"),
        lambda: services.void_person(actor=awa, person=her, reason="twice"),
    ):
        with pytest.raises(NotFound):
            act()
    assert not Person.objects.filter(pk=her.id).exists()


def test_a_value_that_is_there_already_writes_nothing(awa, her):
    assert services.correct(actor=awa, row=her, values={"name_said": "Awa"}) is None
    assert Entry.objects.count() == 1


def test_a_page_that_is_out_of_date_does_not_overwrite(awa, soro, her):
    seen = {"sex": heads(her, "sex")}
    services.correct(actor=awa, row=her, values={"sex": "F"}, seen=seen)
    with pytest.raises(problems.ChangedMeanwhile):
        services.correct(actor=soro, row=her, values={"sex": "M"}, seen=seen)
    assert now(her).sex == "F"


@pytest.fixture
def disputed(awa, her):
    """Her father's name, told differently to two devices that had not met."""
    from akwaba.ledger.acceptance import accept
    from tests.factories import Desk, sets

    desk = Desk()
    desk.enrol()
    services.correct(actor=awa, row=her, values={"father": "Siaka"})
    accept([desk.make(sets(her.id, father="Seydou"))])
    return now(her)


def test_two_values_stand_until_a_supervisor_settles_them(awa, soro, disputed):
    assert disputed.is_disputed
    assert len(heads(disputed, "father")) == 2
    with pytest.raises(problems.FieldDisputed):
        services.correct(actor=awa, row=disputed, values={"father": "Ali"})
    with pytest.raises(problems.NotYourTask):
        services.resolve(actor=awa, row=disputed, field="father", value="Ali", reason="asked")
    services.resolve(actor=soro, row=disputed, field="father", value="Siaka", reason="asked")
    assert (now(disputed).father, now(disputed).is_disputed) == ("Siaka", False)
    with pytest.raises(problems.NothingToResolve):
        services.resolve(actor=soro, row=now(disputed), field="father", value="Ali", reason="x")


def test_a_decision_can_be_undone_and_both_values_stand_again(soro, disputed):
    entry = services.resolve(
        actor=soro, row=disputed, field="father", value="Siaka", reason="asked"
    )
    shown_before = disputed.father
    undo(soro, entry, disputed)
    again = now(disputed)
    assert (again.father, again.is_disputed) == (shown_before, True)
    given = {head[0] for head in again.registers["father"]["heads"].values()}
    assert given == {"Siaka", "Seydou"}
    services.resolve(actor=soro, row=again, field="father", value="Seydou", reason="")
    assert (now(disputed).father, now(disputed).is_disputed) == ("Seydou", False)


def test_an_edit_that_whoever_voided_her_had_not_seen_is_shown(awa, her):
    from akwaba.ledger.acceptance import accept
    from tests.factories import Desk, sets

    desk = Desk()
    desk.enrol()
    edit = desk.make(sets(her.id, sex="F"))
    services.void_person(actor=awa, person=her, reason="twice")
    assert not now(her).is_disputed
    accept([edit])
    assert now(her).is_disputed
    services.reinstate(actor=awa, row=now(her))
    assert (now(her).void_reason, now(her).is_disputed) == ("", False)


def test_two_who_void_her_apart_agree(awa, her):
    from akwaba.ledger.acceptance import accept
    from tests.factories import Desk, sets

    desk = Desk()
    desk.enrol()
    seen = {"void_reason": "twice", "void_seen": [str(her.origin)]}
    wire = desk.make(sets(her.id, void=seen))
    services.void_person(actor=awa, person=her, reason="registered at Niellé already")
    accept([wire])
    assert now(her).void_reason
    assert not now(her).is_disputed
    accept([desk.make(sets(her.id, base=[wire], void={}))])
    assert now(her).is_disputed


def test_linked_records_count_as_one_until_they_are_unlinked(soro, family):
    _, (one, other, third) = family
    services.link_persons(actor=soro, one=one, other=other, reason="same face")
    services.link_persons(actor=soro, one=other, other=third, reason="same face")
    assert len(set(Cluster.objects.values_list("counted_as", flat=True))) == 1
    assert Cluster.objects.count() == 3
    for link in Link.objects.all():
        services.unlink_persons(actor=soro, link=link, reason="three people")
    assert not Cluster.objects.exists()
    services.link_persons(actor=soro, one=other, other=one, reason="after all")
    assert Cluster.objects.count() == 2
    with pytest.raises(problems.SamePerson):
        services.link_persons(actor=soro, one=one, other=one, reason="x")


def test_a_link_to_an_erased_record_is_gone(soro, toure, her, him):
    services.link_persons(actor=soro, one=her, other=him, reason="same face")
    link = Link.objects.get()
    services.erase_person(actor=toure, person=her, reason="asked")
    with pytest.raises(NotFound):
        services.unlink_persons(actor=soro, link=link, reason="x")


def test_one_token_is_active_and_a_lost_one_that_is_found_is_active_again(awa, her, him):
    first, second = new_token(), new_token()
    services.issue_token(actor=awa, holder=her, code=first)
    services.issue_token(actor=awa, holder=her, code=first)
    services.issue_token(actor=awa, holder=her, code=second)
    assert active() == [second]
    with pytest.raises(problems.TokenUnusable):
        services.issue_token(actor=awa, holder=him, code=second)
    services.issue_token(actor=awa, holder=her, code=first)
    assert active() == [first]
    token = Token.objects.get(code=first)
    with pytest.raises(problems.ReasonMissing):
        services.void_token(actor=awa, token=token, post="pogo", reason=" ")
    services.void_token(actor=awa, token=token, post="pogo", reason="lost")
    assert active() == []
    assert not Token.objects.filter(is_disputed=True).exists()


def active():
    return list(Token.objects.filter(void_reason="").values_list("code", flat=True))


def test_a_token_of_another_post_is_not_voided_under_the_name_of_ones_own(awa, toure):
    registered(toure, new("Safi", token=new_token()), post="niornigue")
    with pytest.raises(problems.NotYourPost):
        services.void_token(actor=awa, token=Token.objects.get(), post="pogo", reason="lost")


def test_nobody_is_split_out_of_a_household_that_is_not_theirs(awa, toure, household):
    _, (stranger,) = registered(toure, new("Safi"), post="niornigue")
    with pytest.raises(problems.NobodyNamed):
        services.split_household(
            actor=awa, household=household, people=[stranger], relationships={}
        )
    with pytest.raises(problems.NotYourPost):
        services.move_people(actor=awa, people=[stranger], into=household, relationships={})
    with pytest.raises(problems.NobodyNamed):
        services.join_households(actor=awa, household=household, into=household, relationships={})


def test_a_household_that_everyone_left_stays_in_history(awa, household):
    other, (bintou,) = registered(awa, new("Bintou"))
    services.join_households(actor=awa, household=other, into=household, relationships={})
    assert now(bintou).household == household.id
    assert now(other).focal_point is None
    assert Household.objects.count() == 2


def test_a_need_goes_from_reported_to_ended_and_may_be_reported_again(awa, toure, her):
    services.report_need(actor=awa, person=her, code="DS")
    with pytest.raises(problems.NotYourTask):
        services.change_need(actor=awa, person=her, need=Need.objects.get(), state="confirmed")
    for state in ("pending", "confirmed", "ended"):
        services.change_need(actor=toure, person=her, need=Need.objects.get(), state=state)
        assert Need.objects.get().state == state
    services.report_need(actor=awa, person=her, code="DS")
    assert (Need.objects.get().state, Need.objects.get().is_disputed) == ("reported", False)


def test_a_refusal_of_consent_is_kept_as_one(awa, facts, her):
    for answer in ("yes", "no"):
        services.record_consent(
            actor=awa, person=her, answers={facts.purpose: answer}, manner="spoken", language=""
        )
    assert (Consent.objects.get().answer, Consent.objects.get().is_disputed) == ("no", False)


def test_a_clerk_welcomes_back_only_those_who_had_left_by_themselves(awa, soro, her):
    services.end_presence(actor=soro, person=her, reason="SPD")
    services.reactivate(actor=awa, person=now(her))
    for reason in ("TRF", "FGT"):
        services.end_presence(actor=soro, person=now(her), reason=reason)
        with pytest.raises(problems.NotYourTask):
            services.reactivate(actor=awa, person=now(her))
        services.reactivate(actor=soro, person=now(her))


def test_whoever_joins_a_household_of_another_post_is_of_that_post(toure, her):
    elsewhere, _ = registered(toure, new("Salif"), post="tengrela")
    services.move_people(actor=toure, people=[her], into=elsewhere, relationships={})
    assert (now(her).post, now(her).household) == ("tengrela", elsewhere.id)


def test_a_death_is_undone_by_reactivating(awa, soro, her):
    services.record_death(actor=awa, person=her, on=date(2025, 11, 12))
    assert (now(her).process, now(her).died_on) == ("closed", date(2025, 11, 12))
    services.reactivate(actor=soro, person=now(her))
    assert (now(her).process, now(her).died_on) == ("active", None)


def test_counts_of_a_day_stand_side_by_side(diallo):
    for people, method in ((40, "counted"), (60, "estimated")):
        services.record_headcount(
            actor=diallo, post="pogo", day=date(2025, 11, 10), people=people, method=method,
            source="chief\0 of Pogo",
        )  # fmt: skip
    assert sorted(Headcount.objects.values_list("people", flat=True)) == [40, 60]
    for people in (-1, 100_001):
        with pytest.raises(problems.CountsUnusable):
            services.record_headcount(
                actor=diallo, post="pogo", day=date(2025, 11, 10), people=people, method="counted"
            )


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"household": "00000000-0000-4000-8000-000000000000"}, problems.NotCorrectable),
        ({"void": {}}, problems.NotCorrectable),
        ({"shoe_size": 44}, problems.NotCorrectable),
        ({"sex": "X"}, problems.UnknownCode),
        ({"sex": None}, problems.UnknownCode),
        ({"arrived_on": "tomorrow"}, problems.UnknownCode),
        ({"arrived_on": "2999-01-01"}, problems.DateInFuture),
        ({"aliases": 5}, problems.UnknownCode),
        ({"birth": {"birth_day": 3}}, problems.UnknownCode),
        ({"name_said": "😀"}, problems.NameUnusable),
        ({"phone": "0" * 41}, problems.FormTooLong),
        ({"birth": {"birth_said": "x" * 61}}, problems.FormTooLong),
    ],
    ids=str,
)
def test_a_correction_that_cannot_be_is_refused_and_nothing_is_written(awa, her, values, problem):
    with pytest.raises(problem) as refused:
        services.correct(actor=awa, row=her, values=values)
    assert str(refused.value)
    assert Entry.objects.count() == 1


REFUSED = {
    "correct a person": "yeo ouattara kone bamba",
    "end presence": "awa diallo ouattara kone bamba",
    "record a death": "yeo diallo ouattara kone bamba",
    "decide a status": "awa yeo diallo ouattara kone bamba",
    "void a person": "yeo diallo ouattara kone bamba",
    "split": "yeo diallo ouattara kone bamba",
    "move": "yeo diallo ouattara kone bamba",
    "join": "yeo diallo ouattara kone bamba",
    "report a need": "diallo ouattara kone bamba",
    "record consent": "yeo diallo ouattara kone bamba",
    "issue a token": "yeo diallo ouattara kone bamba",
    "record a document": "yeo diallo ouattara kone bamba",
    "link": "awa yeo ouattara kone bamba",
    "add people": "yeo diallo ouattara kone bamba",
}


@pytest.mark.parametrize(
    ("name", "who"), [(name, who) for name, roles in REFUSED.items() for who in roles.split()]
)
def test_other_roles_do_not_do_it(name, who, facts, request):
    facts.awa = facts.soro = request.getfixturevalue(who)
    entries = Entry.objects.count()
    with pytest.raises(problems.NotYourTask):
        ACTS[name](facts)
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("name", ACTS)
def test_nobody_does_it_at_a_post_that_is_not_theirs(name, facts):
    facts.soro.posts = facts.awa.posts = ["niornigue"]
    entries = Entry.objects.count()
    with pytest.raises(problems.NotYourPost):
        ACTS[name](facts)
    assert Entry.objects.count() == entries


def test_only_protection_erases(awa, soro, her):
    for officer in (awa, soro):
        with pytest.raises(problems.NotYourTask):
            services.erase_person(actor=officer, person=her, reason="asked")


def test_a_person_keeps_at_least_one_name(awa, her):
    nothing = dict.fromkeys(("name_said", "given_names", "family_name"), "")
    with pytest.raises(problems.NobodyNamed):
        services.correct(actor=awa, row=her, values=nothing)
    assert now(her).name_said == "Awa"
