"""Rules that cannot hold together: the smallest such group, in words, and what would free it."""

from dataclasses import dataclass
from itertools import combinations, islice

from measurealign.alignment.ask.goal import counted
from measurealign.alignment.optimize.aims import fewest
from measurealign.alignment.optimize.formulation import SERVE, Formulation
from measurealign.alignment.optimize.solve import Constraints, Row, feasible, solve

#: How many groups of rules are tried before "smallest" is no longer claimed.
_TRIES = 400


@dataclass(frozen=True)
class Conflict:
    """Rules of which no set of measures holds all; dropping any one of them frees the rest.

    `smallest`: every smaller group was tried and can hold. `remedies`: what each drop leads to.
    """

    rules: tuple[str, ...]
    smallest: bool
    remedies: tuple[str, ...]


def conflict(form: Formulation) -> Conflict:
    """Return the smallest group of rules that cannot hold together.

    A deletion filter finds a group from which no rule can be spared; then every smaller group is
    tried, by size, so that "smallest" is claimed only when it is proven.
    """
    constraints, seconds = form.constraints, form.question.goal.seconds
    rules = _rules(constraints)
    group = rules
    for rule in rules:
        fewer = tuple(one for one in group if one != rule)
        if not _holds(constraints, fewer, seconds):
            group = fewer
    smaller, proven = _smaller(constraints, rules, len(group), seconds)
    group = smaller or group
    remedies = (_remedy(form, rule) for rule in group)
    return Conflict(
        tuple(_told(form, rule) for rule in group), proven, tuple(one for one in remedies if one)
    )


def _rules(constraints: Constraints) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.rule for row in constraints.rows if row.rule))


def _holds(constraints: Constraints, rules: tuple[str, ...], seconds: float) -> bool:
    """Tell whether some measures hold the given rules, all others dropped."""
    return feasible(constraints.without(frozenset(_rules(constraints)) - set(rules)), seconds)


def _smaller(
    constraints: Constraints, rules: tuple[str, ...], size: int, seconds: float
) -> tuple[tuple[str, ...], bool]:
    """Look for a conflicting group below a size; tell also whether all of them were tried."""
    groups = (group for n in range(1, size) for group in combinations(rules, n))
    for group in islice(groups, _TRIES):
        if not _holds(constraints, group, seconds):
            return group, True
    return (), next(groups, None) is None


def _told(form: Formulation, rule: str) -> str:
    """Return a rule in words, with the figure that shows why it binds."""
    rows = [row for row in form.constraints.rows if row.rule == rule]
    if rule == SERVE:
        alone = Constraints(form.constraints.size, tuple(rows))
        found = solve(alone, [fewest(form)], form.question.goal.seconds)
        return f"{rule} (needs {counted(found.steps[0].value)})" if found.steps else rule
    return f"{rule} ({_reach(rows[0])})" if len(rows) == 1 and _short(rows[0]) else rule


def _short(row: Row) -> bool:
    """Tell whether a floor asks for more than there is."""
    return sum(max(factor, 0) for _, factor in row.terms) < row.low


def _reach(row: Row) -> str:
    """Say how many measures a floor could count on."""
    if any(factor != 1 for _, factor in row.terms):
        return "more than all measures at the table can give"
    count = len(row.terms)
    return f"the sets at the table list {count or 'none'}"


def _remedy(form: Formulation, rule: str) -> str:
    """Say what holds all other rules when this one is dropped; empty if nothing does."""
    freed = form.constraints.without(frozenset({rule}))
    found = solve(freed, [fewest(form)], form.question.goal.seconds)
    if found.values is None:
        return ""
    return f"without “{rule}”, {counted(found.steps[0].value)} would hold all other rules"
