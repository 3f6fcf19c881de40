"""A known measure that a line may be, and all of them that a line's wording leaves."""

from dataclasses import dataclass

from measurealign.inventory.entries import KnownMeasure
from measurealign.matching.linking.likeness import Candidate
from measurealign.model import How, chance


@dataclass(frozen=True)
class Contender:
    """A known measure that a line may be, with its log odds and what told it."""

    measure: KnownMeasure
    score: float
    how: How
    candidate: Candidate

    @property
    def confidence(self) -> float:
        """The probability that the line is this measure."""
        return chance(self.score)


@dataclass(frozen=True)
class Likely:
    """The candidates of a line, one a measure, with what their wordings weigh.

    `late` are the years in which some of them began, before which they are not meant; `local`
    those that are some body's own.
    """

    candidates: tuple[tuple[Candidate, float], ...]
    late: tuple[tuple[int, int], ...]
    local: tuple[int, ...]
