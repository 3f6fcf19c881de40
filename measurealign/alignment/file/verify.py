"""Recompute a recommendation from its own inputs, and say what differs."""

from collections.abc import Iterator
from typing import Any

from measurealign.alignment.build import align, digest
from measurealign.alignment.file.old import Old
from measurealign.alignment.recommendation import Recommendation
from measurealign.catalog import Catalog
from measurealign.crosswalk import crosswalk

#: What people write, and what does not follow from the inputs.
_FREE = {"decisions"}
_FREE_INPUTS = {"judgements", "preset", "tool", "sets"}


def verify(found: Recommendation, catalog: Catalog) -> tuple[str, ...]:
    """Return what differs between a recommendation and what its inputs give today.

    Empty: every figure, name and reason is what the inputs give. Own sets are taken from the
    file, also where the catalog has a set of that id. Raise UsageError for a set that neither
    holds.
    """
    own = [one.content for one in found.inputs.sets if one.content is not None]
    whole = catalog.holding(*own)
    anew = recomputed(found, whole)
    changed = [
        f"inputs: the set {one.id} has changed since (its digest was {one.digest})"
        for one in found.inputs.sets
        if digest(whole.get(one.id)) != one.digest
    ]
    return (*changed, *_differences("", _figures(found), _figures(anew)))


def again(old: Old, catalog: Catalog) -> Recommendation:
    """Return what the default question gives for the sets of a file of version 1."""
    own = [one.content for one in old.inputs.sets if one.content is not None]
    whole = catalog.holding(*own)
    walk = crosswalk(whole).only(standing=old.inputs.evidence)
    return align(walk, [one.id for one in old.inputs.sets])


def recomputed(found: Recommendation, catalog: Catalog) -> Recommendation:
    """Return the recommendation that the inputs of another give with a catalog."""
    ids = [one.id for one in found.inputs.sets]
    for one in ids:
        catalog.get(one)
    walk = crosswalk(catalog, found.inputs.judgements).only(standing=found.inputs.evidence)
    return align(walk, ids, found.inputs.goal)


def _figures(found: Recommendation) -> dict[str, Any]:
    record = found.model_dump(mode="json", exclude=_FREE)
    record["inputs"] = {k: v for k, v in record["inputs"].items() if k not in _FREE_INPUTS}
    return record


def _differences(where: str, here: Any, there: Any) -> Iterator[str]:
    """Walk both records; name each place where they part."""
    if isinstance(here, dict) and isinstance(there, dict):
        for key in (*here, *(key for key in there if key not in here)):
            yield from _differences(f"{where}.{key}".lstrip("."), here.get(key), there.get(key))
    elif isinstance(here, list) and isinstance(there, list):
        yield from _in_lists(where, here, there)
    elif here != there:
        yield f"{where}: the file says {_short(here)}, its inputs give {_short(there)}"


def _in_lists(where: str, here: list[Any], there: list[Any]) -> Iterator[str]:
    """Compare lists by the names of their items, so that one missing item is one difference."""
    ours, theirs = _by_name(here), _by_name(there)
    for name in (*ours, *(name for name in theirs if name not in ours)):
        place = f"{where} ({name})"
        if name not in theirs:
            yield f"{place}: stands in the file, but its inputs do not give it"
        elif name not in ours:
            yield f"{place}: is missing in the file; its inputs give it"
        else:
            yield from _differences(place, ours[name], theirs[name])
    if list(ours) != list(theirs) and sorted(ours) == sorted(theirs):
        yield f"{where}: the order differs"


def _by_name(items: list[Any]) -> dict[str, Any]:
    """Return items by what people call them; equal names are numbered."""
    found: dict[str, Any] = {}
    for item in items:
        name = _name(item)
        number = sum(other == name or other.startswith(f"{name} #") for other in found)
        found[f"{name} #{number + 1}" if number else name] = item
    return found


def _name(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    if isinstance(item.get("facts"), dict):
        return str(item["facts"].get("label"))
    keys = ("label", "name", "aim", "programme", "subject", "rule", "id", "says")
    return " ".join(str(item[key]) for key in keys if item.get(key) is not None)[:80]


def _short(value: Any) -> str:
    text = "nothing" if value is None else str(value)
    return text if len(text) <= 120 else f"{text[:117]}..."
