"""A week at the border by fifty seeds: whatever happens between the nodes, all agree in the end."""

from pathlib import Path

import pytest

from tests.exchange.week import Week

SEEDS = 50


@pytest.mark.parametrize("seed", range(SEEDS))
def test_after_healing_all_hold_the_same_and_nothing_is_lost(seed, tmp_path, django_db_blocker):
    with django_db_blocker.unblock():
        week = Week(Path(tmp_path), seed, nodes=5, acts=25)
        week.run()
        found = week.faults()
        week.world.close()
    assert found == [], f"seed {seed}"
