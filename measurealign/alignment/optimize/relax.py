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
class Breach:
    """A rule that cannot hold with the others, and which way: too few (`short`), or too many."""

    row: Constraint
    short: bool

    @property
    def not_past(self) -> Constraint:
        """The row that keeps the rule from being overshot: a floor becomes a cap, a cap a floor."""
        if self.short:
            return Constraint("", self.row.terms, high=self.row.low)
        return Constraint("", self.row.terms, low=self.row.high)

    @property
    def nearest(self) -> Aim:
        """The aim to come as near to the rule as can be."""
        return Aim(f"nearest to “{self.row.rule}”", self.row.terms, -1 if self.short else 1)


@dataclass(frozen=True)
class Best:
    """The best answer, and the rules that it breaks (none: all rules hold)."""

    answer: Solution
    broken: tuple[Breach, ...] = ()


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
    broken = tuple(_breaches(rules, first.values))
    gone = {one.row for one in broken}
    kept = form.constraints.plus(*(one.not_past for one in broken))
    kept = replace(kept, rows=tuple(row for row in kept.rows if row not in gone))
    return Best(solve(kept, (*(one.nearest for one in broken), *wanted), seconds), broken)


def _breaches(rules: Sequence[Constraint], values: Sequence[int]) -> Iterator[Breach]:
    """Yield the rules that an answer breaks, by the side on which it breaks them.

    A rule of two bounds ("exactly 2") is broken on either side: values tell, not its bounds.
    """
    for row in rules:
        reached = value_of(Aim("", row.terms), values)
        if not row.low <= reached <= row.high:
            yield Breach(row, short=reached < row.low)


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


def costs(form: Formulation, found: Best) -> tuple[Cost, ...]:
    """Return what each rule costs: what is reached, and what could be had without it.

    The first aim is solved anew without the rule; a rule that changes nothing is not told.
    """
    told = [_broken(one, found) for one in found.broken]
    broken = {one.row.rule for one in found.broken}
    for rule in dict.fromkeys(row.rule for row in _rules(form.constraints)):
        if rule not in broken and (says := _gain(form, found, rule)):
            told.append(Cost(rule, False, says))
    return tuple(told)


def _broken(one: Breach, found: Best) -> Cost:
    assert found.answer.values is not None
    reached = value_of(Aim("", one.row.terms), found.answer.values)
    had = f"{reached} can be had" if one.short else f"no fewer than {reached} can be had"
    told = f"cannot hold with the other rules: {had}"
    return Cost(one.row.rule, True, told if one.row.terms else "nothing in the catalog fits it")


def _gain(form: Formulation, found: Best, rule: str) -> str:
    """Say what would be gained without a rule; empty if nothing.

    The aims up to the fewest measures are held against each other in their order.
    """
    gone = frozenset({rule, *(one.row.rule for one in found.broken)})
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
