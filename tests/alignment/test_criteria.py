"""Criteria scores: computed where the catalog can tell, entered where only people can."""

import pytest
from tiny_table import table

from measurealign.alignment import Goal, Score, align, score_sheets
from measurealign.alignment.ask.criteria import COMPUTED, ScoreSheet, criteria
from measurealign.crosswalk import Crosswalk
from measurealign.problems import UsageError


def some() -> Crosswalk:
    """Of two measures that both sets list, good1 has what bad1 lacks."""
    return table(
        {"a": ["good1", "bad1"], "b": ["good1", "bad1"], "c": ["good1"]},
        rows={
            "good1": {"data_source": "ehr", "ids": {"cbe": "0018", "cms": "CMS165v6"}},
            "bad1": {"data_source": "chart"},
        },
    )


def sheet(goal: Goal, family: str = "good1") -> ScoreSheet:
    return next(one for one in score_sheets(some(), "ab", goal) if one.family == family)


EXPECTED = [
    ("highly_aligned", "good1", 3.0),
    ("endorsed_or_valid", "good1", 3.0),
    ("endorsed_or_valid", "bad1", 0.0),
    ("low_burden", "good1", 2.82),
    ("low_burden", "bad1", 0.0),
    ("feasible_digital", "good1", 3.0),
    ("feasible_digital", "bad1", 0.0),
    ("data_available", "good1", 2.0),
    ("data_available", "bad1", 1.0),
    ("not_duplicate", "bad1", 3.0),
    ("universal", "bad1", 3.0),
    ("benchmarkable", "bad1", None),
    ("steward_spec", "good1", 3.0),
    ("steward_spec", "bad1", None),
    ("harmonized", "good1", None),
    ("high_impact", "good1", None),
]


@pytest.mark.parametrize("criterion, family, score", EXPECTED)
def test_what_the_catalog_tells(criterion: str, family: str, score: float | None):
    assert sheet(Goal(criteria={criterion: 1}), family).marks[0].score == score


@pytest.mark.parametrize(
    ("status", "date", "score"),
    [("removed", "2018", 0.0), ("removed", "2019", 3.0), ("endorsed", "2018", 3.0)],
)
def test_an_endorsement_that_was_removed_by_the_year_is_none(status: str, date: str, score: float):
    endorsement = {"status": status, "date": date, "source": "a listing"}
    known = [{"id": "bp1", "subjects": ["bp"], "ids": {"cbe": "0018"}, "endorsement": endorsement}]
    walk = table({"a": ["bp1"], "b": ["bp1"]}, known=known)
    (one,) = score_sheets(walk, "ab", Goal(criteria={"endorsed_or_valid": 1}))
    assert one.marks[0].score == score


def test_what_is_computed_says_how():
    for id_ in COMPUTED:
        assert criteria().get(id_).how, f"{id_}: data/criteria.yaml must say how it is computed"
        assert criteria().get(id_).computable != "human"


def test_every_cited_source_is_there():
    known = criteria().sources
    assert [one.id for one in criteria().criteria if set(one.source) - known.keys()] == []


def test_the_total_is_the_weighted_mean_of_what_is_known():
    goal = Goal(criteria={"endorsed_or_valid": 3, "data_available": 1, "high_impact": 5})
    assert sheet(goal).total == pytest.approx((3 * 3 + 1 * 2) / 4)
    assert sheet(goal).known == 2
    assert sheet(Goal(criteria={"high_impact": 1})).total is None


def test_peoples_scores_win_and_are_averaged():
    scores = (
        Score(measure="good1", criterion="endorsed_or_valid", score=1, by="Ann", note="lapsed"),
        Score(measure="Good1", criterion="endorsed_or_valid", score=2, by="Bob"),
    )
    (mark,) = sheet(Goal(criteria={"endorsed_or_valid": 1}, scores=scores)).marks
    assert (mark.score, mark.by, mark.says) == (1.5, "Ann, Bob", "lapsed")


@pytest.mark.parametrize(
    ("weights", "total"),
    [
        ({}, None),
        ({"data_available": 1}, (2 + 3) / 2),
        ({"data_available": 1, "high_impact": 3}, (2 + 3 * 3) / 4),
        ({"data_available": 1, "high_impact": 0}, 2.0),
    ],
)
def test_a_mark_on_a_criterion_without_a_weight_counts_once(
    weights: dict[str, float], total: float | None
):
    scores = (Score(measure="good1", criterion="high_impact", score=3, by="board"),)
    found = sheet(Goal(criteria=weights, scores=scores))
    assert {one.criterion: one.score for one in found.marks if one.by == "board"} == {
        "high_impact": 3.0
    }
    without = sheet(Goal(criteria=weights))
    if total is None:
        assert without.total is not None
        total = (without.total * without.known + 3) / (without.known + 1)
    assert found.total == pytest.approx(total, abs=0.001)


def test_criteria_decide_between_equals_when_asked_to():
    walk = table(
        {"a": ["dm1", "dm2"], "b": ["dm1", "dm2"], "c": ["dm1"]},
        [("dm1", "dm2", "variant")],
        rows={"dm2": {"ids": {"cbe": "0059"}}},
    )
    goal = Goal(criteria={"endorsed_or_valid": 1}, prefer=("criteria", "changes"))
    assert align(walk, "ab").chosen[0].facts.family == "dm1"
    assert align(walk, "ab", goal).chosen[0].facts.family == "dm2"


@pytest.mark.parametrize(
    "goal, says",
    [
        (Goal(criteria={"high_impac": 1}), "did you mean 'high_impact'"),
        (Goal(criteria={"set_outcomes": 1}), "judges a set as a whole"),
    ],
)
def test_criteria_that_cannot_score_a_measure_are_told(goal: Goal, says: str):
    with pytest.raises(UsageError, match=says):
        score_sheets(some(), "ab", goal)
