"""One way into a capital under atheris, in a process of its own; what came of it goes to a file.

python -m benches.fuzzed WAY SECONDS FOLDER
"""

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import atheris
import cbor2

TO_LEARN_FROM = ("akwaba.ledger", "akwaba.access.nodes", "cbor2", "json")
"""Modules whose branches the fuzzer sees."""


def main(way: str, seconds: str, folder: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    with atheris.instrument_imports(include=list(TO_LEARN_FROM), enable_loader_override=False):
        django.setup()
        from tests.exchange.forged import Forger
        from tests.exchange.world import World

    world = World.acquainted(Path(folder) / "world", {"pogo": ["pogo"]})
    with world.time():  # until the process ends
        _fuzz(Forger(world, _post_of(world)), way, int(seconds), Path(folder))


def _post_of(world: Any) -> Any:
    with world.posts["pogo"] as post:
        post.register("pogo", size=1)
        post.register("pogo", size=2)
    return post


def _fuzz(forger: Any, way: str, seconds: int, folder: Path) -> None:
    corpus = folder / "corpus"
    corpus.mkdir()
    for place, content in enumerate(_samples(forger, way)):
        (corpus / str(place)).write_bytes(content)
    fuzz = _Fuzz(forger, getattr(forger, way), folder / "said", seconds)
    limits = [
        f"-max_total_time={int(seconds) + 5}",
        "-max_len=8192",
        "-rss_limit_mb=2000",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={folder}/", str(corpus)], fuzz.one)
    atheris.Fuzz()


def _samples(forger: Any, way: str) -> list[bytes]:
    """What is right, for the fuzzer to spoil."""
    from akwaba.ledger.exchange import packets
    from akwaba.ledger.models import Entry
    from tests.exchange.forged import ASKED

    with forger.post:
        entries = Entry.objects.filter(kind__startswith="registry.").order_by("position")
        items = [packets.item_of(entry) for entry in entries]
    packet = packets.pack({}, items, to=forger.capital_point, context=forger.context)
    wires = [item.wire for item in items]
    written = [[wire.header, wire.signature, wire.body, "", wire.sealed] for wire in wires]
    opened = {"format": 1, "entries": written, "random": b""}
    said = {
        "devices": [str(forger.post.id)], "device": str(forger.post.id), "hashes": ["f" * 64],
        "entries": [], "cursor": "3", "all": True, "most": 2, "day": 20000, "sums": [],
        "have": [["f" * 64, str(forger.post.id)]], "digest": "f" * 64,
        "about": str(forger.post.id), "offset": 0,
    }  # fmt: skip
    return {
        "stick": [forger.stick_of([packet])],
        "head_of_stick": [forger.head()],
        "end_of_stick": [b'{"entries": 2, "upto": 3}'],
        "sealed_packet": [packet],
        "packet": [cbor2.dumps(opened), _squeezed(items)],
        "card": [forger.card_of(forger.card_says()).encode()],
        "signed_card": [forger.card_says()],
        "words": [bytes([place]) + json.dumps(said).encode() for place in range(len(ASKED))],
    }[way]


def _squeezed(items: list[Any]) -> bytes:
    from akwaba.ledger.exchange.squeezing import squeeze

    (header, parts), random = squeeze(items[0].wire, "")
    return cbor2.dumps({"format": 1, "entries": [[header, parts]], "random": random})


class _Fuzz:
    def __init__(self, forger: Any, way: Callable[[Any], None], said: Path, seconds: int) -> None:
        self.forger, self.way, self.said, self.seconds = forger, way, said, seconds
        self.started, self.executions = time.perf_counter(), 0

    def one(self, content: bytes) -> None:
        self.executions += 1
        given = content.decode("latin-1") if self.way.__name__ == "card" else content
        try:
            faults = self.forger.tries(self.way, given).faults
        except Exception:  # noqa: BLE001  this is what is looked for
            faults = [traceback.format_exc()]
        # An entry that came without those before it is no harm.
        if set(faults) - {"missing"}:
            print(content[:2000], *faults, sep="\n", file=sys.stderr)
            self._end(crashes=1)
        if time.perf_counter() - self.started > self.seconds:
            self._end(crashes=0)

    def _end(self, crashes: int) -> None:
        passed = time.perf_counter() - self.started
        told = {"executions": self.executions, "seconds": passed, "crashes": crashes}
        self.said.write_text(json.dumps(told))
        sys.stderr.flush()
        os._exit(0)  # libFuzzer would go on


if __name__ == "__main__":
    main(*sys.argv[1:])
