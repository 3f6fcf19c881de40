"""Hand-made tables of sets: a family is named after its subject and a number (dm1, dm2, bp1)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tiny import Bound, tiny

from measurealign.crosswalk import Crosswalk
from measurealign.inventory import Inventory, KnownMeasure


def table(
    sets: Mapping[str, Sequence[Any]],
    bonds: Iterable[Bound] = (),
    rows: Mapping[str, Mapping[str, Any]] | None = None,
    about: Mapping[str, Mapping[str, Any]] | None = None,
    known: Iterable[Mapping[str, Any]] = (),
) -> Crosswalk:
    """Return the crosswalk of sets that list families by name.

    A name with a star ("bp1*") is a row from which a practice may choose. `bonds`: see `tiny`.
    `rows`: fields of the measures of a family. `about`: fields of the sets. `known`: entries of the
    inventory, by the ids of families.
    """
    fields = rows or {}
    names = {str(name).rstrip("*") for listed in sets.values() for name in listed}
    entries = [KnownMeasure.model_validate({"title": one["id"], **one}) for one in known]
    stated = {one.id: one.subjects[0] for one in entries if one.subjects}
    return tiny(
        {one: [_row(str(name), fields) for name in listed] for one, listed in sets.items()},
        bonds,
        subjects={name: stated.get(name, name.rstrip("0123456789")) for name in names},
        areas={name: name.rstrip("0123456789") for name in names},
        about=about,
        inventory=Inventory.of(entries),
    )


def _row(name: str, fields: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    family = name.rstrip("*")
    role = {"role": "menu"} if name.endswith("*") else {}
    return {"name": family, "family": family, **role, **fields.get(family, {})}
