"""Rules that cannot hold together: the best that can be had, and what each rule costs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from measurealign.alignment.optimize.aims import aims, fewest
from measurealign.alignment.optimize.formulation import Formulation
from measurealign.alignment.optimize.solve import (
    Aim,
    Constraint,
    Constraints,
    Solution,
    solve,
    value_of,
)
from measurealign.shown import count_of


@dataclass(frozen=True)
class Best:
    """The best answer, and the rows of the rules that it breaks (none: all rules hold)."""

    answer: Solution
    broken: tuple[Constraint, ...] = ()


@dataclass(frozen=True)
class Cost:
    """What a rule costs, in words; `broken`: it cannot hold with the others."""

    rule: str
    broken: bool
    says: str


def best(form: Formulation) -> Best:
    """Return the best answer under all rules; where none is, under as many as can hold.

    Then: the fewest rules broken, each of them broken as little as can be, and from there the
    usual aims.
    """
    wanted, seconds = aims(form), form.choices.asked.goal.seconds
    answer = solve(form.constraints, wanted, seconds)
    if answer.values is not None:
        return Best(answer)
    rules = _rules(form.constraints)
    loose, marks = _loosened(form.constraints, rules)
    first = solve(loose, [Aim("fewest rules broken", tuple((at, 1) for at in marks))], seconds)
    assert first.values is not None, "without any rule there is always an answer"
    broken = tuple(row for row, at in zip(rules, marks, strict=True) if first.values[at])
    kept = form.constraints.plus(*(_not_past(row) for row in broken))
    kept = replace(kept, rows=tuple(row for row in kept.rows if row not in broken))
    return Best(solve(kept, (*map(_nearest, broken), *wanted), seconds), broken)


def _rules(constraints: Constraints) -> tuple[Constraint, ...]:
    return tuple(row for row in constraints.rows if row.rule)


def _loosened(
    constraints: Constraints, rules: Sequence[Constraint]
) -> tuple[Constraints, tuple[int, ...]]:
    """Return constraints in which a further variable lets each rule go, and these variables."""
    marks = tuple(range(constraints.size, constraints.size + len(rules)))
    hard = [row for row in constraints.rows if not row.rule]
    loose = [each for row, at in zip(rules, marks, strict=True) for each in _unless(row, at)]
    return Constraints(constraints.size + len(rules), (*hard, *loose)), marks


def _unless(row: Constraint, mark: int) -> Iterator[Constraint]:
    """Yield a row that holds unless a mark is set, its two bounds apart."""
    span = sum(abs(factor) for _, factor in row.terms) + 1
    if row.low > -inf:
        slack = int(max(0, row.low)) + span
        yield Constraint("", (*row.terms, (mark, slack)), low=row.low)
    if row.high < inf:
        slack = int(max(0, -row.high)) + span
        yield Constraint("", (*row.terms, (mark, -slack)), high=row.high)


def _floor_broken(row: Constraint) -> bool:
    """Tell whether it is the floor that is out of reach (a cap is met by choosing nothing)."""
    return row.low > -inf


def _not_past(row: Constraint) -> Constraint:
    """Return the row that keeps a broken rule from being overshot: a floor becomes a cap."""
    if _floor_broken(row):
        return Constraint("", row.terms, high=row.low)
    return Constraint("", row.terms, low=row.high)


def _nearest(row: Constraint) -> Aim:
    """Return the aim to come as near to a broken rule as can be."""
    return Aim(f"nearest to “{row.rule}”", row.terms, -1 if _floor_broken(row) else 1)


def costs(form: Formulation, found: Best) -> tuple[Cost, ...]:
    """Return what each rule costs: what is reached, and what could be had without it.

    The first aim is solved anew without the rule; a rule that changes nothing is not told.
    """
    told = [_broken(row, found) for row in found.broken]
    broken = {row.rule for row in found.broken}
    for rule in dict.fromkeys(row.rule for row in _rules(form.constraints)):
        if rule not in broken and (says := _gain(form, found, rule)):
            told.append(Cost(rule, False, says))
    return tuple(told)


def _broken(row: Constraint, found: Best) -> Cost:
    assert found.answer.values is not None
    reached = value_of(Aim("", row.terms), found.answer.values)
    few = f"cannot hold with the other rules: {reached} can be had"
    return Cost(row.rule, True, few if row.terms else "nothing in the catalog fits it")


def _gain(form: Formulation, found: Best, rule: str) -> str:
    """Say what would be gained without a rule; empty if nothing.

    The aims up to the fewest measures are held against each other in their order.
    """
    gone = frozenset({rule, *(row.rule for row in found.broken)})
    wanted = aims(form)
    first = wanted[: wanted.index(fewest(form)) + 1]
    free = solve(form.constraints.without(gone), first, form.choices.asked.goal.seconds)
    held = found.answer.values
    if free.values is None or held is None:
        return ""
    for aim in first:
        gain = aim.sense * (value_of(aim, held) - value_of(aim, free.values))
        if gain:
            return _in_words(aim, gain / aim.unit) if gain > 0 else ""
    return ""


def _in_words(aim: Aim, gain: float) -> str:
    if aim.sense > 0:
        return f"without it, {count_of(round(gain))} fewer would do"
    return f"without it, “{aim.name}” would be {gain:.2f} higher".replace(".00", "")


def chosen(form: Formulation, answer: Solution) -> tuple[str, ...]:
    """Return the families that an answer chooses."""
    assert answer.values is not None
    return tuple(family for family, at in form.x.items() if answer.values[at])
