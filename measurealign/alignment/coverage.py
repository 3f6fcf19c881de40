"""How far chosen measures serve one set."""

from measurealign.alignment.programme import Formulation
from measurealign.alignment.question import Question
from measurealign.alignment.recommendation import CoverageOf


def coverage_of(
    asked: Question, form: Formulation, one: str, picked: tuple[str, ...]
) -> CoverageOf:
    """Return the coverage of a set by chosen families.

    Formula: Σ weight · (1 same family | credit for another family of the concept) / Σ weight, over
    the set's measures; weight is 1, or the weight that the goal gives to the measure's role.
    """
    chosen, ideas = set(picked), {asked.walk.concept_of(family).id for family in picked}
    weights = form.weights(one)
    same = {f for f in weights if f in chosen}
    variant = {f for f in weights if f not in same and asked.walk.concept_of(f).id in ideas}
    gained = sum(weights[f] for f in same) + asked.goal.credit * sum(weights[f] for f in variant)
    total = sum(weights.values())
    mine = [demand for demand in asked.demands if demand.set == one]
    served = [d for d in mine if chosen & set(asked.servers(d))]
    family_of = asked.walk.family_of
    listed = asked.walk.listed(one)
    return CoverageOf(
        set=one,
        listed=len(listed),
        same=sum(family_of(m.key).id in same for m in listed),
        variant=sum(family_of(m.key).id in variant for m in listed),
        coverage=round(gained / total, 4) if total else 0.0,
        demands=len(mine),
        served=len(served),
        uncovered=tuple(m.name for m in listed if family_of(m.key).id not in same | variant),
    )
