"""The minimal set of 40 sets at the table: time and size beside a greedy cover and CP-SAT.

    python -m benchmarks.alignment [runs]

Four questions over the 40 largest sets of the catalog, one of each programme first. Medians of
several runs in one go; CP-SAT (test dependency) works in a process of its own and is timed inside
it, without its import.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from math import inf
from statistics import median
from time import perf_counter
from typing import Any

from measurealign import crosswalk, load_catalog
from measurealign.alignment import Goal, align, frontier
from measurealign.alignment.ask.question import question
from measurealign.alignment.optimize.aims import fewest
from measurealign.alignment.optimize.formulation import Formulation
from measurealign.alignment.optimize.solve import Constraints, solve
from measurealign.crosswalk import Crosswalk

TABLE = 40
QUESTIONS = (
    ("default (K = a third of the sets)", Goal()),
    ("measures that two sets share", Goal(shared_by=2)),
    ("every area of every set", Goal(areas="all")),
    ("half of each set's measures", Goal(tier="strict", areas="none", coverage=0.5)),
)
PEER = """
import json, sys, time
from ortools.sat.python import cp_model
for line in sys.stdin:
    task = json.loads(line)
    start = time.perf_counter()
    model = cp_model.CpModel()
    x = [model.new_bool_var(str(i)) for i in range(task["size"])]
    for terms, low, high in task["rows"]:
        total = sum(f * x[i] for i, f in terms)
        model.add_linear_constraint(total, -10**9 if low is None else low, 10**9 if high is None else high)
    model.minimize(sum(f * x[i] for i, f in task["aim"]))
    solver = cp_model.CpSolver()
    status = solver.status_name(solver.solve(model))
    print(json.dumps([status, solver.objective_value, time.perf_counter() - start]), flush=True)
"""  # noqa: E501 - a program of its own


def forty_largest(walk: Crosswalk) -> list[str]:
    """Return 40 sets: the largest year of each programme first, then the other years."""
    size = {one.id: len(walk.listed(one.id)) for one in walk.catalog}
    ranked = sorted(size, key=lambda id_: (-size[id_], id_))
    first: dict[str, str] = {}
    for id_ in ranked:
        first.setdefault(id_.rstrip("0123456789-"), id_)
    once = [id_ for id_ in ranked if id_ in first.values()]
    return sorted([*once, *(id_ for id_ in ranked if id_ not in once)][:TABLE])


def greedy(constraints: Constraints) -> int:
    """Return the size of the set that takes, each time, what meets most of the requirements.

    A measure's gain is the sum over requirements of the share of what is asked that it adds. Caps
    (one specification of a concept) hold throughout; -1: it got stuck.
    """
    floors = [row for row in constraints.rows if row.low > 0]
    caps = [row for row in constraints.rows if row.high < inf]
    left = [row.low for row in floors]
    touches: dict[int, list[tuple[int, int]]] = {}
    for i, row in enumerate(floors):
        for at, factor in row.terms:
            touches.setdefault(at, []).append((i, factor))
    free, taken = set(touches), set[int]()
    while any(need > 0 for need in left):
        gain = {
            at: sum(min(max(left[i], 0), f) / floors[i].low for i, f in touches[at]) for at in free
        }
        best = max(gain, key=lambda at: (gain[at], -at), default=None)
        if best is None or gain[best] <= 0:
            return -1
        taken.add(best)
        for i, factor in touches[best]:
            left[i] -= factor
        full = [row for row in caps if sum(f for at, f in row.terms if at in taken) >= row.high]
        free -= taken | {at for row in full for at, _ in row.terms}
    return len(taken)


def timed(work: Callable[[], Any], runs: int) -> tuple[Any, float]:
    """Return the last result and the median seconds of some runs."""
    times, result = [], None
    for _ in range(runs):
        start = perf_counter()
        result = work()
        times.append(perf_counter() - start)
    return result, median(times)


def peer(constraints: Constraints, aim: Any, runs: int) -> tuple[str, int, float]:
    """Return CP-SAT's status, value and median seconds."""
    bound = {inf: None, -inf: None}
    task = {
        "size": constraints.size,
        "rows": [
            (row.terms, bound.get(row.low, row.low), bound.get(row.high, row.high))
            for row in constraints.rows
        ],
        "aim": aim.terms,
    }
    told = subprocess.run(
        [sys.executable, "-c", PEER],
        input=(json.dumps(task) + "\n") * runs,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    return lines[-1][0], round(lines[-1][1]), median(line[2] for line in lines)


def rows(walk: Crosswalk, ids: list[str], runs: int) -> Iterator[tuple[str, ...]]:
    """Yield a row of figures for each question."""
    for name, goal in QUESTIONS:
        form = Formulation(question(walk, ids, goal))
        constraints, aim = form.constraints, fewest(form)
        ours, seconds = timed(lambda p=constraints, a=aim: solve(p, [a], 60.0), runs)
        least, proven = ours.steps[0].value, ours.proven
        cover, quick = timed(lambda p=constraints: greedy(p), runs)
        status, value, slow = peer(constraints, aim, runs)
        whole, complete = timed(lambda g=goal: align(walk, ids, g), max(1, runs // 2))
        points, drawn = timed(lambda g=goal: frontier(walk, ids, g), 1)
        yield (
            name,
            str(len(form.question.demands)),
            str(len(form.x)),
            f"{least} ({'proven' if proven else 'not proven'})",
            f"{seconds:.2f}",
            f"{cover} (+{cover - least})",
            f"{quick:.2f}",
            f"{value} ({status.lower()})",
            f"{slow:.2f}",
            f"{complete:.1f} ({whole.status})",
            f"{drawn:.1f} ({len(points)} points)",
        )


HEADS = (
    "question", "demands", "measures", "fewest", "HiGHS s", "greedy", "greedy s", "CP-SAT",
    "CP-SAT s", "with reasons s", "frontier s",
)  # fmt: skip


def main(runs: int = 5) -> None:
    """Print the table as Markdown."""
    walk = crosswalk(load_catalog()).only()
    ids = forty_largest(walk)
    print(f"{len(ids)} sets at the table, medians of {runs} runs\n")
    print("| " + " | ".join(HEADS) + " |")
    print("|" + "---|" * len(HEADS))
    for row in rows(walk, ids, runs):
        print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:2]))
