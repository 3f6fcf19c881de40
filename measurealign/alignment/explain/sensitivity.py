"""How firm a choice is: the question asked again and again with what is uncertain varied."""

import random
from collections import Counter
from collections.abc import Iterable

from measurealign.alignment.ask.goal import Goal
from measurealign.alignment.ask.question import question
from measurealign.alignment.optimize.aims import aims
from measurealign.alignment.optimize.formulation import Formulation
from measurealign.alignment.optimize.solve import solve
from measurealign.alignment.recommendation import Firmness, Sensitivity
from measurealign.crosswalk import Crosswalk

#: A choice is firm from this share of the runs on, likely from the next; below it is fragile.
FIRM, LIKELY = 0.9, 0.6
_SAYS = "weights of the sets from 0.5 to 1.5, credit for variants ±0.25, coverage targets ±0.1"


def sensitivity(
    walk: Crosswalk, ids: Iterable[str], goal: Goal | None = None, runs: int = 50, seed: int = 1
) -> Sensitivity:
    """Return how often each measure is chosen when what is uncertain is varied.

    Each run draws set weights, variant credit and coverage targets anew (uniformly, from a seeded
    generator).
    """
    asked = question(walk, ids, goal or Goal())
    base = _picked(walk, asked.sets, asked.goal) or ()
    counts: Counter[str] = Counter()
    answered = 0
    for run in range(runs):
        draw = random.Random(f"{seed}/{run}")  # noqa: S311 - a simulation, not a secret
        picked = _picked(walk, asked.sets, _varied(asked.goal, asked.sets, draw))
        if picked is not None:
            answered += 1
            counts.update(picked)
    families = sorted(set(counts) | set(base))
    found = [_firmness(walk, f, counts[f], answered, f in base) for f in families]
    return Sensitivity(
        runs=runs,
        seed=seed,
        answered=answered,
        varied=_SAYS,
        measures=tuple(sorted(found, key=lambda one: (not one.chosen, -one.share, one.label))),
    )


def _picked(walk: Crosswalk, sets: tuple[str, ...], goal: Goal) -> tuple[str, ...] | None:
    form = Formulation(question(walk, sets, goal))
    answer = solve(form.constraints, aims(form), goal.seconds)
    if answer.values is None:
        return None
    return tuple(family for family, at in form.x.items() if answer.values[at])


def _varied(goal: Goal, sets: tuple[str, ...], draw: random.Random) -> Goal:
    """Return the goal with its weights, credit and targets varied."""
    weights = {one: goal.set_weights.get(one, 1.0) * draw.uniform(0.5, 1.5) for one in sets}
    shift = draw.uniform(-0.1, 0.1)
    return goal.model_copy(
        update={
            "set_weights": weights,
            "variant_credit": _share(goal.variant_credit + draw.uniform(-0.25, 0.25)),
            "coverage": None if goal.coverage is None else _share(goal.coverage + shift),
            "coverage_of": {one: _share(v + shift) for one, v in goal.coverage_of.items()},
        }
    )


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))


def _firmness(walk: Crosswalk, family: str, count: int, runs: int, chosen: bool) -> Firmness:
    share = count / runs if runs else 0.0
    word = "firm" if share >= FIRM else "likely" if share >= LIKELY else "fragile"
    return Firmness.model_validate(
        {
            "family": family,
            "label": walk.family[family].label,
            "chosen": chosen,
            "share": round(share, 3),
            "word": word,
        }
    )
