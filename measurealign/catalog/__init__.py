"""The catalog: measure sets, looked up by id."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import pairwise

from measurealign.model import Measure, MeasureSet
from measurealign.problems import InputError, Problem, UsageError, likest, nearest
from measurealign.shown import Cell, Shown, count_of


@dataclass(frozen=True, repr=False)
class Catalog(Shown):
    """Measure sets in the order of their ids. Never changes: verbs return a new catalog."""

    sets: tuple[MeasureSet, ...]

    @classmethod
    def of(cls, sets: Iterable[MeasureSet]) -> "Catalog":
        """Make a catalog; raise InputError if two sets share an id."""
        ordered = tuple(sorted(sets, key=lambda one: one.id))
        twice = {a.id for a, b in pairwise(ordered) if a.id == b.id}
        if twice:
            raise InputError(
                *(Problem(where=one, what="two sets have this id; rename one") for one in twice)
            )
        return cls(ordered)

    def __iter__(self) -> Iterator[MeasureSet]:
        return iter(self.sets)

    def __len__(self) -> int:
        return len(self.sets)

    def __contains__(self, set_id: str) -> bool:
        return set_id in self._by_id

    @cached_property
    def _by_id(self) -> dict[str, MeasureSet]:
        return {one.id: one for one in self.sets}

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """Every measure by its key, in the order of the catalog."""
        return {measure.key: measure for one in self.sets for measure in one.measures}

    @cached_property
    def digest(self) -> str:
        """A fingerprint of the whole content: equal content, equal digest."""
        text = "\n".join(one.model_dump_json() for one in self.sets)
        return sha256(text.encode()).hexdigest()[:16]

    def get(self, set_id: str) -> MeasureSet:
        """Return a set; raise UsageError naming the nearest id, or whose label it is."""
        if set_id not in self._by_id:
            raise UsageError(f"no measure set '{set_id}' in the catalog: {self._hint(set_id)}")
        return self._by_id[set_id]

    def _hint(self, word: str) -> str:
        labels = {one.label: one.id for one in self.sets}
        label = likest(word, list(labels), least=90)
        return f"did you mean '{labels[label]}'?" if label else nearest(word, list(self._by_id))

    @property
    def line(self) -> str:
        """The catalog in one line: how many sets, lines and years."""
        years = sorted({one.year for one in self.sets})
        span = f", {years[0]} to {years[-1]}" if years else ""
        lines = count_of(len(self.measures), "line")
        return f"{count_of(len(self.sets), 'measure set')} with {lines}{span}"

    def rows(self) -> Iterator[dict[str, Cell]]:
        """Yield every line of every set, with what is known of the set before it."""
        for one in self.sets:
            told: dict[str, Cell] = {"set": one.id, "label": one.label}
            told |= {"year": one.year, "kind": one.kind, "region": one.region}
            yield from ({**told, **row} for row in one.rows())

    def with_sets(self, *more: MeasureSet) -> "Catalog":
        """Return a catalog that also holds the given sets."""
        return Catalog.of((*self.sets, *more))

    def holding(self, *own: MeasureSet) -> "Catalog":
        """Return a catalog that holds the given sets, each in place of the one of its id."""
        mine = {one.id: one for one in own}
        there = tuple(mine.pop(one.id, one) for one in self.sets)
        return Catalog.of((*there, *mine.values()))
