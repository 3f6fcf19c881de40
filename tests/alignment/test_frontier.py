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


@pytest.mark.parametrize("goal", [Goal(), Goal(outcomes_first=True)], ids=["default", "outcomes"])
def test_a_point_is_what_the_cap_gives(counted: Crosswalk, goal: Goal):
    sets = ["cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018"]
    points = {one.size: one for one in frontier(counted, sets, goal, until=8)}
    for size in (2, 5, 8):
        found = align(counted, sets, goal.model_copy(update={"max_size": size}))
        called = {one.facts.family: one.facts.label for one in found.chosen}
        assert points[size].families == tuple(sorted(called))
        assert points[size].adds == tuple(
            called[one] for one in points[size].families if one not in points[size - 1].families
        )


def test_rules_hold_on_the_frontier():
    goal = Goal(keep=("gout1",), rules=(Rule(at_most=0, of=Which(data_source="chart")),))
    points = frontier(WALK, "abc", goal)
    assert points
    assert all("gout1" in one.families and "flu1" not in one.families for one in points)


def test_a_size_of_the_goal_does_not_stop_the_frontier():
    assert frontier(WALK, "abc", Goal(max_size=2)) == frontier(WALK, "abc")
    assert len(frontier(WALK, "abc", until=2)) == 2


@pytest.mark.parametrize(
    ("worth", "size"),
    [
        ([4.0, 7.0, 8.0, 8.5], 2),  # above the chord of slope 1.5 by 0, 1.5, 1.0, 0
        ([1.0, 1.0, 5.0, 6.0, 6.0], 3),  # slope 1.25: 0, -1.25, 1.5, 1.25, 0
        ([1.0, 3.0, 4.0, 4.0], 2),  # slope 1: 0, 1, 1, 0; of equals the smaller
        ([2.0, 4.0, 6.0], 1),  # a straight line has none: the smallest
        ([2.0, 5.0], 2),
    ],
)
def test_the_knee_is_the_size_farthest_above_the_chord(worth: list[float], size: int):
    assert knee(list(enumerate(worth, 1))) == size
    assert knee([]) is None


@given(st.lists(st.floats(0.01, 5.0), min_size=3, max_size=20))
def test_no_size_lies_farther_above_the_chord_than_the_knee(gains: list[float]):
    worth = [sum(gains[: i + 1]) for i in range(len(gains))]
    step = (worth[-1] - worth[0]) / (len(worth) - 1)
    above = [one - worth[0] - step * i for i, one in enumerate(worth)]
    at = knee(list(enumerate(worth, 1)))
    assert at is not None
    assert above[at - 1] >= max(above) - 1e-8
