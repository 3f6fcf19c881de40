"""Rules that cannot hold together: the best that can be had, and what each rule costs."""

import pytest
from tiny_table import table

from measurealign.alignment import Goal, Recommendation, Rule, Which, align

WALK = table(
    {"a": ["bp1", "dm1", "flu1"], "b": ["bp1", "dm1", "flu1"]},
    rows={"flu1": {"data_source": "chart"}},
)


def families(found: Recommendation) -> set[str]:
    return {one.facts.family for one in found.chosen}


def broken(found: Recommendation) -> list[str]:
    return [one.rule for one in found.prices if one.broken]


def test_the_best_that_can_be_had_breaks_the_fewest_rules():
    rules = (
        Rule(at_least=5), Rule(at_most=2), Rule(at_least=1, of=Which(area="dm")),
    )  # fmt: skip
    found = align(WALK, "ab", Goal(rules=rules))
    assert found.status == "best possible"
    assert broken(found) == ["at least 5 measures"]
    assert len(families(found)) == 2
    assert "dm1" in families(found)
    assert "cannot hold with the other rules: 2 can be had" in found.prices[0].says


def test_a_floor_that_nothing_fits_is_told_and_the_answer_stands():
    found = align(WALK, "ab", Goal(rules=(Rule(at_least=1, of=Which(area="nowhere")),)))
    assert families(found) == {"bp1", "dm1", "flu1"}
    assert found.prices[0].says == "nothing in the catalog fits it"


def test_a_broken_floor_is_met_as_far_as_it_goes():
    found = align(WALK, "ab", Goal(size=7))
    assert families(found) == {"bp1", "dm1", "flu1"}
    assert broken(found) == ["exactly 7 measures"]


FOUR = table({one: ["bp1", "dm1", "flu1", "gout1"] for one in "ab"})
KEPT = ("bp1", "dm1", "flu1", "gout1")


def test_an_exact_size_that_is_too_small_is_overrun_no_further_than_must_be():
    found = align(FOUR, "ab", Goal(size=2, keep=KEPT[:3]))
    assert families(found) == {"bp1", "dm1", "flu1"}
    (price,) = (one for one in found.prices if one.broken)
    assert price.rule == "exactly 2 measures"
    assert price.says == "cannot hold with the other rules: no fewer than 3 can be had"


def test_an_exact_size_that_is_too_large_is_met_as_far_as_it_goes():
    found = align(FOUR, "ab", Goal(size=9, keep=KEPT[:1]))
    assert families(found) == set(KEPT)
    (price,) = (one for one in found.prices if one.broken)
    assert price.says == "cannot hold with the other rules: 4 can be had"


@pytest.mark.parametrize(
    ("bounds", "keep", "exclude", "reached"),
    [((1, 2), KEPT, (), 4), ((3, 4), (), KEPT[1:], 1), ((1, 2), KEPT[:3], KEPT[3:], 3)],
)
def test_a_rule_of_two_bounds_gives_way_on_the_side_that_cannot_be_had(
    bounds: tuple[int, int], keep: tuple[str, ...], exclude: tuple[str, ...], reached: int
):
    rule = Rule(at_least=bounds[0], at_most=bounds[1])
    found = align(FOUR, "ab", Goal(rules=(rule,), keep=keep, exclude=exclude))
    assert broken(found) == [rule.says]
    assert len(found.chosen) == reached


def test_every_rule_that_binds_has_its_price():
    goal = Goal(rules=(Rule(at_most=0, of=Which(data_source="chart")),))
    found = align(WALK, "ab", goal)
    assert found.status == "optimal"
    (price,) = found.prices
    assert price.rule == "at most 0 measures of data source chart"
    assert "“most programmes served, subject by subject” would be 2 higher" in price.says
    slack = align(WALK, "ab", Goal(rules=(Rule(at_most=9),)))
    assert slack.prices == ()


def test_a_rule_that_only_adds_measures_says_how_many():
    walk = table({"a": ["bp1", "gout1"], "b": ["bp1"], "c": ["bp1"]})
    found = align(walk, "abc", Goal(keep=("gout1",)))
    assert families(found) == {"bp1", "gout1"}
    assert found.prices[0].says == "without it, 1 measure fewer would do"
