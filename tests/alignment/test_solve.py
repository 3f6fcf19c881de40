"""Whole-number programmes: proven, checked, and the same as another solver's."""

import json
import random
import subprocess
import sys
from itertools import combinations
from math import inf
from pathlib import Path
from typing import Any

import pytest
from tiny_table import table

from measurealign.alignment import Goal, Rule, Which
from measurealign.alignment.ask.choices import Choices
from measurealign.alignment.ask.question import question
from measurealign.alignment.optimize.aims import aims
from measurealign.alignment.optimize.formulation import Formulation
from measurealign.alignment.optimize.solve import (
    Aim,
    Constraint,
    Constraints,
    solve,
    value_of,
)
from measurealign.problems import InputError


def larger(seed: int) -> Formulation:
    """Return a random question of 7 programmes, 8 subjects and three forms of each.

    A third of the questions are capped, a third ask for an exact number; some carry rules.
    """
    draw = random.Random(seed)
    names = [f"{'abcdefgh'[i % 8]}{1 + i // 8}" for i in range(24)]
    listed = {f"s{one}": sorted(draw.sample(names, draw.randint(4, 11))) for one in "abcdefg"}
    kinds = ["variant", "slice", "component", "related", "different"]
    bonds = [(x, y, draw.choice(kinds)) for x, y in combinations(names, 2) if x[0] == y[0]]
    sources = [None, "chart", "ehr", "claims", "survey", "registry"]
    types = [None, "process", "outcome"]
    rows = {n: {"data_source": draw.choice(sources), "type": draw.choice(types)} for n in names}
    goal = Goal(
        size=draw.choice([None, None, 5]),
        max_size=draw.choice([None, 6]) if seed % 3 else None,
        floor=draw.choice([0.5, 0.75, 1.0]),
        weights={one: draw.choice([1, 2, 5]) for one in listed if draw.random() < 0.3},
        rules=(Rule(at_most=2, of=Which(type="process")),) if seed % 4 == 1 else (),
        outcomes_first=seed % 5 == 0,
    )
    return Formulation(Choices(question(table(listed, bonds, rows), listed, goal)))


def wanted(form: Formulation) -> tuple[Aim, ...]:
    """The aims that decide: whom it serves, how few, what changes, and the next."""
    return aims(form)[:4]


def as_task(form: Formulation) -> dict[str, Any]:
    bound = {inf: None, -inf: None}
    return {
        "size": form.constraints.size,
        "rows": [
            (row.terms, bound.get(row.low, row.low), bound.get(row.high, row.high))
            for row in form.constraints.rows
        ],
        "aims": [(aim.terms, aim.sense) for aim in wanted(form)],
    }


def test_larger_random_questions_get_the_answer_of_cp_sat():
    forms = [larger(seed) for seed in range(50)]
    tasks = "".join(json.dumps(as_task(form)) + "\n" for form in forms)
    goals = [form.choices.asked.goal for form in forms]
    kinds = {(one.size is None, one.max_size is None) for one in goals}
    assert len(kinds) == 4, "tiers, caps, exact sizes and both"
    script = Path(__file__).parent / "cp_sat.py"
    told = subprocess.run(
        [sys.executable, str(script)], input=tasks, capture_output=True, text=True, check=True
    )
    for seed, (form, line) in enumerate(zip(forms, told.stdout.splitlines(), strict=True)):
        found = solve(form.constraints, wanted(form), 60.0)
        ours = found.values and [value_of(aim, found.values) for aim in wanted(form)]
        assert found.proven
        assert ours == json.loads(line), f"seed {seed}"


def cover(*groups: tuple[int, ...], size: int = 4) -> Constraints:
    rows = tuple(Constraint("cover", tuple((at, 1) for at in group), low=1) for group in groups)
    return Constraints(size, rows)


FEWEST = Aim("fewest", tuple((at, 1) for at in range(4)))


def test_each_aim_holds_those_before():
    constraints = cover((0, 1), (1, 2), (3,))
    found = solve(constraints, [FEWEST, Aim("most of 0", ((0, 1),), -1)], 10.0)
    assert found.values == (0, 1, 0, 1)
    assert [step.value for step in found.steps] == [2, 0]


def test_an_empty_row_that_asks_for_something_cannot_hold():
    one, none = Constraint("one", (), low=1), Constraint("none", (), low=0, high=0)
    assert solve(Constraints(1, (one,)), [FEWEST], 10.0).values is None
    assert solve(Constraints(1, (none,)), [Aim("any", ())], 10.0).values is not None


def test_without_rows_there_is_an_answer():
    assert solve(Constraints(4, ()), [FEWEST], 10.0).values == (0, 0, 0, 0)
    assert solve(Constraints(0, ()), [Aim("any", ())], 10.0).values == ()


def test_no_answer_in_time_is_told_and_not_called_infeasible(monkeypatch: pytest.MonkeyPatch):
    class Nothing:
        status, x, mip_dual_bound = 1, None, None

    monkeypatch.setattr("scipy.optimize.milp", lambda **_: Nothing())
    with pytest.raises(InputError, match="no answer within 10 seconds, though there may be one"):
        solve(cover((0, 1)), [FEWEST], 10.0)


def test_an_answer_that_ran_out_of_time_is_feasible_with_its_gap(monkeypatch: pytest.MonkeyPatch):
    class Late:
        status, x, mip_dual_bound = 1, [1.0, 1.0, 0.0, 1.0], 1.2

    monkeypatch.setattr("scipy.optimize.milp", lambda **_: Late())
    (step,) = solve(cover((0, 1), (3,)), [FEWEST], 10.0).steps
    assert (step.value, step.proven, round(step.gap, 3)) == (3, False, 0.333)


def test_an_answer_that_breaks_a_row_is_not_believed(monkeypatch: pytest.MonkeyPatch):
    class Wrong:
        status, x, mip_dual_bound = 0, [0.0, 0.0, 0.0, 0.0], 0.0

    monkeypatch.setattr("scipy.optimize.milp", lambda **_: Wrong())
    with pytest.raises(InputError, match="no answer"):
        solve(cover((0, 1)), [FEWEST], 10.0)
