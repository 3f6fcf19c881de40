"""A question as whole-number constraints: what may be chosen, and what must hold.

Variables: x (a family is chosen), v (a family's concept is chosen in another specification), u (a
demand is served; only when a size is given). Every row carries the sentence of its rule.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import ceil, floor, inf

from measurealign.alignment.ask.goal import Which, counted
from measurealign.alignment.ask.question import Demand, Question
from measurealign.alignment.ask.traits import (
    effort,
    ids_of,
    lines_of,
    source_of,
    standing_of,
    type_of,
)
from measurealign.alignment.optimize.solve import THOUSAND, Constraints, Row, Terms

SERVE = "every demand is served"
ONE_VARIANT = "no two variants of one concept"
SIZE = "exactly {}"
OPEN = "every open area gets a measure"


def thousandths(value: float) -> int:
    """Return a number in whole thousandths."""
    return round(value * THOUSAND)


@dataclass(frozen=True)
class Formulation:
    """The constraints of a question."""

    question: Question

    @cached_property
    def x(self) -> dict[str, int]:
        """The variable of each family that can be chosen."""
        return {family: at for at, family in enumerate(self.question.pool)}

    @cached_property
    def v(self) -> dict[str, int]:
        """The variable of each listed family that another family of its concept could serve."""
        question = self.question
        if not self._counts_coverage or not question.goal.credit:
            return {}
        open_ = [f for f in question.listed_by if len(question.variants[question.idea(f)]) > 1]
        return {family: len(self.x) + at for at, family in enumerate(open_)}

    @cached_property
    def u(self) -> dict[Demand, int]:
        """The variable of each demand, when a size is given and demands can stay unserved."""
        start = len(self.x) + len(self.v)
        demands = self.question.demands if self.question.goal.size is not None else ()
        return {demand: start + at for at, demand in enumerate(demands)}

    @property
    def _counts_coverage(self) -> bool:
        goal = self.question.goal
        return goal.coverage is not None or bool(goal.coverage_of) or "coverage" in goal.prefer

    @cached_property
    def constraints(self) -> Constraints:
        """All rows over all variables."""
        parts = (
            self._demands(), self._variants(), self._open(), self._sizes(), self._named(),
            self._rules(), self._budget(), self._shares(), self._coverage(),
        )  # fmt: skip
        size = len(self.x) + len(self.v) + len(self.u)
        return Constraints(size, tuple(row for part in parts for row in part))

    def terms(self, families: Iterable[str], factor: int = 1) -> Terms:
        """Return the sum of the families that are chosen."""
        return tuple((self.x[family], factor) for family in families)

    def _demands(self) -> Iterator[Row]:
        seen: set[Terms] = set()
        for demand in self.question.demands:
            terms = self.terms(self.question.servers[demand])
            if demand in self.u:
                yield Row("", (*terms, (self.u[demand], -1)), low=0)
            elif terms not in seen:
                yield Row(SERVE, terms, low=1)
            seen.add(terms)

    def _variants(self) -> Iterator[Row]:
        if self.question.goal.tier == "strict":
            return
        for families in self.question.variants.values():
            if len(families) > 1:
                yield Row(ONE_VARIANT, self.terms(families), high=1)

    def _open(self) -> Iterator[Row]:
        if self.question.goal.open != "require":
            return
        for area in self.question.open:
            inside = tuple(f for f in self.question.listed_by if self.question.area(f) == area)
            yield Row(OPEN, self.terms(inside), low=1)

    def _sizes(self) -> Iterator[Row]:
        goal, all_ = self.question.goal, self.terms(self.question.pool)
        if goal.size is not None:
            yield Row(SIZE.format(counted(goal.size)), all_, low=goal.size, high=goal.size)
        if goal.max_size is not None:
            yield Row(f"at most {counted(goal.max_size)}", all_, high=goal.max_size)

    def _named(self) -> Iterator[Row]:
        for name, families in self.question.kept.items():
            yield Row(f"keep {name}", self.terms(families), low=1)
        for name, families in self.question.excluded.items():
            inside = tuple(family for family in families if family in self.x)
            yield Row(f"exclude {name}", self.terms(inside), high=0)

    def _rules(self) -> Iterator[Row]:
        for rule in self.question.goal.rules:
            inside = tuple(f for f in self.question.pool if self.fits(f, rule.of))
            low = -inf if rule.at_least is None else rule.at_least
            high = inf if rule.at_most is None else rule.at_most
            yield Row(rule.says, self.terms(inside), low, high)

    def _budget(self) -> Iterator[Row]:
        budget = self.question.goal.burden_budget
        if budget is not None:
            sentence = f"a burden of at most {budget:g} chart abstractions"
            high = floor(budget * THOUSAND + 1e-9)
            yield Row(sentence, self.burden_terms, high=high)

    def _shares(self) -> Iterator[Row]:
        least = self.question.goal.each_set_shares
        if least is None:
            return
        for one in self.question.sets:
            inside = tuple(
                f
                for f in self.question.pool
                if one in self.question.idea_by.get(self.question.idea(f), ())
            )
            yield Row(f"every set lists at least {least} of them", self.terms(inside), low=least)

    def _coverage(self) -> Iterator[Row]:
        goal, question = self.question.goal, self.question
        for family, at in self.v.items():
            others = [f for f in question.variants[question.idea(family)] if f != family]
            yield Row("", (*self.terms(tuple(others)), (at, -1)), low=0)
            yield Row("", ((self.x[family], 1), (at, 1)), high=1)
        for one in question.sets:
            wanted = goal.coverage_of.get(one, goal.coverage)
            if wanted is not None:
                total = sum(thousandths(w) for w in self.question.weights(one).values())
                low = ceil(wanted * total * THOUSAND - 1e-6)
                yield Row(f"at least {wanted:.0%} of {one}", self.covered(one), low=low)

    def covered(self, one: str) -> Terms:
        """Return a set's weighted coverage in millionths of a measure."""
        credit = thousandths(self.question.goal.credit)
        terms: list[tuple[int, int]] = []
        weights = self.question.weights(one)
        for family in sorted(self.question.lists[one]):
            weight = weights[family]
            terms.append((self.x[family], thousandths(weight) * THOUSAND))
            if family in self.v:
                terms.append((self.v[family], thousandths(weight) * credit))
        return tuple(terms)

    def fits(self, family: str, which: Which) -> bool:
        """Tell whether a family is one that a rule counts."""
        question, walk = self.question, self.question.walk
        tests = (
            (which.area, question.area(family)),
            (which.type, type_of(walk, family)),
            (which.data_source, source_of(question, family)[0]),
            (which.evidence, standing_of(question, family)),
        )
        if any(words and word not in words for words, word in tests):
            return False
        if which.product_line and lines_of(walk, family).isdisjoint(which.product_line):
            return False
        return which.endorsed is None or which.endorsed == ("cbe" in ids_of(walk, family))

    @cached_property
    def burden_terms(self) -> Terms:
        """The burden of the chosen, in thousandths of a chart abstraction."""
        return tuple((at, thousandths(effort(self.question, f))) for f, at in self.x.items())
