"""What each payer asks, by whose work: every measure stands in one number, menus count n."""

from dataclasses import replace
from typing import Any

import pytest
from tiny import tiny

from burden.test_demand import asking
from measurealign.burden import burden
from measurealign.burden.payers import Work, by_payer, work
from measurealign.catalog import Catalog
from measurealign.crosswalk import Crosswalk


def _rows(source: str | None, *families: str, role: str) -> list[dict[str, Any]]:
    return [{"family": f, "name": f, "role": role, "data_source": source} for f in families]


def test_by_whose_work_by_hand() -> None:
    menu = [*_rows("ehr", "u", "v", "w", role="menu"), *_rows("claims", "x", role="menu")]
    duty = [*_rows("chart", "u", "x", role="incentive"), *_rows(None, "y", role="incentive"),
            *_rows("administrative", "z", role="incentive")]  # fmt: skip
    walk = asking(tiny({"a": menu, "b": duty}), a=2)
    found = burden(walk, ["a", "b"])
    assert work(walk, found, ["a"]) == Work(reported=2, choice=1, claims=1, untold=0)
    assert work(walk, found, ["b"]) == Work(reported=2, choice=0, claims=1, untold=1)
    # u is asked by both, x from claims by one and from charts by the other: reported.
    assert work(walk, found) == Work(reported=4, choice=0, claims=1, untold=1)


def test_a_payer_is_known_by_the_sets_it_takes_part_in() -> None:
    lists = {"a": ("u", "v"), "b": ("u",), "c": ("w",)}
    walk = tiny({id_: _rows("ehr", *asked, role="core") for id_, asked in lists.items()})
    (alone,) = by_payer(walk, burden(walk, ["a", "b"]))
    assert (alone.sets, alone.measures, alone.shared, alone.alone) == (("a", "b"), 2, 0, 2)
    payers = {"a": ("Best", "Acme", "Cure"), "b": ("Best",), "c": ("Aids",)}
    named = (one.model_copy(update={"payers": payers[one.id]}) for one in walk.catalog)
    walk = replace(walk, catalog=Catalog.of(named))
    acme, best, aids = by_payer(walk, burden(walk, ["c", "b", "a"]))
    assert (acme.names, acme.sets, acme.shared, acme.alone) == (("Acme", "Cure"), ("a",), 2, 0)
    assert (best.names, best.sets, best.shared, best.alone) == (("Best",), ("b", "a"), 2, 0)
    assert (aids.shared, aids.alone) == (0, 1)
    assert (aids.names, aids.measures, aids.work.reported) == (("Aids",), 1, 1)


def test_what_two_payers_of_one_programme_ask_is_asked_by_two(counted: Crosswalk) -> None:
    (load,) = by_payer(counted, burden(counted, ["cpc-plus-2018"]))
    assert len(load.names) > 1
    assert (load.shared, load.alone) == (load.measures, 0)


TABLES = (
    ["cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018"],
    ["mips-family-medicine-2018", "cpc-plus-2017"],
    ["medicaid-adult-core-set-2020", "mssp-aco-2018", "or-cco-incentive-2018"],
)


def test_of_a_menu_as_many_as_it_wants_are_reported(counted: Crosswalk) -> None:
    found = burden(counted, ["cpc-plus-2017"])
    assert work(counted, found) == Work(reported=9, choice=5, claims=0, untold=0)


@pytest.mark.parametrize("sets", TABLES)
def test_each_measure_stands_in_one_number(counted: Crosswalk, sets: list[str]) -> None:
    found = burden(counted, sets)
    whole = work(counted, found)
    assert whole.reported + whole.choice + whole.claims + whole.untold == found.measures
    for load in by_payer(counted, found):
        mine = load.work
        assert mine.reported + mine.choice + mine.claims + mine.untold == load.measures
        assert mine.reported <= sum(one.required for one in found.demands if one.set in load.sets)
    assert whole.reported <= sum(work(counted, found, [one]).reported for one in sets)


def test_what_one_counts_and_another_wants_reported_is_reported(counted: Crosswalk) -> None:
    found = burden(counted, ["cpc-plus-2018", "hedis-2018"])
    alone = [work(counted, found, [one]) for one in found.sets]
    assert work(counted, found).claims <= sum(one.claims for one in alone)
    assert work(counted, found).reported >= max(one.reported for one in alone)
