"""Parts of a register compared apart give what the whole gives: what Spark is asked to do."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from akwaba.matching import mapped, partitions
from akwaba.matching.blocking import BLOCKS
from akwaba.matching.scales import scales_of
from akwaba.matching.weights import odds_in_bits
from akwaba.matching.whole import matches_of, priors_of, seed_bits


@pytest.fixture
def numbers(engine):
    register = engine.register
    scales = scales_of(register, engine.parameters, register.lexicon.table())
    return partitions.Numbers(register.rows, scales, register.start)


@pytest.fixture
def task(engine, numbers, tmp_path, monkeypatch):
    """What a machine is sent, with the file where it lies in this process."""
    register = engine.register
    path = tmp_path / "register.numbers"
    task = partitions.Task(
        file=str(path), places=partitions.write(path, numbers), today=register.today,
        seed=seed_bits(register), least=odds_in_bits(0.05),
        priors=priors_of(engine.parameters, people=len(register), households=register.households),
    )  # fmt: skip
    opened = partitions._mapped(task.file, task.places, task.today)
    monkeypatch.setattr(partitions.Task, "numbers", lambda _task: opened)
    return task


def batches(arrays, *, size):
    """The arrays as columns of Arrow batches of so many rows."""
    names = [str(at) for at in range(len(arrays))]
    whole = pa.RecordBatch.from_arrays([pa.array(array) for array in arrays], names=names)
    return iter([whole.slice(at, size) for at in range(0, len(arrays[0]), size)])


def columns(found):
    parts = list(found)
    return [np.concatenate([np.array(part.column(at)) for part in parts])
            for at in range(parts[0].num_columns)]  # fmt: skip


@pytest.mark.parametrize("size", [7, 300, 100_000])
def test_parts_of_any_size_give_the_same_pairs(engine, matches, task, monkeypatch, size):
    monkeypatch.setattr(partitions, "ROWS_AT_ONCE", 150)
    rows = np.arange(len(engine.register), dtype=np.int64)
    keyed = columns(partitions.keys_of(task, batches([rows], size=size)))
    assert set(keyed[0].tolist()) <= set(range(len(BLOCKS)))
    order = np.lexsort((keyed[3], keyed[2], keyed[1], keyed[0]))
    brought = batches([column[order] for column in keyed], size=size)
    together = np.unique(np.stack(columns(partitions.households_of(task, brought))), axis=1)
    found = columns(partitions.pairs_of(task, batches(list(together), size=size)))
    again = matches_of([(np.stack(found[:2], axis=1), np.stack(found[2:], axis=1))], matches.scales)
    assert np.array_equal(again.pairs, matches.pairs)
    assert np.array_equal(again.probability, matches.probability)
    assert np.array_equal(again.facts, matches.facts)


def test_what_a_machine_is_sent_holds_no_text_and_nobodys_id(engine, rows_and_truth, task):
    written = Path(task.file).read_bytes()
    said = {row[name] for row in rows_and_truth[0] for name in ("family_name", "rec_id", "hh_id")}
    assert not {text for text in said if len(text) > 3 and text.encode() in written}


def test_arrays_are_read_as_they_were_written(tmp_path):
    arrays = {"a": np.arange(5, dtype=np.int16), "none": np.zeros((0, 3), np.float32),
              "b": np.arange(6.0).reshape(2, 3)}  # fmt: skip
    places = mapped.write(tmp_path / "numbers", arrays)
    read = mapped.read(tmp_path / "numbers", places)
    for name, array in arrays.items():
        assert np.array_equal(read[name], array)
        assert read[name].dtype == array.dtype
        assert read[name].flags.writeable
    read["a"][0] = 9
    assert mapped.read(tmp_path / "numbers", places)["a"][0] == 0
