"""People's word on how two measures are bound, before the inventory's and the titles'."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Protocol

from measurealign.inventory.bonds import Bond
from measurealign.judgements import MEASURE, turned
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
    """Bonds as people told them, else as `bonds` tells them.

    `words` are what people said of lines of two families (by id, the smaller first, told from the
    first to the second), in the order in which they are heard: see `_heard`. `spoken` are the pairs
    of families of whose lines people spoke side by side, unsure ones too.
    """

    bonds: Bonding
    words: Mapping[Pair, tuple[Judgement, ...]]
    spoken: frozenset[Pair] = frozenset()

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
        words: dict[Pair, tuple[Judgement, ...]] = {}
        spoken: set[Pair] = set()
        for one in sorted(judgements, key=_heard):
            left, right = (homes.get(end.removeprefix(MEASURE)) for end in (one.left, one.right))
            if not left or not right or left == right:
                continue
            pair, word = ((left, right), one) if left < right else ((right, left), turned(one))
            if not one.right.startswith(MEASURE):
                spoken.add(pair)
            if one.verdict != "unsure":
                words[pair] = (*words.get(pair, ()), word)
        return cls(bonds, words, frozenset(spoken))

    def between(self, left: Family, right: Family) -> Bond:
        """Return the bond of two families, told from left to right."""
        if left.id > right.id:
            return self.between(right, left).turned()
        return reduce(
            _after, self.words.get((left.id, right.id), ()), self.bonds.between(left, right)
        )


def _heard(word: Judgement) -> tuple[str, bool]:
    """Return when a word on two measures is heard: undated ones first, of one day what is last.

    Each is said of what the words before it left, so that the newest that speaks counts.
    """
    return word.on or "", word.verdict == "accepted"


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
