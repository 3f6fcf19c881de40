"""The labelled lists: each label is of a known measure, each list says where it was read."""

import csv
from pathlib import Path

from benchmarks.linking import _ids, labelled
from measurealign.crosswalk import shipped_inventory

LISTS = Path(__file__).parents[1] / "data" / "gold" / "lists"


def test_every_label_is_a_known_measure_or_none() -> None:
    known = {id_ for one in shipped_inventory() for id_ in _ids(one)}
    lines = list(labelled(LISTS))
    assert not [line.printed.name for line in lines if not line.local and not line.target & known]
    assert (len(lines), sum(line.local for line in lines)) == (734, 88)


def test_every_list_says_where_it_was_read() -> None:
    def column(file: str, name: str) -> list[str]:
        with (LISTS / file).open(newline="", encoding="utf-8") as rows:
            return [row[name] for row in csv.DictReader(rows)]

    assert {*column("names.csv", "list_id")} == {*column("lists.csv", "list_id")}
    assert all(column("lists.csv", "source"))
