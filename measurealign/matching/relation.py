"""Evidence to relation and confidence: a readable linear scorer, then rules for the kind of link.

score = intercept + Σ weight · evidence; confidence of `same` = 1 / (1 + e^-score). The weights
stand in data/scorer.yaml, written by `python -m benchmarks.train`.
"""

from collections.abc import Mapping
from functools import cache, cached_property
from math import log

from measurealign.catalog.reader import shipped
from measurealign.matching.evidence import Comparison, told_numbers
from measurealign.matching.numbers import Found
from measurealign.matching.rarity import Rarity
from measurealign.model import Frozen, Relation

#: Classes that say what a measure is about; the others say how it is specified.
FOCUS = ("condition", "site", "drug", "procedure", "test", "event", "tool", "survey", "word")
SPECIFICATION = ("population", "setting", "stage", "direction")
#: Below this weight a term is a matter of phrasing ("use of", "receipt").
SLIGHT = 0.35
#: Steps that look at one value from two sides: a threshold tells them apart, not the step.
CONTROL = frozenset({"control", "poor control"})
#: Least weight of shared focus for two measures to be related.
RELATED = 0.5


class TrainingFigures(Frozen):
    """What the scorer reached when it was trained (see docs/method.md)."""

    pairs: int
    true_pairs: int
    folds: int
    precision: float
    recall: float
    f1: float


class Scorer(Frozen):
    """The coefficients. `declared` ones are not learnt; `counts` tell how common a word is."""

    intercept: float
    threshold: float
    weights: dict[str, float]
    declared: dict[str, float]
    sure: dict[str, float]
    titles: int
    counts: dict[str, int]
    figures: TrainingFigures

    @cached_property
    def rarity(self) -> Rarity:
        """Return how telling each term is."""
        return Rarity(self.titles, self.counts)

    @cached_property
    def known(self) -> dict[str, float]:
        """The weights of all evidence, learnt and declared, without the noughts."""
        return {name: one for name, one in {**self.weights, **self.declared}.items() if one}

    def weigh(self, evidence: Mapping[str, float]) -> dict[str, float]:
        """Return what each piece of evidence adds to the score, without the noughts."""
        known = self.known
        return {
            name: known[name] * value for name, value in evidence.items() if value and name in known
        }


@cache
def scorer() -> Scorer:
    """Return the shipped scorer."""
    return shipped("scorer.yaml", Scorer)


def log_odds(share: float) -> float:
    """Return the score that stands for a probability."""
    share = min(max(share, 1e-6), 1 - 1e-6)
    return log(share / (1 - share))


def kind_of(pair: Comparison) -> Relation:
    """Return the relation of two measures that are not the same.

    Rules, in order: another focus → related if enough is shared, else different; a narrower
    population, setting, span or component on one side → broader / narrower; equal focus with
    another threshold, age band or step → variant.
    """
    left, right = _focus(pair, 0), _focus(pair, 1)
    shared = sum(weight for one, _, weight in pair.shared if one[0] in FOCUS)
    if min(pair.only("population")) > SLIGHT or apart(pair.left.numbers, pair.right.numbers):
        return "related" if shared >= RELATED else "different"
    if left > SLIGHT and right > SLIGHT:
        return "related" if shared >= RELATED else "different"
    part = _part(pair)
    if part:
        return part
    if shared < RELATED and not pair.both:
        return "different"
    if max(left, right) > SLIGHT:
        return _contained(pair, left, right)
    narrow = _narrower(pair)
    if narrow:
        return narrow
    return "variant" if shared >= SLIGHT and not _clash(pair) else "related"


def _focus(pair: Comparison, side: int) -> float:
    """Return the weight of what only one side (0 left, 1 right) says about its subject."""
    return sum(pair.only(kind)[side] for kind in FOCUS)


def _contained(pair: Comparison, left: float, right: float) -> Relation:
    """One title says all that the other says, and names a further subject.

    A further one of what both name (another drug, another disease) widens a measure; a subject
    of which the other says nothing narrows it.
    """
    steps = pair.only("step")
    if min(left, right) >= 0.05 or min(steps) > SLIGHT:
        return "related"
    side = 0 if left > right else 1
    wider = sum(pair.only(k)[side] for k in FOCUS if k != "word" and _both_name(pair, k))
    if wider > max(left, right) / 2:
        return "broader" if side == 0 else "narrower"
    return "narrower" if side == 0 else "broader"


def _both_name(pair: Comparison, kind: str) -> bool:
    return bool(pair.left.of(kind)) and bool(pair.right.of(kind))


def _part(pair: Comparison) -> Relation | None:
    """One side measures a part of what the other does: one rate, one age band."""
    one, other = told_numbers(pair.left, pair.right)
    within = [inside(one, other), inside(other, one)]
    same = all(max(pair.only(kind)) <= SLIGHT for kind in FOCUS if kind != "word")
    if not same or within[0] == within[1]:
        return None
    return "narrower" if within[0] else "broader"


def _clash(pair: Comparison) -> bool:
    """Tell whether each side names something that the other does not: no mere specification.

    Another population or setting is another measure, and so is another step (screening, follow-up,
    counselling), unless one word is near the other or both are control of the same value.
    """
    if min(pair.only("population")) > 0:
        return True
    met = {term for one, other, _ in pair.shared for term in (one, other)}
    for kind in (*FOCUS, "setting", "stage", "step"):
        left, right = (
            {term[1] for term, _ in side if term[0] == kind and term not in met}
            for side in (pair.only_left, pair.only_right)
        )
        if left and right and not left | right <= CONTROL:
            return True
    return False


def apart(one: Found, other: Found) -> bool:
    """Tell whether both state ages and no age is in both."""
    ages = [(mine, yours) for mine in one.ages for yours in other.ages]
    return bool(ages) and not any(a < d and c < b for (a, b), (c, d) in ages)


def inside(one: Found, other: Found) -> bool:
    """Tell whether one's ages or spans are a part of what the other leaves open or states."""
    if one.ages and other.ages:
        return one.ages != other.ages and all(
            any(a >= c and b <= d for c, d in other.ages) for a, b in one.ages
        )
    if bool(one.ages) != bool(other.ages):
        return bool(one.ages)
    mine, others = {*one.spans, *one.parts}, {*other.spans, *other.parts}
    return bool(mine - others) and not others - mine


def _narrower(pair: Comparison) -> Relation | None:
    """One side names a population, setting or stage that the other leaves open, or one more."""
    sides = [sum(pair.only(kind)[side] for kind in SPECIFICATION) for side in (0, 1)]
    steps = pair.only("step")
    if min(sides) < 0.05 and max(sides) > SLIGHT and min(steps) < SLIGHT:
        more = sides[0] > sides[1]
        wider = _both_name(pair, "population") and max(pair.only("population")) > SLIGHT
        return "narrower" if more != wider else "broader"
    if max(sides) < 0.05 and min(steps) < 0.05 and max(steps) > SLIGHT:
        return "broader" if steps[0] > steps[1] else "narrower"
    return None
