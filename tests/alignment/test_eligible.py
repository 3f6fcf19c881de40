"""Eligible before optimal: level, audience, time, panel; what is barred is told, not lost."""

from typing import Any

import pytest
from tiny_table import table

from measurealign.alignment import Goal, Recommendation, Which, align
from measurealign.crosswalk import Crosswalk

BOTH = {"a": ["bp1", "dm1"], "b": ["bp1", "dm1"]}


def known(**fields: Any) -> Crosswalk:
    """Two programmes that agree on bp1 and dm1, dm1 a known measure with some fields."""
    return table(
        BOTH, about={one: {"kind": "state"} for one in BOTH}, known=[{"id": "dm1", **fields}]
    )


def labels(found: Recommendation) -> set[str]:
    return {one.facts.label for one in found.chosen}


def out(found: Recommendation) -> dict[str, tuple[str, str]]:
    return {one.subject: (one.why, one.says) for one in found.left_out}


def test_a_hospitals_measure_is_watched_not_chosen():
    found = align(known(levels=["hospital"], subjects=["dm"]), "ab")
    assert labels(found) == {"bp1"}
    assert out(found)["dm"][0] == "not practice level"
    assert [one.tier for one in found.tiers if one.subject == "dm"] == ["monitoring"]


def test_what_only_the_rules_bar_does_measure_practices():
    entries = [{"id": "dm1", "levels": ["hospital"], "subjects": ["dm"]},
               {"id": "dm2", "levels": ["clinician"], "subjects": ["dm"]}]  # fmt: skip
    sets = {one: ["dm1", "dm2", "bp1"] for one in "ab"}
    walk = table(sets, about={one: {"kind": "state"} for one in sets}, known=entries)
    why, says = out(align(walk, "ab", Goal(exclude=("dm2",))))["dm"]
    assert why == "not eligible"
    assert "excluded by the rules" in says and "not practice level" in says
    gone = [{**entries[0]}, {**entries[1], "retired": 2017}]
    walk = table(sets, about={one: {"kind": "state"} for one in sets}, known=gone)
    assert out(align(walk, "ab"))["dm"][0] == "not practice level", "what is left is a hospital's"


def test_a_plans_rate_of_care_is_told_for_its_practices_unless_the_rules_say_no():
    walk = known(levels=["plan"], subjects=["dm"])
    assert labels(align(walk, "ab")) == {"bp1", "dm1"}
    assert out(align(walk, "ab", Goal(attribute=False)))["dm"][0] == "not practice level"


def test_a_plans_survey_and_its_cost_are_not():
    walk = table(
        {one: ["total-cost1", "bp-control1"] for one in "ab"},
        about={one: {"kind": "state"} for one in "ab"},
        known=[{"id": "total-cost1", "levels": ["plan"], "subjects": ["total-cost"]}],
    )
    assert out(align(walk, "ab"))["total-cost"][0] == "not practice level"


def test_who_lists_it_for_practices_makes_it_one_of_practices():
    walk = table(
        {one: ["total-cost1"] for one in "ab"} | {"x-pcmh-2015": ["total-cost1"]},
        about={"a": {"kind": "state"}, "b": {"kind": "state"},
               "x-pcmh-2015": {"kind": "state", "year": 2015}},
        known=[{"id": "total-cost1", "levels": ["plan"], "subjects": ["total-cost"]}],
    )  # fmt: skip
    assert labels(align(walk, "ab")) == {"total-cost1"}


def test_what_is_retired_by_the_tables_year_is_out_and_told():
    found = align(known(retired=2017, subjects=["dm"]), "ab")
    assert out(found)["dm"][0] == "retired"
    assert "retired in 2017" in out(found)["dm"][1]
    assert labels(align(known(retired=2019, subjects=["dm"]), "ab")) == {"bp1", "dm1"}


def test_what_is_topped_out_in_the_tables_year_is_out():
    walk = table(BOTH, rows={"dm1": {"note": "Topped out since 2016"}})
    assert out(align(walk, "ab"))["dm"] == (
        "not eligible", "2 of 2 measure it (A 2018, B 2018); topped out in 2018 (A 2018)",
    )  # fmt: skip


@pytest.mark.parametrize(("panel", "there"), [(None, True), (400, True), (20, False)])
def test_a_panel_that_is_too_small_bars_what_needs_more(panel: int | None, there: bool):
    walk = known(minimum={"n": 30, "source": "a manual"}, subjects=["dm"])
    found = align(walk, "ab", Goal(panel=panel))
    assert ("dm1" in labels(found)) == there
    if not there:
        assert "a panel of 20, at least 30 are needed (a manual)" in out(found)["dm"][1]


def test_audience_and_horizon_are_rules():
    walk = table({one: ["child-weight1", "bp-control1", "readmission1"] for one in "ab"})
    assert labels(align(walk, "ab", Goal(audience=("adult",)))) == {"bp-control1", "readmission1"}
    found = align(walk, "ab", Goal(horizon="short"))
    assert labels(found) == {"child-weight1", "bp-control1"}
    assert "moves over years" in out(found)["readmission"][1]


def test_only_takes_what_is_one_of_its_kinds():
    walk = table(BOTH, rows={"bp1": {"ids": {"cbe": "0018"}}})
    assert labels(align(walk, "ab", Goal(only=(Which(cbe=True),)))) == {"bp1"}
    assert Which.model_validate({"endorsed": True}) == Which(cbe=True), "as files used to tell it"
    either = Goal(only=(Which(cbe=True), Which(area="dm")))
    assert labels(align(walk, "ab", either)) == {"bp1", "dm1"}


def test_what_is_excluded_is_told():
    found = align(table(BOTH), "ab", Goal(exclude=("dm1",)))
    assert "excluded by the rules (dm1)" in out(found)["dm"][1]


def test_another_form_stands_in_where_all_at_the_table_is_barred():
    walk = table(
        BOTH | {"other-2016": ["dm2"]}, [("dm1", "dm2", "variant")],
        about={"other-2016": {"year": 2016}}, known=[{"id": "dm1", "retired": 2018}],
    )  # fmt: skip
    found = align(walk, "ab")
    assert labels(found) == {"bp1", "dm2"}
    assert any("not listed at the table" in reason for reason in found.chosen[-1].reasons)
