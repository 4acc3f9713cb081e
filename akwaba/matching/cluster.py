"""The whole register compared on Apache Spark: for registers that outgrow one machine.

The machine that asks reads the people and numbers their names; that grows with the register and
fits for as long as its numbers do. What grows faster is Spark's: words compared with words, rows
brought together by their keys, pairs of people and of households. The loops are those of `whole`,
and so are the answers.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from akwaba.matching.engine import LOOK, Engine
from akwaba.matching.problems import JavaMissing, SparkMissing
from akwaba.matching.scales import scales_of
from akwaba.matching.weights import odds_in_bits
from akwaba.matching.whole import STEPS, Matches, Progress, matches_of, priors_of, seed_bits

HERE = "local[*]"
"""Spark on all processors of this machine."""
FEWEST_JAVA = 17
"""Spark 4 runs on Java 17 and 21; see "Downloading" of its documentation."""
SETTINGS = {
    "spark.ui.enabled": "false",
    # What Spark lays aside on disks and sends between machines is readable to it alone.
    "spark.authenticate": "true",
    "spark.network.crypto.enabled": "true",
    "spark.io.encryption.enabled": "true",
}
IN_ONE_MACHINE = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}


@contextmanager
def on_spark(master: str = HERE) -> Iterator["Cluster"]:
    """Start a session, and end it. Raises SparkMissing, JavaMissing."""
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415  400 MB that few nodes need
    except ImportError as error:
        raise SparkMissing from error
    _need_java()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("akwaba match")
    settings = SETTINGS
    if master.startswith("local"):
        settings = SETTINGS | IN_ONE_MACHINE
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    session = builder.config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield Cluster(session)
    finally:
        session.stop()


def _need_java() -> None:
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin" if home else None)
    if java is None:
        raise JavaMissing(found="—")
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr  # noqa: S603  Java that the machine's owner chose
    found = re.search(r'version "(\d+)', said)
    if found is None or int(found[1]) < FEWEST_JAVA:
        raise JavaMissing(found=found[1] if found else "—")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Does on Spark what `whole.Here` does in this process."""

    session: Any

    def spread(self, work: Callable[[int], Any], starts: Sequence[int]) -> Iterable[Any]:
        if not starts:
            return []
        parts = self.session.sparkContext.parallelize(starts, len(starts))
        found: list[Any] = parts.map(work).collect()
        return found

    def match(
        self, engine: Engine, *, least: float = LOOK, progress: Progress = lambda _: None
    ) -> Matches:
        """As `whole.match_whole`, whose pairs and probabilities these are."""
        from akwaba.matching import partitions  # noqa: PLC0415  needs the extra's pyarrow

        register = engine.register
        table = register.lexicon.table(threads=engine.threads, spread=self.spread)
        scales = scales_of(register, engine.parameters, table)
        if len(register) == 0:
            return matches_of([], scales)
        with TemporaryDirectory(prefix="akwaba-spark-") as folder:
            file = Path(folder) / f"{Path(folder).name}.numbers"
            numbers = partitions.Numbers(register.rows, scales, register.start)
            task = partitions.Task(
                file=file.name,
                places=partitions.write(file, numbers),
                today=register.today,
                seed=seed_bits(register),
                least=odds_in_bits(least),
                priors=priors_of(
                    engine.parameters, people=len(register), households=register.households
                ),
            )
            self.session.sparkContext.addFile(str(file))
            found = self._pairs(task, len(register))
        progress(STEPS)
        columns = [column.to_numpy() for column in found.columns]
        pairs = np.stack(columns[:2], axis=1).astype(np.int32)
        return matches_of([(pairs, np.stack(columns[2:], axis=1))], scales)

    def _pairs(self, task: Any, rows: int) -> Any:
        """All pairs as one Arrow table. A block is whole within one part, and its rows in order."""
        from akwaba.matching import partitions  # noqa: PLC0415  as above

        order = ("block", "key", "year", "row")
        keyed = self.session.range(rows).mapInArrow(
            partial(partitions.keys_of, task), partitions.KEYS
        )
        brought = keyed.repartition("block", "key").sortWithinPartitions(*order)
        together = brought.mapInArrow(
            partial(partitions.households_of, task), partitions.HOUSEHOLDS
        ).distinct()
        return together.mapInArrow(partial(partitions.pairs_of, task), partitions.PAIRS).toArrow()
