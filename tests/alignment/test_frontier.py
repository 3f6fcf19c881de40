"""The frontier and the firmness of choices."""

from dataclasses import replace

import pytest
from tiny import tiny
from tiny_table import table

from measurealign.alignment import Goal, Rule, Which, align, frontier, sensitivity
from measurealign.model import Evidence, Link

WALK = table(
    {"a": ["dm1", "bp1", "flu1", "gout1"], "b": ["dm1", "bp1"], "c": ["dm1", "flu1"]},
    rows={"dm1": {"data_source": "ehr"}, "flu1": {"data_source": "chart"}},
)


def test_each_size_serves_at_least_what_the_smaller_one_does():
    points = frontier(WALK, "abc")
    assert [one.size for one in points] == [1, 2, 3, 4]
    assert [one.served for one in points] == [3, 5, 7, 7]
    assert [one.coverage for one in points] == sorted(one.coverage for one in points)
    assert all(one.proven for one in points)
    assert points[0].adds == ("dm1",)


def test_the_least_size_that_serves_all_is_the_aligned_set():
    least = next(one for one in frontier(WALK, "abc") if one.served == one.demands)
    assert least.size == len(align(WALK, "abc").chosen)


def test_rules_hold_on_the_frontier():
    goal = Goal(keep=("gout1",), rules=(Rule(at_most=0, of=Which(data_source="chart")),))
    points = frontier(WALK, "abc", goal)
    assert all("gout1" in one.families and "flu1" not in one.families for one in points)
    assert [one.size for one in points] == [1, 2, 3]


def test_a_size_or_a_target_of_the_goal_does_not_stop_the_frontier():
    assert frontier(WALK, "abc", Goal(size=2, coverage=1.0)) == frontier(WALK, "abc")
    assert len(frontier(WALK, "abc", until=2)) == 2


def link(left: str, right: str, relation: str, confidence: float) -> Link:
    return Link.model_validate(
        {
            "left": f"{left}-0", "right": f"{right}-0", "relation": relation,
            "confidence": confidence, "similarity": 0.5,
            "evidence": (Evidence(kind="by-hand", weight=1.0, says="by hand"),),
        }
    )  # fmt: skip


def test_a_choice_that_nothing_can_shake_is_firm():
    found = sensitivity(WALK, "abc", runs=12)
    words = [(one.label, one.word, one.share) for one in found.measures]
    assert words == [(name, "firm", 1.0) for name in ("bp1", "dm1", "flu1")]
    assert (found.runs, found.answered, found.seed) == (12, 12, 1)


@pytest.mark.parametrize("sure, word", [(0.95, "firm"), (0.75, "likely"), (0.3, "fragile")])
def test_a_choice_is_as_firm_as_the_links_that_hold_it(sure: float, word: str):
    walk = table(
        {"a": ["dm1"], "b": ["dm2"]}, {"dm": ["dm1", "dm2"]},
        links=[link("a/dm1", "b/dm2", "variant", sure)],
    )  # fmt: skip
    (chosen,) = align(walk, "ab").chosen
    found = {one.family: one for one in sensitivity(walk, "ab", runs=60).measures}
    assert sum(one.share for one in found.values()) == pytest.approx(
        1.0 if sure > 0.9 else sure, abs=0.15
    )
    assert found[chosen.facts.family].chosen
    both = sum(one.share for one in found.values())
    assert (both >= 0.9, both >= 0.6) == {
        "firm": (True, True), "likely": (False, True), "fragile": (False, False),
    }[word]  # fmt: skip


def test_a_family_that_a_doubtful_link_holds_can_fall_apart():
    rows = {one: [{"name": f"sugar-{one}", "family": "dm1"}] for one in "ab"}
    doubtful = link("a/sugar-a", "b/sugar-b", "same", 0.5)
    walk = replace(tiny(rows, areas={"dm1": "dm"}), links=(doubtful,))
    found = sensitivity(walk, "ab", Goal(tier="strict"), runs=60)
    assert found.measures[0].share == pytest.approx(0.5, abs=0.2)
    assert found.answered == 60


def test_the_same_seed_gives_the_same_answer():
    one, same, other = (
        sensitivity(WALK, "abc", Goal(size=2), runs=8, seed=seed) for seed in (1, 1, 2)
    )
    assert one == same
    assert one.model_copy(update={"seed": 2}).runs == other.runs
