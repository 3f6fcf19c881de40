"""How two known measures relate where the inventory itself says so: parts, siblings, successors.

Each kind of bond has a stated credit: how far a programme that counts the one is served by the
other, 1 for the same measure and 0 for another.
"""

import re
from collections.abc import Iterator, Mapping

from pydantic import StrictBool

from measurealign.inventory.entries import KnownMeasure, PartOf
from measurealign.model import TURNED, BondKind, Frozen, Text

#: Credit by kind (ours): a part stands for most of its whole, a variant for half, as does
#: a measure that took the place of another; what it says is no likeness.
CREDIT: Mapping[str, float] = {
    "same": 1.0, "slice": 0.75, "rate": 0.75, "combination": 0.75, "component": 0.75,
    "variant": 0.5, "replaced": 0.5, "broader": 0.0, "narrower": 0.0, "related": 0.0,
    "different": 0.0,
}  # fmt: skip
_SAYS: Mapping[str, str] = {
    "slice": "{part} is an age band of {whole}",
    "rate": "{part} is one rate of {whole}",
    "combination": "{part} is one combination of {whole}",
    "component": "{part} is a component of {whole}",
}
#: Words of parts that differ in a limit, a time span or a number only: another specification.
_FIGURE = re.compile(r"^(?:[<>]=?\d+|\d+day|\d+mo|combo\d+|\d+\+?)$")


class Bond(Frozen):
    """How two measures relate, told from left to right, with its credit and a sentence.

    `stated` by the inventory or a person, or else read from two titles. `whole` is the side of
    which the other is a part.
    """

    left: Text
    right: Text
    kind: BondKind
    says: Text
    stated: StrictBool = True
    whole: Text | None = None

    @property
    def credit(self) -> float:
        """How far the one serves whoever counts the other (0 to 1)."""
        return CREDIT[self.kind]

    def turned(self) -> "Bond":
        """Return the bond told from the other side."""
        kind = TURNED.get(self.kind, self.kind)
        ends = {"left": self.right, "right": self.left}
        return self.model_copy(update={**ends, "kind": kind})


def bond(left: KnownMeasure, right: KnownMeasure) -> Bond | None:
    """Return the bond that the inventory states between two measures, None where it states none."""
    if left.id == right.id:
        return Bond(left=left.id, right=right.id, kind="same", says="the same known measure")
    for part, whole in ((left, right), (right, left)):
        for of in part.part_of:
            if of.id == whole.id:
                says = _SAYS[of.kind].format(part=part.title, whole=whole.title)
                return Bond(left=left.id, right=right.id, kind=of.kind, says=says, whole=whole.id)
    return _successor(left, right) or _siblings(left, right)


def _successor(left: KnownMeasure, right: KnownMeasure) -> Bond | None:
    for old, new in ((left, right), (right, left)):
        if old.successor and old.successor.id == new.id:
            says = f"{new.title} took the place of {old.title} ({old.successor.kind})"
            kind: BondKind = "replaced" if old.successor.kind == "replaced" else "variant"
            return Bond(left=left.id, right=right.id, kind=kind, says=says)
    return None


def _siblings(left: KnownMeasure, right: KnownMeasure) -> Bond | None:
    """Two parts of one measure: another figure is another specification, else they are related."""
    for mine, other in _shared(left, right):
        figures = _FIGURE.match(mine.word) and _FIGURE.match(other.word)
        alike = figures or mine.kind == other.kind == "combination"
        says = f"{left.title} and {right.title} are parts of one measure"
        kind: BondKind = "variant" if alike else "related"
        return Bond(left=left.id, right=right.id, kind=kind, says=says)
    return None


def _shared(left: KnownMeasure, right: KnownMeasure) -> Iterator[tuple[PartOf, PartOf]]:
    for mine in left.part_of:
        for other in right.part_of:
            if mine.id == other.id:
                yield mine, other
