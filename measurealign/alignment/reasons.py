"""Why each measure was chosen, and why each common measure that is missing was not."""

from measurealign.alignment.programme import Formulation
from measurealign.alignment.question import Demand, Question
from measurealign.alignment.recommendation import Chosen, Harmonize, LeftOut, Served
from measurealign.alignment.traits import facts


def chosen(asked: Question, form: Formulation, picked: tuple[str, ...]) -> tuple[Chosen, ...]:
    """Return the chosen measures with their reasons, by area and name."""
    found = [_chosen(asked, family) for family in picked]
    return tuple(sorted(found, key=lambda one: (one.facts.area, one.facts.label, one.facts.family)))


def _chosen(asked: Question, family: str) -> Chosen:
    known = facts(asked, family)
    serves = tuple(_served(asked, family, demand) for demand in asked.serves[family])
    count = len(known.listed_by)
    reasons = [
        f"{count} of {len(asked.sets)} sets at the table and {known.reach} of the catalogue list it"
    ]
    if known.variant_in:
        reasons.append(f"{', '.join(known.variant_in)} list it in another specification")
    return Chosen(
        facts=known, serves=serves, reasons=tuple(reasons), harmonize=_pairs(asked, family)
    )


def _served(asked: Question, family: str, demand: Demand) -> Served:
    same = demand.set in asked.listed_by.get(family, ())
    return Served(
        set=demand.set,
        area=demand.area,
        bond="same" if same else "variant",
        measures=tuple(m.name for m in asked.measures(demand.set, asked.idea(family))),
    )


def _pairs(asked: Question, family: str) -> tuple[Harmonize, ...]:
    """Return what sets list in another specification of a chosen measure's concept."""
    idea, label = asked.idea(family), asked.walk.family[family].label
    return tuple(
        Harmonize(set=one, lists=measure.name, chosen=label)
        for one in asked.idea_by.get(idea, ())
        for measure in asked.measures(one, idea)
        if asked.walk.family_of(measure.key).id != family
    )


def left_out(asked: Question, form: Formulation, picked: tuple[str, ...]) -> tuple[LeftOut, ...]:
    """Return the common measures that were not chosen, most used first, each with the reason."""
    missing = [f for f in asked.listed_by if asked.idea(f) in asked.common and f not in picked]
    found = [LeftOut(facts=facts(asked, f), why=_why_not(asked, f, picked)) for f in missing]
    return tuple(sorted(found, key=lambda one: (-len(one.facts.listed_by), one.facts.label)))


def _why_not(asked: Question, family: str, picked: tuple[str, ...]) -> str:
    label = {f: asked.walk.family[f].label for f in picked}
    for name, group in asked.excluded.items():
        if family in group:
            return f"excluded by the rule “exclude {name}”"
    kin = [label[f] for f in picked if asked.idea(f) == asked.idea(family)]
    if kin:
        return f"another specification of {kin[0]}, which is chosen"
    near = [label[f] for f in picked if asked.area(f) == asked.area(family)]
    if near:
        return f"its sets are served in this area by {', '.join(near)}"
    return "no demand needs it under these rules"
