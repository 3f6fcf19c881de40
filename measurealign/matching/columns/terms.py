"""The terms of many titles by number: class, name, how telling, how close one is to another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from measurealign.matching.evidence import CLASSES
from measurealign.matching.kinship import ALIKE, SHORTEST, SPELLED, Kinship, kinship, misspelt
from measurealign.matching.lexicon import Term
from measurealign.matching.relation import scorer

WORD = CLASSES.index("word")


@dataclass(frozen=True)
class Terms:
    """Terms in their order; of each the number of its class and of its name, and its weight.

    `akin` tells of names (rows, columns) how much one says of another; `letters` has a bit for
    each letter of a name, `length` their count: names that differ in many are no slips.
    """

    terms: tuple[Term, ...]
    kind: np.ndarray
    name: np.ndarray
    weight: np.ndarray
    akin: sparse.csr_matrix
    letters: np.ndarray
    length: np.ndarray

    @classmethod
    def of(cls, terms: Iterable[Term]) -> "Terms":
        """Return some terms by number."""
        found = tuple(sorted(set(terms)))
        names = {name: n for n, name in enumerate(dict.fromkeys(name for _, name in found))}
        return cls(
            found,
            kind=np.array([CLASSES.index(kind) for kind, _ in found], dtype=np.int64),
            name=np.array([names[name] for _, name in found], dtype=np.int64),
            weight=np.array([scorer().rarity.weight(term) for term in found], dtype=float),
            akin=_akin(tuple(names), kinship()),
            letters=np.array([_letters(name) for _, name in found], dtype=np.uint64),
            length=np.array([len(name) for _, name in found], dtype=np.int64),
        )

    def closeness(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Return how much of each term of `one` that of `other` says (0 to 1)."""
        if not len(one):
            return np.zeros(0)
        names = self.name[one], self.name[other]
        found = np.asarray(self.akin[names], dtype=float).ravel()
        found[names[0] == names[1]] = 1.0
        for at in np.flatnonzero((found == 0.0) & self._may_be_slips(one, other)).tolist():
            if misspelt(self.terms[one[at]][1], self.terms[other[at]][1]):
                found[at] = SPELLED
        return found

    def _may_be_slips(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Tell which are two words of like letters: a slip changes but a few of them."""
        words = (self.kind[one] == WORD) & (self.kind[other] == WORD)
        long = np.minimum(self.length[one], self.length[other]) >= SHORTEST
        changed = np.bitwise_count(self.letters[one] ^ self.letters[other])
        most = (100 - ALIKE) / 100 * (self.length[one] + self.length[other])
        return np.asarray(words & long & (changed <= most + 1e-9))


def _akin(names: Sequence[str], kin: Kinship) -> sparse.csr_matrix:
    """Return how much each name says of its wider, narrower and near ones."""
    at = {name: n for n, name in enumerate(names)}
    cells = [
        (at[one], at[other], kin.closeness(("", one), ("", other)))
        for one in names
        for other in kin.akin.get(one, ())
        if other in at
    ]
    rows, columns, close = zip(*cells, strict=True) if cells else ((),) * 3
    size = max(1, len(names))
    return sparse.csr_matrix((close, (rows, columns)), shape=(size, size), dtype=float)


def _letters(name: str) -> int:
    found = 0
    for letter in name:
        found |= 1 << (ord(letter) & 63)
    return found
