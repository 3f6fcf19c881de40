"""OR-Tools CP-SAT as a second opinion, in a process of its own (solver libraries clash in one).

Reads programmes as JSON lines from stdin, writes the values of their aims as JSON lines: null when
nothing holds all rows.
"""

import json
import sys
from typing import Any


def answer(task: dict[str, Any]) -> list[int] | None:
    """Reach the aims one after another."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    x = [model.new_bool_var(str(i)) for i in range(task["size"])]
    for terms, low, high in task["rows"]:
        total = sum(factor * x[at] for at, factor in terms)
        least = sum(min(0, factor) for _, factor in terms)
        most = sum(max(0, factor) for _, factor in terms)
        model.add_linear_constraint(
            total, least if low is None else low, most if high is None else high
        )
    values: list[int] = []
    for terms, sense in task["aims"]:
        total = sum(factor * x[at] for at, factor in terms)
        model.minimize(sense * total)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        if solver.solve(model) != cp_model.OPTIMAL:
            return None
        values.append(sum(factor * solver.value(x[at]) for at, factor in terms))
        model.add(total == values[-1])
    return values


if __name__ == "__main__":
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
