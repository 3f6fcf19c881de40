"""Lines against lines, without the inventory: what wordings, ids and attributes say of pairs.

Two lines are the same measure if the scorer says so and neither has a likelier partner in the
other's set: a set lists a measure once. Nothing else on the table changes what is said of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from measurealign.matching.candidates import worth_comparing
from measurealign.matching.columns.lines import Lines
from measurealign.matching.columns.relation import RELATIONS
from measurealign.matching.engine import LOCAL, Engine
from measurealign.matching.listings import Id, Profile, kin_ids, profiles
from measurealign.matching.pairs import compared
from measurealign.matching.verdicts import Verdicts, blocks, judged
from measurealign.model import Match, Measure


@dataclass(frozen=True)
class PairTable:
    """Lines with what is said of their pairs, in columns; `same` tells the same measures."""

    lines: tuple[Profile, ...]
    kin: frozenset[Id]
    verdicts: Verdicts
    same: np.ndarray

    @classmethod
    def of(
        cls,
        lines: Iterable[Measure],
        use_ids: bool = True,
        engine: Engine = LOCAL,
    ) -> "PairTable":
        """Compare lines with lines; who judges the pairs changes nothing of what is said."""
        measures = tuple(lines)
        kin = kin_ids(measures) if use_ids else frozenset()
        found = profiles(measures, use_ids)
        table = Lines.of(found, kin)
        told = Verdicts.joined(engine(judged, blocks(table, worth_comparing(table))))
        numbers = {id_: n for n, id_ in enumerate(dict.fromkeys(one.set_id for one in found))}
        sets = np.array([numbers[one.set_id] for one in found], dtype=np.int64)
        return cls(found, kin, told, told.same(sets))

    def matches(self, every: bool) -> Iterator[Match]:
        """Yield the pairs with their reasons, in the order of their keys, each from the first."""
        related = self.verdicts.otherwise != RELATIONS.index("different")
        for at in np.flatnonzero(self.same | related | every).tolist():
            left, right = (self.lines[place] for place in self.verdicts.pairs[at].tolist())
            yield compared(left, right, self.kin).match(bool(self.same[at]))


def wordings(
    lines: Iterable[Measure],
    *,
    use_ids: bool = True,
    every: bool = False,
    engine: Engine = LOCAL,
) -> Iterator[Match]:
    """Yield how lines relate by what they themselves print; `every` tells different ones too."""
    yield from PairTable.of(lines, use_ids, engine).matches(every)
