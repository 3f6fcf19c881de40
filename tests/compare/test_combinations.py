"""Combinations of sets hold every measure once."""

import pytest

from measurealign.compare.combinations import combinations
from measurealign.crosswalk import Crosswalk
from measurealign.scoring import TIERS, Tier, overlap

TABLE = ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018")


@pytest.mark.parametrize("tier", TIERS)
def test_each_measure_stands_in_one_combination(walk: Crosswalk, tier: Tier) -> None:
    table = walk.only(TABLE)
    found = combinations(table, TABLE, tier)
    units = table.families if tier == "strict" else table.concepts
    assert sum(len(one.labels) for one in found) == len(units)
    assert len({one.sets for one in found}) == len(found)


def test_the_shared_ones_are_those_of_the_overlap(walk: Crosswalk) -> None:
    table = walk.only(TABLE)
    both = {"cpc-plus-2018", "hedis-2018"}
    shared = sum(len(one.labels) for one in combinations(table, TABLE) if both <= set(one.sets))
    assert shared == len(overlap(table, "cpc-plus-2018", "hedis-2018").same)
