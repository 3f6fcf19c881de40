"""What the comparison of sets tells: numbers, and the families behind them (see scoring.py)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from measurealign.model.words import Closeness
from measurealign.shown import Cell, Shown


@dataclass(frozen=True)
class Answer:
    """A family of the left set and the family of the right set that answers it.

    `partly`: by a part, the whole or another specification (a bond with a credit below 1).
    """

    relation: Literal["same", "partly", "related"]
    left: str
    right: str


@dataclass(frozen=True, repr=False)
class Overlap(Shown):
    """How far two sets agree at a closeness, and the families behind the numbers.

    `left_met` of the left set's `left_size` families are answered by the right set, which is the
    share `left_in_right`. `same` and `partly` are filled whatever the closeness, `related` where
    related ones count. What is in none of these stands in `only_left` or `only_right`.
    """

    left: str
    right: str
    closeness: Closeness
    jaccard: float
    left_in_right: float
    right_in_left: float
    left_met: int
    right_met: int
    left_size: int
    right_size: int
    same: tuple[Answer, ...]
    partly: tuple[Answer, ...]
    related: tuple[Answer, ...]
    only_left: tuple[str, ...]
    only_right: tuple[str, ...]

    @property
    def line(self) -> str:
        """The overlap in one line."""
        return (
            f"{self.left} and {self.right}, {self.closeness}: Jaccard {self.jaccard:.2f}; "
            f"{self.left_met} of {self.left_size} in the right set, "
            f"{self.right_met} of {self.right_size} in the left"
        )

    def rows(self) -> Iterator[Mapping[str, Cell]]:
        """Yield the pairs of families behind the numbers, then what one set alone lists."""
        for one in (*self.same, *self.partly, *self.related):
            yield {"relation": one.relation, "left": one.left, "right": one.right}
        yield from ({"relation": "only left", "left": i, "right": None} for i in self.only_left)
        yield from ({"relation": "only right", "left": None, "right": i} for i in self.only_right)


@dataclass(frozen=True)
class Coverage:
    """How far a chosen set serves a set: its families by how they are served.

    `partly` are those of which a part, the whole or another specification is chosen. `value` is 0
    for a set without a countable measure; `counted` tells the two cases apart.
    """

    set_id: str
    value: float
    counted: int
    served: tuple[str, ...]
    partly: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Alignment:
    """How far the reference sets use the measures of a candidate set, at a closeness.

    `users` counts, for each family of the candidate, the reference sets that answer it.
    """

    closeness: Closeness
    score: float
    used_by_one: float
    used_by_two: float
    used_by_half: float
    references: tuple[str, ...]
    users: Mapping[str, int]
