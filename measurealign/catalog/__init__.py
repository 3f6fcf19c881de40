"""The catalog: measure sets, looked up by id."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import pairwise

from measurealign.model import Measure, MeasureSet
from measurealign.problems import InputError, Problem, UsageError, nearest


@dataclass(frozen=True)
class Catalog:
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
        """Return a set; raise UsageError naming the nearest id if there is none."""
        if set_id not in self._by_id:
            hint = nearest(set_id, list(self._by_id))
            raise UsageError(f"no measure set '{set_id}' in the catalog: {hint}")
        return self._by_id[set_id]

    def with_sets(self, *more: MeasureSet) -> "Catalog":
        """Return a catalog that also holds the given sets."""
        return Catalog.of((*self.sets, *more))
