"""What is said of many pairs of lines, in columns: score, relation, whether one set lists both.

Pairs are judged block by block, each block by itself: here, or on the workers of a cluster. A
block says the same wherever it is judged; reasons are worked out again when they are asked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np

from measurealign.matching.candidates import Pairs
from measurealign.matching.listings import Id, Profile
from measurealign.matching.pairs import compared
from measurealign.matching.relation import log_odds, scorer
from measurealign.model import Relation

#: Pairs judged in one go.
BLOCK = 8192
#: Scores nearer than this are equal.
EQUAL = 1e-9
#: Relations by number.
RELATIONS: tuple[Relation, ...] = get_args(Relation)


@dataclass(frozen=True)
class Block:
    """Some pairs by the places of their lines, and these lines by their places."""

    lines: dict[int, Profile]
    pairs: Pairs
    kin: frozenset[Id]


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


def blocks(lines: Sequence[Profile], pairs: Pairs, kin: frozenset[Id]) -> Iterator[Block]:
    """Yield the pairs in blocks, each with the lines that it needs."""
    for start in range(0, len(pairs), BLOCK):
        part = pairs[start : start + BLOCK]
        yield Block({i: lines[i] for i in np.unique(part).tolist()}, part, kin)


def judged(block: Block) -> Verdicts:
    """Return what is said of the pairs of a block."""
    score, together = np.zeros(len(block.pairs)), np.zeros(len(block.pairs), dtype=bool)
    otherwise = np.zeros(len(block.pairs), dtype=np.int8)
    for at, (a, b) in enumerate(block.pairs.tolist()):
        one = compared(block.lines[a], block.lines[b], block.kin)
        score[at] = one.score
        together[at] = bool(one.evidence["same set and year"])
        otherwise[at] = RELATIONS.index(one.kind)
    return Verdicts(block.pairs, score, together, otherwise)
