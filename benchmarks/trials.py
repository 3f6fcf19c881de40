"""A trial of the back-test: a body, all that it could see, and what it chose."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from benchmarks.bodies import Bodies, Body
from measurealign.crosswalk import Crosswalk
from measurealign.model import Standing

#: A body's list of fewer measures, or a table of fewer programmes, says too little.
LEAST_MEASURES = 4
LEAST_PROGRAMMES = 3
LEVELS = ("subject", "family")
#: What is drawn by lot is drawn so often.
DRAWS = 100
SEED = 2018


@dataclass(frozen=True)
class Score:
    """How a proposal agrees with what was chosen: three shares."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, proposed: Collection[str], chosen: Collection[str]) -> "Score":
        """Compare two sets of ids: the harmonic mean of precision and recall is F1.

        >>> Score.of(["a", "b", "c", "d"], ["a", "b"])
        Score(precision=0.5, recall=1.0, f1=0.6666666666666666)
        """
        proposed, chosen = set(proposed), set(chosen)
        both = len(proposed & chosen)
        if not both:
            return cls(0.0, 0.0, 0.0)
        return cls(
            both / len(proposed), both / len(chosen), 2 * both / (len(proposed) + len(chosen))
        )

    @classmethod
    def mean(cls, scores: Iterable["Score"]) -> "Score":
        """Return the mean of each share (F1 is averaged, not made of the mean shares)."""
        rows = [(one.precision, one.recall, one.f1) for one in scores]
        precision, recall, f1 = np.mean(rows, axis=0).tolist()
        return cls(precision, recall, f1)


#: The scores at both levels.
Scores = Mapping[str, Score]


@dataclass(frozen=True)
class Trial:
    """A body with a crosswalk in which its own list and all later ones are hidden."""

    body: Body
    year: int
    walk: Crosswalk
    table: tuple[str, ...]
    families: frozenset[str]
    subjects: frozenset[str]

    @cached_property
    def listed_by(self) -> Mapping[str, int]:
        """How many programmes of the table list each family."""
        return count(self.walk.families_in(id_) for id_ in self.table)

    def score(self, families: Collection[str]) -> Scores:
        """Return how proposed families agree with what the body chose, by level."""
        subjects = {self.walk.subject_of(id_).id for id_ in families}
        return {
            "subject": Score.of(subjects, self.subjects),
            "family": Score.of(families, self.families),
        }


def count(lists: Iterable[Iterable[str]]) -> Mapping[str, int]:
    """Return how many lists hold each id."""
    found: Counter[str] = Counter()
    for one in lists:
        found.update(set(one))
    return found


def trials(
    walk: Crosswalk, known: Bodies, asked: Iterable[Body], standing: Collection[Standing]
) -> Iterator[Trial]:
    """Yield the trials that rows of some standing allow, in the order of the file."""
    rows, held = walk.only(standing=standing), {one.id for one in walk.catalog}
    for body in asked:
        if body.set not in held:
            continue
        chosen = rows.families_in(body.set)
        table = tuple(i for i in known.table(walk.catalog, body) if rows.families_in(i))
        if len(chosen) >= LEAST_MEASURES and len(table) >= LEAST_PROGRAMMES:
            year, subjects = walk.catalog.get(body.set).year, rows.subjects_in(body.set)
            seen = rows.only(body.seen(walk.catalog), standing)
            yield Trial(body, year, seen, table, chosen, subjects)


def most_listed(trial: Trial, size: int) -> tuple[str, ...]:
    """Propose the families that most programmes of the table list, ties by id."""
    ranked = sorted(trial.listed_by, key=lambda id_: (-trial.listed_by[id_], id_))
    return tuple(ranked[:size])


def most_listed_subjects(trial: Trial, size: int) -> tuple[str, ...]:
    """Propose the most listed family of each of the subjects that most programmes measure."""
    walk, listed = trial.walk, trial.listed_by
    by = count(walk.subjects_in(id_) for id_ in trial.table)
    ranked = sorted(by, key=lambda id_: (-by[id_], id_))[:size]
    return tuple(
        min((f for f in walk.subject[id_].families if f in listed), key=lambda f: (-listed[f], f))
        for id_ in ranked
    )


def by_lot(trial: Trial, size: int) -> Scores:
    """Return the mean scores of families of the table that are drawn by lot (seeded)."""
    lot, all_ = np.random.default_rng(SEED), sorted(trial.listed_by)
    drawn = [
        trial.score([str(id_) for id_ in lot.choice(all_, min(size, len(all_)), replace=False)])
        for _ in range(DRAWS)
    ]
    return {level: Score.mean(one[level] for one in drawn) for level in LEVELS}
