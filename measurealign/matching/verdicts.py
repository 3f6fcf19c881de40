"""What is said of many pairs of lines, in columns: score, relation, whether one set lists both.

Pairs are judged block by block, each block by itself: here, or on the workers of a cluster. A
block says the same wherever it is judged; reasons are worked out again when they are asked for.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from measurealign.matching.candidates import Pairs
from measurealign.matching.columns.evidence import Evidence, wording_columns
from measurealign.matching.columns.held import Held
from measurealign.matching.columns.lines import Lines, attribute_columns, id_columns
from measurealign.matching.columns.numbers import Numbers
from measurealign.matching.columns.relation import kinds
from measurealign.matching.relation import log_odds, scorer

#: Pairs judged in one go: bounds memory.
BLOCK = 1 << 15
#: Scores nearer than this are equal.
EQUAL = 1e-9


@dataclass(frozen=True)
class Block:
    """Some pairs by the places of their lines, in order, and these lines: `lines` of `places`."""

    pairs: Pairs
    places: np.ndarray
    lines: Lines


@dataclass(frozen=True)
class Verdicts:
    """Pairs of lines (by place) with the log odds of being the same, and what they are if not.

    `together`: one set lists both in one year, so that they are two measures.
    """

    pairs: Pairs
    score: np.ndarray
    together: np.ndarray
    otherwise: np.ndarray

    @classmethod
    def joined(cls, parts: Iterable["Verdicts"]) -> "Verdicts":
        """Return the verdicts of some blocks as one, in their order."""
        parts = [cls(np.zeros((0, 2), np.int64), np.zeros(0), np.zeros(0, bool),
                     np.zeros(0, np.int8)), *parts]  # fmt: skip
        return cls(
            np.concatenate([one.pairs for one in parts]),
            np.concatenate([one.score for one in parts]),
            np.concatenate([one.together for one in parts]),
            np.concatenate([one.otherwise for one in parts]),
        )

    def same(self, sets: np.ndarray) -> np.ndarray:
        """Tell which pairs are the same measure; `sets` numbers the set of each line.

        Likely enough, not listed together, and neither has a likelier partner in the other's set.
        """
        likely = (self.score >= log_odds(scorer().threshold)) & ~self.together
        return np.asarray(likely & ~rivalled(self.pairs, self.score, sets))


def rivalled(pairs: Pairs, score: np.ndarray, sets: np.ndarray) -> np.ndarray:
    """Tell for each pair whether one of its lines has a likelier partner in the other's set."""
    many = sets.max(initial=0) + 1
    partners = (pairs * many + sets[pairs[:, ::-1]]).T.ravel()  # a line and the set of the other
    places, where = np.unique(partners, return_inverse=True)
    best = np.full(len(places), -np.inf)
    np.maximum.at(best, where, np.tile(score, 2))
    return np.asarray((score < best[where].reshape(2, -1) - EQUAL).any(axis=0))


def blocks(lines: Lines, pairs: Pairs) -> Iterator[Block]:
    """Yield the pairs in blocks, each with the lines that it needs."""
    for start in range(0, len(pairs), BLOCK):
        part = pairs[start : start + BLOCK]
        places = np.unique(part)
        yield Block(part, places, lines.take(places))


def judged(block: Block) -> Verdicts:
    """Return what is said of the pairs of a block."""
    lines = block.lines
    pairs = np.searchsorted(block.places, block.pairs)
    titles, which = _once(lines.title[pairs], len(lines.titles.wording))
    held, numbers = Held.of(lines.titles, titles), Numbers.of(lines.titles, titles)
    words = _weight(wording_columns(held) | numbers.evidence)[which]
    beside = attribute_columns(lines, pairs)
    score = scorer().intercept + words + _weight(beside | id_columns(lines, pairs))
    together = beside["same set and year"] > 0
    return Verdicts(block.pairs, score, together, kinds(held, numbers)[which])


def _once(pairs: np.ndarray, many: int) -> tuple[np.ndarray, np.ndarray]:
    """Return each two titles once, and for each pair which two they are."""
    met, which = np.unique(pairs[:, 0] * many + pairs[:, 1], return_inverse=True)
    return np.stack(np.divmod(met, many), axis=1), which


def _weight(evidence: Evidence) -> np.ndarray:
    """Return what evidence adds to the score of each pair."""
    known = scorer().known
    return np.asarray(sum(known[name] * one for name, one in evidence.items() if name in known))
