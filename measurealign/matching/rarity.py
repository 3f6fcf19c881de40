"""How telling an idea or a word is: rare ones tell measures apart, common ones do not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log

from measurealign.matching.lexicon import Term
from measurealign.matching.wording import Reading


@dataclass(frozen=True)
class Rarity:
    """How telling a term is: ln(titles / titles with the term), 0-1 of the rarest."""

    titles: int
    counts: Mapping[str, int]

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> "Rarity":
        """Count the terms of some titles, each wording once."""
        counts: dict[str, int] = {}
        known = {reading.wording: reading for reading in readings}
        for reading in known.values():
            for name in {name for _, name in reading.terms}:
                counts[name] = counts.get(name, 0) + 1
        return cls(len(known), counts)

    @cached_property
    def _by_count(self) -> dict[int, float]:
        return {}

    def weight(self, term: Term) -> float:
        """Return the weight of a term, from near 0 (in every title) to 1 (in one or none)."""
        count = self.counts.get(term[1], 1)
        found = self._by_count.get(count)
        if found is None:
            most = log((self.titles + 1) / 1.5)
            found = max(0.05, log((self.titles + 1) / (count + 0.5)) / most)
            self._by_count[count] = found
        return found
