"""Which sentences each room says, and what its French catalogue holds for them.

`./dev messages [ROOM …]` runs this file: it writes each catalogue where a sentence came or went.
"""

import ast
import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

AKWABA = Path(__file__).resolve().parents[2] / "akwaba"

# Places of the arguments: (context, singular, plural); None where the function has no such thing.
ARGUMENTS = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
TEXT = r"""[uU]?(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
CALL_IN_TEMPLATE = re.compile(
    rf"\b(_|gettext|ngettext|pgettext|npgettext)\(\s*({TEXT}(?:\s*,\s*{TEXT})*)"
)


def rooms():
    return sorted(path.parent.name for path in AKWABA.glob("*/__init__.py"))


def catalogue_path(room):
    return AKWABA / room / "locale" / "fr" / "LC_MESSAGES" / "django.po"


def catalogue(room):
    """The room's French catalogue; empty where the room has no file yet."""
    path = catalogue_path(room)
    if path.exists():
        with path.open("rb") as file:
            return read_po(file, locale="fr", abort_invalid=True)
    return Catalog(
        locale="fr",
        charset="utf-8",
        project="Akwaba",
        header_comment=f"# What the room “{room}” says, in French.",
        fuzzy=False,
    )


def sentences(room):
    """Every (context, singular, plural) that the room's Python and templates ask to translate.

    What stands beside the rooms (the command line) speaks through the shell's catalogue.
    """
    python = [*(AKWABA / room).rglob("*.py"), *(AKWABA.glob("*.py") if room == "office" else ())]
    templates = (AKWABA / room).glob("templates/**/*.*")
    return set().union(
        *(said_in_python(path.read_text()) for path in python),
        *(said_in_template(path.read_text()) for path in templates),
    )


def said_in_python(source):
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return {
        sentence
        for call in calls
        if (sentence := sentence_of(called(call), [text_of(item) for item in call.args]))
    }


def said_in_template(source):
    return {
        sentence_of(match[1], [ast.literal_eval(text) for text in re.findall(TEXT, match[2])])
        for match in CALL_IN_TEMPLATE.finditer(templatize(source))
    }


def called(call):
    """`gettext` for both `gettext(…)` and `translation.gettext(…)`."""
    function = call.func
    return getattr(function, "id", None) or getattr(function, "attr", "")


def text_of(node):
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if is_text else None


def sentence_of(function, texts):
    """None where the function does not translate, or the sentence is known only at run time."""
    places = ARGUMENTS.get(function)
    if places is None or len(texts) <= places[1] or texts[places[1]] is None:
        return None
    context, singular, plural = (None if place is None else texts[place] for place in places)
    return context, singular, plural


def key(message):
    """What identifies a message of a catalogue, as `sentences` gives it."""
    forms = message.id if isinstance(message.id, tuple) else (message.id, None)
    return message.context, *forms


def translations(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


def entries(room):
    return {key(message): message for message in catalogue(room) if message.id}


def update(room):
    """Add what the room newly says, drop what it no longer says; True if the file changed."""
    said, known = sentences(room), entries(room)
    fresh = catalogue(room)
    if said == set(known) and not fresh.obsolete:
        return False
    for context, singular, plural in set(known) - said:
        fresh.delete((singular, plural) if plural else singular, context)
    for context, singular, plural in sorted(said - set(known), key=str):
        fresh.add((singular, plural) if plural else singular, context=context)
    save(fresh, catalogue_path(room))
    return True


def save(fresh, path):
    text = io.BytesIO()
    write_po(text, fresh, width=100, no_location=True, ignore_obsolete=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.getvalue())


def main(chosen):
    for room in chosen or rooms():
        changed = update(room)
        waiting = sum(not all(translations(entry)) for entry in entries(room).values())
        if changed or waiting:
            line = f"{room}: {waiting} sentences wait for their French in {catalogue_path(room)}\n"
            sys.stdout.write(line)


if __name__ == "__main__":
    main(sys.argv[1:])
