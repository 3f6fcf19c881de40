"""What may be chosen at a table, and whom each choice would serve."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from measurealign.alignment.ask.agreement import Agreed, agreements
from measurealign.alignment.ask.eligible import Bar, bar
from measurealign.alignment.ask.goal import Rule
from measurealign.alignment.ask.question import Question
from measurealign.alignment.ask.which import fits
from measurealign.catalog.programmes import witnesses
from measurealign.model import BondKind

#: A measure of so many rates is a name for its rates: it answers its own subject only.
BUNDLE = 3


@dataclass(frozen=True, order=True)
class Wish:
    """A programme at the table and a subject that it measures."""

    programme: str
    subject: str


class Service(NamedTuple):
    """How a measure serves a demand: its best bond to what the programme lists there."""

    credit: float
    kind: BondKind
    says: str


@dataclass(frozen=True)
class Choices:
    """The measures that may be chosen for a question.

    A measure serves a demand through its bond to what the programme lists for the subject, if the
    bond's credit reaches the goal's floor and the measure answers that very subject.
    """

    asked: Question

    @cached_property
    def agreed(self) -> Mapping[str, Agreed]:
        """Every subject of the table; those that no practice can be measured on, so marked."""
        found = agreements(self.asked)
        return {
            id_: replace(one, tier="monitoring") if self._unmeasurable(one) else one
            for id_, one in found.items()
        }

    def _unmeasurable(self, one: Agreed) -> bool:
        """Agreed on, but all that is listed for it is for plans, hospitals or populations.

        What is of its time, and barred by people's rules alone, does measure practices.
        """
        if one.tier == "on deck":
            return False
        bars = [self.bars[family] for family in self.listed_for(one.subject)]
        kinds = {each.kind if each else None for each in bars}
        return "level" in kinds and kinds <= {"level", "retired", "topped out"}

    @cached_property
    def bars(self) -> Mapping[str, Bar | None]:
        """Why each family of the table cannot be chosen; None for those that can."""
        return {family: bar(self.asked, family) for family in self.asked.listed_by}

    def listed_for(self, subject: str) -> tuple[str, ...]:
        """Return the families by which the table measures a subject, by id."""
        by = self.asked.measured.get(subject, {})
        return tuple(sorted({family for families in by.values() for family in families}))

    @cached_property
    def wanted(self) -> tuple[str, ...]:
        """The subjects to serve: core and menu; with an exact size, all that may be measured."""
        tiers = ("core", "menu", "on deck") if self.asked.goal.size else ("core", "menu")
        return tuple(id_ for id_, one in self.agreed.items() if one.tier in tiers)

    @cached_property
    def demands(self) -> tuple[Wish, ...]:
        """What asks to be served, in order."""
        return tuple(Wish(p, s) for s in self.wanted for p in sorted(self.asked.measured[s]))

    @cached_property
    def pool(self) -> tuple[str, ...]:
        """The families that may be chosen, by id."""
        wanted = set(self.wanted)
        floors = [rule for rule in self.asked.goal.rules if rule.at_least]
        found = {
            family
            for family, barred in self.bars.items()
            if barred is None
            and (
                not wanted.isdisjoint(self.answers(family))
                or any(fits(self.asked, family, rule.of) for rule in floors)
            )
        }
        kept = {family for group in self.asked.kept.values() for family in group}
        return tuple(sorted(found | kept | set(self.stand_ins) | set(self._fillers(found, floors))))

    @cached_property
    def stand_ins(self) -> tuple[str, ...]:
        """Families of the catalog for wanted subjects of which the table lists none to choose."""
        found = []
        for subject in self.wanted:
            if all(self.bars[family] for family in self.listed_for(subject)):
                group = self.asked.walk.subject.get(subject)
                found += [f for f in (group.families if group else ()) if self._serves_some(f)]
        return tuple(sorted(set(found)))

    def _serves_some(self, family: str) -> bool:
        """Tell whether a family that the table does not list may serve one of its subjects."""
        if family in self.bars or not self._known_by_then(family) or bar(self.asked, family):
            return False
        return any(
            self.service(family, Wish(one, subject))
            for subject in self.answers(family)
            for one in self.asked.measured.get(subject, ())
        )

    def _fillers(self, found: Iterable[str], floors: Iterable[Rule]) -> Iterator[str]:
        """Yield the catalog's most used measures for floors that the table cannot fill alone."""
        asked, walk, here = self.asked, self.asked.walk, sorted(found)
        for rule in floors:
            short = (rule.at_least or 0) - sum(fits(asked, family, rule.of) for family in here)
            if short <= 0:
                continue
            others = [
                family
                for family in walk.family
                if family not in self.bars
                and self._known_by_then(family)
                and fits(asked, family, rule.of)
                and bar(asked, family) is None
            ]
            others.sort(key=lambda family: (-len(self.users(family)), family))
            yield from others[: 2 * short]

    def users(self, family: str) -> frozenset[str]:
        """Return the programmes of the catalog that list a family at or before the year."""
        walk = self.asked.walk
        return witnesses(walk.catalog, walk.sets_with[family], self.asked.year)

    def _known_by_then(self, family: str) -> bool:
        return bool(self.users(family))

    def answers(self, family: str) -> tuple[str, ...]:
        """Return the subjects that a family would answer if chosen: a bundle only its own."""
        subjects = self.asked.serves(family)
        return subjects[:1] if self.asked.walk.rates(family) >= BUNDLE else subjects

    def answered_by(self, families: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """Return, for each subject that some families would answer, those that do, in order."""
        found: dict[str, list[str]] = {}
        for family in families:
            for subject in self.answers(family):
                found.setdefault(subject, []).append(family)
        return {subject: tuple(those) for subject, those in found.items()}

    def service(self, family: str, demand: Wish) -> Service | None:
        """Return how a family serves a demand; None if it does not."""
        if demand.subject not in self.answers(family):
            return None
        listed = self.asked.measured[demand.subject].get(demand.programme, ())
        bonds = [self.asked.walk.bond(family, other) for other in listed]
        best = max(bonds, key=lambda one: one.credit, default=None)
        if best is None or best.credit < self.asked.goal.floor:
            return None
        return Service(best.credit, best.kind, best.says)

    @cached_property
    def services(self) -> Mapping[Wish, Mapping[str, Service]]:
        """For each demand the families that serve it, by id."""
        by_subject = self.answered_by(self.pool)
        return {
            demand: {
                family: found
                for family in by_subject.get(demand.subject, ())
                if (found := self.service(family, demand)) is not None
            }
            for demand in self.demands
        }

    @cached_property
    def served_by(self) -> Mapping[str, Mapping[Wish, Service]]:
        """For each family of the pool the demands that it serves."""
        found: dict[str, dict[Wish, Service]] = {family: {} for family in self.pool}
        for demand, services in self.services.items():
            for family, service in services.items():
                found[family][demand] = service
        return found

    def subject_of(self, family: str) -> str:
        """Return a family's own subject."""
        return self.asked.serves(family)[0]

    def weight(self, demand: Wish) -> float:
        """Return what a demand weighs: as much as its programme."""
        return self.asked.programme[demand.programme].weight
