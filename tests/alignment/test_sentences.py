"""Rules and goals in words; a rule's sentence read back is the rule."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurealign.alignment.ask.goal import Goal, Rule, Which
from measurealign.alignment.ask.presets import presets
from measurealign.alignment.ask.sentences import read_rule, sentences, words_of
from measurealign.problems import UsageError

_COUNT = st.none() | st.integers(0, 60)
_NAMES = {"area": "area", "type": "type", "data_source": "data source",
          "product_line": "product line", "evidence": "evidence"}  # fmt: skip


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    fields = {
        name: tuple(draw(st.lists(st.sampled_from(words_of(told)), max_size=3, unique=True)))
        for name, told in _NAMES.items()
    }
    bounds = draw(st.tuples(_COUNT, _COUNT).filter(lambda two: two != (None, None)))
    of = Which.model_validate({**fields, "endorsed": draw(st.sampled_from([None, True, False]))})
    return Rule(at_least=bounds[0], at_most=bounds[1], of=of)


@given(rules())
def test_a_rule_read_back_is_the_rule(rule: Rule) -> None:
    assert read_rule(rule.says) == rule


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "is no rule"),
        ("some measures of area depression", "is no rule"),
        ("at least 1 measure of area depresion", "did you mean 'depression'"),
        ("at least 1 measure of type proces", "did you mean 'process'"),
        ("at least 1 measure of area depression please", "is no rule"),
    ],
)
def test_what_is_no_rule_is_told(text: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        read_rule(text)


@pytest.mark.parametrize("one", presets(), ids=lambda one: one.id)
def test_every_rule_of_a_preset_is_said(one) -> None:  # type: ignore[no-untyped-def]
    told = sentences(one.goal)
    assert all(rule.says in told for rule in one.goal.rules)
    assert len(told) == len(set(told))


def test_what_a_goal_states_is_said() -> None:
    goal = Goal(
        size=9, tier="strict", areas="all", shared_by=3, open="require", keep=("A",),
        exclude=("B",), coverage=0.5, coverage_of={"x-2018": 0.25}, each_set_shares=2,
        burden_budget=3.5, prefer=("burden",),
    )  # fmt: skip
    told = "; ".join(sentences(goal))
    for words in ("exactly 9 measures", "very measure", "every area that it measures", "3 sets",
                  "open areas get", "“A” must be in", "“B” must not", "50%", "25% of x-2018",
                  "at least 2 of the chosen", "3.5 chart", "decides: burden"):  # fmt: skip
        assert words in told


def test_words_of_fields_are_the_types_words() -> None:
    assert "depression" in words_of("area")
    assert set(words_of("product line")) == set(
        get_args(Which.model_fields["product_line"].annotation)[0].__args__
    )
