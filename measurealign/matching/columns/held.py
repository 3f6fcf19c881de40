"""Titles held against each other, pair by pair in columns: what both say, what only one says."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from measurealign.matching.columns.terms import Terms
from measurealign.matching.columns.titles import NARROWED, Titles
from measurealign.matching.evidence import CLASSES

#: What is left of a term where no more than this is left, is nothing.
REST = 0.01


@dataclass(frozen=True)
class Spoken:
    """The terms that one title of each pair says: the pair, the term, its bits (titles.py)."""

    count: int
    pair: np.ndarray
    term: np.ndarray
    bits: np.ndarray

    @classmethod
    def of(cls, titles: Titles, rows: np.ndarray) -> "Spoken":
        """Return the terms of a title for each pair."""
        said = titles.said[rows]
        pair = np.repeat(np.arange(len(rows)), np.diff(said.indptr))
        return cls(len(rows), pair, said.indices.astype(np.int64), said.data)


@dataclass(frozen=True)
class Met:
    """Terms that two titles of a pair have in common: their places on both sides, the weight."""

    left: np.ndarray
    right: np.ndarray
    close: np.ndarray
    weight: np.ndarray


@dataclass(frozen=True)
class Held:
    """Pairs of titles, their terms on both sides, which of them met, and what is left of each."""

    titles: Titles
    pairs: np.ndarray
    left: Spoken
    right: Spoken
    met: Met

    @classmethod
    def of(cls, titles: Titles, pairs: np.ndarray) -> "Held":
        """Match the terms of the titles of each pair one to one, closest first."""
        left, right = (Spoken.of(titles, pairs[:, side]) for side in (0, 1))
        return cls(titles, pairs, left, right, _met(titles.terms, left, right))

    @cached_property
    def shared(self) -> np.ndarray:
        """The weight of what both say, by pair and class (of the left one's term)."""
        return self.by_class(self.left, self.met.left, self.met.weight)

    @cached_property
    def named(self) -> np.ndarray:
        """Whether the two say something in common, by pair and class."""
        sides = ((self.left, self.met.left), (self.right, self.met.right))
        one, other = (self.by_class(side, at, self.met.weight) for side, at in sides)
        return (one > 0) | (other > 0)

    @cached_property
    def rests(self) -> tuple[np.ndarray, np.ndarray]:
        """The weight of what is left of each term on the left, and on the right."""
        return self._rest(self.left, self.met.left), self._rest(self.right, self.met.right)

    @cached_property
    def only(self) -> tuple[np.ndarray, np.ndarray]:
        """The weights that only left, and only right, gives, by pair and class."""
        sides = zip((self.left, self.right), self.rests, strict=True)
        one, other = (self.by_class(side, slice(None), rest) for side, rest in sides)
        return one, other

    def says(self, side: int) -> np.ndarray:
        """Return how many terms left (0) or right (1) says, by pair and class."""
        one = (self.left, self.right)[side]
        return self.by_class(one, slice(None), np.ones(len(one.pair)))

    def lonely(self, side: int) -> np.ndarray:
        """Return the terms of left (0) or right (1) that are left over and met none."""
        found = self.rests[side] > 0
        found[(self.met.left, self.met.right)[side]] = False
        return np.flatnonzero(found)

    def _rest(self, side: Spoken, met: np.ndarray) -> np.ndarray:
        rest = np.ones(len(side.pair))
        rest[met] = 1.0 - self.met.close
        rest[(side.bits & NARROWED) > 0] = 0.0  # its own title says it more narrowly
        return np.asarray(np.where(rest > REST, rest, 0.0) * self.titles.terms.weight[side.term])

    def by_class(self, side: Spoken, at: np.ndarray | slice, weight: np.ndarray) -> np.ndarray:
        """Return the sum of some terms' weights, by pair and class."""
        many = len(CLASSES)
        cells = side.pair[at] * many + self.titles.terms.kind[side.term[at]]
        return np.bincount(cells, weight, side.count * many).reshape(side.count, many)


def _met(terms: Terms, left: Spoken, right: Spoken) -> Met:
    """Match terms: first those that both have, then of the others the closest first."""
    many = max(1, len(terms.terms))
    keys, others = left.pair * many + left.term, right.pair * many + right.term
    one = np.flatnonzero(np.isin(keys, others, assume_unique=True))
    other = np.searchsorted(others, keys[one])
    near = _closest(terms, left, right, *_left_over(left, right, one, other))
    places = np.concatenate([one, near[0]]), np.concatenate([other, near[1]])
    close = np.concatenate([np.ones(len(one)), near[2]])
    weights = (terms.weight[left.term[places[0]]], terms.weight[right.term[places[1]]])
    return Met(*places, close, close * np.minimum(*weights))


def _left_over(
    left: Spoken, right: Spoken, one: np.ndarray, other: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return for each pair its terms on the left with those on the right, the met ones left out."""
    mine = np.delete(np.arange(len(left.pair)), one)
    yours = np.delete(np.arange(len(right.pair)), other)
    count = np.bincount(right.pair[yours], minlength=right.count)
    begin = np.concatenate([[0], np.cumsum(count)[:-1]])
    times = count[left.pair[mine]]
    within = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    return np.repeat(mine, times), yours[np.repeat(begin[left.pair[mine]], times) + within]


def _closest(
    terms: Terms, left: Spoken, right: Spoken, one: np.ndarray, other: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the close ones of some terms, each at most once, with how close they are."""
    close = terms.closeness(left.term[one], right.term[other])
    keep = np.flatnonzero(close)
    one, other, close = one[keep], other[keep], close[keep]
    ends = np.sort(np.stack([left.term[one], right.term[other]]), axis=0)
    order = np.lexsort((ends[1], ends[0], -close, left.pair[one]))
    found = [order[:0]]
    while len(order):
        _, first = np.unique(left.pair[one[order]], return_index=True)
        best = order[first]
        found.append(best)
        free = ~np.isin(one[order], one[best]) & ~np.isin(other[order], other[best])
        order = order[free]
    taken = np.concatenate(found)
    return one[taken], other[taken], close[taken]
