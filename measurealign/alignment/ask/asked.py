"""A goal from what a person states: a preset, over it a goal or file, over it options."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from measurealign.alignment.ask.goal import Goal, Wanted
from measurealign.alignment.ask.presets import merged, preset, read_rules
from measurealign.alignment.ask.sentences import read_rule
from measurealign.problems import UsageError, nearest

#: What is added to that of the preset and the file; anything else replaces it.
ADDED = ("rules", "keep", "exclude")


def goal_of(
    named: str | None,
    given: Goal | Path | str | None,
    stated: Mapping[str, Any],
    spelt: Callable[[str], str] = str,
) -> Goal:
    """Return the goal: that of the preset `named`, over it `given`, over it what is `stated`.

    `given` is a goal or the path of a rules file; `stated` holds fields of a goal by name, rules
    as sentences or as `Rule`. Rules and names to keep or exclude are added to those before, as is
    what is stated of the additions; all else is replaced, by nothing, too (`max_size=None`).
    `spelt` tells how a field is called where it was stated. Raise UsageError for unknown fields
    and for values that they cannot have.
    """
    base = merged(*([preset(named).goal] if named else []), *_given(given))
    asked = dict(stated)
    _check(asked)
    if isinstance(told := _stated(asked.get("additions")), Mapping):
        asked["additions"] = base.additions.model_dump() | dict(told)
    asked["rules"] = [
        read_rule(one) if isinstance(one, str) else one for one in asked.get("rules", ())
    ]
    for name in ADDED:
        asked[name] = (*getattr(base, name), *asked.get(name, ()))
    return merged(base, _goal(asked, spelt))


def _stated(additions: Any) -> Any:
    """Return additions as what is stated of them, so that the rest stays as it was."""
    if isinstance(additions, Wanted):
        return additions.model_dump(exclude_unset=True)
    return additions


def _given(given: Goal | Path | str | None) -> list[Goal]:
    if given is None:
        return []
    return [given if isinstance(given, Goal) else read_rules(Path(given))]


def _check(asked: Mapping[str, Any]) -> None:
    """Refuse names that no goal has, and one word (or none at all) where a list belongs."""
    fields = Goal.model_fields
    for name, value in asked.items():
        if name not in fields:
            raise UsageError(f"a goal has no '{name}': {nearest(name, list(fields))}")
        if isinstance(value, str | None) and isinstance(fields[name].default, tuple):
            instead = [] if value is None else [value]
            raise UsageError(f"{name} is a list: write {instead!r}, not {value!r}")


def _goal(asked: Mapping[str, Any], spelt: Callable[[str], str]) -> Goal:
    try:
        return Goal.model_validate(asked)
    except ValidationError as error:
        raise UsageError(
            *(
                f"{spelt(str(each['loc'][-1]))}: {each['msg']} (got {each['input']})"
                for each in error.errors()
            )
        ) from None
