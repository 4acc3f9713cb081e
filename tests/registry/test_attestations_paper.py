"""The attestation as a PDF: what a phone reads on it, and names in any letters."""

import json
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from akwaba.registry.papers import typesetting
from akwaba.registry.papers.typesetting import CODE_MM, attestations_pdf
from akwaba.registry.papers.wording import paper as words_of
from tests.registry.attestations_cast import new_signer, paper, read

SIGNER = new_signer()
READER = Path(__file__).parents[1] / "desk" / "read_code.mjs"
DPI = 300


def picture_of(one, tmp_path):
    """The first page as a printer lays it down: 300 dots an inch."""
    inputs = {
        "papers": json.dumps([words_of(one, "")]),
        "pictures": json.dumps([typesetting._pictures(one)]),
    }
    content = typesetting._compiler().compile(format="png", ppi=DPI, sys_inputs=inputs)
    page = tmp_path / "page.png"
    page.write_bytes(content)
    return page


def codes_on(page):
    """The text of each code on the page, with its width in dots."""
    run = subprocess.run(["node", READER, page], capture_output=True, text=True, check=True)
    return [(code["text"], code["width"]) for code in json.loads(run.stdout)]


def test_a_phone_reads_the_printed_code_and_it_is_the_signed_one(tmp_path):
    one = paper(SIGNER)
    [(text, _width)] = codes_on(picture_of(one, tmp_path))
    assert text == one.code
    assert read(text, SIGNER).claim169.full_name == one.name


def test_the_code_is_40_millimetres_wide_without_its_border(tmp_path):
    [(_text, dots)] = codes_on(picture_of(paper(SIGNER), tmp_path))
    assert dots / DPI * 25.4 == pytest.approx(CODE_MM, abs=0.6)


def test_it_is_made_to_the_standards_of_accessible_and_lasting_documents():
    content = attestations_pdf([paper(SIGNER)])
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert b"<pdfaid:part>3</pdfaid:part>" in content
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in content


@pytest.mark.parametrize(
    "name",
    [
        "Ɲàga Ɛlɛnɛ Ŋuna",
        "ߡߊߙߌߦߡߎ ߞߎߟߌߓߊߟߌ",
        "𞤀𞤥𞤭𞤲𞤢𞤼𞤢",
        "ⵜⵉⵏⴰ",
        "محمد ولد أحمد",
        "N’Golo",
        "A" * 120,
    ],
)
def test_a_name_in_any_letters_of_the_region_keeps_the_standards(name):
    assert b"<pdfuaid:part>1" in attestations_pdf([paper(SIGNER, full_name=name)])


def test_a_name_with_an_emoji_is_printed_all_the_same():
    content = attestations_pdf([paper(SIGNER, full_name="Awa 🙂")])
    assert content.startswith(b"%PDF")


def test_a_name_is_shown_and_never_obeyed(tmp_path):
    """Typst would read a file, or fail, if a name were markup."""
    name = '#read("/etc/passwd") *Awa* $x$ \\ " // @b <c>'
    one = paper(SIGNER, full_name=name)
    assert attestations_pdf([one]).startswith(b"%PDF")
    [(text, _width)] = codes_on(picture_of(one, tmp_path))
    assert text == one.code


def test_a_photo_is_on_the_paper():
    photo = BytesIO()
    Image.effect_noise((480, 640), 60).convert("RGB").save(photo, "JPEG")
    bare, faced = (attestations_pdf([paper(SIGNER, photo=p)]) for p in (None, photo.getvalue()))
    assert len(faced) > len(bare) + len(photo.getvalue()) // 2


def test_fifty_papers_are_fifty_pages_in_one_file():
    assert b"/Count 50" in attestations_pdf([paper(SIGNER) for _ in range(50)])


def test_it_says_everything_in_french_and_english():
    said = words_of(paper(SIGNER, birth="12/03/1991"), "Numéro vert")
    assert said["titles"]["title"] == {
        "fr": "Attestation de demandeur d’asile",
        "en": "Asylum-seeker’s attestation",
    }
    facts = {fact["name"]["en"]: fact["value"] for fact in said["facts"]}
    assert facts["Date of birth"]["fr"] == "12 mars 1991"
    assert facts["Registration number"]["en"] == "0421 0001 3762"
    assert said["titles"]["help"]["fr"] == "Aide : Numéro vert"


def test_an_estimated_age_is_never_printed_as_a_date():
    said = words_of(paper(SIGNER, birth="~40"), "")
    names = [fact["name"]["en"] for fact in said["facts"]]
    assert "Date of birth" not in names
    assert "Age on the day of issue" in names
