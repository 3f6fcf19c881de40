"""The frontier: the best set of each size, and its knee."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_table import table

from measurealign.alignment import Goal, Rule, Which, align, frontier
from measurealign.alignment.optimize.frontier import knee
from measurealign.crosswalk import Crosswalk

WALK = table(
    {"a": ["dm1", "bp1", "flu1", "gout1"], "b": ["dm1", "bp1"], "c": ["dm1", "flu1"]},
    rows={"dm1": {"data_source": "ehr"}, "flu1": {"data_source": "chart"}},
)


def test_each_size_is_worth_more_than_the_smaller_one():
    points = frontier(WALK, "abc")
    assert [one.size for one in points] == [1, 2, 3]
    assert [one.served for one in points] == [3, 5, 7]
    worth = [one.worth for one in points]
    assert worth == sorted(worth)
    assert all(one.proven for one in points)
    assert points[0].adds == ("dm1",)
    assert sum(one.knee for one in points) == 1


def test_a_point_is_what_the_cap_gives(walk: Crosswalk):
    sets = ["cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018"]
    counted = walk.only()
    points = {one.size: one for one in frontier(counted, sets, until=6)}
    for size in (2, 5):
        found = align(counted, sets, Goal(max_size=size))
        assert found.solves[0].value == pytest.approx(points[size].worth, abs=1e-4)


def test_rules_hold_on_the_frontier():
    goal = Goal(keep=("gout1",), rules=(Rule(at_most=0, of=Which(data_source="chart")),))
    points = frontier(WALK, "abc", goal)
    assert points
    assert all("gout1" in one.families and "flu1" not in one.families for one in points)


def test_a_size_of_the_goal_does_not_stop_the_frontier():
    assert frontier(WALK, "abc", Goal(max_size=2)) == frontier(WALK, "abc")
    assert len(frontier(WALK, "abc", until=2)) == 2


@given(st.lists(st.floats(0.01, 5.0), min_size=3, max_size=20))
def test_the_knee_lies_on_the_curve_and_above_its_chord(steps: list[float]):
    gains = sorted(steps, reverse=True)
    curve = [(i + 1, sum(gains[: i + 1])) for i in range(len(gains))]
    at = knee(curve)
    assert at in dict(curve)
    (left, low), (right, high) = curve[0], curve[-1]
    chord = low + (high - low) * (at - left) / (right - left)
    assert dict(curve)[at] >= chord - 1e-6
