"""Each programme's page, and what a practice is asked before and after."""

import pytest
from tiny_table import table

from measurealign.alignment import Recommendation, align
from measurealign.alignment.explain.saving import saving
from measurealign.burden import burden
from measurealign.burden.effort import edited, shipped_parameters
from measurealign.burden.estimate import estimates
from measurealign.burden.load import per_measure
from measurealign.burden.payers import work
from measurealign.crosswalk import Crosswalk
from measurealign.export.brief.costs import loads

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
    assert (saving.today.required, saving.today.choice) == (4, 0), "a menu without a number"
    words = saving.sentence()
    assert words.index("left the rest as it is") < words.index("nothing else")
    assert "3 measures instead of 4: 1 fewer" in words and "for 2: 2 fewer" in words
    assert "a practice of 1 clinician " in words
    assert "a practice of 4 clinicians " in saving.sentence(4)


def test_what_is_wanted_is_not_called_reported_for_payers_count_some_of_it(
    counted: Crosswalk, main_job: Recommendation
):
    """Beside “you report 35” a practice read that 97 of its measures are to be reported."""
    ids = [one.id for one in main_job.inputs.sets]
    mine = work(counted, burden(counted, ids)).reported
    today = main_job.saving.today
    assert mine < today.required < today.measures, "the case needs payers that count, and a menu"
    assert f"instead of {today.required} of them wanted, at most)" in main_job.saving.sentence()
    assert loads(main_job.saving)[0][:2] == ["measures wanted, at most", str(today.required)]


def test_hours_follow_the_route_and_never_exceed_the_study(found: Recommendation):
    mid = per_measure().mid or 0
    a = found.programmes[0].today
    claims, unknown = 0.02 / 0.5, 1.0
    assert a.hours[1] == pytest.approx((claims + unknown + 1.0) * mid, abs=0.05)
    assert a.hours[1] <= a.measures * mid


def test_a_menu_costs_what_is_to_be_chosen_of_it():
    rows = {f"m{i}": {"data_source": "claims" if i else "chart"} for i in range(4)}
    sets = {"a": ["bp1", *(f"m{i}*" for i in range(4))], "b": ["bp1"]}
    walk = table(sets, rows=rows, about={"a": {"choose": {"n": 1}}})
    mid = per_measure().mid or 0
    today = align(walk, "ab").programmes[0].today
    assert (today.required, today.choice) == (2, 3)
    mean = (1.0 + 3 * 0.02 / 0.5) / 4
    assert today.hours[1] == pytest.approx((1.0 + mean) * mid, abs=0.05)


def test_burden_and_proposal_tell_one_saving(found: Recommendation):
    asked = burden(WALK, "abc")
    today = found.saving.today
    assert (today.measures, today.required) == (asked.measures, asked.reported)
    hours = next(one for one in estimates(asked) if one.effort.id == "hours-per-measure")
    assert today.hours == pytest.approx((hours.low, hours.mid, hours.high), abs=0.05)
    assert saving(WALK, found) == found.saving


def test_a_saving_follows_the_clinicians_and_the_figures_of_ones_own(found: Recommendation):
    one, four = found.saving, saving(WALK, found, clinicians=4)
    assert four.today.hours[1] == pytest.approx(4 * one.today.hours[1], abs=0.3)
    assert four.rest_stays.measures == one.rest_stays.measures
    given = edited(shipped_parameters(), {}, {"hours-per-measure": (1.0, 2.0, 3.0)})
    own = saving(WALK, found, given=given).today
    assert own.hours[2] == pytest.approx(3 * own.hours[0], abs=0.2)
    free = edited(shipped_parameters(), {"chart": 0.0}, {})
    assert saving(WALK, found, given=free).today.hours[1] < one.today.hours[1]


def test_the_real_table_tells_one_saving_everywhere(main_job: Recommendation, counted: Crosswalk):
    asked = burden(counted, ["cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018"])
    assert main_job.saving.today.required == asked.reported
    assert main_job.saving.today.measures == asked.measures
    assert saving(counted, main_job) == main_job.saving
    first = main_job.programmes[0]
    assert first.today.required == 9, "CPC+ asks for nine of nineteen"


def test_more_than_the_study_saw_is_said(counted: Crosswalk):
    sets = ["cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018"]
    found = align(counted, sets)
    assert "the study saw up to 57 measures" in found.saving.basis
    assert found.saving.rest_stays.measures <= found.saving.today.measures
    for page in found.programmes:
        kept = {(one.lists, one.chosen) for one in page.keeps}
        assert all(mine == chosen for mine, chosen in kept)
        listed = len(page.keeps) + len(page.changes) + len(page.drops)
        assert listed == page.today.measures
