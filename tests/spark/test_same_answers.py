"""On Spark the register gives the answers that it gives in one process, row for row."""

import csv

import numpy as np
import pytest
from django.core.management import call_command

from akwaba.matching.cluster import on_spark
from akwaba.matching.engine import Engine
from akwaba.matching.models import Proposal
from akwaba.matching.running import run
from akwaba.matching.whole import match_whole, persons_in
from akwaba.places import services as places
from tests.matching.invented import persons, register
from tests.matching.pairs.pairs_cast import family, neighbours

MASTER = "local[2]"
MOST_APART = 1e-6

pytestmark = pytest.mark.filterwarnings("default")  # Spark's own sockets and pandas's changes


def test_pairs_probabilities_and_persons_are_the_same():
    rows, truth = register(800, 80)
    here = Engine.of(persons(rows), today=2025)
    expected = match_whole(here)
    with on_spark(MASTER) as cluster:
        there = Engine.of(persons(rows), today=2025, spread=cluster.spread)
        found = cluster.match(there)
    assert len(here.register) > 3_000
    assert len(expected) > len(truth) / 2
    assert np.array_equal(there.register.chances.names, here.register.chances.names)
    assert np.array_equal(found.pairs, expected.pairs)
    assert np.abs(found.probability - expected.probability).max() < MOST_APART
    assert np.abs(found.facts - expected.facts).max() < MOST_APART
    assert np.array_equal(persons_in(there, found), persons_in(here, expected))


def test_nobody_and_somebody_alone_have_no_pairs():
    with on_spark(MASTER) as cluster:
        for rows in ([], register(1, 0)[0][:1]):
            engine = Engine.of(persons(rows), today=2025, spread=cluster.spread)
            assert len(cluster.match(engine)) == 0


def test_a_file_gives_the_same_files(tmp_path):
    rows = register(60, 10)[0]
    people = tmp_path / "persons.csv"
    with people.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, sorted({name for row in rows for name in row}))
        writer.writeheader()
        writer.writerows(rows)
    written = {}
    for engine, more in (("here", ()), ("spark", ("--master", MASTER))):
        pairs, clusters = tmp_path / f"{engine}.csv", tmp_path / f"{engine}-persons.csv"
        call_command("match", "dedupe", str(people), "--out", str(pairs), "--clusters",
                     str(clusters), "--engine", engine, *more)  # fmt: skip
        written[engine] = (pairs.read_text(), clusters.read_text())
    assert written["spark"] == written["here"]
    assert len(written["here"][0].splitlines()) > 20


@pytest.mark.django_db
def test_the_register_of_a_node_gives_the_same_proposals(awa, settings, tmp_path):
    settings.AKWABA_HOME = str(tmp_path)
    places.ensure_facts()
    neighbours(awa)
    family(awa, "Mariam Coulibaly", "Issa Traoré", "Fanta Traoré")
    family(awa, "Mariame Koulibaly", "Issa Traore", "Fanta Traore")

    def proposed():
        return {
            (row.one, row.other): (row.probability, row.band, row.stake)
            for row in Proposal.objects.all()
        }

    run(whole=True)
    here = proposed()
    Proposal.objects.all().delete()
    call_command("match", "run", "--all", "--engine", "spark", "--master", MASTER)
    there = proposed()
    assert len(here) >= 3
    assert there.keys() == here.keys()
    for pair, (probability, band, stake) in there.items():
        assert probability == pytest.approx(here[pair][0], abs=MOST_APART)
        assert (band, stake) == (here[pair][1], pytest.approx(here[pair][2], abs=MOST_APART))
