"""A village that is surely known tells the country of origin, and never a nationality."""

import pytest

from akwaba.places.models import Boundary, Layer, Place
from akwaba.registry.intake.posts import country_of_village
from akwaba.registry.models import Household, Person
from tests.registry.intake.sheets import delimited
from tests.registry.intake.test_import_command import run

pytestmark = pytest.mark.usefixtures("facts")
NORTH_OF_IVORY_COAST = (
    '{"type": "Polygon", "coordinates": '
    "[[[-7, 9], [-5, 9], [-5, %(north)s], [-7, %(north)s], [-7, 9]]]}"
)


@pytest.fixture(autouse=True)
def _forgetful():
    country_of_village.cache_clear()
    yield
    country_of_village.cache_clear()


def outline(north):
    Boundary.objects.create(
        layer=Layer.objects.get(),
        place=Place.objects.get(code="CIV"),
        level=0,
        geometry=NORTH_OF_IVORY_COAST % {"north": north},
    )


def test_the_household_and_its_people_come_from_there(tmp_path):
    lines = [["Nom", "Sexe", "Village d’origine"], ["Koné Awa", "F", "Loulouni"]]
    run(delimited(tmp_path / "a.csv", lines), "--post", "pogo")
    assert Household.objects.get().origin_country == "MLI"
    person = Person.objects.get()
    assert (person.origin_country, person.nationality) == ("MLI", "")


def test_what_the_sheet_says_of_the_country_holds(tmp_path):
    lines = [["Nom", "Village d’origine", "Pays d’origine"], ["Koné Awa", "Loulouni", "Burkina"]]
    run(delimited(tmp_path / "a.csv", lines), "--post", "pogo")
    assert Household.objects.get().origin_country == "BFA"


@pytest.mark.parametrize("said", ["", "Kalamon", "Loulounou", "Nulle part", "Kadiana"])
def test_nothing_is_derived_from_a_doubt_from_this_side_or_without_a_position(said):
    assert country_of_village(said, "pogo") == ""


@pytest.mark.parametrize(("north", "country"), [("10.5", "MLI"), ("10.89", "")])
def test_near_the_border_nothing_is_derived(north, country):
    outline(north)
    assert country_of_village("Loulouni", "pogo") == country
