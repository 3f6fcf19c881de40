"""A goal from what people state: what is stated holds, also where it is nothing."""

from typing import Any

import pytest

from measurealign.alignment import Goal
from measurealign.alignment.ask.asked import goal_of
from measurealign.alignment.ask.goal import Wanted
from measurealign.alignment.ask.presets import preset
from measurealign.problems import UsageError

PRESET = "massachusetts-core-2018"


@pytest.mark.parametrize(
    ("field", "value", "base"),
    [
        ("never_core", [], Goal()),
        ("prefer", (), Goal()),
        ("max_size", None, Goal(max_size=9)),
        ("audience", (), Goal(audience=("adult",))),
        ("weights", {}, Goal(weights={"a": 2.0})),
    ],
)
def test_nothing_replaces_what_was_asked_before(field: str, value: Any, base: Goal) -> None:
    assert getattr(base, field)
    assert not getattr(goal_of(None, base, {field: value}), field)


def test_nothing_replaces_what_a_preset_says() -> None:
    """Rules and names are added to those before: an empty list adds none and takes none away."""
    base = preset(PRESET).goal
    told = goal_of(PRESET, None, {"max_size": None, "never_core": [], "rules": []})
    assert base.max_size and (told.max_size, told.never_core) == (None, ())
    assert told.rules == base.rules


def test_additions_may_be_stated_as_their_type_or_by_name() -> None:
    base = Goal(additions=Wanted(cost=3, engagement=4))
    for given in (Wanted(cost=0), {"cost": 0}):
        assert goal_of(None, base, {"additions": given}).additions == Wanted(cost=0, engagement=4)
    with pytest.raises(UsageError, match="additions"):
        goal_of(None, base, {"additions": 3})


def test_what_is_no_value_of_a_rule_is_told() -> None:
    with pytest.raises(UsageError, match=r"keep is a list: write \[\], not None"):
        goal_of(None, None, {"keep": None})
    with pytest.raises(UsageError, match="core: "):
        goal_of(None, None, {"core": None})
