"""The aligned set of 3, 12, 40 and all sets at the table: CPU seconds, beside CP-SAT.

    python -m benchmarks.alignment

Each table is asked three questions: the default, at most ten measures, exactly twelve. CP-SAT (test
dependency) solves the first aim in a process of its own and is timed inside it.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from math import inf
from time import process_time
from typing import Any

from measurealign import crosswalk, load_catalog
from measurealign.alignment import Goal, align, frontier
from measurealign.alignment.ask.choices import Choices
from measurealign.alignment.ask.question import question
from measurealign.alignment.optimize.aims import aims
from measurealign.alignment.optimize.formulation import Formulation
from measurealign.alignment.optimize.solve import Aim, Constraints, solve
from measurealign.crosswalk import Crosswalk

QUESTIONS = (("default", Goal()), ("at most 10", Goal(max_size=10)), ("exactly 12", Goal(size=12)))
PEER = """
import json, sys, time
from ortools.sat.python import cp_model
task = json.loads(sys.stdin.read())
start = time.process_time()
model = cp_model.CpModel()
x = [model.new_bool_var(str(i)) for i in range(task["size"])]
for terms, low, high in task["rows"]:
    total = sum(f * x[i] for i, f in terms)
    model.add_linear_constraint(total, -10**12 if low is None else low, 10**12 if high is None else high)
model.minimize(sum(task["sense"] * f * x[i] for i, f in task["aim"]))
solver = cp_model.CpSolver()
solver.parameters.max_time_in_seconds = 60
status = solver.status_name(solver.solve(model))
print(json.dumps([status, task["sense"] * solver.objective_value, time.process_time() - start]))
"""  # noqa: E501 - a program of its own
HEADS = ("table", "programmes", "question", "measures", "requests served", "with reasons, s",
         "frontier, s", "first aim, HiGHS", "CP-SAT")  # fmt: skip


def table(walk: Crosswalk, size: int) -> list[str]:
    """Return so many sets, spread over the catalog; all of them if there are no more."""
    ids = [one.id for one in walk.catalog if walk.listed(one.id)]
    return ids[:: max(1, len(ids) // size)][:size] if size < len(ids) else ids


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return a result and the CPU seconds that it took."""
    start = process_time()
    return work(), process_time() - start


def peer(constraints: Constraints, aim: Aim) -> tuple[str, int, float]:
    """Return CP-SAT's status, value and CPU seconds for one aim."""
    bound = {inf: None, -inf: None}
    task = {
        "size": constraints.size,
        "rows": [
            (row.terms, bound.get(row.low, row.low), bound.get(row.high, row.high))
            for row in constraints.rows
        ],
        "aim": aim.terms,
        "sense": aim.sense,
    }
    told = subprocess.run(
        [sys.executable, "-c", PEER],
        input=json.dumps(task), capture_output=True, text=True, check=True,
    )  # fmt: skip
    status, value, seconds = json.loads(told.stdout)
    return status.lower(), round(value), seconds


def rows(whole: Crosswalk, ids: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield a row of figures for each question; each begins with a crosswalk of its own."""
    for name, goal in QUESTIONS:
        walk = whole.only()
        found, seconds = timed(lambda w=walk, g=goal: align(w, ids, g))
        points, drawn = timed(lambda w=walk, g=goal: frontier(w, ids, g))
        form = Formulation(Choices(question(walk, ids, goal)))
        first = aims(form)[0]
        ours, quick = timed(lambda f=form, a=first: solve(f.constraints, [a], 60.0))
        status, value, slow = peer(form.constraints, first)
        yield (
            str(len(ids)), str(len(found.programmes)), name, str(len(found.chosen)),
            f"{found.served} of {found.agreed}", f"{seconds:.2f} ({found.status})",
            f"{drawn:.2f} ({len(points)} points)", f"{ours.steps[0].value}, {quick:.2f} s",
            f"{value} ({status}), {slow:.2f} s",
        )  # fmt: skip


def main() -> None:
    """Print the table as Markdown."""
    walk = crosswalk(load_catalog())
    print("| " + " | ".join(HEADS) + " |")
    print("|" + "---|" * len(HEADS))
    for size in (3, 12, 40, 1000):
        for row in rows(walk, table(walk.only(), size)):
            print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
