"""The inventory of known measures: what a measure is called, numbered, made of and about.

>>> from measurealign.inventory import shipped
>>> shipped()["controlling-high-blood-pressure"].title
'Controlling High Blood Pressure'
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from measurealign.catalog.shipped import data_folder
from measurealign.inventory.bonds import Bond, bond
from measurealign.inventory.entries import KnownMeasure
from measurealign.inventory.reader import ordered, read_shipped
from measurealign.problems import UsageError, nearest

__all__ = ["Bond", "Inventory", "KnownMeasure", "shipped"]


@dataclass(frozen=True, eq=False)
class Inventory:
    """Known measures in the order of their ids; parts are entries of their own."""

    measures: tuple[KnownMeasure, ...]
    digest: str

    @classmethod
    def of(cls, measures: Iterable[KnownMeasure]) -> "Inventory":
        """Put measures in order; equal inventories have one digest."""
        return cls(*ordered(measures))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Inventory) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def _by_id(self) -> Mapping[str, KnownMeasure]:
        return {one.id: one for one in self.measures}

    def __getitem__(self, id_: str) -> KnownMeasure:
        """Return a known measure; raise UsageError with the nearest id if there is none."""
        if id_ not in self._by_id:
            raise UsageError(f"no known measure '{id_}': {nearest(id_, list(self._by_id))}")
        return self._by_id[id_]

    def get(self, id_: str | None) -> KnownMeasure | None:
        """Return a known measure, None if there is none of this id."""
        return self._by_id.get(id_) if id_ else None

    def __contains__(self, id_: object) -> bool:
        return id_ in self._by_id

    def __len__(self) -> int:
        return len(self.measures)

    def __iter__(self) -> Iterator[KnownMeasure]:
        return iter(self.measures)

    @cached_property
    def _parts(self) -> Mapping[str, tuple[KnownMeasure, ...]]:
        found: dict[str, list[KnownMeasure]] = {}
        for one in self.measures:
            for of in one.part_of:
                found.setdefault(of.id, []).append(one)
        return {id_: tuple(parts) for id_, parts in found.items()}

    def parts(self, id_: str) -> tuple[KnownMeasure, ...]:
        """Return the parts of a measure: its rates, age bands, combinations and components."""
        return self._parts.get(id_, ())

    def named(self, word: str) -> tuple[KnownMeasure, ...]:
        """Return the measures that a word names in full: by id, by a number or acronym, by name.

        >>> [one.id for one in shipped().named("CBP")]
        ['controlling-high-blood-pressure']
        """
        if word in self:
            return (self[word],)
        plain = word.lower()
        return tuple(
            one
            for one in self.measures
            if plain in {name.lower() for name in one.wordings}
            or any(plain in (id_.value.lower(), str(id_).lower()) for id_ in one.ids)
        )

    def search(self, text: str) -> tuple[KnownMeasure, ...]:
        """Return the measures that bear all words of a text in one name or among their ids."""
        words = text.lower().split()
        return tuple(
            one
            for one in self.measures
            if words and any(all(w in each for w in words) for each in self._spelt[one.id])
        )

    @cached_property
    def _spelt(self) -> Mapping[str, tuple[str, ...]]:
        return {
            one.id: tuple(
                each.lower() for each in (*one.wordings, " ".join(map(str, one.ids)), one.id)
            )
            for one in self.measures
        }

    @cached_property
    def stated(self) -> tuple[tuple[str, str], ...]:
        """The pairs of measures of which one is the other's part or successor."""
        return tuple(
            (one.id, other)
            for one in self.measures
            for other in (
                *(of.id for of in one.part_of),
                *([one.successor.id] if one.successor else ()),
            )
        )

    def bond(self, left: str, right: str) -> Bond | None:
        """Return the bond that the inventory states between two measures, if it states one."""
        return bond(self[left], self[right])


@cache
def shipped(folder: Path | None = None) -> Inventory:
    """Return the shipped inventory; raise InputError with every problem of its files."""
    return Inventory(*read_shipped(folder or data_folder() / "measures"))
