"""The page of all refusals, made from the code. `./dev reference` writes it."""

import os

HEAD = """# Problems

Every refusal of Akwaba, as a machine and a person see it: its code, its HTTP status, what it says.
Pages answer with the sentence in the officer’s language; commands print it and end with status 2.
A word between %( and )s is filled in. This page is written by `./dev reference`.
"""


def page():
    from django.utils import translation

    with translation.override("en"):
        return "".join([HEAD, *(section(room) for room in rooms())])


def rooms():
    return sorted({room_of(problem) for problem in refusals()})


def section(room):
    rows = sorted({row(problem) for problem in refusals() if room_of(problem) == room})
    return "\n".join(
        [f"\n## {room}\n", "| Code | Status | What it says |", "|---|---|---|", *rows, ""]
    )


def row(problem):
    sentence = " ".join(str(problem.message).split()).replace("|", "\\|")
    return f"| `{problem.code}` | {problem.status} | {sentence} |"


def refusals():
    """Every class of refusal that says something of its own."""
    from akwaba.ledger.problems import Problem
    from tests.architecture.tree import import_everything, subclasses

    import_everything()
    return {
        problem
        for problem in subclasses(Problem)
        if problem.__module__.startswith("akwaba.") and problem.message is not Problem.message
    }


def room_of(problem):
    return problem.__module__.split(".")[1]


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from tests.architecture.tree import CLONE

    (CLONE / "docs" / "reference" / "problems.md").write_text(page())


if __name__ == "__main__":
    main()
