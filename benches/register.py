"""An invented register of people who fled Mali and Burkina Faso, with the truth beside it.

    python -m benches.register --people 100000 --seed 1 --out PERSONS.csv --truth TRUTH.csv

Nobody in it exists. The same seed gives the same bytes. The matcher reads nothing of this, and
nothing here was chosen by what the matcher does: the tables of names and of other names for the
same person, the spelling and the noise were written before it, from general knowledge of the
region. Where a share below is called a guess, no published figure was found.

- *People*: sixteen communities, each with its surnames, given names and cercles
  (`register_data/`), half of the people from each country. Names fall as 1/rank (Zipf), as names
  do everywhere: the first surname of a community has a fifth of it. Tuareg surnames are the
  father's name. One spouse in twelve comes from another community. One person in thirty has a
  second given name.
- *Households* of 1 to 12, 4.9 on average, one in six a person alone; 38 % have a woman at their
  head, as where husbands stay behind. Polygamy, elders, fostered children, the head's brothers and
  sisters, grandchildren. A wife keeps her surname; one record in twelve has her husband's.
- *Villages*: towns of GeoNames and invented villages, 180 a cercle, those of a family together.
  One returning family in ten names another village of its cercle.
- *Ages*: one adult in ten, and one small child in three, has a date of birth. The others say an
  age: off by 6 % (standard deviation), and from 15 years on two in five say a multiple of five or
  ten, as ages are heaped in surveys of West Africa.
- *Papers*: one adult in ten has a card and shows it three times in four; 35 % of heads and 10 % of
  other adults have a telephone, and three in ten have another number when they come again.
- *Registrars*: 300 at twelve sites, each with an orthography (`register_writing.py`) and habits:
  capitals, names in one field (2 %), names turned round (2.5 %), parents not asked for, villages
  from a list (half of them). 6 % of words are written as another would; 1.2 % have a wrong key,
  1.5 % a wrong sound; 4.5 % of given names and 1.5 % of surnames are another name of the same
  person (Mamadou, Mahamadou); 1 % of surnames, 0.5 % of ages and 0.2 % of given names are missing;
  0.4 % of sexes are wrong. Two records of a person agree on the given name, accents and case
  apart, in two cases of three.
- *Repeats*: 8 % of records are of somebody who was registered before. Of these 45 % come as the
  whole family (one member in 14 gone, others born or joined, one time in four under another
  head), 25 % as part of it, 10 % inside another family, 16 % alone, 4 % deliberately under
  another name, age and village. Three in five are at another site. All guesses, but for their
  order: verification exercises find families, seldom lone impostors.
"""

import argparse
import csv
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benches.register_answers import Answers, answers
from benches.register_people import homes, people
from benches.register_repeats import KINDS, Records, registrations
from benches.register_tables import Texts, tables

COLUMNS = (
    "rec_id", "hh_id", "relation", "given_name", "family_name", "sex", "dob", "dob_estimated",
    "birth_year", "village", "cercle", "country", "phone", "doc_no", "mother_given",
    "father_given", "site", "reg_date",
)  # fmt: skip
TRUTH = ("rec_id", "person", "kind")
AT_ONCE = 50_000
"""Lines that wait to be written."""


def register(count: int, *, seed: int) -> tuple[Answers, Records]:
    """The columns as they were written down, and who they are of."""
    rng = np.random.default_rng(seed)
    lists = tables(rng)
    where = homes(rng, lists, count // 4 + 40)
    everybody = people(rng, lists, where)
    records, events = registrations(rng, where, everybody, count)
    return answers(rng, lists, where, everybody, (records, events)), records


def write(count: int, *, seed: int, out: Path, truth: Path) -> None:
    """PERSONS and TRUTH, in the order of registration."""
    columns, records = register(count, seed=seed)
    ids = _numbered("R", np.arange(count))
    columns["rec_id"], columns["hh_id"] = ids, _numbered("H", records.event)
    _table(out, COLUMNS, [columns[name] for name in COLUMNS])
    kinds = np.array(KINDS, dtype=object)[records.kind]
    # Numbers in the order of birth of the register would tell who comes again.
    _, person = np.unique(records.person, return_inverse=True)
    shuffled = np.random.default_rng(seed).permutation(person.max() + 1)[person]
    _table(truth, TRUTH, [ids, _numbered("P", shuffled), kinds])


def _numbered(letter: str, numbers: "np.typing.NDArray[np.int64]") -> Texts:
    return np.array([f"{letter}{number:07d}" for number in numbers.tolist()], dtype=object)


def _table(path: Path, names: Sequence[str], columns: Sequence[Texts]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        for start in range(0, len(columns[0]), AT_ONCE):
            part = [column[start : start + AT_ONCE].tolist() for column in columns]
            writer.writerows(zip(*part, strict=True))


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benches.register", description=__doc__)
    parser.add_argument("--people", type=int, required=True, help="records, repeats included")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--truth", type=Path, required=True)
    said = parser.parse_args(arguments)
    write(said.people, seed=said.seed, out=said.out, truth=said.truth)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
