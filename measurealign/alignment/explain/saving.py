"""What aligning saves: in each programme, and for a practice that answers to the whole table."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from measurealign.alignment.ask.choices import Choices, Wish
from measurealign.alignment.ask.question import question
from measurealign.alignment.ask.table import Seat
from measurealign.alignment.ask.traits import sets_of
from measurealign.alignment.explain.reasons import tier
from measurealign.alignment.recommendation import Recommendation, Saving
from measurealign.burden.demand import Demand, demands
from measurealign.burden.effort import Parameters, shipped_parameters
from measurealign.burden.load import Load, basis, load, shares, weighed
from measurealign.crosswalk import Crosswalk


@dataclass(frozen=True)
class Aligning:
    """The chosen families of a question, and what they would change for a practice.

    A listed family is replaced (`instead`) when a chosen one serves whoever lists it in every
    subject that it answers. Loads are for so many `clinicians`, by the figures `given`.
    """

    choices: Choices
    picked: tuple[str, ...]
    clinicians: int = 1
    given: Parameters = field(default_factory=shipped_parameters)

    @cached_property
    def instead(self) -> Mapping[str, str]:
        """The chosen family that takes the place of each listed one that has one."""
        listed = self.choices.asked.listed_by
        return {one: chosen for one in listed if (chosen := self._instead(one)) is not None}

    def _instead(self, family: str) -> str | None:
        """Return the chosen family that takes a listed one's place: itself before any other."""
        if family in self.picked:
            return family
        found: list[str] = []
        for subject in self.choices.asked.serves(family):
            mine = [f for f in self._answering.get(subject, ()) if self._stands_for(f, family)]
            if not mine:
                return None
            found += mine
        return found[0] if found else None

    @cached_property
    def _answering(self) -> Mapping[str, tuple[str, ...]]:
        return self.choices.answered_by(self.picked)

    def _stands_for(self, chosen: str, family: str) -> bool:
        """Tell whether a chosen family serves whoever lists another, in a subject of both."""
        asked = self.choices.asked
        return asked.walk.bond(chosen, family).credit >= asked.goal.floor

    def listed(self, one: Seat) -> tuple[str, ...]:
        """Return the families that a programme asks for, in the order of its sets."""
        asked = self.choices.asked
        rows = (asked.walk.family_of(row.key).id for row in asked.rows_of(one))
        return tuple(family for family in dict.fromkeys(rows) if family in asked.lists[one.id])

    @cached_property
    def core(self) -> tuple[str, ...]:
        """The chosen families of the core: every programme that aligns requires them."""
        return tuple(family for family in self.picked if tier(self.choices, family) == "core")

    def adopted(self, one: Seat) -> Iterator[str]:
        """Yield the core measures in whose subjects a programme has nothing that they serve."""
        for family in self.core:
            wishes = (Wish(one.id, subject) for subject in self.choices.answers(family))
            served = (self.choices.services.get(wish, {}) for wish in wishes)
            if not any(family in by for by in served):
                yield family

    def loads(self, *seats: Seat) -> tuple[Load, Load, Load]:
        """Return what some programmes together ask: today, if the rest stays, if all align.

        Each takes the core and the measures that stand for its own; what it requires of a menu it
        requires as before. If the rest stays its other measures do; if all align they go.
        """
        now = [demand for one in seats for demand in self._demands(one)]
        then = [demand for one in seats for demand in self._aligned(one)]
        if len(seats) == len(self.choices.asked.table):
            then.append(_offered(self.picked))
        alone = [demand.only(self.picked) for demand in then]
        return self._load(now), self._load(then), self._load(alone)

    def _demands(self, one: Seat) -> tuple[Demand, ...]:
        return demands(self.choices.asked.walk, one.sets, self.given.not_asked)

    def _aligned(self, one: Seat) -> Iterator[Demand]:
        mine = {self.instead[family] for family in self.listed(one) if family in self.instead}
        core = {*self.adopted(one), *(family for family in self.core if family in mine)}
        yield from (demand.aligned(self.instead, core) for demand in self._demands(one))

    def _load(self, asked: Iterable[Demand]) -> Load:
        return load(weighed(asked, self._shares), self.clinicians, self.given)

    @cached_property
    def _shares(self) -> Mapping[str, float]:
        asked = self.choices.asked
        others = set(self.picked) - asked.listed_by.keys()
        return shares(asked.walk, sets_of(asked), self.given, sorted(others))

    def saving(self) -> Saving:
        """Return what a practice that answers to the whole table is asked, before and after."""
        today, rest, alone = self.loads(*self.choices.asked.table)
        says = basis(today.required, self.given)
        return Saving(today=today, rest_stays=rest, all_align=alone, basis=says)


def _offered(picked: Collection[str]) -> Demand:
    """Return the aligned set as it stands beside the programmes: what nobody asked is a choice."""
    every = frozenset(picked)
    return Demand(
        set="aligned",
        required=0,
        listed=len(every),
        must=frozenset(),
        pool=every,
        free=0,
        told=True,
    )


def saving(
    walk: Crosswalk,
    found: Recommendation,
    clinicians: int = 1,
    given: Parameters | None = None,
) -> Saving:
    """Return what a recommendation saves a practice of some clinicians, by figures of one's own.

    For one clinician and the shipped figures it is `found.saving`.
    """
    sets = [one.id for one in found.inputs.sets]
    choices = Choices(question(walk, sets, found.inputs.goal))
    picked = tuple(sorted(one.facts.family for one in found.chosen))
    return Aligning(choices, picked, clinicians, given or shipped_parameters()).saving()
