"""Dedupe, its questions to a person replaced by labels from another register of the same kind.

    python dedupe_pairs.py PERSONS.csv PAIRS.csv SAMPLE.csv SAMPLE_TRUTH.csv

It would ask somebody about pairs that it is unsure of. Here it gets 150 pairs that are the same
person and 300 that are not, half of those with the same given name, of a sample that it does not
search: more than people have patience for.
"""

import io
import json
import logging
import random
import sys
from collections import defaultdict

import dedupe
import pandas as pd
from dedupe import variables
from reading import persons, rows, write

TEXTS = ("given_name", "family_name", "village", "mother_given", "father_given")
RARE = ("phone", "doc_no")
COMMON = ("sex", "birth_year", "cercle")
"""Compared, but no candidates come from them: half of the register has the same sex, and dedupe
keeps every pair of a sample that agrees, which takes more memory than there is."""
MATCHES, OTHERS = 150, 300
LEARNT_FROM = 1_000
"""Records among which it looks for blocks: of 5,000, as it would, it keeps more than 10 GB."""


def main(source: str, out: str, sample: str, truth: str) -> None:
    logging.disable(logging.WARNING)
    data = _records(source)
    filled = {name for record in data.values() for name, text in record.items() if text}
    fields = [variables.String(x, has_missing=True) for x in TEXTS if x in filled]
    fields += [variables.Exact(x, has_missing=True) for x in RARE if x in filled]
    fields += [
        variables.Custom(x, comparator=_same, has_missing=True) for x in COMMON if x in filled
    ]
    deduper = dedupe.Dedupe(fields, num_cores=1)
    random.seed(1)
    labels = io.StringIO(json.dumps(_labels(_records(sample), truth)))
    some = dict(random.sample(sorted(data.items()), min(LEARNT_FROM, len(data))))
    deduper.prepare_training(some, training_file=labels, sample_size=500)
    deduper.train(recall=0.9, index_predicates=False)
    scores = deduper.score(deduper.pairs(data))
    found = pd.DataFrame(
        {
            "rec_id_a": [pair[0] for pair in scores["pairs"].tolist()],
            "rec_id_b": [pair[1] for pair in scores["pairs"].tolist()],
            "probability": scores["score"],
        }
    )
    write(found[found["probability"] > 0.01], persons(source), out)


def _same(one: str, other: str) -> float:
    return float(one == other)


def _records(path: str) -> dict[str, dict[str, str | None]]:
    table = persons(path).set_index("rec_id")[[*TEXTS, *RARE, *COMMON]]
    return dict(zip(table.index, table.to_dict("records"), strict=True))


def _labels(data: dict[str, dict[str, str | None]], truth: str) -> dict[str, list[object]]:
    people, names = defaultdict(list), defaultdict(list)
    for row in rows(truth):
        people[row["person"]].append(row["rec_id"])
    for record, values in data.items():
        names[values["given_name"]].append(record)
    same = [ids[:2] for ids in people.values() if len(ids) > 1]
    who = {record: person for person, ids in people.items() for record in ids}
    shared = [ids for name, ids in names.items() if name and len(ids) > 1]
    others = [random.sample(random.choice(shared), 2) for _ in range(OTHERS // 2)]
    others += [random.sample(list(data), 2) for _ in range(OTHERS // 2)]
    pick = [(data[a], data[b]) for a, b in random.sample(same, min(MATCHES, len(same)))]
    apart = [(data[a], data[b]) for a, b in others if who[a] != who[b]]
    return {"match": pick, "distinct": apart}


if __name__ == "__main__":
    main(*sys.argv[1:])
