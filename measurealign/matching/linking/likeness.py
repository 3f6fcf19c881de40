"""How like a line is to a known measure: named figures of the best of the measure's names.

Candidates come from one sparse product (terms that a line and a name share, by rarity), so work
grows with the number of lines; the figures of the few best are then taken pair by pair.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from measurealign.matching.kinship import kinship
from measurealign.matching.linking.figures import (
    KIN,
    Weighted,
    closest,
    figures,
    nearness,
)
from measurealign.matching.linking.index import Index
from measurealign.matching.linking.names import Bag, bag

#: Names looked at for each line, measures kept of them, names compared of each measure.
NAMES, MEASURES, EACH = 120, 10, 3
#: A line's own words count this much in the first look; the rest is the name's.
OWN = 0.5
#: What the first look adds to a name's weight, so that short names do not come first.
BASE = 0.3
#: Lines looked up in one block: bounds memory.
BLOCK = 512
#: Unknown terms of so few letters count almost nothing, nor do those that begin so.
STRAY, SLIGHT, AGES = 2, 0.05, "#age"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known measure that a line may be: which name of it is nearest, and the figures."""

    measure: int
    name: int
    figures: Mapping[str, float]


class Likeness:
    """Compares lines with an index."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._kin = kinship().akin
        self._rare = float(np.quantile(index.weights, 0.95)) if len(index.weights) else 1.0
        self._owner: list[int] = index.owner.tolist()
        self._names: dict[int, list[int]] = {}
        for n, measure in enumerate(self._owner):
            self._names.setdefault(measure, []).append(n)
        self._weighted: dict[int, Weighted] = {}
        self._terms: dict[int, frozenset[str]] = {}

    def candidates(
        self,
        texts: Sequence[str],
        told: Sequence[Collection[int]] = (),
        without: Sequence[frozenset[int]] = (),
    ) -> Iterator[list[Candidate]]:
        """Yield the nearest known measures of each line, and those that are `told` for it.

        `without` hides names (by number) from each line: how the scorer is trained and tested.
        """
        lines = [self.weigh(bag(text)) for text in texts]
        for start in range(0, len(lines), BLOCK):
            scores = self._scores(lines[start : start + BLOCK])
            for row in range(scores.shape[0]):
                at = start + row
                begin, end = scores.indptr[row : row + 2]
                yield self._best(
                    lines[at],
                    scores.indices[begin:end],
                    scores.data[begin:end],
                    told[at] if told else (),
                    without[at] if without else frozenset(),
                )

    def weigh(self, one: Bag) -> Weighted:
        """Weigh the terms of a bag: one that no name has is as telling as a rare one.

        A stray letter or two tell nothing, nor do ages that no measure has: they tell a slice.
        """
        columns, known = self.index.columns, self.index.weights
        weights = {
            term: float(known[columns[term]])
            if term in columns
            else (SLIGHT if len(term) <= STRAY or term.startswith(AGES) else self._rare)
            for term in one.terms
        }
        near = frozenset().union(*(self._kin[term] for term in one.terms if term in self._kin))
        return Weighted.of(one, weights, near)

    def _scores(self, block: Sequence[Weighted]) -> sparse.csr_matrix:
        """Return for each line and name the weight of the terms that they share."""
        rows, cols, values = [], [], []
        columns = self.index.columns
        for n, line in enumerate(block):
            spread = {**dict.fromkeys(sorted(line.near), KIN), **dict.fromkeys(line.bag.terms, 1.0)}
            for term, share in spread.items():
                if term in columns:
                    rows.append(n)
                    cols.append(columns[term])
                    values.append(share)
        shape = (len(block), len(columns))
        lines = sparse.csr_matrix((values, (rows, cols)), shape=shape)
        return (lines @ self.index.transposed).tocsr()

    def _best(
        self,
        line: Weighted,
        names: np.ndarray,
        shared: np.ndarray,
        told: Collection[int],
        hidden: frozenset[int],
    ) -> list[Candidate]:
        score = shared / (OWN * line.total + (1 - OWN) * self.index.total[names] + BASE)
        best: dict[int, list[int]] = {}
        coded, owner = self.index.coded, self._owner
        for name in self.index.named.get(line.bag.text, ()):
            if name not in hidden and (not coded[name] or owner[name] in told):
                best.setdefault(owner[name], []).append(name)
        for name in _top(names, score, NAMES + len(hidden)):
            free = not coded[name] or owner[name] in told
            if free and name not in hidden and len(best) <= MEASURES:
                best.setdefault(owner[name], []).append(name)
        for measure in sorted(set(told) - best.keys()):
            best[measure] = self._nearest(measure, names, score)
        return [self._candidate(line, one, tops[: EACH + 1], hidden) for one, tops in best.items()]

    def _nearest(self, measure: int, names: np.ndarray, score: np.ndarray) -> list[int]:
        """Return the names of one measure that are nearest at first look."""
        own = np.asarray(self._names[measure])
        found = np.isin(names, own)
        return _top(names[found], score[found], EACH) or own[:1].tolist()

    def _candidate(
        self, line: Weighted, measure: int, names: Sequence[int], hidden: frozenset[int]
    ) -> Candidate:
        near = {name: nearness(line, self._of(name)) for name in names}
        name = max(near, key=lambda one: (*closest(near[one]), -one))
        found = figures(line, self._of(name), near[name])
        found["spoken for"] = self._spoken_for(line, measure, hidden)
        return Candidate(measure, name, found)

    def _spoken_for(self, line: Weighted, measure: int, hidden: frozenset[int]) -> float:
        """Return the share of a line's weight that some name of a measure or its whole has."""
        words = self.words(measure, hidden)
        said = sum(weight for term, weight in line.weights.items() if term in words)
        return said / line.total if line.total else 0.0

    def words(self, measure: int, hidden: frozenset[int] = frozenset()) -> frozenset[str]:
        """Return the terms of all names of a measure and of what it is a part of."""
        if measure not in self._terms or hidden:
            names = [n for each in self.index.kin[measure] for n in self._names[each]]
            terms = (self.index.bags[n].terms for n in names if n not in hidden)
            words: frozenset[str] = frozenset().union(*terms)
            if hidden:
                return words
            self._terms[measure] = words
        return self._terms[measure]

    def _of(self, name: int) -> Weighted:
        if name not in self._weighted:
            self._weighted[name] = self.weigh(self.index.bags[name])
        return self._weighted[name]


def _top(names: np.ndarray, score: np.ndarray, most: int) -> list[int]:
    """Return the names of the highest scores, best first; of equals the first."""
    if len(names) > most:
        kept = np.argpartition(-score, most)[:most]
        names, score = names[kept], score[kept]
    return [int(name) for name in names[np.lexsort((names, -score))]]
