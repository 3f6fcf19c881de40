"""What would have been proposed to bodies that chose a set, beside what they chose.

    python -m benchmarks.backtest [--json] [--lists PATH ...]

For each body of data/bodies.yaml its own list, its other editions and all later sets are hidden;
the default question is put to the programmes that lay before it, once free in size and once at
the size of the body's list. Counting takes as many measures: those that most programmes list.
No weight is fitted to the bodies' lists. Differences are paired; their intervals (95 %) come from
drawing bodies again.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np

from benchmarks.bodies import Bodies, Body, bodies
from benchmarks.trials import (
    LEVELS,
    SEED,
    Score,
    Scores,
    Trial,
    by_lot,
    most_listed,
    most_listed_subjects,
    trials,
)
from measurealign import crosswalk, load_catalog
from measurealign.alignment import Goal, align
from measurealign.catalog.shipped import data_folder
from measurealign.crosswalk import Crosswalk
from measurealign.model import DEFAULT_STANDING, Standing

#: own: as many measures as the proposal finds right; body: as many as the body chose.
Size = Literal["own", "body"]
METHODS = ("proposal", "counting", "counting subjects", "by lot")
AGAIN = 10_000


@dataclass(frozen=True)
class Outcome:
    """The scores of each method in one trial at one size, and the number of measures."""

    trial: Trial
    measures: int
    scores: Mapping[str, Scores]


@dataclass(frozen=True)
class Difference:
    """A mean paired difference of F1 between two methods, with its interval (95 %).

    `least`, `most`: the smallest and greatest mean if any one trial is left out; `above`, `below`:
    the trials in which the first method is better and worse.
    """

    mean: float
    low: float
    high: float
    least: float
    most: float
    above: int
    below: int

    @classmethod
    def of(cls, left: Sequence[float], right: Sequence[float]) -> "Difference":
        """Compare two methods trial by trial; the interval holds the middle 95 % of redraws.

        >>> Difference.of([0.5, 0.7, 0.4], [0.4, 0.4, 0.4]).most
        0.2
        """
        pairs = np.round(np.array(left) - np.array(right), 9)
        again = np.random.default_rng(SEED).choice(pairs, (AGAIN, len(pairs))).mean(axis=1)
        low, high = np.percentile(again, [2.5, 97.5])
        without = (pairs.sum() - pairs) / max(1, len(pairs) - 1)
        shares = (pairs.mean(), low, high, without.min(), without.max())
        mean, low, high, least, most = (round(float(one), 4) for one in shares)
        return cls(mean, low, high, least, most, int((pairs > 0).sum()), int((pairs < 0).sum()))

    @property
    def says(self) -> str:
        """The mean, in brackets its interval; the means without any one trial."""
        return (
            f"{self.mean:+.3f} ({self.low:+.3f} to {self.high:+.3f}) "
            f"| {self.least:+.3f} to {self.most:+.3f} | {self.above} : {self.below}"
        )


def propose(trial: Trial, size: int | None = None) -> tuple[str, ...]:
    """Return the families that the product proposes by default to a trial's table."""
    told = align(trial.walk, trial.table, Goal(size=size))
    return tuple(one.facts.family for one in told.chosen)


def outcome(trial: Trial, size: Size) -> Outcome:
    """Put the default question to a trial, and let the others propose as many measures."""
    proposed = propose(trial, len(trial.families) if size == "body" else None)
    n = len(proposed)
    scores = {
        "proposal": trial.score(proposed),
        "counting": trial.score(most_listed(trial, n)),
        "counting subjects": trial.score(most_listed_subjects(trial, n)),
        "by lot": by_lot(trial, n),
    }
    return Outcome(trial, n, scores)


@dataclass(frozen=True)
class Run:
    """All outcomes at one size."""

    outcomes: tuple[Outcome, ...]

    def mean(self, method: str, level: str) -> Score:
        """Return a method's mean scores."""
        return Score.mean(one.scores[method][level] for one in self.outcomes)

    def difference(self, method: str, level: str) -> Difference:
        """Return how far the proposal's F1 lies above a method's."""
        mine, other = (
            [one.scores[each][level].f1 for one in self.outcomes] for each in ("proposal", method)
        )
        return Difference.of(mine, other)

    @property
    def measures(self) -> float:
        """The mean number of measures."""
        return float(np.mean([one.measures for one in self.outcomes]))


@dataclass(frozen=True)
class Figures:
    """The runs at both sizes over some bodies and rows."""

    name: str
    runs: Mapping[Size, Run]

    @classmethod
    def of(
        cls,
        name: str,
        walk: Crosswalk,
        known: Bodies,
        asked: Iterable[Body],
        standing: Iterable[Standing],
    ) -> "Figures":
        """Run all trials that rows of some standing allow."""
        found = tuple(trials(walk, known, asked, tuple(standing)))
        sizes: tuple[Size, ...] = get_args(Size)
        return cls(name, {s: Run(tuple(outcome(one, s) for one in found)) for s in sizes})

    @property
    def bodies(self) -> int:
        """How many bodies were tried."""
        return len(self.runs["own"].outcomes)

    def told(self) -> dict[str, Any]:
        """Return the figures as plain data: at the own size first, then all the others."""
        own = self.runs["own"]
        first: dict[str, Any] = {"bodies": self.bodies}
        for level in LEVELS:
            first[f"{level}_f1"] = round(own.mean("proposal", level).f1, 4)
            first[f"{level}_f1_counting"] = round(own.mean("counting", level).f1, 4)
        return first | {f"at_{size}_size": _run(run) for size, run in self.runs.items()}


def _run(run: Run) -> dict[str, Any]:
    return {
        "measures": round(run.measures, 2),
        "methods": {
            method: {level: asdict(run.mean(method, level)) for level in LEVELS}
            for method in METHODS
        },
        "differences": {
            method: {level: asdict(run.difference(method, level)) for level in LEVELS}
            for method in METHODS[1:]
        },
    }


def page(test: Figures) -> Iterator[str]:
    """Yield the figures of a test as Markdown."""
    yield f"\n{test.name}: {test.bodies} bodies\n"
    yield "| measures as | proposed by | measures | subject P | R | F1 | family P | R | F1 |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for size, run in test.runs.items():
        for method in METHODS:
            shares = [run.mean(method, level) for level in LEVELS]
            cells = " | ".join(f"{s.precision:.3f} | {s.recall:.3f} | {s.f1:.3f}" for s in shares)
            yield f"| {_AS[size]} | {method} | {run.measures:.1f} | {cells} |"
    yield "\n| F1 above | measures as | level | difference | without any one | better : worse |"
    yield "|---|---|---|---|---|---|"
    for method in METHODS[1:3]:
        for size, run in test.runs.items():
            for level in LEVELS:
                told = run.difference(method, level).says
                yield f"| {method} | {_AS[size]} | {level} | {told} |"


_AS: Mapping[Size, str] = {"own": "proposed", "body": "chosen"}


def each(test: Figures) -> Iterator[str]:
    """Yield one line a body, what is proposed best first."""
    yield "\n| body | year | programmes | chosen | proposed | subject F1 | counting |"
    yield "|---|---|---|---|---|---|---|"
    key = "proposal", "counting"
    ranked = sorted(
        test.runs["own"].outcomes, key=lambda one: -one.scores["proposal"]["subject"].f1
    )
    for one in ranked:
        trial, (ours, theirs) = one.trial, (one.scores[method]["subject"].f1 for method in key)
        yield (
            f"| {trial.body.body} | {trial.year} | {len(trial.table)} | {len(trial.families)} "
            f"| {one.measures} | {ours:.2f} | {theirs:.2f} |"
        )


def main() -> None:
    """Run the back-test and print its figures."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("--json", action="store_true", help="print the figures as JSON")
    asked.add_argument("--lists", type=Path, nargs="*", default=[], help="more lists, to be seen")
    told = asked.parse_args()
    walk, known = crosswalk(load_catalog([data_folder() / "measure_sets", *told.lists])), bodies()
    all_ = get_args(Standing)
    every = Figures.of("All rows", walk, known, known.bodies, all_)
    read = Figures.of("Without recalled rows", walk, known, known.bodies, DEFAULT_STANDING)
    payers = Figures.of("Lists of single payers, all rows", walk, known, known.payers, all_)
    if told.json:
        others = {"without_recalled": read.told(), "payers": payers.told()}
        print(json.dumps(every.told() | others, indent=2))
        return
    for test in (every, read, payers):
        print("\n".join(page(test)), flush=True)
    print("\n".join(each(every)))


if __name__ == "__main__":
    main()
