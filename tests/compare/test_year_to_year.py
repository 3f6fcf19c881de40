"""Every measure of two years is kept, renamed, respecified, retired or new: exactly one of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import tiny

from measurealign.catalog.programmes import latest, programme, sets_of, years_of
from measurealign.compare.year_to_year import KINDS, changes, through_the_years
from measurealign.crosswalk import Crosswalk
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
        concepts={"poor": "a1c", "good": "a1c"},
    )
    found = changes(walk, "p-2017", "p-2018")
    assert [(one.kind, one.label) for one in found.changes] == [
        ("kept", "Breast Cancer Screening"),
        ("renamed", "bp"),
        ("respecified", "a1c"),
        ("respecified", "con"),
        ("retired", "SBIRT"),
        ("new", "Falls"),
    ]
    swapped, aged = found.changes[2], found.changes[3]
    assert next(str(one) for one in swapped.differences) == "threshold: <8 / >9"
    assert not swapped.firm
    assert [str(one) for one in aged.differences] == ["ages: 15-50 / 18-50"]
    assert aged.firm


def test_a_data_source_told_or_not_is_no_new_specification() -> None:
    ehr, claims = ({"name": "x", "data_source": word} for word in ("ehr", "claims"))
    walk = tiny({"p-1": [ehr], "p-2": [claims]})
    assert changes(walk, "p-1", "p-2").changes[0].kind == "kept"


FAMILIES = st.lists(st.sampled_from("fghijk"), unique=True)


@given(FAMILIES, FAMILIES, st.dictionaries(st.sampled_from("fghijk"), st.sampled_from("xy")))
def test_every_family_changes_in_one_way(
    old: list[str], new: list[str], concepts: dict[str, str]
) -> None:
    found = changes(tiny({"p-1": old, "p-2": new}, concepts), "p-1", "p-2")
    assert sorted(row.name for one in found.changes for row in one.before) == sorted(old)
    assert sorted(row.name for one in found.changes for row in one.after) == sorted(new)
    assert sum(found.count(kind) for kind in KINDS) == len(found.changes)
    same = changes(tiny({"p-1": old, "p-2": old}, concepts), "p-1", "p-2")
    assert {one.kind for one in same.changes} <= {"kept"}


def test_years_are_compared_one_after_the_other() -> None:
    walk = tiny({"p-1": ["x"], "p-2": ["x", "y"], "p-3": ["y"]})
    assert [(one.old, one.new) for one in through_the_years(walk, ["p-1", "p-2", "p-3"])] == [
        ("p-1", "p-2"),
        ("p-2", "p-3"),
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
def test_a_programme_is_its_sets_without_the_years(set_id: str, name: str) -> None:
    assert programme(set_id) == name


def test_the_years_of_a_programme(walk: Crosswalk) -> None:
    ids = years_of(walk.catalog, "or-cco-incentive")
    assert ids[0] == "or-cco-incentive-2015"
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
