"""The question over the sets at the table: what is common, what is demanded, what is open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from measurealign.alignment.ask.goal import Goal
from measurealign.alignment.ask.names import families_named, printed_name
from measurealign.crosswalk import Crosswalk
from measurealign.model import Measure, Relation
from measurealign.problems import UsageError, nearest

#: An area in which nobody can agree on a topic, because it is none.
NO_TOPIC = "other"


REMEDY = "its rows are topics, recalled, retired or none; put another set at the table"


@dataclass(frozen=True, order=True)
class Demand:
    """A set at the table and an area in which it asks for a measure."""

    set: str
    area: str


@dataclass(frozen=True)
class Question:
    """A goal over some sets of a crosswalk. `walk` holds the whole catalog that is compared.

    An *idea* is what must be shared: a concept at the harmonized tier, a family at the strict one.
    """

    walk: Crosswalk
    sets: tuple[str, ...]
    goal: Goal

    @cached_property
    def shared_by(self) -> int:
        """K: how many sets at the table make a measure common (2, or a third, rounded up)."""
        return self.goal.shared_by or max(2, ceil(len(self.sets) / 3))

    def idea(self, family: str) -> str:
        """Return what a family stands for at the tier of the goal."""
        return self.walk.subject_of(family).id if self.goal.tier == "harmonized" else family

    def area(self, family: str) -> str:
        """Return the area of a family's idea."""
        if self.goal.tier == "harmonized":
            return self.walk.subject_of(family).area
        return self.walk.family[family].area

    @cached_property
    def lists(self) -> Mapping[str, frozenset[str]]:
        """The families that each set at the table asks for."""
        return {
            one: frozenset(family for family, weight in self.weights(one).items() if weight > 0)
            for one in self.sets
        }

    @property
    def silent(self) -> tuple[str, ...]:
        """The sets at the table that ask for no measure that counts."""
        return tuple(one for one in self.sets if not self.lists[one])

    def weights(self, one: str) -> dict[str, float]:
        """Return the weight of each family in a set: that of the role of its weightiest row."""
        found: dict[str, float] = {}
        for measure in self.walk.listed(one):
            family = self.walk.family_of(measure.key).id
            found[family] = max(found.get(family, 0.0), self.goal.weight_of(measure.role))
        return found

    @cached_property
    def listed_by(self) -> Mapping[str, tuple[str, ...]]:
        """For each family of the table, the sets at the table that list it."""
        found: dict[str, list[str]] = {}
        for one in self.sets:
            for family in sorted(self.lists[one]):
                found.setdefault(family, []).append(one)
        return {family: tuple(by) for family, by in sorted(found.items())}

    @cached_property
    def idea_by(self) -> Mapping[str, tuple[str, ...]]:
        """For each idea of the table, the sets at the table that list it in any specification."""
        found: dict[str, set[str]] = {}
        for family, by in self.listed_by.items():
            found.setdefault(self.idea(family), set()).update(by)
        return {idea: tuple(one for one in self.sets if one in by) for idea, by in found.items()}

    @cached_property
    def variants(self) -> Mapping[str, tuple[str, ...]]:
        """For each idea, its families that can be chosen, by id."""
        found: dict[str, list[str]] = {}
        for family in self.pool:
            found.setdefault(self.idea(family), []).append(family)
        return {idea: tuple(sorted(families)) for idea, families in sorted(found.items())}

    @cached_property
    def pool(self) -> tuple[str, ...]:
        """The families that can be chosen: those of the table and those to keep, by id."""
        kept = {family for group in self.kept.values() for family in group}
        return tuple(sorted(kept | set(self.listed_by)))

    @cached_property
    def common(self) -> frozenset[str]:
        """The ideas that at least K of the sets at the table list."""
        return frozenset(i for i, by in self.idea_by.items() if len(by) >= self.shared_by)

    @cached_property
    def shared(self) -> frozenset[Demand]:
        """Each set and each area in which it lists a common measure."""
        return frozenset(
            Demand(one, self.area(family))
            for one in self.sets
            for family in self.lists[one]
            if self.idea(family) in self.common
        )

    @cached_property
    def measured(self) -> frozenset[Demand]:
        """Each set and each area in which it lists any measure."""
        return frozenset(
            Demand(one, self.area(family)) for one in self.sets for family in self.lists[one]
        )

    @cached_property
    def demands(self) -> tuple[Demand, ...]:
        """What must be served, in order."""
        if self.goal.areas == "none":
            return ()
        return tuple(sorted(self.shared if self.goal.areas == "shared" else self.measured))

    @cached_property
    def open(self) -> Mapping[str, tuple[str, ...]]:
        """Open areas: measured by at least K sets; the sets that share no common measure there."""
        by_area: dict[str, list[str]] = {}
        for demand in sorted(self.measured):
            by_area.setdefault(demand.area, []).append(demand.set)
        left = {
            area: tuple(one for one in sets if Demand(one, area) not in self.shared)
            for area, sets in sorted(by_area.items())
            if len(sets) >= self.shared_by and area != NO_TOPIC
        }
        return {area: sets for area, sets in left.items() if sets}

    @cached_property
    def servers(self) -> Mapping[Demand, tuple[str, ...]]:
        """The families that serve each demand, by id."""
        found: dict[Demand, list[str]] = {demand: [] for demand in self.demands}
        for family in self.pool:
            idea, area = self.idea(family), self.area(family)
            if self.goal.areas == "shared" and idea not in self.common:
                continue
            for one in self.idea_by.get(idea, ()):
                if Demand(one, area) in found:
                    found[Demand(one, area)].append(family)
        return {demand: tuple(families) for demand, families in found.items()}

    @cached_property
    def serves(self) -> Mapping[str, tuple[Demand, ...]]:
        """The demands that each family of the pool serves, in order."""
        found: dict[str, list[Demand]] = {family: [] for family in self.pool}
        for demand, families in self.servers.items():
            for family in families:
                found[family].append(demand)
        return {family: tuple(demands) for family, demands in found.items()}

    def measures(self, one: str, idea: str) -> tuple[Measure, ...]:
        """Return the measures of a set that stand for an idea, as the set orders them."""
        return tuple(
            measure
            for measure in self.walk.listed(one)
            if self.idea(self.walk.family_of(measure.key).id) == idea
        )

    @cached_property
    def kin(self) -> Mapping[str, Mapping[str, frozenset[Relation]]]:
        """For each family, the families that are bound to it, and by which relations."""
        found: dict[str, dict[str, set[Relation]]] = {}
        for one, other, relation in self.walk.relations_among(self.walk.family):
            found.setdefault(one, {}).setdefault(other, set()).add(relation)
            found.setdefault(other, {}).setdefault(one, set()).add(relation)
        return {f: {o: frozenset(r) for o, r in near.items()} for f, near in found.items()}

    @cached_property
    def kept(self) -> Mapping[str, tuple[str, ...]]:
        """For each name that must be kept, the families that it can mean."""
        return {name: families_named(self.walk, name) for name in self.goal.keep}

    @cached_property
    def excluded(self) -> Mapping[str, tuple[str, ...]]:
        """For each name that is excluded, the families that it means."""
        return {name: families_named(self.walk, name) for name in self.goal.exclude}


def question(walk: Crosswalk, ids: Iterable[str], goal: Goal) -> Question:
    """Ask a goal of some sets; raise UsageError for what cannot be asked."""
    sets = tuple(dict.fromkeys(walk.catalog.get(one).id for one in ids))
    if len(sets) < 2:
        raise UsageError("alignment needs at least two sets at the table; name another one")
    if goal.shared_by is not None and goal.shared_by > len(sets):
        raise UsageError(
            f"a measure cannot be shared by {goal.shared_by} of {len(sets)} sets; lower shared_by"
        )
    strange = sorted((set(goal.coverage_of) | set(goal.set_weights)) - set(sets))
    if strange:
        raise UsageError(
            *(f"'{one}' is not a set at the table: {nearest(one, sets)}" for one in strange)
        )
    asked = Question(walk, sets, goal)
    if len(sets) - len(asked.silent) < 2:
        raise UsageError(
            *(f"'{one}' lists no measure that counts: {REMEDY}" for one in asked.silent)
        )
    return asked
