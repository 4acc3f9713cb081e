"""The rules of registration can be read, run and tested without Django and without a database."""

import subprocess
import sys

import pytest

RULES = ("ages", "ages_said", "numbers", "names", "codelists", "quality")


@pytest.mark.parametrize("module", RULES)
def test_a_module_of_rules_loads_no_framework(module):
    script = (
        f"import sys, akwaba.registry.{module}\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "print(*sorted(loaded & {'django', 'sqlcipher3', 'psycopg'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
