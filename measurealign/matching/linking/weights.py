"""How much each figure of a line and a known measure counts: the linker's coefficients."""

from collections.abc import Mapping
from functools import cache

from measurealign.catalog.reader import shipped
from measurealign.matching.linking.standing import NameStanding
from measurealign.model import Frozen

#: A lead of more than this (log odds) makes no link surer; below the next every bit counts more.
LEAD, CLOSE = 6.0, 1.5
#: A score of more than this makes no link surer, one of less than the next no less sure.
HIGH, LOW = 3.0, -6.0
#: ln(1 + measures): from about twenty measures on that a name fits, more change nothing.
MANY = 3.0


class Sureness(Frozen):
    """How sure the best measure is: log odds = start + sum of coefficient x figure (see `bends`).

    The figures bend: whether a rival is close matters more than how far it is behind, and a low
    score is not made good by a long lead. The last three are how the measure stands (standing.py).
    """

    start: float
    high: float
    low: float
    lead: float
    close: float
    shared: float
    title: float
    twin: float

    def of(self, score: float, lead: float, stands: NameStanding) -> float:
        """Return the log odds that the best measure is the right one."""
        found = told(score, lead, stands)
        return self.start + sum(float(getattr(self, n)) * x for n, x in found.items())


def told(score: float, lead: float, stands: NameStanding) -> dict[str, float]:
    """Return what sureness is made of: the score up to HIGH, below 0, the lead, a close lead."""
    return {
        "high": min(score, HIGH),
        "low": max(min(score, 0.0), LOW),
        "lead": min(lead, LEAD),
        "close": min(lead, CLOSE),
        "shared": min(stands.shared, MANY),
        "title": stands.title,
        "twin": stands.twin,
    }


class Weights(Frozen):
    """Log odds that a line is a measure = intercept + sum of weight x figure.

    `likeness` and `sureness` are learnt (`python -m benchmarks.linker`, names hidden; whole lists
    hidden); `declared` is stated: what an id or an acronym adds. `sure` and `confirm` are the
    least probabilities of a link that is taken and of one that a person is asked about.
    """

    intercept: float
    likeness: dict[str, float]
    declared: dict[str, float]
    sureness: Sureness
    sure: float
    confirm: float

    def score(self, figures: Mapping[str, float]) -> float:
        """Return the log odds of some figures."""
        known = self.likeness
        return self.intercept + sum(
            [known[name] * value for name, value in figures.items() if name in known]
        )


@cache
def weights() -> Weights:
    """Return the shipped coefficients."""
    return shipped("linker.yaml", Weights)
