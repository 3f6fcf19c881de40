"""What the numbers of two titles say of each other, worked out once for any two numberings."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from measurealign.matching.columns.titles import Titles
from measurealign.matching.evidence import UNNUMBERED, number_evidence, told_numbers
from measurealign.matching.lexicon import TITLES
from measurealign.matching.relation import apart, inside
from measurealign.matching.wording import Reading

#: What is told of two numberings beside the evidence: see Numbers.
_BESIDE = ("left inside", "right inside", "apart")


@dataclass(frozen=True)
class Numbers:
    """Of each pair: named evidence, whose numbers are a part of the other's, whether ages meet."""

    evidence: dict[str, np.ndarray]
    left_inside: np.ndarray
    right_inside: np.ndarray
    apart: np.ndarray

    @classmethod
    def of(cls, titles: Titles, pairs: np.ndarray) -> "Numbers":
        """Compare the numbers of pairs of titles."""
        known = titles.numberings
        both = titles.numbering[pairs] @ np.array([len(known), 1])
        met, which = np.unique(both, return_inverse=True)
        told = [_told(known[one // len(known)], known[one % len(known)]) for one in met.tolist()]
        names = (*UNNUMBERED, *_BESIDE)
        cells = [[one[name] for name in names] for one in told]
        rows = np.array(cells, dtype=float).reshape(-1, len(names))[which]
        found = {name: rows[:, n] for n, name in enumerate(names)}
        beside = (found.pop(name) > 0 for name in _BESIDE)
        return cls(found, *beside)


@lru_cache(maxsize=TITLES)
def _told(left: Reading, right: Reading) -> dict[str, float]:
    one, other = told_numbers(left, right)
    parts = (inside(one, other), inside(other, one), apart(left.numbers, right.numbers))
    return number_evidence(one, other) | dict(zip(_BESIDE, map(float, parts), strict=True))
