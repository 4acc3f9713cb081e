"""The small border of the figures, and a fact about it."""

from datetime import date

import pytest

from akwaba.reports import services
from akwaba.reports.rules import Certainty, Deaths
from tests.figures.conftest import (  # noqa: F401  fixtures
    border,
    count,
    facts,
    register,
    same_draws,
)


@pytest.fixture
def note(diallo):
    """note(said_fr=…): a fact of 12 November 2025 with its source."""

    def keep(**more):
        values = {
            "day": date(2025, 11, 12),
            "said_fr": "Des centaines de personnes ont fui Loulouni.",
            "said_en": "Hundreds of people fled Loulouni.",
            "certainty": Certainty.ESTIMATED,
            "deaths": Deaths.UNKNOWN,
            "source": "setal.net",
            "address": "https://www.setal.net/",
        }
        return services.note_context(actor=diallo, **(values | more))

    return keep
