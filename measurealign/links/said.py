"""People's word on how two measures are bound, before the inventory's and the titles'."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from measurealign.inventory.bonds import Bond
from measurealign.judgements import MEASURE
from measurealign.links.pair import relation
from measurealign.model import TURNED, Family, Judgement

Pair = tuple[str, str]


class Bonding(Protocol):
    """What tells how two families are bound; `stated` are the pairs for which it is stated."""

    @property
    def stated(self) -> Iterable[Pair]:
        """The pairs of family ids whose bond is stated, and not read from two titles."""

    def between(self, left: Family, right: Family) -> Bond:
        """Return the bond of two families, told from left to right."""


@dataclass(frozen=True)
class Said:
    """Bonds as people told them, else as `bonds` tells them."""

    bonds: Bonding
    words: Mapping[Pair, Judgement]

    @property
    def stated(self) -> Iterable[Pair]:
        """The pairs that a person told, then those that `bonds` states."""
        return (*self.words, *self.bonds.stated)

    @classmethod
    def of(
        cls, bonds: Bonding, judgements: Iterable[Judgement], families: Iterable[Family]
    ) -> "Said":
        """Read off what judgements on lines say of their families; `unsure` says nothing."""
        homes = {key: family.id for family in families for key in (*family.members, family.id)}
        words = {}
        for one in judgements:
            ends = [homes.get(end.removeprefix(MEASURE)) for end in (one.left, one.right)]
            if one.verdict != "unsure" and ends[0] and ends[1] and ends[0] != ends[1]:
                words[ends[0], ends[1]] = one
        return cls(bonds, words)

    def between(self, left: Family, right: Family) -> Bond:
        """Return the bond of two families, told from left to right."""
        bond = self.bonds.between(left, right)
        if (left.id, right.id) in self.words:
            return _after(bond, self.words[left.id, right.id])
        if (right.id, left.id) in self.words:
            return _after(bond.turned(), self.words[right.id, left.id]).turned()
        return bond


def _after(bond: Bond, word: Judgement) -> Bond:
    """Return a bond after a person's word; a rejected relation leaves `different`.

    What is narrower than a measure is a part of it, so it gets a part's credit.
    """
    says = f"{word.by} said so" + (f": {word.why}" if word.why else "")
    ends = {"left": bond.left, "right": bond.right}
    if word.verdict == "rejected":
        if relation(bond) != word.relation:
            return bond
        return Bond(**ends, kind="different", says=says)
    if word.relation in TURNED:
        whole = bond.left if word.relation == "broader" else bond.right
        return Bond(**ends, kind="component", whole=whole, says=says)
    return Bond(**ends, kind=word.relation, says=says)
