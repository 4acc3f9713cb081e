"""A setting that cannot be used is told in one sentence, without its value."""

import pytest

from tests.nodes import akwaba


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AKWABA_NUMBER_BLOCK", "seventeen"),
        ("AKWABA_NUMBER_BLOCK", "12000"),
        ("AKWABA_DEBUG", "oui"),
        ("AKWABA_LANGUAGE", "german"),
        ("DATABASE_URL", "mysql://akwaba:secret@localhost/akwaba"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(fresh_home, name, value):
    done = akwaba("officer", "list", env={**fresh_home, name: value})
    assert done.returncode == 2
    assert done.stderr.startswith(f"akwaba: Le réglage {name} ne peut pas servir tel quel.")
    assert value not in done.stderr
