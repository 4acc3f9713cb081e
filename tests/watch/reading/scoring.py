"""How much of the labelled sentences the reader finds: `python -m tests.watch.reading.scoring`.

`--misses HALF` prints what it missed and what it made up, for one half.
"""

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from akwaba.watch.reading.events import read
from tests.watch.reading.gazetteer import border_names

SENTENCES = Path(__file__).with_name("sentences.json")
HALVES = ("worked_on", "held_back")
AFTERWARDS = "afterwards"
"""Written when the reader was finished, to be harder: what it does with texts it never saw."""
WHAT = ("kinds", "places", "dates", "numbers")


@dataclass
class Score:
    """Of one kind of finding: how many were right, made up, and missed."""

    right: int = 0
    made_up: int = 0
    missed: int = 0
    details: list = field(default_factory=list)

    @property
    def precision(self):
        return self.right / max(1, self.right + self.made_up)

    @property
    def recall(self):
        return self.right / max(1, self.right + self.missed)


def labelled(half):
    return [each for each in json.loads(SENTENCES.read_text()) if each["half"] == half]


def scores(half):
    """For each of WHAT, the score over one half."""
    total = {what: Score() for what in WHAT}
    for each in labelled(half):
        found = _found(each)
        for what in WHAT:
            wanted = Counter(json.dumps(one, ensure_ascii=False) for one in each[what])
            if what == "places":
                _unify(found, wanted)
            said = found[what]
            score = total[what]
            score.right += (wanted & said).total()
            score.made_up += (said - wanted).total()
            score.missed += (wanted - said).total()
            if said != wanted:
                score.details.append(
                    (each["id"], each["text"], [*(wanted - said)], [*(said - wanted)])
                )
    return total


def _found(each):
    events = read(each["text"], on=date.fromisoformat(each["on"]), names=border_names()).events
    found = {
        "kinds": [event.kind for event in events if event.kind],
        "places": [_place(place) for event in events for place in event.places],
        "dates": [
            [str(when.earliest), str(when.latest), when.precision]
            for event in events
            for when in event.dates
        ],
        "numbers": [
            [count.about, count.low, count.best, count.high]
            for event in events
            for count in event.counts
            if count.reason != "no_number" or count.about in {"deaths", "displaced"}
        ],
    }
    return {
        what: Counter(json.dumps(one, ensure_ascii=False) for one in every)
        for what, every in found.items()
    }


def _place(place):
    if not place.candidates:
        return place.span.said
    likeliest = place.candidates[0]
    return f"{likeliest.name}/{likeliest.country}"


def _unify(found, wanted):
    """A label without a country is met by a place of any country."""
    short = Counter()
    for said, times in found["places"].items():
        name = json.loads(said)
        bare = json.dumps(name.partition("/")[0], ensure_ascii=False)
        short[said if said in wanted else bare] += times
    found["places"] = short


def main():
    shown = sys.argv[sys.argv.index("--misses") + 1] if "--misses" in sys.argv else ""
    for half in (*HALVES, AFTERWARDS):
        for what, score in scores(half).items():
            sys.stdout.write(
                f"{half:10} {what:8} precision {score.precision:.2f} recall {score.recall:.2f} "
                f"({score.right} right, {score.made_up} made up, {score.missed} missed)\n"
            )
            for detail in score.details if half == shown else ():
                sys.stdout.write("\n      ".join(["   ", *map(str, detail)]) + "\n")


if __name__ == "__main__":
    main()
