"""A goal over the programmes at a table, frozen: what each measures, and what may be chosen."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from measurealign.alignment.ask.goal import Goal
from measurealign.alignment.ask.names import families_named
from measurealign.alignment.ask.table import Seat, programmes
from measurealign.catalog.programmes import witness
from measurealign.crosswalk import Crosswalk, TableNames
from measurealign.model import DataSource, Measure
from measurealign.problems import UsageError

#: Kinds of sets that somebody chose for contracts.
BODIES = ("state", "regional", "payer")
REMEDY = "its rows are topics, recalled, retired or none; put another set at the table"


@dataclass(frozen=True)
class Question:
    """A goal over some programmes. `walk` holds the whole catalog that is compared.

    A family *serves* the subjects that its measure answers; a programme *measures* a subject when
    it asks for a family that serves it.
    """

    walk: Crosswalk
    table: tuple[Seat, ...]
    goal: Goal

    @cached_property
    def year(self) -> int:
        """The year of the question: that of the latest set at the table."""
        return max(self.walk.catalog.get(one.set).year for one in self.table)

    @cached_property
    def programme(self) -> Mapping[str, Seat]:
        """The programmes at the table by id."""
        return {one.id: one for one in self.table}

    def rows_of(self, one: Seat) -> tuple[Measure, ...]:
        """Return the rows of the sets that speak for a programme, as they order them."""
        return tuple(row for id_ in one.sets for row in self.walk.listed(id_))

    @cached_property
    def lists(self) -> Mapping[str, Mapping[str, float]]:
        """For each programme the families that it asks for, and how much each row counts."""
        found: dict[str, dict[str, float]] = {}
        for one in self.table:
            mine = found.setdefault(one.id, {})
            for row in self.rows_of(one):
                weight, family = self.goal.weight_of(row), self.walk.family_of(row.key).id
                if weight > 0:
                    mine[family] = max(mine.get(family, 0.0), weight)
        return found

    @cached_property
    def voices(self) -> tuple[Seat, ...]:
        """The programmes that ask for something: agreement is counted among these."""
        return tuple(one for one in self.table if self.lists[one.id])

    @property
    def silent(self) -> tuple[Seat, ...]:
        """The programmes that ask for nothing that counts."""
        return tuple(one for one in self.table if not self.lists[one.id])

    @cached_property
    def sources(self) -> dict[str, tuple[DataSource | None, bool]]:
        """The data sources that were looked up already, by family (see ask/traits.py)."""
        return {}

    def serves(self, family: str) -> tuple[str, ...]:
        """Return the subjects that a family answers, its own first."""
        return self.walk.serves(family)

    @cached_property
    def measured(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """For each subject the programmes that measure it, and by which families.

        A composite asks for its own subject: what it holds is no wish of its programme's own.
        """
        found: dict[str, dict[str, list[str]]] = {}
        for one, families in self.lists.items():
            for family in sorted(families):
                subject = self.serves(family)[0]
                found.setdefault(subject, {}).setdefault(one, []).append(family)
        return {
            subject: {one: tuple(families) for one, families in by.items()}
            for subject, by in sorted(found.items())
        }

    def rows(self, one: str, subject: str) -> tuple[Measure, ...]:
        """Return the rows by which a programme measures a subject, as its set orders them."""
        mine = set(self.measured.get(subject, {}).get(one, ()))
        listed = self.rows_of(self.programme[one])
        return tuple(row for row in listed if self.walk.family_of(row.key).id in mine)

    @cached_property
    def required(self) -> Mapping[str, frozenset[str]]:
        """For each programme the families that a practice cannot choose to leave out."""
        return {
            one.id: frozenset(
                self.walk.family_of(row.key).id
                for row in self.rows_of(one)
                if self.goal.weight_of(row) > 0 and row.must
            )
            for one in self.table
        }

    @cached_property
    def listed_by(self) -> Mapping[str, tuple[str, ...]]:
        """For each family of the table, the programmes that ask for it."""
        found: dict[str, list[str]] = {}
        for one, families in self.lists.items():
            for family in families:
                found.setdefault(family, []).append(one)
        return {family: tuple(by) for family, by in sorted(found.items())}

    @cached_property
    def bodies(self) -> Mapping[str, frozenset[str]]:
        """What bodies chose: the families of states', regions' and payers' programmes.

        Each by its last edition up to the year, those at the table among them: so a body that sits
        down takes no voice from what it chose. National lists are no precedents: nobody chose
        them for a contract.
        """
        newest: dict[str, tuple[int, str]] = {}
        for one in self.walk.catalog:
            if one.kind in BODIES and one.year <= self.year:
                name = witness(one)
                newest[name] = max(newest.get(name, (0, "")), (one.year, one.id))
        found = {name: self.walk.families_in(id_) for name, (_, id_) in sorted(newest.items())}
        return {name: families for name, families in found.items() if families}

    @cached_property
    def chosen_by(self) -> Mapping[str, int]:
        """How many bodies chose each subject, and each family."""
        counts: Counter[str] = Counter()
        for families in self.bodies.values():
            counts.update(families | {self.serves(family)[0] for family in families})
        return counts

    @cached_property
    def label(self) -> TableNames:
        """What the table calls each family."""
        return TableNames(self.walk, tuple(id_ for one in self.table for id_ in one.sets))

    def named(self, name: str) -> tuple[str, ...]:
        """Return the families that a name means; raise UsageError if it means none."""
        if name not in self._named:
            self._named[name] = families_named(self.label, name)
        return self._named[name]

    @cached_property
    def _named(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def kept(self) -> Mapping[str, tuple[str, ...]]:
        """For each name that must be kept, the families that it can mean."""
        return {name: self.named(name) for name in self.goal.keep}

    @cached_property
    def excluded(self) -> Mapping[str, tuple[str, ...]]:
        """For each name that is excluded, the families that it means."""
        return {name: self.named(name) for name in self.goal.exclude}


def question(walk: Crosswalk, ids: Iterable[str], goal: Goal) -> Question:
    """Ask a goal of some sets; raise UsageError for what cannot be asked."""
    asked = Question(walk, programmes(walk, ids, goal), goal)
    if len(asked.voices) < 2:
        raise UsageError(
            *(f"'{one.set}' lists no measure that counts: {REMEDY}" for one in asked.silent)
        )
    return asked
