"""Hand-made tables of sets: a family is named after its area and a number (dm1, dm2, bp1)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from tiny import tiny

from measurealign.crosswalk import Crosswalk
from measurealign.model import Link


def table(
    sets: Mapping[str, Sequence[str]],
    concepts: Mapping[str, Sequence[str]] | None = None,
    rows: Mapping[str, Mapping[str, Any]] | None = None,
    links: Sequence[Link] = (),
) -> Crosswalk:
    """Return the crosswalk of sets that list families by name.

    `concepts`: families by concept (default: each family is its own). `rows`: fields of the
    measures of a family. `links`: instead of those that would be made up.
    """
    rows = rows or {}
    names = {name for listed in sets.values() for name in listed}
    walk = tiny(
        {
            one: [{"name": name, "family": name, **rows.get(name, {})} for name in listed]
            for one, listed in sets.items()
        },
        concepts={name: id_ for id_, group in (concepts or {}).items() for name in group},
        areas={name: name.rstrip("0123456789") for name in names},
    )
    return replace(walk, links=tuple(links)) if links else walk
