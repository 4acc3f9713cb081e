import pytest

from akwaba.matching import scripts
from akwaba.matching.names import (
    Descent,
    NameWarning,
    Script,
    canonical,
    descent,
    phonetic,
    script,
    skeleton,
    words,
)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("El Hadj Amadou KONÉ", ("amadou", "kone")),
        ("Hadja Awa", ("awa",)),
        ("N'Golo Soro", ("ngolo", "soro")),
        ("N’ Golo Soro", ("ngolo", "soro")),
        ("Mamadou dit Madou Traoré", ("mamadou", "madou", "traore")),
        ("Awa Traoré épouse Koné", ("awa", "traore", "kone")),
        ("Mme Koné née Traoré", ("kone", "traore")),
        ("Marie-Claire  Kouamé", ("marie", "claire", "kouame")),
        ("Koné (34)", ("kone",)),
        ("Hadja", ("hadja",)),
        ("El Hadj", ("el", "hadj")),
        ("عمر كوليبالي", ("amr", "kwlybly")),
        ("???", ()),
        ("", ()),
    ],
)
def test_the_words_of_a_name(said, expected):
    assert words(said) == expected


@pytest.mark.parametrize(
    ("word", "sound"),
    [
        ("Ouattara", "vatara"),
        ("Wattara", "vatara"),
        ("Cissé", "sis"),
        ("Djarra", "jara"),
        ("Gnamien", "niamien"),
        ("Ouédraogo", "vedaogo"),
        ("Drabo", "drabo"),
        ("Thiam", "cham"),
        ("Cheikh", "chek"),
        ("Denbélé", "dembel"),
        ("Guindo", "gindo"),
        ("Joseph", "josef"),
        ("Zoumana", "sumana"),
        ("Sy", "si"),
    ],
)
def test_the_sound_of_a_word(word, sound):
    assert phonetic(word) == sound


@pytest.mark.parametrize(
    ("word", "bones"),
    [
        ("Coulibaly", "klbl"),
        ("Mamadou", "mmd"),
        ("Amadou", "amd"),
        ("Ouattara", "vtr"),
        ("Touré", "tr"),
        ("Cheick", "chk"),
        ("Issa", "isa"),
        ("Assa", "asa"),
        ("Awa", "ava"),
        ("Aya", "aia"),
        ("Gana", "gn"),
        ("Naba", "nb"),
    ],
)
def test_the_skeleton_of_a_word(word, bones):
    assert skeleton(word) == bones


def test_an_equivalent_leads_to_the_head_of_its_group():
    assert canonical("Bakary") == phonetic("Boubacar")
    assert canonical("Boubakar") == phonetic("Boubacar")
    assert canonical("Tinguiano") == phonetic("Tinguiano")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Awa Traoré", Descent(("awa", "traore"))),
        ("Awa Traoré épouse Koné", Descent(("awa", "traore"), husband=("kone",))),
        ("Awa Traoré vve Koné", Descent(("awa", "traore"), husband=("kone",))),
        ("Mme Koné", Descent((), husband=("kone",))),
        ("Mme Koné Awa", Descent(("kone", "awa"))),
        ("Mme Koné née Traoré Awa", Descent(("traore", "awa"), husband=("kone",))),
        ("Awa Koné née Traoré", Descent(("awa", "traore"), husband=("kone",))),
        ("Koné Aminata née Traoré", Descent(("aminata", "traore"), husband=("kone",))),
        ("Tenin Koné née Traoré", Descent(("tenin", "traore"), husband=("kone",))),
        ("Née Traoré", Descent(("traore",))),
        ("Keïta Keïta née Keïta", Descent(("keita", "keita"), husband=("keita",))),
        ("Koné née", Descent(("kone",))),
        ("Mohamed Ag Ibrahim Ag Intalla", Descent(("mohamed",), father=("ibrahim", "intalla"))),
        ("Ag Ibrahim", Descent((), father=("ibrahim",))),
        ("Fatimata Walet Alhassane", Descent(("fatimata",), father=("alhassane",))),
        ("Sidi Ould Cheikh", Descent(("sidi",), father=("cheikh",))),
        ("محمد ولد سيدي", Descent(("mhmd",), father=("sydy",))),
        ("Ben Traoré", Descent(("traore",))),
        ("Ag", Descent(("ag",))),
        ("", Descent(())),
    ],
)
def test_whose_the_words_of_a_name_are(said, expected):
    assert descent(said) == expected


@pytest.mark.parametrize(
    ("said", "written_in", "latin", "warning"),
    [
        ("Koné Aïssata", Script.LATIN, "Koné Aïssata", None),
        ("Ɲaare Ɛɔ", Script.LATIN, "Ɲaare Ɛɔ", None),
        ("ߡߊ߬ߡߊߘߎ߫", Script.NKO, "mamadu", None),
        ("𞤀𞤥𞤢𞤣𞤵", Script.ADLAM, "Amadu", None),
        ("ⵎⵓⵅⴰⵎⴰⴷ", Script.TIFINAGH, "mukhamad", None),
        ("محمد", Script.ARABIC, "mhmd", NameWarning.VOWELS_UNWRITTEN),
        ("أحمد", Script.ARABIC, "ahmd", NameWarning.VOWELS_UNWRITTEN),
        ("مُحَمَّد", Script.ARABIC, "muhamad", None),
        ("Koné 𞤀𞤥𞤢𞤣𞤵𞤀", Script.ADLAM, "Koné AmaduA", NameWarning.MIXED_SCRIPTS),
        ("Иван", Script.OTHER, "Иван", NameWarning.KEPT_APART),
        ("???", Script.LATIN, "???", None),
    ],
)
def test_a_name_in_other_letters(said, written_in, latin, warning):
    found = script(said)
    assert (found.script, found.latin, found.warning) == (written_in, latin, warning)


def test_a_node_without_the_library_keeps_other_letters_apart(monkeypatch):
    monkeypatch.setattr(scripts, "_to_latin", None)
    found = scripts.script.__wrapped__("محمد")
    assert (found.latin, found.warning) == ("محمد", NameWarning.KEPT_APART)
