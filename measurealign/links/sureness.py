"""How sure a bond is: as often as bonds of its kind, told in the same way, are right on labels.

The shares stand in data/sureness.yaml, written by `python -m benchmarks.sureness`; docs/method.md
says when a labelled pair makes a bond right.
"""

from collections.abc import Mapping
from functools import cache

from measurealign.catalog.reader import shipped
from measurealign.model import BondKind, Frozen, Share

#: Kinds that are counted together: seen from the other side a wider measure is a narrower one.
COUNTED_AS: Mapping[BondKind, str] = {
    "same": "same", "slice": "part", "rate": "part", "combination": "part", "component": "part",
    "variant": "variant", "broader": "wider", "narrower": "wider", "related": "related",
    "replaced": "related",
    "different": "different",
}  # fmt: skip


class Reached(Frozen):
    """What was counted: bonds of two measures, the labelled pairs of lines behind them.

    `right` is the share that the labels bear out, with one bond right and one wrong added (the rule
    of succession), so that a few bonds prove nothing; `sure` makes the mean of what is said of
    these pairs equal to it.
    """

    bonds: int
    pairs: int
    right: Share
    sure: Share


class BondSureness(Frozen):
    """The shares by kind: of bonds that the inventory states, and of those read from titles."""

    stated: dict[str, Reached]
    titles: dict[str, Reached]

    def of(self, kind: BondKind, stated: bool) -> float:
        """Return how sure a bond is where both lines surely are their measures.

        A kind that no label tells of is as sure as the least sure of those told in the same way.
        """
        told = self.stated if stated else self.titles
        found = told.get(COUNTED_AS[kind])
        return found.sure if found else min(one.sure for one in told.values())


@cache
def sureness() -> BondSureness:
    """Return the shipped shares."""
    return shipped("sureness.yaml", BondSureness)
