"""A store that was made by an earlier version and holds people, brought up to date."""

from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from akwaba.registry.models import SharedNumber

NUMBER, OWN = "271300000050", "271300000147"


@pytest.fixture
def store(tmp_path, django_db_blocker):
    """A store on the disk, of the time before numbers were compared."""
    wrapper = connections.create_connection("default")
    wrapper.settings_dict = {**wrapper.settings_dict, "NAME": str(tmp_path / "akwaba.sqlite3")}
    before = connections["default"]
    with django_db_blocker.unblock():
        connections["default"] = wrapper
        try:
            migrate("0003_lend_numbers")
            yield wrapper
        finally:
            connections["default"] = before
            wrapper.close()


def migrate(upto=None):
    call_command("migrate", "registry", *filter(None, [upto]), verbosity=0, interactive=False)


def bears(store, model, number, **facts):
    """Somebody in the tables as that version knew them."""
    state = MigrationExecutor(store).loader.project_state([("registry", "0003_lend_numbers")])
    row = state.apps.get_model("registry", model)(
        id=uuid4(), number=number, post="pogo", **{"origin": uuid4(), **facts}
    )
    row.save(using="default")
    return row.id


def found():
    return {(shared.number, shared.bearer) for shared in SharedNumber.objects.all()}


def test_numbers_that_were_borne_twice_already_are_found(store):
    people = [bears(store, "Person", NUMBER) for _ in range(2)]
    household = bears(store, "Household", NUMBER)
    bears(store, "Person", OWN)
    migrate()
    assert found() == {(NUMBER, bearer) for bearer in (*people, household)}


@pytest.mark.parametrize(
    "facts", [{"void_reason": "registered twice"}, {"origin": None}, {"number": ""}]
)
def test_who_does_not_bear_it_shares_it_with_nobody(store, facts):
    bears(store, "Person", NUMBER)
    bears(store, "Person", **{"number": NUMBER, **facts})
    migrate()
    assert found() == set()


def test_migrating_back_and_forth_finds_each_once(store):
    people = {bears(store, "Person", NUMBER) for _ in range(2)}
    migrate()
    migrate("0005_relocate_households")
    migrate()
    assert found() == {(NUMBER, bearer) for bearer in people}
