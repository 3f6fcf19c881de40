"""A trial of the back-test: a body, all that it could see, and what it chose."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from benchmarks.bodies import Bodies, Body, with_list
from measurealign.crosswalk import Crosswalk
from measurealign.model import Standing

#: A body's list of fewer measures, or a table of fewer programmes, says too little.
LEAST_MEASURES = 4
LEAST_PROGRAMMES = 3
LEVELS = ("subject", "family")


@dataclass(frozen=True)
class Score:
    """How a proposal agrees with what was chosen: three shares."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, proposed: Collection[str], chosen: Collection[str]) -> "Score":
        """Compare two sets of ids.

        >>> Score.of(["a", "b", "c", "d"], ["a", "b"])
        Score(precision=0.5, recall=1.0, f1=0.6666666666666666)
        """
        both = len(set(proposed) & set(chosen))
        sizes = len(set(proposed)), len(set(chosen))
        return cls(
            precision=both / sizes[0] if both else 0.0,
            recall=both / sizes[1] if both else 0.0,
            f1=2 * both / sum(sizes) if both else 0.0,
        )


@dataclass(frozen=True)
class Trial:
    """A body with a crosswalk in which its own list and all later ones are hidden."""

    body: Body
    year: int
    region: str | None
    walk: Crosswalk
    table: tuple[str, ...]
    families: frozenset[str]
    subjects: frozenset[str]

    @cached_property
    def listed_by(self) -> Mapping[str, int]:
        """How many programmes of the table list each family."""
        return count(self.walk.families_in(id_) for id_ in self.table)

    def subjects_of(self, families: Iterable[str]) -> frozenset[str]:
        """Return the subjects of some families."""
        return frozenset(self.walk.subject_of(id_).id for id_ in families)

    def score(self, families: Collection[str]) -> dict[str, Score]:
        """Return how proposed families agree with what the body chose, by level."""
        return {
            "subject": Score.of(self.subjects_of(families), self.subjects),
            "family": Score.of(families, self.families),
        }


def count(lists: Iterable[Iterable[str]]) -> Mapping[str, int]:
    """Return how many lists hold each id."""
    found: Counter[str] = Counter()
    for one in lists:
        found.update(set(one))
    return found


def trials(
    walk: Crosswalk, known: Bodies, asked: tuple[Body, ...], standing: Collection[Standing]
) -> Iterator[Trial]:
    """Yield the trials that rows of some standing allow, in the order of the file."""
    rows = walk.only(standing=standing)
    for body in with_list(walk.catalog, asked):
        chosen = rows.families_in(body.set)
        table = tuple(i for i in known.table(walk.catalog, body) if rows.families_in(i))
        if len(chosen) >= LEAST_MEASURES and len(table) >= LEAST_PROGRAMMES:
            one = walk.catalog.get(body.set)
            seen = rows.only(body.seen(walk.catalog), standing)
            subjects = rows.subjects_in(body.set)
            yield Trial(body, one.year, one.region, seen, table, chosen, subjects)


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


def by_chance(trial: Trial, size: int, draws: int = 100) -> dict[str, Score]:
    """Return the mean score of families of the table drawn by lot (seeded)."""
    lot, all_ = np.random.default_rng(2018), sorted(trial.listed_by)
    scores = [
        trial.score([str(id_) for id_ in lot.choice(all_, min(size, len(all_)), replace=False)])
        for _ in range(draws)
    ]
    return {
        level: Score(*np.mean([[s[level].precision, s[level].recall, s[level].f1] for s in scores],
                              axis=0).tolist())
        for level in LEVELS
    }  # fmt: skip
