"""Why each measure was chosen: whom it serves, what is lost without it, what could stand in."""

from measurealign.alignment.ask.goal import counted
from measurealign.alignment.ask.question import Question
from measurealign.alignment.explain.facts import facts
from measurealign.alignment.explain.harmonization import harmonize
from measurealign.alignment.explain.losses import loss_of
from measurealign.alignment.optimize.aims import aims
from measurealign.alignment.optimize.formulation import Formulation
from measurealign.alignment.optimize.solve import Aim
from measurealign.alignment.recommendation import AlignedMeasure, Harmonize, Served


def aligned_measures(form: Formulation, picked: tuple[str, ...]) -> tuple[AlignedMeasure, ...]:
    """Return the chosen measures with their reasons, by area and name."""
    wanted, pairs = aims(form), harmonize(form.question, picked)
    found = [_chosen(form, wanted, family, picked, pairs[family]) for family in picked]
    return tuple(sorted(found, key=lambda one: (one.facts.area, one.facts.label, one.facts.family)))


def _chosen(
    form: Formulation,
    wanted: tuple[Aim, ...],
    family: str,
    picked: tuple[str, ...],
    pairs: tuple[Harmonize, ...],
) -> AlignedMeasure:
    asked = form.question
    loss, substitute = loss_of(form, wanted, family, picked)
    serves = _served(asked, family) + _adopting(asked, family)
    return AlignedMeasure(
        facts=facts(asked, family),
        serves=serves,
        reasons=(*_reasons(form, family, serves), loss.says),
        loss=loss,
        substitute=substitute,
        harmonize=pairs,
    )


def _served(asked: Question, family: str) -> tuple[Served, ...]:
    same, idea = asked.listed_by.get(family, ()), asked.idea(family)
    return tuple(
        Served(
            set=demand.set,
            area=demand.area,
            bond="same" if demand.set in same else "variant",
            measures=tuple(measure.name for measure in asked.measures(demand.set, idea)),
        )
        for demand in asked.serves[family]
    )


def _adopting(asked: Question, family: str) -> tuple[Served, ...]:
    """Return the sets of an open area that would adopt the measure, when it must have one."""
    if asked.goal.open != "require":
        return ()
    area, idea = asked.area(family), asked.idea(family)
    return tuple(
        Served(set=one, area=area, bond="area")
        for one in asked.open.get(area, ())
        if one not in asked.idea_by.get(idea, ())
    )


def _reasons(form: Formulation, family: str, serves: tuple[Served, ...]) -> tuple[str, ...]:
    """Return the reasons in the order in which people ask: whom, how widely, by which rule."""
    asked, known = form.question, facts(form.question, family)
    found = []
    if serves:
        label = asked.walk.catalog.get
        whom = [f"{label(s.set).label}{_BOND[s.bond]}" for s in serves]
        found.append(f"serves {', '.join(whom)}")
    listed = f"{len(known.listed_by)} of the {len(asked.sets)} sets at the table"
    found.append(f"listed by {listed} and by {counted(known.reach, 'set')} of the catalog")
    found += [
        f"the rules keep it ({name})" for name, group in asked.kept.items() if family in group
    ]
    found += [
        f"counts for the rule “{rule.says}”"
        for rule in asked.goal.rules
        if rule.at_least and form.fits(family, rule.of)
    ]
    return tuple(found)


_BOND = {"same": "", "variant": " (in another specification)", "area": " (would adopt it)"}
