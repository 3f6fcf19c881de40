"""Each programme's page, and what a practice is asked before and after."""

import pytest
from tiny_table import table

from measurealign.alignment import Goal, Recommendation, align
from measurealign.alignment.explain.load import per_measure
from measurealign.crosswalk import Crosswalk

WALK = table(
    {"a": ["bp1", "dm1", "gout1"], "b": ["bp1", "dm2*"], "c": ["bp1", "dm1"]},
    [("dm1", "dm2", "variant")],
    rows={"bp1": {"data_source": "claims"}, "gout1": {"data_source": "chart"}},
)


@pytest.fixture(scope="module")
def found() -> Recommendation:
    return align(WALK, "abc")


def test_a_page_keeps_changes_adopts_and_drops(found: Recommendation):
    a, b, _ = found.programmes
    assert [one.lists for one in a.keeps] == ["bp1", "dm1"]
    assert [(one.lists, one.required) for one in a.drops] == [("gout1", True)]
    assert [(one.lists, one.chosen, one.required) for one in b.changes] == [("dm2", "dm1", False)]


def test_a_core_measure_of_a_subject_that_it_lacks_is_adopted():
    walk = table({"a": ["bp1"], "b": ["bp1", "dm1"], "c": ["dm1"]})
    found = align(walk, "abc")
    assert [one.chosen for one in found.programmes[0].adopts] == ["dm1"]


def test_the_rest_stays_is_told_before_all_align(found: Recommendation):
    saving = found.saving
    loads = (saving.today, saving.rest_stays, saving.all_align)
    assert [one.measures for one in loads] == [4, 3, 2]
    assert (saving.today.required, saving.today.choice) == (3, 1)


def test_hours_follow_the_route_and_never_exceed_the_study(found: Recommendation):
    mid = per_measure().mid or 0
    a = found.programmes[0].today
    claims, unknown = 0.02 / 0.5, 1.0
    assert a.hours[1] == pytest.approx((claims + unknown + 1.0) * mid, abs=0.05)
    assert a.hours[1] <= a.measures * mid


def test_what_may_be_chosen_counts_by_the_goal():
    free = align(WALK, "abc", Goal(choice=0.0)).programmes[1].today
    full = align(WALK, "abc", Goal(choice=1.0)).programmes[1].today
    assert free.hours[1] < full.hours[1]


def test_more_than_the_study_saw_is_said(walk: Crosswalk):
    sets = ["cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018"]
    found = align(walk.only(), sets)
    assert "the study saw up to 57 measures" in found.saving.basis
    assert found.saving.rest_stays.measures <= found.saving.today.measures
    for page in found.programmes:
        kept = {(one.lists, one.chosen) for one in page.keeps}
        assert all(mine == chosen for mine, chosen in kept)
        listed = len(page.keeps) + len(page.changes) + len(page.drops)
        assert listed == page.today.measures
