"""Measures by the names that people give: ids, keys, labels, and what any set calls them."""

from measurealign.crosswalk import Crosswalk, TableNames
from measurealign.problems import UsageError, likest


def families_named(labels: TableNames, name: str) -> tuple[str, ...]:
    """Return the families that a name means; raise UsageError with the nearest one if none.

    A family's id, a subject's id, what the table calls a measure, its label, a measure's key, or a
    name that some set prints.
    """
    walk = labels.walk
    if name in walk.family:
        return (name,)
    if name in walk.subject:
        return walk.subject[name].families
    wanted = name.casefold()
    found = list(labels.meaning(name))
    found = found or [one.id for one in walk.families if one.label.casefold() == wanted]
    found = found or [
        family.id
        for family in walk.families
        if any(name == key or printed_name(walk, key) == wanted for key in family.members)
    ]
    if not found:
        near = likest(name, sorted({family.label for family in walk.families}), least=50)
        hint = f"did you mean '{near}'?" if near else "see `measurealign show SET`"
        raise UsageError(f"no measure '{name}' in the crosswalk: {hint}")
    return tuple(sorted(found))


def printed_name(walk: Crosswalk, key: str) -> str:
    """Return how a set prints a measure's name, whatever the case."""
    return walk.catalog.measures[key].name.casefold()
