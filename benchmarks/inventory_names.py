"""Names that are more general than their measure, and belong more naturally to another.

    python -m benchmarks.inventory_names

"BP control" was listed as a name of blood pressure control in diabetes. A name is suspicious if it
leaves out whom or what its measure's title is about, while a measure that is no kin of it has a
wording that says just the same and loses no more. It should say `by` whom it is printed so, stand
as a label of a part (where the whole's name stands beside it), or go. What may stay says why.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from measurealign.inventory import Inventory, shipped
from measurealign.inventory.entries import KnownMeasure
from measurealign.matching.wording import Term, read_title

#: The ideas that tell whom or what a measure is about; others are how it is done and counted.
TELLING = frozenset({"condition", "population", "drug", "site"})
#: A name that is no bare code (PQI 93).
_WORD = re.compile(r"[a-z]{3}")
#: Measures whose suspicious names were looked at and may stay, each with the fact that decides.
SETTLED: Mapping[str, str] = {
    "adult-immunization-status/zoster": "the other is a registry's own measure of the same shot",
    "annual-preventive-visit-adult": "the other is Medicare's visit, which is called wellness",
    "controlling-high-blood-pressure": "the general name is this one's; the other says diabetes",
    "diabetes-hba1c-9-or-less": "the Star Ratings print so; the other is a registry's own",
    "glycemic-status-assessment-for-patients-with-diabetes": "NCQA has it of people with diabetes",
    "hemoglobin-a1c-control-for-patients-with-diabetes": "the other is a registry's own",
    "hpv-vaccine-for-female-adolescents": "female stands in the name; the reading takes it off",
    "management-urinary-incontinence-older-adults/discussing": "HEDIS's words for its rate",
    "physical-activity-in-older-adults/advising": "HEDIS's words for its rate",
    "physical-activity-in-older-adults/discussing": "HEDIS's words for its rate",
    "primary-cesarean-section-rate-mncm": "primary tells it from the other",
    "topical-fluoride-for-children": "the other is one State's measure of varnish",
    "well-child-visits-first-15-months": "baby and infant tell it; the other is the mother's visit",
}


@dataclass(frozen=True)
class Said:
    """What a wording says: its ideas, and its numbers in words."""

    terms: frozenset[Term]
    numbers: frozenset[str]


@dataclass(frozen=True)
class General:
    """A name that is more general than its measure, and whose it could be as well."""

    measure: str
    name: str
    lacks: tuple[str, ...]
    other: str
    wording: str

    def __str__(self) -> str:
        lacks = ", ".join(self.lacks)
        return (
            f"{self.measure}: “{self.name}” says nothing of {lacks}: {self.other} “{self.wording}”"
        )


def general_names(inventory: Inventory) -> tuple[General, ...]:
    """Return the suspicious names of an inventory, in the order of its measures."""
    owners: dict[frozenset[Term], list[tuple[KnownMeasure, str]]] = defaultdict(list)
    for one in inventory:
        for wording in one.wordings:
            owners[said(wording).terms].append((one, wording))
    return tuple(found for one in inventory for found in _of(one, owners))


def _of(
    one: KnownMeasure, owners: Mapping[frozenset[Term], list[tuple[KnownMeasure, str]]]
) -> Iterator[General]:
    for name in _unattributed(one):
        lacks = _lacking(one, name)
        if not lacks or not said(name).terms or not _WORD.search(name):
            continue
        for other, wording in owners[said(name).terms]:
            loses_no_more = len(_lacking(other, name)) <= len(lacks)
            if not kin(one, other) and loses_no_more and _fits(name, other, wording):
                yield General(one.id, name, tuple(sorted(lacks)), other.id, wording)
                break


def _fits(name: str, other: KnownMeasure, wording: str) -> bool:
    """Whether every number in a name is one of another measure's: told, or its threshold."""
    known = said(wording).numbers | said(f"{other.title} {other.threshold or ''}").numbers
    return said(name).numbers <= known


def _unattributed(one: KnownMeasure) -> list[str]:
    """Return the names of a measure of which nobody is told to print them so."""
    return [*(name.name for name in one.names if name.by is None), *one.spoken]


def _lacking(one: KnownMeasure, name: str) -> frozenset[str]:
    terms = said(one.title).terms - said(name).terms
    return frozenset(idea for kind, idea in terms if kind in TELLING)


def kin(left: KnownMeasure, right: KnownMeasure) -> bool:
    """Whether one is part of the other, both of a third, or one came in the other's place."""
    one = {left.id, *(of.id for of in left.part_of)}
    heirs = {(a.id, a.successor.id) for a in (left, right) if a.successor}
    return bool(
        one & {right.id, *(of.id for of in right.part_of)}
        or heirs & {(left.id, right.id), (right.id, left.id)}
    )


@cache
def said(wording: str) -> Said:
    """Read a wording."""
    reading = read_title(wording)
    return Said(frozenset(reading.terms), frozenset(reading.numbers.words))


def main() -> None:
    """Print the suspicious names that nobody has looked at."""
    every = general_names(shipped())
    found = [one for one in every if one.measure not in SETTLED]
    print(*found, f"{len(found)} of {len(every)} general names are not settled.", sep="\n")


if __name__ == "__main__":
    main()
