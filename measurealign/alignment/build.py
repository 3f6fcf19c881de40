"""From a goal to a recommendation: solve, then say everything that follows from the answer."""

from collections.abc import Iterable
from hashlib import sha256

from measurealign.alignment.ask.goal import Goal
from measurealign.alignment.ask.inputs import Input, Inputs
from measurealign.alignment.ask.question import Question, question
from measurealign.alignment.ask.traits import STANDINGS
from measurealign.alignment.explain.additions import additions
from measurealign.alignment.explain.coverage import coverage_of
from measurealign.alignment.explain.left_out import left_out
from measurealign.alignment.explain.open_areas import open_areas
from measurealign.alignment.explain.reasons import aligned_measures
from measurealign.alignment.explain.workload import workload_after, workload_before
from measurealign.alignment.optimize.aims import aims
from measurealign.alignment.optimize.conflict import conflict
from measurealign.alignment.optimize.formulation import Formulation
from measurealign.alignment.optimize.solve import Answer, solve
from measurealign.alignment.recommendation import Decision, Recommendation, Solve
from measurealign.crosswalk import Crosswalk
from measurealign.model import MeasureSet
from measurealign.version import __version__


def align(walk: Crosswalk, ids: Iterable[str], goal: Goal | None = None) -> Recommendation:
    """Return the minimal aligned set of some sets of a crosswalk, proven and explained.

    `walk` holds the catalog that is compared (narrow it with `only(standing=...)` first); `ids`
    are the sets at the table. Raise UsageError for what cannot be asked, InputError when time
    runs out without any answer. Rules that cannot hold together are an answer: `infeasible`.
    """
    asked = question(walk, ids, goal or Goal())
    form = Formulation(asked)
    answer = solve(form.constraints, aims(form), asked.goal.seconds)
    if answer.values is None:
        return _infeasible(form)
    picked = tuple(f for f, at in form.x.items() if answer.values[at])
    return _recommendation(asked, form, answer, picked)


def _recommendation(
    asked: Question, form: Formulation, answer: Answer, picked: tuple[str, ...]
) -> Recommendation:
    """Say everything that follows from the chosen families."""
    steps = answer.steps[:-1]  # the last only picks one of equals
    all_chosen = aligned_measures(form, picked)
    return Recommendation(
        status="optimal" if all(step.proven for step in steps) else "feasible",
        gap=round(max(step.gap for step in steps), 6),
        solves=tuple(
            Solve(aim=s.aim, value=round(s.value / s.unit, 4), proven=s.proven, gap=round(s.gap, 6))
            for s in steps
        ),
        inputs=inputs_of(asked),
        chosen=all_chosen,
        alignment=_alignment(asked, picked),
        additions=additions(asked, picked),
        open_areas=open_areas(asked, picked),
        left_out=left_out(asked, picked),
        coverage=tuple(coverage_of(asked, one, picked) for one in asked.sets),
        before=workload_before(asked),
        after=workload_after(asked, picked),
        notes=tuple(f"{one} lists no measure that counts" for one in asked.silent),
        sources=sources_of(asked),
        decisions=tuple(
            Decision(family=one.facts.family, label=one.facts.label) for one in all_chosen
        ),
    )


def _infeasible(form: Formulation) -> Recommendation:
    """Say which rules cannot hold together."""
    asked, found = form.question, conflict(form)
    return Recommendation(
        status="infeasible",
        conflict=found.rules,
        conflict_is_smallest=found.smallest,
        notes=found.remedies,
        inputs=inputs_of(asked),
        before=workload_before(asked),
        after=workload_after(asked, ()),
    )


def _alignment(asked: Question, picked: tuple[str, ...]) -> float:
    """Return the mean share of the sets at the table that list a chosen measure (its idea)."""
    if not picked:
        return 0.0
    users = sum(len(asked.idea_by.get(asked.idea(family), ())) for family in picked)
    return round(users / len(picked) / len(asked.sets), 4)


def inputs_of(asked: Question) -> Inputs:
    """Return everything that the answer depends on."""
    catalog = asked.walk.catalog
    held = {
        catalog.measures[key].evidence for family in asked.walk.families for key in family.members
    }
    return Inputs(
        sets=tuple(
            Input(id=one.id, name=one.name, year=one.year, digest=digest(one))
            for one in map(catalog.get, asked.sets)
        ),
        goal=asked.goal,
        shared_by=asked.shared_by,
        evidence=tuple(one for one in STANDINGS if one in held),
        catalog=catalog.digest,
        tool=f"measurealign {__version__}",
    )


def sources_of(asked: Question) -> dict[str, tuple[str, ...]]:
    """Return where each set at the table was read."""
    return {
        one.id: tuple(f"{s.title} ({s.url})" if s.url else s.title for s in one.sources)
        for one in map(asked.walk.catalog.get, asked.sets)
        if one.sources
    }


def digest(one: MeasureSet) -> str:
    """Return a fingerprint of a set: equal content, equal digest."""
    return sha256(one.model_dump_json().encode()).hexdigest()[:16]
