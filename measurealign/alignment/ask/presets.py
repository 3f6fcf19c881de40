"""Rule sets in real use, as data: each cites its source and says what it cannot express."""

from functools import cache
from pathlib import Path

from measurealign.alignment.ask.goal import Goal
from measurealign.catalog.reader import read
from measurealign.catalog.shipped import data_folder
from measurealign.model import Frozen, Text
from measurealign.problems import UsageError, nearest


class Citation(Frozen):
    """Where a rule set was read."""

    title: Text
    url: Text


class Preset(Frozen):
    """A named goal. `expresses` and `cannot` say how far it tells the original rules."""

    id: Text
    name: Text
    says: Text
    expresses: tuple[Text, ...] = ()
    cannot: tuple[Text, ...] = ()
    sources: tuple[Citation, ...] = ()
    goal: Goal = Goal()


@cache
def presets() -> tuple[Preset, ...]:
    """Return the shipped presets by id."""
    folder = data_folder() / "presets"
    found = (read(path, Preset) for path in sorted(folder.glob("*.yaml")))
    return tuple(sorted(found, key=lambda one: one.id))


def preset(id_: str) -> Preset:
    """Return a preset; raise UsageError naming the nearest id if there is none."""
    known = {one.id: one for one in presets()}
    if id_ not in known:
        raise UsageError(f"no preset '{id_}': {nearest(id_, list(known))}")
    return known[id_]


def read_rules(path: Path) -> Goal:
    """Read a rules file: the fields of a goal, none of which must be given."""
    return read(path, Goal)


def merged(*goals: Goal) -> Goal:
    """Return one goal: what a later one states replaces what an earlier one says.

    >>> merged(Goal(max_size=5, keep=("a",)), Goal(max_size=7)).max_size
    7
    """
    stated: dict[str, object] = {}
    for goal in goals:
        stated |= {name: getattr(goal, name) for name in goal.model_fields_set}
    return Goal.model_validate(stated)
