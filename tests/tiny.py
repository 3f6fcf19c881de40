"""Hand-made crosswalks, so that a number can be worked out on paper."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from measurealign.catalog import Catalog
from measurealign.catalog.reader import slug
from measurealign.crosswalk import Crosswalk
from measurealign.inventory import Inventory
from measurealign.inventory.bonds import Bond
from measurealign.inventory.subjects import OTHER
from measurealign.model import BondKind, Family, LineLinks, Link, Measure, MeasureSet

Rows = Mapping[str, Iterable[Any]]
#: A family, another, and how the first is bound to it.
Bound = tuple[str, str, BondKind]


@dataclass(frozen=True)
class Table:
    """The bonds of a table; any other two families are different."""

    rows: tuple[Bound, ...] = ()

    @property
    def stated(self) -> tuple[tuple[str, str], ...]:
        return tuple((left, right) for left, right, _ in self.rows)

    def between(self, left: Family, right: Family) -> Bond:
        if left.id == right.id:
            return Bond(left=left.id, right=right.id, kind="same", says="one measure")
        for one, other, kind in self.rows:
            if {one, other} == {left.id, right.id}:
                bond = Bond(left=one, right=other, kind=kind, says=f"a {kind} by hand", whole=one)
                return bond if one == left.id else bond.turned()
        return Bond(left=left.id, right=right.id, kind="different", says="not in the table")


def tiny(
    sets: Rows,
    bonds: Iterable[Bound] = (),
    subjects: Mapping[str, str] | None = None,
    areas: Mapping[str, str] | None = None,
    about: Mapping[str, Mapping[str, Any]] | None = None,
    links: Mapping[str, Link] | None = None,
    inventory: Inventory | None = None,
) -> Crosswalk:
    """Return the crosswalk of some sets.

    sets: set id → rows; a row is the name of its family, or a dict of the measure's fields with
    `family` (default: its name). bonds: see `Table`. subjects: family → subject (default: none,
    so that the family stands alone). areas: family → area (default: other). about: set id → fields
    of the set. links: by key. inventory: families of its ids are known measures.
    """
    made = {id_: [_row(id_, i, row) for i, row in enumerate(rows)] for id_, rows in sets.items()}
    members: dict[str, list[str]] = {}
    for rows in made.values():
        for family, measure in rows:
            members.setdefault(family, []).append(measure.key)
    known = inventory or Inventory.of(())
    families = tuple(
        Family(
            id=id_, label=id_, subject=(subjects or {}).get(id_, OTHER),
            area=(areas or {}).get(id_, "other"), members=tuple(sorted(keys)), known=id_ in known,
        )
        for id_, keys in sorted(members.items())
    )  # fmt: skip
    catalog = Catalog.of(
        _set(id_, [measure for _, measure in rows], (about or {}).get(id_, {}))
        for id_, rows in made.items()
    )
    return Crosswalk(catalog, LineLinks(links or {}), families, Table(tuple(bonds)), (), known)


def _row(set_id: str, i: int, row: Any) -> tuple[str, Measure]:
    fields = {"name": row} if isinstance(row, str) else dict(row)
    family = fields.pop("family", fields["name"])
    fields.setdefault("evidence", "source")
    return family, Measure(key=f"{set_id}/{slug(fields['name'])}-{i}", **fields)


def _set(id_: str, measures: list[Measure], fields: Mapping[str, Any]) -> MeasureSet:
    about = {"name": id_.title(), "year": 2018, "sponsor": "Somebody", "kind": "payer"}
    return MeasureSet(id=id_, measures=tuple(measures), **(about | dict(fields)))
