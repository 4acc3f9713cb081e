"""Every sentence is said in French, once, and nothing is left over."""

import re

import pytest

from tests.architecture.messages import (
    catalogue,
    entries,
    rooms,
    said_in_python,
    said_in_template,
    sentences,
    translations,
)

PLACES = re.compile(r"%\((\w+)\)[sd]")


@pytest.mark.parametrize("room", rooms())
def test_every_sentence_has_its_french(room):
    known = entries(room)
    silent = [
        sentence
        for sentence in sentences(room)
        if sentence not in known or not all(translations(known[sentence]))
    ]
    assert silent == [], "Run ./dev messages, then write the French."


@pytest.mark.parametrize("room", rooms())
def test_no_catalogue_keeps_what_nobody_says(room):
    left_over = [*(set(entries(room)) - sentences(room)), *catalogue(room).obsolete]
    assert left_over == [], "Run ./dev messages."


@pytest.mark.parametrize("room", rooms())
def test_no_translation_is_a_guess(room):
    assert [key for key, entry in entries(room).items() if entry.fuzzy] == []


@pytest.mark.parametrize("room", rooms())
def test_a_translation_fills_the_same_places(room):
    wrong = [
        (entry.id, text)
        for entry in entries(room).values()
        for text in translations(entry)
        if not places(text) <= places(str(entry.id))
    ]
    assert wrong == []


def test_two_rooms_do_not_translate_one_sentence_in_two_ways():
    """Django lays all catalogues together: one room's words would be read in the other's pages."""
    french = {}
    for room in rooms():
        for key, entry in entries(room).items():
            if all(translations(entry)):
                french.setdefault(key, set()).add(translations(entry))
    assert {key: texts for key, texts in french.items() if len(texts) > 1} == {}


def test_sentences_are_found_in_python():
    source = """
_("One.")
translation.ngettext("%(n)s family", "%(n)s families", 2)
pgettext_lazy("tally", "On" "e")
gettext(variable)
"""
    assert said_in_python(source) == {
        (None, "One.", None),
        (None, "%(n)s family", "%(n)s families"),
        ("tally", "One", None),
    }


def test_sentences_are_found_in_templates():
    source = """{% translate "It’s “here”" %} {% blocktranslate trimmed count n=n %}
  One family{% plural %}{{ n }} families{% endblocktranslate %}
{{ x|default:_("None") }} {% translate "May" context "month" %}"""
    assert said_in_template(source) == {
        (None, "It’s “here”", None),
        (None, "One family", "%(n)s families"),
        (None, "None", None),
        ("month", "May", None),
    }


def places(text):
    return set(PLACES.findall(text))
