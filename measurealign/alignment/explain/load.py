"""How much is asked of a practice: measures that it must report or may choose, and their hours.

Hours: one study's figure for a measure (data/burden.yaml, `hours-per-measure`) × the measure's
route weight / the weight of an unknown route, at most 1: the figure is a mean over all routes, a
measure that claims already tell costs a practice little, none costs more than the study saw. A
measure that a practice may choose counts by the goal's `choice`.
"""

from collections.abc import Mapping

from measurealign.alignment.ask.question import Question
from measurealign.alignment.ask.traits import effort
from measurealign.alignment.recommendation import Load
from measurealign.burden import route_weight
from measurealign.burden.effort import Effort, shipped_parameters


def per_measure() -> Effort:
    """Return the study's figure that hours rest on."""
    return next(one for one in shipped_parameters().efforts if one.id == "hours-per-measure")


def load(asked: Question, counts: Mapping[str, bool]) -> Load:
    """Return what some families ask of a practice, each once; True: it must report it."""
    each = per_measure()
    weights = {f: hours_share(asked, f) for f in sorted(counts)}
    total = sum(w * (1.0 if counts[f] else asked.goal.choice) for f, w in weights.items())
    figures = (each.low, each.mid, each.high)
    low, mid, high = (round(total * (figure or 0.0), 1) for figure in figures)
    required = sum(counts.values())
    return Load(required=required, choice=len(counts) - required, hours=(low, mid, high))


def hours_share(asked: Question, family: str) -> float:
    """Return which share of the study's hours a measure takes, by its route (0 to 1)."""
    return min(1.0, effort(asked, family) / route_weight(None))


def basis(measures: int) -> str:
    """Say what the hours rest on, and whether more is asked than the study saw."""
    each = per_measure()
    study = shipped_parameters().study(each.study)
    says = f"hours a clinician and year: {each.low:g} to {each.high:g} a measure ({study.name}), "
    says += "less for what claims and records tell without hand work; an order of magnitude"
    if each.seen_up_to is not None and measures > each.seen_up_to:
        says += f"; the study saw up to {each.seen_up_to} measures, here are {measures}"
    return says
