"""How much each figure of a line and a known measure counts: the linker's coefficients."""

from collections.abc import Mapping
from functools import cache
from math import exp

from measurealign.catalog.reader import read
from measurealign.model import Frozen
from measurealign.catalog.shipped import data_folder


class Weights(Frozen):
    """Log odds that a line is a measure = intercept + sum of weight x figure.

    `likeness` is learnt (`python -m benchmarks.linker`, names hidden); `declared` is stated: what
    an id or an acronym adds. `sure` and `confirm` are the least probabilities of a link that is
    taken and of one that a person is asked about; `margin` the least lead (log odds) over the
    next measure.
    """

    intercept: float
    likeness: dict[str, float]
    declared: dict[str, float]
    sure: float
    confirm: float
    margin: float

    def score(self, figures: Mapping[str, float]) -> float:
        """Return the log odds of some figures."""
        return self.intercept + sum(
            self.likeness.get(name, 0.0) * value for name, value in figures.items()
        )


def chance(score: float) -> float:
    """Return the probability that stands for log odds."""
    return 1 / (1 + exp(-max(-40.0, min(40.0, score))))


@cache
def weights() -> Weights:
    """Return the shipped coefficients."""
    return read(data_folder() / "linker.yaml", Weights)
