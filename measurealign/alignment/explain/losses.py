"""What the proposal loses without one measure: solved again with the measure excluded."""

from measurealign.alignment.ask.goal import counted
from measurealign.alignment.ask.question import Demand, Question
from measurealign.alignment.optimize.formulation import Formulation
from measurealign.alignment.optimize.solve import Aim, Row, solve
from measurealign.alignment.recommendation import Loss
from measurealign.catalog.areas import label_of

#: What makes a measure a neighbour, the nearest first.
_NEAR = ("same", "variant", "broader", "narrower", "related")


def loss_of(
    form: Formulation, wanted: tuple[Aim, ...], family: str, picked: tuple[str, ...]
) -> tuple[Loss, str | None]:
    """Return what is lost without a chosen family, and its best substitute.

    The whole question is asked again, with the family barred; unless a demand that must be served
    is left without any server, which already proves that there is no answer.
    """
    if form.question.goal.size is None and _alone(form.question, family):
        return _nothing_else(form.question, family), _nearest(form.question, family, picked)
    barred = form.constraints.plus(Row("", ((form.x[family], 1),), high=0))
    answer = solve(barred, wanted, form.question.goal.seconds)
    if answer.values is None:
        return _nothing_else(form.question, family), _nearest(form.question, family, picked)
    after = {f for f, at in form.x.items() if answer.values[at]}
    instead = sorted(after - set(picked), key=lambda f: (not _kin(form.question, f, family), f))
    labels = tuple(form.question.walk.family[f].label for f in instead)
    loss = Loss(size=len(after), instead=labels, says=_says(form, family, picked, after, labels))
    return loss, labels[0] if labels else _nearest(form.question, family, picked)


def _says(
    form: Formulation,
    family: str,
    picked: tuple[str, ...],
    after: set[str],
    labels: tuple[str, ...],
) -> str:
    asked = form.question
    fewer = _demands(asked, picked) - _demands(asked, after)
    named = " and ".join(labels)
    if fewer > 0:
        return f"without it, {counted(fewer, 'demand')} fewer would be served"
    if len(after) > len(picked):
        return f"without it, {counted(len(after))} would be needed: {named} would come in"
    if not labels:
        return "without it, the others would still do: only a preference keeps it"
    users = [sum(len(asked.listed_by.get(f, ())) for f in chosen) for chosen in (picked, after)]
    less = f", listed {counted(users[0] - users[1], 'time')} less at the table"
    return f"without it, {named} would do its work{less if users[0] > users[1] else ''}"


def _demands(asked: Question, families: tuple[str, ...] | set[str]) -> int:
    return sum(not set(servers).isdisjoint(families) for servers in asked.servers.values())


def _alone(asked: Question, family: str) -> list[Demand]:
    """Return the demands that only this family serves."""
    return [demand for demand in asked.serves[family] if asked.servers[demand] == (family,)]


def _nothing_else(asked: Question, family: str) -> Loss:
    """Say which demands nothing else serves, or that a rule asks for the measure."""
    alone = _alone(asked, family)
    unserved = tuple(f"{demand.set}: {demand.area}" for demand in alone)
    if not alone:
        return Loss(size=None, says="without it, the rules cannot hold together")
    label = asked.walk.catalog.get
    whom = ", ".join(label(demand.set).label for demand in alone)
    return Loss(
        size=None,
        unserved=unserved,
        says=f"without it, nothing common serves {whom} in the area {label_of(asked.area(family))}",
    )


def _kin(asked: Question, one: str, other: str) -> bool:
    """Tell whether two families share an idea or at least an area."""
    return asked.idea(one) == asked.idea(other) or asked.area(one) == asked.area(other)


def _nearest(asked: Question, family: str, picked: tuple[str, ...]) -> str | None:
    """Return the measure of the area that stands nearest by its links, then by its use."""
    others = [f for f in asked.listed_by if f not in picked and asked.area(f) == asked.area(family)]
    near = asked.kin.get(family, {})

    def rank(other: str) -> tuple[int, int, int, str]:
        rungs = [_NEAR.index(relation) for relation in near.get(other, ()) if relation in _NEAR]
        users = len(asked.idea_by[asked.idea(other)])
        return min(rungs, default=len(_NEAR)), -users, -len(asked.walk.sets_with[other]), other

    best = min(others, key=rank, default=None)
    return None if best is None else asked.walk.family[best].label
