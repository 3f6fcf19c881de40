"""Lines against lines, without the inventory: what wordings, ids and attributes say of pairs.

Two lines are the same measure if the scorer says so and neither has a likelier partner in the
other's set: a set lists a measure once. Nothing else on the table changes what is said of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from measurealign.catalog.imports.lines import Line
from measurealign.matching.candidates import worth_comparing
from measurealign.matching.columns.lines import Lines
from measurealign.matching.columns.relation import RELATIONS
from measurealign.matching.engine import LOCAL, Engine
from measurealign.matching.listings import Id, Profile, kin_ids, profiles
from measurealign.matching.pairs import compared
from measurealign.matching.relation import scorer
from measurealign.matching.verdicts import Verdicts, blocks, judged
from measurealign.model import Identifier, Match, Measure, Relation


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

    def relations(self, every: bool) -> Iterator[tuple[int, int, Relation, float]]:
        """Yield the places of the pairs with relation and confidence, reasons left out."""
        told = self.verdicts
        different = RELATIONS.index("different")
        at = np.flatnonzero(self.same | (told.otherwise != different) | every)
        same, chance = self.same[at], 1 / (1 + np.exp(-np.clip(told.score[at], -40, 40)))
        sure = np.array([scorer().sure.get(name, 1.0) for name in RELATIONS])
        number = np.where(same, RELATIONS.index("same"), told.otherwise[at])
        confident = np.where(same, chance, sure[number] * (1 - chance)).round(4)
        names = (RELATIONS[one] for one in number.tolist())
        yield from zip(*told.pairs[at].T.tolist(), names, confident.tolist(), strict=True)


def told_of(
    lines: Iterable[Line], use_ids: bool, every: bool, engine: Engine
) -> Iterator[tuple[Line, Line, Relation, float]]:
    """Yield how the different lines of a long list relate, each as if of a list of its own."""
    first: dict[tuple[str, tuple[Identifier, ...]], Line] = {}
    for one in lines:
        if one.named:
            first.setdefault((one.name, one.ids if use_ids else ()), one)
    found = tuple(first.values())
    table = PairTable.of((_alone(n, one) for n, one in enumerate(found)), use_ids, engine)
    for a, b, relation, confidence in table.relations(every):
        yield found[a], found[b], relation, confidence


def _alone(number: int, line: Line) -> Measure:
    """Return a line as the one of a set; sets are in the order of their numbers."""
    key = f"line-{number:012}/line"
    return Measure(key=key, name=line.name, ids=line.ids, evidence="primary")


def wordings(
    lines: Iterable[Measure],
    *,
    use_ids: bool = True,
    every: bool = False,
    engine: Engine = LOCAL,
) -> Iterator[Match]:
    """Yield how lines relate by what they themselves print; `every` tells different ones too."""
    yield from PairTable.of(lines, use_ids, engine).matches(every)
