"""The files of the project, as the tests of its habits read them."""

import ast
import importlib
import pkgutil
import subprocess
from pathlib import Path

import akwaba

CLONE = Path(__file__).resolve().parents[2]
AKWABA = CLONE / "akwaba"


def tracked(*patterns):
    """Files that git keeps, or would keep, and that are there."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=CLONE,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    paths = [CLONE / name for name in names.split("\0") if name]
    return sorted(path for path in paths if path.is_file())


def written_by_hand(*endings):
    """Akwaba's own code with one of these endings: neither migrations, nor data, nor vendored."""
    return [
        path
        for path in tracked("akwaba")
        if path.suffix in endings and not {"migrations", "data", "vendor"} & set(path.parts)
    ]


def parsed(path):
    return ast.parse(path.read_text(), filename=str(path))


def name(path):
    return str(path.relative_to(CLONE))


def import_everything():
    """Import each module, so that every class has been defined."""
    for module in pkgutil.walk_packages(akwaba.__path__, "akwaba."):
        importlib.import_module(module.name)


def subclasses(cls):
    return {cls}.union(*(subclasses(child) for child in cls.__subclasses__()))
