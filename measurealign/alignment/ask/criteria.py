"""Criteria scores, 0 to 3: the catalog's own where it can tell, people's where only they can.

A measure's score is the mean of its known marks, each by the criterion's weight; a person's mark
replaces a computed one. Unknown marks are left out of the mean and shown as unknown.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Literal

from measurealign.alignment.ask.endorsement import endorsement
from measurealign.alignment.ask.goal import Goal
from measurealign.alignment.ask.presets import Citation
from measurealign.alignment.ask.question import Question, question
from measurealign.alignment.ask.traits import effort, ids_of, source_of
from measurealign.catalog.reader import read
from measurealign.catalog.shipped import data_folder
from measurealign.crosswalk import Crosswalk
from measurealign.model import Frozen, Text
from measurealign.problems import UsageError, nearest

FULL = 3.0


class Criterion(Frozen):
    """A question that workgroups ask of a measure or of a set, and who asks it."""

    id: Text
    name: Text
    asks: Text
    level: Literal["measure", "set"]
    computable: Literal["auto", "partial", "human"]
    how: str | None = None
    programs: tuple[Text, ...] = ()
    source: tuple[Text, ...] = ()
    evidence: Literal["source", "recalled"]


class Criteria(Frozen):
    """The criteria catalog."""

    sources: dict[str, Citation]
    criteria: tuple[Criterion, ...]

    def get(self, id_: str) -> Criterion:
        """Return a criterion; raise UsageError naming the nearest id if there is none."""
        known = {one.id: one for one in self.criteria}
        if id_ not in known:
            raise UsageError(f"no criterion '{id_}': {nearest(id_, list(known))}")
        return known[id_]


class CriterionMark(Frozen):
    """One criterion's mark for one measure; None: neither computed nor entered."""

    criterion: Text
    score: float | None
    by: Text
    says: str | None = None


class ScoreSheet(Frozen):
    """All marks of a measure, and their weighted mean (None: no mark is known)."""

    family: Text
    label: Text
    marks: tuple[CriterionMark, ...]
    total: float | None
    known: int


@cache
def criteria() -> Criteria:
    """Return the shipped criteria catalog."""
    return read(data_folder() / "criteria.yaml", Criteria)


def weights_of(goal: Goal) -> Mapping[str, float]:
    """Return the weights of a goal: those given, else 1 for each criterion that is computed.

    What people marked and gave no weight counts 1, too.
    """
    for id_ in (*goal.criteria, *(one.criterion for one in goal.scores)):
        if criteria().get(id_).level == "set":
            raise UsageError(f"'{id_}' judges a set as a whole: it cannot score one measure")
    marked = dict.fromkeys((one.criterion for one in goal.scores), 1.0)
    given = goal.criteria or dict.fromkeys(COMPUTED, 1.0)
    return {**given, **{id_: weight for id_, weight in marked.items() if id_ not in given}}


def score_sheet(asked: Question, family: str) -> ScoreSheet:
    """Return the score sheet of a measure."""
    weights = weights_of(asked.goal)
    marks = tuple(_mark(asked, family, id_) for id_ in weights)
    known = [(weights[m.criterion], m.score) for m in marks if m.score is not None]
    weight = sum(w for w, _ in known)
    total = sum(w * score for w, score in known) / weight if weight else None
    return ScoreSheet(
        family=family,
        label=asked.label[family],
        marks=marks,
        total=None if total is None else round(total, 3),
        known=len(known),
    )


def score_sheets(
    walk: Crosswalk, ids: Iterable[str], goal: Goal | None = None
) -> tuple[ScoreSheet, ...]:
    """Return the sheets of the measures of all shared subjects, the highest score first.

    Weights and people's scores are those of the goal; without weights, each criterion that the
    catalog can tell counts 1, as does what people marked and gave no weight.
    """
    asked = question(walk, ids, goal or Goal())
    shared = {s for s, by in asked.measured.items() if len(by) >= asked.goal.least}
    common = [family for family in asked.listed_by if not shared.isdisjoint(asked.serves(family))]
    sheets = [score_sheet(asked, family) for family in common]
    return tuple(sorted(sheets, key=lambda one: (-(one.total or 0.0), one.label, one.family)))


def _mark(asked: Question, family: str, id_: str) -> CriterionMark:
    """Return a mark: a person's before a computed one; several people's as their mean."""
    entered = [
        one
        for one in asked.goal.scores
        if one.criterion == id_ and family in asked.named(one.measure)
    ]
    if entered:
        return CriterionMark(
            criterion=id_,
            score=round(sum(one.score for one in entered) / len(entered), 3),
            by=", ".join(sorted({one.by or "a person" for one in entered})),
            says="; ".join(one.note for one in entered if one.note) or None,
        )
    score = COMPUTED[id_](asked, family) if id_ in COMPUTED else None
    how = criteria().get(id_).how if score is not None else "unknown: enter 0 to 3"
    return CriterionMark(
        criterion=id_, score=None if score is None else round(score, 3), by="computed", says=how
    )


def _has(asked: Question, family: str, *schemes: str) -> bool:
    return not ids_of(asked.walk, family).keys().isdisjoint(schemes)


def _aligned(asked: Question, family: str) -> float:
    return FULL * len(asked.measured.get(asked.serves(family)[0], ())) / len(asked.voices)


def _universal(asked: Question, family: str) -> float:
    catalog = asked.walk.catalog
    kinds = {catalog.get(one).kind for one in asked.walk.sets_with[family]}
    return FULL * len(kinds) / len({one.kind for one in catalog})


def _endorsed(asked: Question, family: str) -> float:
    known = endorsement(asked, (family,))
    return FULL if (known.holds if known else _has(asked, family, "cbe")) else 0.0


def _low_burden(asked: Question, family: str) -> float:
    return FULL * max(0.0, 1.0 - effort(asked, family))


def _digital(asked: Question, family: str) -> float:
    return FULL if _has(asked, family, "cms") or source_of(asked, family)[0] == "ehr" else 0.0


def _available(asked: Question, family: str) -> float | None:
    source = source_of(asked, family)[0]
    if source is None:
        return None
    return {"claims": 3.0, "administrative": 3.0, "ehr": 2.0}.get(source, 1.0)


def _alone(asked: Question, family: str) -> float:
    group = asked.walk.subject_of(family)
    return FULL if sum(f in asked.listed_by for f in group.families) <= 1 else 0.0


def _specified(asked: Question, family: str) -> float | None:
    return FULL if _has(asked, family, "cbe", "cms", "hedis", "mips") else None


def _benchmark(asked: Question, family: str) -> float | None:
    return FULL if _has(asked, family, "hedis", "mips", "star") else None


def _harmonized(asked: Question, family: str) -> float | None:
    catalog = asked.walk.catalog
    kinds = {catalog.get(one).kind for one in asked.walk.sets_with[family]}
    return FULL if _has(asked, family, "cbe") and len(kinds) > 1 else None


#: What the catalog can tell; how it does so stands in data/criteria.yaml.
COMPUTED: Mapping[str, Callable[[Question, str], float | None]] = {
    "highly_aligned": _aligned,
    "universal": _universal,
    "endorsed_or_valid": _endorsed,
    "low_burden": _low_burden,
    "feasible_digital": _digital,
    "uses_hit": _digital,
    "data_available": _available,
    "not_duplicate": _alone,
    "steward_spec": _specified,
    "well_specified": _specified,
    "benchmarkable": _benchmark,
    "harmonized": _harmonized,
}
