"""Every measure of two years is kept, renamed, replaced, retired or new ...: one of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import tiny

from measurealign.catalog.programmes import latest, sets_of, yearless, years_of
from measurealign.compare.year_to_year import KINDS, changes, through_the_years
from measurealign.crosswalk import Crosswalk
from measurealign.inventory import Inventory
from measurealign.inventory.entries import KnownMeasure
from measurealign.problems import UsageError


def test_what_became_of_each_measure() -> None:
    walk = tiny(
        {
            "p-2017": [
                "Breast Cancer Screening",
                {"family": "bp", "name": "Controlling High Blood Pressure"},
                {"family": "con", "name": "Contraceptive Use", "note": "ages 18-50"},
                {"family": "poor", "name": "HbA1c Poor Control (>9%)"},
                "SBIRT",
            ],
            "p-2018": [
                {"family": "Breast Cancer Screening", "name": "BREAST cancer screening"},
                {"family": "bp", "name": "Blood Pressure Control"},
                {"family": "con", "name": "Contraceptive Use", "note": "ages 15-50"},
                {"family": "good", "name": "HbA1c Control (<8%)", "evidence": "recalled"},
                "Falls",
            ],
        },
        bonds=[("poor", "good", "variant")],
    )
    found = changes(walk, "p-2017", "p-2018")
    assert [(one.kind, one.label) for one in found.changes] == [
        ("kept", "BREAST cancer screening"),
        ("renamed", "Blood Pressure Control"),
        ("respecified", "Contraceptive Use"),
        ("respecified", "HbA1c Control (<8%)"),
        ("retired", "SBIRT"),
        ("new", "Falls"),
    ]
    aged, swapped = found.changes[2], found.changes[3]
    assert next(str(one) for one in swapped.differences) == "threshold: <8 / >9"
    assert not swapped.firm
    assert [str(one) for one in aged.differences] == ["ages: 15-50 / 18-50"]
    assert aged.firm


def test_a_data_source_told_or_not_is_no_new_specification() -> None:
    ehr, claims = ({"name": "x", "data_source": word} for word in ("ehr", "claims"))
    walk = tiny({"p-2001": [ehr], "p-2002": [claims]})
    assert changes(walk, "p-2001", "p-2002").changes[0].kind == "kept"


FAMILIES = st.lists(st.sampled_from("fghijk"), unique=True)


PAIRS = st.tuples(st.sampled_from("fgh"), st.sampled_from("ijk"))


@given(FAMILIES, FAMILIES, st.lists(PAIRS, unique=True, max_size=4))
def test_every_family_changes_in_one_way(
    old: list[str], new: list[str], pairs: list[tuple[str, str]]
) -> None:
    bonds = [(a, b, "variant") for a, b in pairs]
    found = changes(tiny({"p-2001": old, "p-2002": new}, bonds), "p-2001", "p-2002")
    assert sorted(row.name for one in found.changes for row in one.before) == sorted(old)
    assert sorted(row.name for one in found.changes for row in one.after) == sorted(new)
    assert sum(found.count(kind) for kind in KINDS) == len(found.changes)
    same = changes(tiny({"p-2001": old, "p-2002": old}, bonds), "p-2001", "p-2002")
    assert {one.kind for one in same.changes} <= {"kept"}


def known(id_: str, successor: str = "", kind: str = "replaced") -> KnownMeasure:
    after = {"id": successor, "kind": kind} if successor else None
    return KnownMeasure.model_validate({"id": id_, "title": id_, "successor": after})


def test_the_inventory_tells_what_took_a_measures_place() -> None:
    inventory = Inventory.of(
        [known("w34", "wcv"), known("awc", "wcv"), known("wcv"), known("hbd", "mid", "renamed"),
         known("mid", "gsd", "respecified"), known("gsd"), known("old", "gone"), known("gone")]
    )  # fmt: skip
    walk = tiny(
        {"p-2018": ["w34", "awc", "hbd", "old"], "p-2020": ["wcv", "gsd", "new"]},
        inventory=inventory,
    )
    found = changes(walk, "p-2018", "p-2020").changes
    assert [(one.kind, [row.name for row in one.before], [row.name for row in one.after])
            for one in found] == [
        ("respecified", ["hbd"], ["gsd"]),
        ("replaced", ["awc", "w34"], ["wcv"]),
        ("retired", ["old"], []),
        ("new", [], ["new"]),
    ]  # fmt: skip


def test_two_programmes_are_no_two_years() -> None:
    walk = tiny({"p-2018": ["x"], "q-2019": ["x", "y"]})
    with pytest.raises(UsageError, match="no years of one programme"):
        changes(walk, "p-2018", "q-2019")
    assert changes(walk, "p-2018", "q-2019", across=True).count("new") == 1


NAMED = {
    "Well-Child Visits in the First 30 Months of Life": {
        "Well-Child Visits in the First 15 Months of Life"
    },
    "Child and Adolescent Well-Care Visits": {
        "Adolescent Well-Care Visits",
        "Well-Child Visits in the Third, Fourth, Fifth and Sixth Years of Life",
    },
    "Appropriate Testing for Pharyngitis": {"Appropriate Testing for Children With Pharyngitis"},
}


@pytest.mark.parametrize("now", NAMED)
def test_hedis_from_2018_to_2020(walk: Crosswalk, now: str) -> None:
    found = changes(walk, "hedis-2018", "hedis-my-2020-2021")
    before = [
        {row.name for row in one.before}
        for one in found.changes
        if now in {row.name for row in one.after}
    ]
    assert before == [NAMED[now]]


def test_years_are_compared_one_after_the_other() -> None:
    walk = tiny({"p-2001": ["x"], "p-2002": ["x", "y"], "p-2003": ["y"]})
    assert [
        (one.old, one.new) for one in through_the_years(walk, ["p-2001", "p-2002", "p-2003"])
    ] == [
        ("p-2001", "p-2002"),
        ("p-2002", "p-2003"),
    ]


@pytest.mark.parametrize(
    ("set_id", "name"),
    [
        ("cpc-plus-2018", "cpc-plus"),
        ("hedis-my-2020-2021", "hedis"),
        ("covered-california-qti-2023-2025", "covered-california-qti"),
        ("app-plus-2025", "app-plus"),
        ("mine", "mine"),
    ],
)
def test_an_id_without_its_years(set_id: str, name: str) -> None:
    assert yearless(set_id) == name


@pytest.mark.parametrize("name", ["independence-qips", "mi-priority-health-pip"])
def test_a_programme_whose_ids_do_not_tell_it_has_years_too(walk: Crosswalk, name: str) -> None:
    old, new = years_of(walk.catalog, name)
    assert yearless(old) != yearless(new)
    assert changes(walk, old, new).changes


def test_the_years_of_a_programme(walk: Crosswalk) -> None:
    ids = years_of(walk.catalog, "or-cco-incentive")
    assert {"or-cco-incentive-2016", "or-cco-incentive-2018"} <= set(ids)
    assert ids == tuple(sorted(ids))
    with pytest.raises(UsageError, match="did you mean 'cpc-plus'"):
        years_of(walk.catalog, "cpc-plis")


def test_the_latest_set_of_each_programme(walk: Crosswalk) -> None:
    ids = sets_of(walk.catalog, kinds=["state"], regions=["oregon"])
    assert all(walk.catalog.get(id_).region == "Oregon" for id_ in ids)
    newest = latest(walk.catalog, ids)
    assert "or-cco-incentive-2021" in newest
    assert "or-cco-incentive-2018" not in newest


def test_oregon_widened_the_ages_of_contraceptive_use_in_2018(walk: Crosswalk) -> None:
    found = changes(walk, "or-cco-incentive-2017", "or-cco-incentive-2018")
    respecified = [one for one in found.changes if one.kind == "respecified"]
    assert any("ages: 15-50 / 18-50" in map(str, one.differences) for one in respecified)
