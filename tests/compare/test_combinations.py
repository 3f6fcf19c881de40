"""Combinations of sets hold every measure once."""

import pytest

from measurealign.compare.combinations import combinations
from measurealign.crosswalk import Crosswalk
from measurealign.model import CLOSENESS, Closeness
from measurealign.scoring import overlap

TABLE = ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018")


@pytest.mark.parametrize("closeness", CLOSENESS)
def test_each_measure_stands_in_one_combination(walk: Crosswalk, closeness: Closeness) -> None:
    table = walk.only(TABLE)
    found = combinations(table, TABLE, closeness)
    units = table.subjects if closeness == "related" else table.families
    assert sum(len(one.labels) for one in found) == len(units)
    assert len({one.sets for one in found}) == len(found)


def test_the_shared_ones_are_those_of_the_overlap(walk: Crosswalk) -> None:
    table = walk.only(TABLE)
    both = {"cpc-plus-2018", "hedis-2018"}
    shared = sum(len(one.labels) for one in combinations(table, TABLE) if both <= set(one.sets))
    assert shared == len(overlap(table, "cpc-plus-2018", "hedis-2018").same)
