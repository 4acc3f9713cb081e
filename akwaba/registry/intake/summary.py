"""Say what became of a sheet: in words for the officer, or as JSON for a program."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext, ngettext

from akwaba.registry.intake.drafts import Refusal
from akwaba.registry.intake.labels import LAYOUT_LABELS, label_of
from akwaba.registry.intake.reading import Reading
from akwaba.registry.intake.register import Taken

MOST_SHOWN = 20
SURE = 0.9


def as_json(taken: Taken, corrections_file: str | None) -> dict[str, Any]:
    """Give the result with the keys that programs rely on."""
    facts: dict[str, Any] = {
        "lines_read": taken.lines_read,
        "households": taken.households,
        "persons": taken.persons,
        "already_known": taken.already_known,
        "refused": [
            {
                "line": refusal.line,
                "column": refusal.column,
                "value": refusal.value,
                "reason": refusal.reason,
                "mend": refusal.mend,
            }
            for refusal in taken.refusals
        ],
    }
    if corrections_file is not None:
        facts["corrections_file"] = corrections_file
    return facts


def about_columns(reading: Reading) -> Iterator[str]:
    """Say how each column was understood, and which were not."""
    yield gettext("How the sheet was understood: %(layout)s.") % {
        "layout": LAYOUT_LABELS[reading.plan.layout]
    }
    for column in reading.mapping.columns:
        if not column.heading:
            continue
        if column.field is None:
            yield gettext("  %(letter)s “%(heading)s”: not read") % {
                "letter": column.letter,
                "heading": column.heading,
            }
            continue
        doubt = (
            ""
            if column.sure >= SURE
            else gettext(" (%(sure)s%% sure)") % {"sure": round(column.sure * 100)}
        )
        yield gettext("  %(letter)s “%(heading)s”: %(field)s%(doubt)s") % {
            "letter": column.letter,
            "heading": column.heading,
            "field": label_of(column.field),
            "doubt": doubt,
        }
    if reading.table.other_lists:
        yield gettext("Other sheets that look like lists were not read: %(sheets)s (--sheet).") % {
            "sheets": ", ".join(reading.table.other_lists)
        }


def about_result(reading: Reading, taken: Taken, corrections_file: str | None) -> Iterator[str]:
    """Say in a few sentences what was registered, what was known and what waits."""
    yield ngettext("%(count)s line read.", "%(count)s lines read.", taken.lines_read) % {
        "count": taken.lines_read
    }
    yield gettext("Registered: %(households)s and %(persons)s.") % {
        "households": ngettext("%(count)s household", "%(count)s households", taken.households)
        % {"count": taken.households},
        "persons": ngettext("%(count)s person", "%(count)s persons", taken.persons)
        % {"count": taken.persons},
    }
    if taken.already_known:
        yield ngettext(
            "%(count)s was known already and was not added again.",
            "%(count)s were known already and were not added again.",
            taken.already_known,
        ) % {"count": taken.already_known}
    kept_out = reading.rows.kept_out
    if kept_out:
        yield gettext(
            "Not people: %(totals)s totals, %(headings)s repeated headings, %(texts)s other texts."
        ) % {
            "totals": kept_out["total"],
            "headings": kept_out["heading"],
            "texts": kept_out["text"],
        }
    if taken.bad_lines:
        yield from _about_bad_lines(taken, corrections_file)


def _about_bad_lines(taken: Taken, corrections_file: str | None) -> Iterator[str]:
    yield ngettext(
        "%(count)s line waits for a correction:",
        "%(count)s lines wait for a correction:",
        len(taken.bad_lines),
    ) % {"count": len(taken.bad_lines)}
    refusals = taken.refusals
    yield from (_about(refusal) for refusal in refusals[:MOST_SHOWN])
    if len(refusals) > MOST_SHOWN:
        yield gettext("  … and %(count)s more.") % {"count": len(refusals) - MOST_SHOWN}
    if corrections_file is not None:
        yield gettext(
            "They are in “%(file)s”. Correct the yellow cells there and import that sheet."
        ) % {"file": corrections_file}


def _about(refusal: Refusal) -> str:
    where = (
        gettext("line %(line)s, “%(column)s”") if refusal.column else gettext("line %(line)s")
    ) % {"line": refusal.line, "column": refusal.column}
    return gettext("  %(where)s: %(reason)s %(mend)s") % {
        "where": where,
        "reason": refusal.reason,
        "mend": refusal.mend,
    }
