"""What each payer asks, by whose work: every measure stands in one number, menus count n."""

import pytest

from measurealign.burden import burden
from measurealign.burden.payers import Work, by_payer, work
from measurealign.crosswalk import Crosswalk

TABLES = (
    ["cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018"],
    ["mips-family-medicine-2018", "cpc-plus-2017"],
    ["medicaid-adult-core-set-2020", "mssp-aco-2018", "or-cco-incentive-2018"],
)


def test_of_a_menu_as_many_as_it_wants_are_reported(walk: Crosswalk) -> None:
    found = burden(walk.only(), ["cpc-plus-2017"])
    assert work(walk.only(), found) == Work(reported=9, choice=5, claims=0, untold=0)


@pytest.mark.parametrize("sets", TABLES)
def test_each_measure_stands_in_one_number(walk: Crosswalk, sets: list[str]) -> None:
    counted = walk.only()
    found = burden(counted, sets)
    whole = work(counted, found)
    assert whole.reported + whole.choice + whole.claims + whole.untold == found.measures
    for load in by_payer(counted, found):
        mine = load.work
        assert mine.reported + mine.choice + mine.claims + mine.untold == load.measures
        assert mine.reported <= sum(one.required for one in found.demands if one.set in load.sets)
    assert whole.reported <= sum(work(counted, found, [one]).reported for one in sets)


def test_what_one_counts_and_another_wants_reported_is_reported(walk: Crosswalk) -> None:
    counted = walk.only()
    found = burden(counted, ["cpc-plus-2018", "hedis-2018"])
    alone = [work(counted, found, [one]) for one in found.sets]
    assert work(counted, found).claims <= sum(one.claims for one in alone)
    assert work(counted, found).reported >= max(one.reported for one in alone)
