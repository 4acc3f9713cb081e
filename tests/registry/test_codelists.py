import re
from datetime import date
from pathlib import Path

import pytest

from akwaba.registry.codelists import (
    LISTS,
    bases_for,
    choices,
    codes,
    countries,
    end_reasons,
    find_code,
    inverse_relationship,
    label,
    legal_bases,
    need_level,
    needs,
    relationships,
)

LONGEST_CODE = {"legal_bases": 40, "legal_status": 20, "document_types": 30, "consent_purposes": 30}


@pytest.mark.parametrize("name", LISTS)
def test_every_code_has_words_in_both_languages(name):
    for code, line in codes(name).items():
        assert code == line.code.strip()
        assert line.label_en.strip()
        assert line.label_fr.strip()
        assert "'" not in line.label_fr


@pytest.mark.parametrize("name", LISTS)
def test_no_code_and_no_words_stand_twice_in_a_list(name):
    lines = codes(name).values()
    for language in ("en", "fr"):
        assert len({label(name, line.code, language) for line in lines}) == len(lines)


@pytest.mark.parametrize("name", LISTS)
def test_a_code_fits_its_column(name):
    longest = LONGEST_CODE.get(name, 20 if name == "registration_reasons" else 12)
    assert all(len(code) <= longest for code in codes(name))


@pytest.mark.parametrize("name", LISTS)
def test_a_code_is_found_by_itself_and_by_its_words(name):
    for code in codes(name):
        assert find_code(name, code) == code
    for code, words in choices(name, "fr"):
        assert find_code(name, f"  {words.upper()} ") == code


def test_a_list_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        codes("religion")


def test_an_unlisted_code_is_shown_as_it_is():
    assert label("sex", "Z") == "Z"
    assert find_code("sex", "Z") is None


def test_labels_follow_the_language():
    assert label("relationships", "DAU") == "Fille"
    assert label("relationships", "DAU", "fr-ci") == "Fille"
    assert label("relationships", "DAU", "en") == "Daughter"


def test_the_sizes_of_the_unhcr_lists():
    assert len(relationships()) == 55
    assert len(needs()) == 113


def test_a_relationship_and_its_inverse_answer_each_other():
    for line in relationships().values():
        for focal_sex in ("F", "M"):
            inverse = inverse_relationship(line.code, focal_sex=focal_sex)
            back = relationships()[inverse]
            assert back.sex in {"", focal_sex}
            if line.generation and back.generation is not None:
                assert back.generation == -line.generation


def test_a_sons_inverse_is_his_father_or_his_mother():
    assert inverse_relationship("SON", focal_sex="M") == "PRM"
    assert inverse_relationship("SON", focal_sex="F") == "PRF"
    assert inverse_relationship("SON", focal_sex="U") == "U"
    assert inverse_relationship("nothing", focal_sex="F") == "U"


def test_every_need_belongs_to_a_family_of_needs():
    assert {need.parent for need in needs().values()} <= set(needs())


@pytest.mark.parametrize(
    "family_or_code", ["SV", "TR", "LP-AF", "CR-AF", "WR-GM", "WR-WF", "LP-TA", "LP-VO"]
)
def test_violence_torture_and_armed_groups_are_confidential(family_or_code):
    found = [code for code in needs() if code.startswith(family_or_code)]
    assert found
    assert {need_level(code) for code in found} == {"confidential"}


def test_a_need_that_nobody_listed_is_confidential():
    assert need_level("XX-YY") == "confidential"


def test_needs_name_whom_they_can_concern():
    assert needs()["WR-SF"].sex == "F"
    assert needs()["SC-UC"].max_age == 17
    assert needs()["ER-FR"].min_age == 60


def test_unhcr_and_iso_codes_of_countries_are_not_confused():
    unhcr = {code: country.unhcr for code, country in countries().items()}
    assert [unhcr[code] for code in ("MLI", "BFA", "CIV", "GIN", "NER", "NGA", "AUS", "AUT")] == [
        "MLI", "BKF", "ICO", "GUI", "NGR", "NIG", "AUL", "AUS",
    ]  # fmt: skip
    given = [code for code in unhcr.values() if code]
    assert len(given) == len(set(given))


def test_neighbours_read_well_in_french():
    names = [label("countries", code) for code in ("CIV", "BFA", "GIN", "LBR", "TCD", "XXA")]
    assert names == ["Côte d’Ivoire", "Burkina Faso", "Guinée", "Liberia", "Tchad", "Apatride"]


def test_an_end_of_presence_leads_to_a_status_that_exists():
    assert {reason.leads_to for reason in end_reasons().values()} == {"inactive", "closed"}
    assert end_reasons()["NSH"].can_return


def test_a_basis_names_a_status_and_its_source():
    for basis in legal_bases().values():
        assert basis.status in codes("legal_status")
        assert set(basis.countries) <= set(countries())
        assert basis.source


@pytest.mark.parametrize(
    ("country", "registered_on", "decided_on", "offered"),
    [
        ("MLI", date(2025, 11, 12), date(2025, 11, 12), True),
        ("BFA", date(2021, 5, 1), date(2025, 7, 2), True),
        ("BFA", date(2021, 4, 30), date(2025, 7, 2), False),
        ("BFA", date(2023, 1, 1), date(2025, 7, 1), False),
        ("NER", date(2023, 1, 1), date(2025, 11, 12), False),
    ],
)
def test_prima_facie_is_offered_to_the_cohort_of_the_order(
    country, registered_on, decided_on, offered
):
    found = bases_for(country=country, registered_on=registered_on, decided_on=decided_on)
    assert ("prima_facie_2025" in [basis.code for basis in found]) is offered
    assert "application" in [basis.code for basis in found]


def test_the_reference_page_counts_the_codes_of_every_list():
    page = Path(__file__).parents[2] / "docs/reference/codes.md"
    rows = re.findall(r"^\| `(\w+)\.csv` \| (\d+) \|", page.read_text(), re.MULTILINE)
    assert rows == [(name, str(len(codes(name)))) for name in LISTS]


def test_every_list_names_its_source():
    folder = Path(__file__).parents[2] / "akwaba/registry/codes"
    readme = (folder / "README.md").read_text()
    assert {path.stem for path in folder.glob("*.csv")} == set(LISTS)
    assert all(f"`{name}.csv`" in readme for name in LISTS)
