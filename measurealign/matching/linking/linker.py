"""Looks printed lines up among the known measures: by id, by code, by name, then by likeness.

A link depends on the line, the inventory and nothing else: not on what else is looked up.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from measurealign.inventory.entries import KnownId, KnownMeasure
from measurealign.matching.linking.index import Index, key
from measurealign.matching.linking.likeness import Candidate, Likeness
from measurealign.matching.linking.title import Line, read_off
from measurealign.matching.linking.weights import Weights, chance, weights
from measurealign.matching.wording import read_title

How = Literal["id", "code", "name", "likeness", "person"]
#: Measures looked at for one id or code that many share.
MANY = 40


@dataclass(frozen=True)
class Choice:
    """A known measure that a line may be, with the log odds and what told it."""

    measure: KnownMeasure
    score: float
    how: How
    figures: dict[str, float]

    @property
    def confidence(self) -> float:
        """The probability that the line is this measure."""
        return chance(self.score)


@dataclass(frozen=True)
class Lookup:
    """What was found for a line: the choices, best first; the lead of the first over strangers."""

    line: Line
    choices: tuple[Choice, ...]
    margin: float
    status: Literal["sure", "confirm", "none"]


class Linker:
    """An index with its weights; `look_up` is all that it does."""

    def __init__(self, index: Index, weighed: Weights | None = None) -> None:
        self.index = index
        self.weights = weighed or weights()
        self.likeness = Likeness(index)

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset(self.index.codes)

    def look_up(self, printed: Sequence[tuple[str, str, Iterable[KnownId]]]) -> Iterator[Lookup]:
        """Look lines up: each a printed name, what stands in its id column, and its known ids."""
        lines = [read_off(name, self._codes, also) for name, also, _ in printed]
        texts = [self.index.spelling.mend(line.text) for line in lines]
        ids = [(*line.ids, *given) for line, (_, _, given) in zip(lines, printed, strict=True)]
        for line, text, own, near in zip(
            lines, texts, ids, self.likeness.candidates(texts), strict=True
        ):
            yield self._decide(line, text, tuple(dict.fromkeys(own)), near)

    def _decide(
        self, line: Line, text: str, ids: Sequence[KnownId], near: Sequence[Candidate]
    ) -> Lookup:
        found = {one.measure: one for one in near}
        for place in self._told(line, text, ids):
            if place not in found:
                found[place] = self.likeness.of(text, place)
        choices = sorted(
            (self._choice(one, line, text, ids) for one in found.values()),
            key=lambda each: (-each.score, each.measure.id),
        )
        return self._judged(line, choices)

    def _told(self, line: Line, text: str, ids: Sequence[KnownId]) -> set[int]:
        """Return the measures that an id, a code or the very name of a line tell."""
        told: set[int] = set(self.index.keys.get(key(text), ()))
        for id_ in ids:
            told |= self.index.ids.get(_base(id_), frozenset())
        for code in line.codes:
            told |= self.index.codes[code]
        return told

    def _choice(
        self, one: Candidate, line: Line, text: str, ids: Sequence[KnownId]
    ) -> Choice:
        declared = self.weights.declared
        score = self.weights.score(one.figures)
        how: How = "name" if one.figures.get("same name") or one.figures.get("same terms") else "likeness"
        if line.codes:
            at = [one.measure in self.index.codes[code] for code in line.codes]
            score += declared["code"] if any(at) else declared["other code"]
            how = "code" if any(at) and how == "likeness" else how
        told = [self._id(id_, one.measure) for id_ in ids]
        if told:
            score += declared["id"] * (max(told) > 0) + declared["other id"] * (max(told) <= 0 and min(told) < 0)
            how = "id" if max(told) > 0 else how
        return Choice(self.index.measures[one.measure], score, how, dict(one.figures))

    def _id(self, id_: KnownId, measure: int) -> int:
        """Return 1 where a measure has an id, -1 where it has another of the scheme, else 0."""
        if measure in self.index.ids.get(_base(id_), ()):
            return 1
        schemes = {each.scheme for each in self.index.measures[measure].ids}
        return -1 if id_.scheme in schemes and _base(id_) in self.index.ids else 0

    def _judged(self, line: Line, choices: Sequence[Choice]) -> Lookup:
        if not choices:
            return Lookup(line, (), 0.0, "none")
        best = choices[0]
        root = self._root(best.measure)
        others = [one.score for one in choices[1:] if self._root(one.measure) != root]
        margin = best.score - max(others, default=-20.0)
        status: Literal["sure", "confirm", "none"] = "none"
        if best.confidence >= self.weights.sure and margin >= self.weights.margin:
            status = "sure"
        elif best.confidence >= self.weights.confirm:
            status = "confirm"
        return Lookup(line, tuple(choices), margin, status)

    def _root(self, measure: KnownMeasure) -> int:
        return int(self.index.roots[self.index.place[measure.id]])


def _base(id_: KnownId) -> tuple[str, str]:
    value = id_.value.upper().split("/")[0]
    if id_.scheme == "cms":
        value = value.split("V")[0]
    return id_.scheme, value
