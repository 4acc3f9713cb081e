"""`./dev bench NAME`: run one subject on a state of its own, one JSON object a line."""

import importlib
import json
import os
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
NOT_SUBJECTS = {
    "__init__", "run", "invented", "kills", "pages",
    "audits", "browser", "exchange_node", "fuzzed", "hands", "mishaps",
    "match_measure", "match_peers", "match_runs", "match_search", "morango_peer", "register",
    "register_answers", "register_names", "register_people", "register_repeats",
    "register_tables", "register_writing", "rivals", "speed", "tablet", "weeks",
}  # fmt: skip
"""Parts of a subject."""


def subjects() -> list[str]:
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NOT_SUBJECTS)


def measure(subject: str) -> None:
    """Each line appears as soon as it is measured; a long run can be watched and interrupted."""
    with tempfile.TemporaryDirectory(prefix="akwaba-bench-") as home:
        os.environ["AKWABA_HOME"] = home  # before the settings are read
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "akwaba.settings")
        import django

        django.setup()
        for measurement in importlib.import_module(f"benches.{subject}").measurements():
            print(json.dumps(measurement.as_json(), ensure_ascii=False), flush=True)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in subjects():
        print(f"Subjects: {', '.join(subjects()) or 'none yet'}.", file=sys.stderr)
        return 2
    measure(arguments[0])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
