"""Whole-number programmes solved by scipy's HiGHS, one aim after another, never a wrong "optimal".

All coefficients are whole numbers, so a value is compared exactly: an aim counts as proven only
when HiGHS says so with no gap allowed and its bound, rounded up, meets the value found. Each
answer is checked against every row in whole-number arithmetic before it is believed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, inf
from typing import TYPE_CHECKING

import numpy as np

from measurealign.problems import InputError

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint, OptimizeResult

#: Fractions are counted in thousandths.
THOUSAND = 1000
_CLOSE = 1e-6
Terms = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Constraint:
    """A requirement: low ≤ Σ coefficient · variable ≤ high. `rule` is its sentence for people.

    An empty `rule` marks a row that defines a variable; it is no rule that one could drop.
    """

    rule: str
    terms: Terms
    low: float = -inf
    high: float = inf


@dataclass(frozen=True)
class Aim:
    """Something to make small (large with sense -1), its name and its unit for people."""

    name: str
    terms: Terms
    sense: int = 1
    unit: float = 1.0


@dataclass(frozen=True)
class Constraints:
    """Variables of 0 or 1 and the rows that bind them."""

    size: int
    rows: tuple[Constraint, ...]

    def without(self, rules: frozenset[str]) -> "Constraints":
        """Return the constraints with some rules dropped."""
        return replace(self, rows=tuple(row for row in self.rows if row.rule not in rules))

    def plus(self, *rows: Constraint) -> "Constraints":
        """Return the constraints with more rows."""
        return replace(self, rows=(*self.rows, *rows))

    def holds(self, values: Sequence[int]) -> bool:
        """Tell whether values of 0 and 1 meet every row, in whole-number arithmetic."""
        return all(
            row.low <= sum(factor * values[at] for at, factor in row.terms) <= row.high
            for row in self.rows
        )


@dataclass(frozen=True)
class AimValue:
    """What one aim came to. `gap` is the relative distance between value and bound."""

    aim: str
    value: int
    proven: bool
    gap: float
    unit: float = 1.0


@dataclass(frozen=True)
class Solution:
    """Values of the variables, and the step of each aim. `values` is None: nothing holds."""

    values: tuple[int, ...] | None
    steps: tuple[AimValue, ...] = ()

    @property
    def proven(self) -> bool:
        """Whether every aim is proven."""
        return all(step.proven for step in self.steps)


def solve(constraints: Constraints, aims: Sequence[Aim], seconds: float) -> Solution:
    """Reach the aims one after another, each holding those before; `seconds` bounds each solve.

    Raise InputError when no answer is found in that time, though there may be one.
    """
    values: tuple[int, ...] | None = None
    steps: list[AimValue] = []
    for aim in aims:
        found, step = _one(constraints, aim, seconds, values)
        if found is None:
            return Solution(None)
        values = found
        steps.append(step)
        constraints = constraints.plus(_keep(aim, step.value))
    return Solution(values, tuple(steps))


def value_of(aim: Aim, values: Sequence[int]) -> int:
    """Return what an aim amounts to."""
    return sum(factor * values[at] for at, factor in aim.terms)


def _keep(aim: Aim, value: int) -> Constraint:
    """Return the row that holds an aim at its value."""
    if aim.sense > 0:
        return Constraint("", aim.terms, high=value)
    return Constraint("", aim.terms, low=value)


def _one(
    constraints: Constraints, aim: Aim, seconds: float, known: tuple[int, ...] | None
) -> tuple[tuple[int, ...] | None, AimValue]:
    """Solve for one aim; fall back on what is known when time runs out without an answer."""
    if any(not row.terms and not row.low <= 0 <= row.high for row in constraints.rows):
        return None, AimValue(aim.name, 0, True, 0.0)
    if not constraints.size:
        return (), AimValue(aim.name, 0, True, 0.0, aim.unit)
    result = _highs(constraints, aim, seconds)
    if result.status == 2 and known is None:
        return None, AimValue(aim.name, 0, True, 0.0)
    found = None if result.x is None else tuple(round(x) for x in result.x)
    if found is None or not constraints.holds(found):
        found = known
    if found is None:
        raise InputError(
            f"no answer within {seconds:g} seconds, though there may be one: "
            "give more time (`seconds`) or fewer rules"
        )
    value = value_of(aim, found)
    bound = getattr(result, "mip_dual_bound", None)
    return found, _step(aim, value, bound if result.status in (0, 1) else None)


def _highs(constraints: Constraints, aim: Aim, seconds: float) -> "OptimizeResult":
    """Ask HiGHS for one aim."""
    from scipy.optimize import Bounds, milp  # dear to open: only who solves needs it

    return milp(
        c=_costs(constraints.size, aim),
        integrality=np.ones(constraints.size),
        bounds=Bounds(0, 1),
        constraints=_matrix(constraints),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )


def _step(aim: Aim, value: int, bound: float | None) -> AimValue:
    """Compare a value with the solver's bound: proven only if no whole number lies between."""
    if not aim.terms:
        return AimValue(aim.name, value, True, 0.0, aim.unit)
    if bound is None or not np.isfinite(bound):
        return AimValue(aim.name, value, False, 1.0, aim.unit)
    best = aim.sense * ceil(bound - _CLOSE - 1e-9 * abs(bound))
    distance = max(0, aim.sense * (value - best))
    return AimValue(aim.name, value, distance == 0, distance / max(1, abs(value)), aim.unit)


def _costs(size: int, aim: Aim) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    costs = np.zeros(size)
    for at, factor in aim.terms:
        costs[at] += aim.sense * factor
    return costs


def _matrix(constraints: Constraints) -> "list[LinearConstraint]":
    """Return all rows as one sparse constraint."""
    from scipy.optimize import LinearConstraint
    from scipy.sparse import csr_array

    rows = [row for row in constraints.rows if row.terms]
    if not rows:
        return []
    where = [(i, at, factor) for i, row in enumerate(rows) for at, factor in row.terms]
    i, j, factors = zip(*where, strict=True)
    matrix = csr_array((factors, (i, j)), shape=(len(rows), constraints.size), dtype=float)
    return [LinearConstraint(matrix, [row.low for row in rows], [row.high for row in rows])]
