"""Rules and goals in words; a rule's sentence read back is the rule."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurealign.alignment.ask.goal import LISTED, TOLD, Goal, Rule, Which
from measurealign.alignment.ask.presets import presets
from measurealign.alignment.ask.sentences import read_rule, sentences, words_of
from measurealign.model import SubjectKind
from measurealign.problems import UsageError

_COUNT = st.none() | st.integers(0, 60)
_NAMES = {name: name.replace("_", " ") for name in LISTED if name != "listed_in"}


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    fields = {
        name: tuple(draw(st.lists(st.sampled_from(words_of(told)), max_size=3, unique=True)))
        for name, told in _NAMES.items()
    }
    bounds = draw(st.tuples(_COUNT, _COUNT).filter(lambda two: two != (None, None)))
    told = {name: draw(st.sampled_from([None, True, False])) for name in TOLD}
    of = Which.model_validate({**fields, **told})
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
        ("at least 1 measure of area depression and of area tobacco", "tells “area” twice: join"),
        ("at least 1 measure and at least 2 measures of type outcome", "tells “at least” twice"),
        ("at most 2 measures listed in hedis and listed in cqmc", "tells “listed in” twice"),
        ("at most 2 measures with a CBE id and without a CBE id", "tells “with a CBE id” twice"),
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
        size=9, core=0.6, menu=0.25, least=3, weigh="practices", floor=0.75, per_subject=2,
        audience=("adult",), horizon="short", panel=1500, keep=("A",), exclude=("B",),
        only=(Which(cbe=True), Which(area="oral-health")), keep_required=True,
        outcomes_first=True, prefer=("burden",),
    )  # fmt: skip
    told = "; ".join(sentences(goal))
    for words in ("exactly 9 measures", "more than 60%", "at least 25%", "3 programmes",
                  "by their practices", "at least 75% of it", "2 measures for one subject",
                  "for adult", "horizon short", "panel of 1500", "“A” must be in", "“B” must not",
                  "only measures with a CBE id; or of area oral-health", "requires stays",
                  "outcomes first", "sets: least burden"):  # fmt: skip
        assert words in told


def test_programmes_that_list_a_measure_are_told_and_read_in_english() -> None:
    rule = Rule(at_least=1, of=Which(listed_in=("hedis", "medicaid-adult-core-set")))
    assert rule.says == "at least 1 measure listed in hedis or medicaid-adult-core-set"
    assert read_rule(rule.says) == rule
    assert read_rule(rule.says.replace("listed", "of listed")) == rule, "as links used to tell it"


def test_words_of_fields_are_the_types_words() -> None:
    assert "depression" in words_of("area")
    assert "bp-control" in words_of("subject")
    assert set(words_of("kind")) == set(get_args(SubjectKind))
    assert words_of("listed in") == (), "any programme may be named"
