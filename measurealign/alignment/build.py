"""From a goal to a recommendation: solve, then say everything that follows from the answer."""

from collections.abc import Iterable
from hashlib import sha256

from measurealign.alignment.ask.choices import Choices
from measurealign.alignment.ask.decision import Decision
from measurealign.alignment.ask.goal import Goal
from measurealign.alignment.ask.inputs import Input, Inputs
from measurealign.alignment.ask.question import Question, question
from measurealign.alignment.ask.sentences import sentences
from measurealign.alignment.ask.traits import STANDINGS
from measurealign.alignment.chosen import SubjectLine
from measurealign.alignment.explain.additions import additions
from measurealign.alignment.explain.left_out import left_out
from measurealign.alignment.explain.open_questions import open_questions
from measurealign.alignment.explain.programmes import pages
from measurealign.alignment.explain.reasons import ORDER, aligned_measures
from measurealign.alignment.explain.saving import Aligning
from measurealign.alignment.optimize.formulation import Formulation
from measurealign.alignment.optimize.relax import Best, best, chosen, costs
from measurealign.alignment.recommendation import Price, Recommendation, Solve
from measurealign.catalog.programmes import witness
from measurealign.crosswalk import Crosswalk
from measurealign.model import MeasureSet
from measurealign.version import __version__


def align(walk: Crosswalk, ids: Iterable[str], goal: Goal | None = None) -> Recommendation:
    """Return the minimal aligned set of some sets of a crosswalk, proven and explained.

    `walk` holds the catalog that is compared (narrow it with `only(standing=...)` first); `ids`
    are the sets at the table. Raise UsageError for what cannot be asked, InputError when time
    runs out without any answer. Rules that cannot hold together get the best that can be had.
    """
    form = Formulation(Choices(question(walk, ids, goal or Goal())))
    found = best(form)
    return _recommendation(form, found, chosen(form, found.answer))


def _recommendation(form: Formulation, found: Best, picked: tuple[str, ...]) -> Recommendation:
    """Say everything that follows from the chosen families."""
    choices, asked = form.choices, form.choices.asked
    solves = solves_of(found)
    proven = all(step.proven for step in solves)
    measures, aligning = aligned_measures(choices, picked), Aligning(choices, picked)
    reached = [d for d in choices.demands if not set(picked).isdisjoint(choices.services[d])]
    return Recommendation(
        status="best possible" if found.broken else "optimal" if proven else "feasible",
        gap=max((step.gap for step in solves), default=0.0),
        solves=solves,
        chosen=measures,
        additions=additions(choices, picked),
        tiers=lines(choices, picked),
        left_out=left_out(choices, picked),
        open_questions=open_questions(choices, picked),
        programmes=pages(aligning),
        saving=aligning.saving(),
        agreed=len(choices.demands),
        served=len(reached),
        agreement=_agreement(choices, picked),
        prices=tuple(Price(rule=c.rule, broken=c.broken, says=c.says) for c in costs(form, found)),
        notes=_notes(asked),
        inputs=inputs_of(asked),
        sources=sources_of(asked),
        decisions=tuple(Decision(family=m.facts.family, label=m.facts.label) for m in measures),
    )


def solves_of(found: Best) -> tuple[Solve, ...]:
    """Return what each aim came to; the last one only picks one of equals, and is not told."""
    return tuple(
        Solve(aim=s.aim, value=round(s.value / s.unit, 4), proven=s.proven, gap=round(s.gap, 6))
        for s in found.answer.steps[:-1]
    )


def lines(choices: Choices, picked: tuple[str, ...]) -> tuple[SubjectLine, ...]:
    """Return every subject of the table with its tier, the most agreed first."""
    answering = choices.answered_by(picked)
    found = sorted(
        choices.agreed.values(),
        key=lambda one: (ORDER.index(one.tier), -one.agreement, one.label, one.subject),
    )
    return tuple(
        SubjectLine(
            subject=one.subject,
            label=one.label,
            area=one.area,
            tier=one.tier,
            agreement=one.agreement,
            required=one.required,
            precedent=one.precedent,
            support=one.support,
            by=one.by,
            tie=one.tie,
            measures=answering.get(one.subject, ()),
        )
        for one in found
    )


def _agreement(choices: Choices, picked: tuple[str, ...]) -> float:
    """Return the mean agreement on the subjects of the chosen measures."""
    shares = [choices.agreed[s].agreement for f in picked for s in choices.asked.serves(f)[:1]
              if s in choices.agreed]  # fmt: skip
    return round(sum(shares) / len(picked), 4) if picked else 0.0


def _notes(asked: Question) -> tuple[str, ...]:
    silent = [f"{one.label} lists no measure that counts" for one in asked.silent]
    older = [
        f"{one.label} speaks for its programme; {', '.join(one.earlier)} is an earlier edition"
        for one in asked.table
        if one.earlier
    ]
    parts = [
        f"{one.label} and {', '.join(one.parts)} are parts of one programme and count once"
        for one in asked.table
        if one.parts
    ]
    return (*silent, *older, *parts)


def inputs_of(asked: Question) -> Inputs:
    """Return everything that the answer depends on."""
    catalog = asked.walk.catalog
    held = {
        catalog.measures[key].evidence for family in asked.walk.families for key in family.members
    }
    sets = [catalog.get(id_) for one in asked.table for id_ in (*one.earlier, *one.sets)]
    return Inputs(
        sets=tuple(
            Input(
                id=one.id, name=one.name, year=one.year, programme=witness(one),
                digest=digest(one),
            )
            for one in sets
        ),
        goal=asked.goal,
        rules=sentences(asked.goal),
        year=asked.year,
        evidence=tuple(one for one in STANDINGS if one in held),
        catalog=catalog.digest,
        inventory=asked.walk.inventory.digest[:16],
        tool=f"measurealign {__version__}",
    )  # fmt: skip


def sources_of(asked: Question) -> dict[str, tuple[str, ...]]:
    """Return where each set at the table was read."""
    return {
        one.id: tuple(f"{s.title} ({s.url})" if s.url else s.title for s in one.sources)
        for one in (asked.walk.catalog.get(id_) for each in asked.table for id_ in each.sets)
        if one.sources
    }


def digest(one: MeasureSet) -> str:
    """Return a fingerprint of a set: equal content, equal digest."""
    return sha256(one.model_dump_json().encode()).hexdigest()[:16]
