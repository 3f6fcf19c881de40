"""A question as whole-number constraints: what may be chosen, and what must hold.

Variables: x (a family is chosen), u (a demand is served), e (a programme keeps a measure of its
own for a demand). Every row that people may drop carries the sentence of its rule.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import inf

from measurealign.alignment.ask.choices import Choices, Wish
from measurealign.alignment.ask.which import fits
from measurealign.alignment.optimize.solve import THOUSAND, Constraint, Constraints, Terms
from measurealign.shown import count_of

SIZE = "exactly {}"
MOST = "at most {}"


def thousandths(value: float) -> int:
    """Return a number in whole thousandths."""
    return round(value * THOUSAND)


@dataclass(frozen=True)
class Formulation:
    """The constraints of a question."""

    choices: Choices

    @cached_property
    def x(self) -> dict[str, int]:
        """The variable of each family that may be chosen."""
        return {family: at for at, family in enumerate(self.choices.pool)}

    @cached_property
    def u(self) -> dict[Wish, int]:
        """The variable of each demand that some family serves; none where nothing asks for it."""
        goal = self.choices.asked.goal
        unasked = goal.capped and not goal.keep_required
        served = [] if unasked else [one for one, by in self.choices.services.items() if by]
        return {demand: len(self.x) + at for at, demand in enumerate(served)}

    @cached_property
    def e(self) -> dict[Wish, int]:
        """The variable of each demand for which a measure of the programme's own may be chosen."""
        start = len(self.x) + len(self.u)
        kept = [one for one in self.choices.services if self.own(one)]
        return {demand: start + at for at, demand in enumerate(kept)}

    def own(self, demand: Wish) -> tuple[str, ...]:
        """Return the families of the pool by which the programme itself measures the subject."""
        services = self.choices.services[demand]
        return tuple(family for family, one in services.items() if one.kind == "same")

    @cached_property
    def constraints(self) -> Constraints:
        """All rows over all variables."""
        parts = (
            self._served(), self._kept(), self._forms(), self._sizes(), self._named(),
            self._rules(), self._required(),
        )  # fmt: skip
        size = len(self.x) + len(self.u) + len(self.e)
        return Constraints(size, tuple(row for part in parts for row in part))

    def terms(self, families: Iterable[str], factor: int = 1) -> Terms:
        """Return the sum of the families that are chosen."""
        return tuple((self.x[family], factor) for family in families)

    def _served(self) -> Iterator[Constraint]:
        for demand, at in self.u.items():
            yield Constraint("", (*self.terms(self.choices.services[demand]), (at, -1)), low=0)

    def _kept(self) -> Iterator[Constraint]:
        for demand, at in self.e.items():
            yield Constraint("", (*self.terms(self.own(demand)), (at, -1)), low=0)

    def _forms(self) -> Iterator[Constraint]:
        """So many specifications for one subject, and no more: that is what alignment is."""
        forms: dict[str, list[str]] = {}
        for family in self.x:
            forms.setdefault(self.choices.subject_of(family), []).append(family)
        most = self.choices.asked.goal.per_subject
        for families in forms.values():
            if len(families) > most:
                yield Constraint("", self.terms(families), high=most)

    def _sizes(self) -> Iterator[Constraint]:
        goal, all_ = self.choices.asked.goal, self.terms(self.x)
        if goal.size is not None:
            yield Constraint(SIZE.format(count_of(goal.size)), all_, low=goal.size, high=goal.size)
        if goal.max_size is not None:
            yield Constraint(MOST.format(count_of(goal.max_size)), all_, high=goal.max_size)

    def _named(self) -> Iterator[Constraint]:
        for name, families in self.choices.asked.kept.items():
            yield Constraint(f"keep {name}", self.terms(families), low=1)

    def _rules(self) -> Iterator[Constraint]:
        asked = self.choices.asked
        for rule in asked.goal.rules:
            inside = tuple(family for family in self.x if fits(asked, family, rule.of))
            low = -inf if rule.at_least is None else rule.at_least
            high = inf if rule.at_most is None else rule.at_most
            yield Constraint(rule.says, self.terms(inside), low, high)

    def _required(self) -> Iterator[Constraint]:
        """Keep what a programme requires of every practice served, if the rules ask for it."""
        asked = self.choices.asked
        if not asked.goal.keep_required:
            return
        for demand, at in self.u.items():
            mine = asked.measured[demand.subject][demand.programme]
            if not asked.required[demand.programme].isdisjoint(mine):
                label = asked.programme[demand.programme].label
                subject = self.choices.agreed[demand.subject].label
                yield Constraint(f"keep what {label} requires: {subject}", ((at, 1),), low=1)
