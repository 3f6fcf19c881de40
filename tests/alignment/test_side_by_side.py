"""The presets on one table: each difference from the default question with its reason."""

from tiny_table import table

from measurealign.alignment import Goal
from measurealign.alignment.ask.goal import Rule, Which
from measurealign.alignment.ask.presets import Preset, presets
from measurealign.alignment.file.side_by_side import (
    DEFAULT,
    DifferenceKind,
    PresetAnswer,
    side_by_side,
)

KINDS: tuple[DifferenceKind, ...] = ("comes", "goes", "moves")
WALK = table(
    {"a": ["bp-control1", "a1c-control1", "ed-use1"], "b": ["bp-control1", "a1c-control2"],
     "c": ["bp-control1", "a1c-control1", "flu1", "ed-use1"]},
    [("a1c-control1", "a1c-control2", "variant")],
    rows={"a1c-control2": {"ids": {"cbe": "0575"}}, "bp-control1": {"ids": {"cbe": "0018"}}},
)  # fmt: skip


def answered(**goal: object) -> PresetAnswer:
    one = Preset(id="mine", name="Mine", says="ours", goal=Goal.model_validate(goal))
    first, mine = side_by_side(WALK, "abc", [one])
    assert (first.preset.id, first.differences) == (DEFAULT, ())
    return mine


def told(one: PresetAnswer) -> list[tuple[str, str]]:
    return [(each.kind, each.measure) for each in one.differences]


def test_the_default_goal_differs_in_nothing() -> None:
    assert told(answered()) == []


def test_what_goes_is_told_with_its_reason() -> None:
    one = answered(max_size=1)
    assert told(one) == [("goes", "a1c-control1"), ("goes", "ed-use1")]
    assert all(each.why.startswith("over the cap: ") for each in one.differences)


def test_what_comes_in_anothers_place_is_told_once() -> None:
    one = answered(only=[{"cbe": True}])
    assert told(one) == [("comes", "a1c-control2"), ("goes", "ed-use1")]
    came, gone = one.differences
    assert came.why.startswith("in the place of a1c-control1")
    assert "with a CBE id" in gone.why


def test_what_a_rule_brings_names_the_rule_and_why_it_was_out() -> None:
    one = answered(rules=[Rule(at_least=1, of=Which(subject="flu"))])
    (came,) = one.differences
    assert (came.kind, came.measure) == ("comes", "flu1")
    assert "counts for the rule “at least 1 measure of subject flu”" in came.why
    assert "by default below agreement: 1 of 3 measure it" in came.why


def test_what_moves_to_another_tier_is_told() -> None:
    walk = table({"a": ["x1", "y1"], "b": ["x1", "y1"], "c": ["x1"]})
    strict = Preset(id="mine", name="Mine", says="ours", goal=Goal(core=0.8))
    (moved,) = side_by_side(walk, "abc", [strict])[1].differences
    assert (moved.kind, moved.measure) == ("moves", "y1")
    assert moved.why == "core → menu: 67% require it, core asks for more than 80%"


def test_a_rule_that_cannot_hold_is_told_and_a_question_that_cannot_be_asked() -> None:
    one = answered(rules=[Rule(at_least=9, of=Which(area="flu"))])
    assert any("at least 9" in each for each in one.broken)
    none = answered(keep=["nothing of this name"])
    assert none.found is None and "nothing of this name" in none.problem
    assert none.row()["status"] == none.problem


def test_every_shipped_preset_answers_and_no_two_kinds_are_one() -> None:
    found = side_by_side(WALK, "abc")
    assert [one.preset.id for one in found] == [
        DEFAULT, *(one.id for one in presets() if one.id != DEFAULT)
    ]  # fmt: skip
    for one in found:
        assert one.found is not None, one.problem
        kinds = [each.kind for each in one.differences]
        row = one.row()
        assert row["measures"] == len(one.found.chosen)
        for kind in KINDS:
            assert row[kind] == kinds.count(kind)
        assert all(each.why for each in one.differences)
