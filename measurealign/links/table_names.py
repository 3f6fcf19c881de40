"""What measures are called at a table: by a name that the people there know."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from measurealign.links.walk import Crosswalk
from measurealign.model import Measure

_SAME = re.compile(r"[^a-z0-9<>=%]+")


@dataclass(frozen=True)
class TableNames:
    """The names of a crosswalk's families (by id) for the sets at a table.

    A family is called as most rows of these sets print it, among equals by the newest published
    name. What no set there lists goes by its newest published name at or before the table's year
    (that of its latest set), else by the inventory's title; so do families that would share a
    name. Nothing else of the catalog counts. Without sets every family keeps its label.

    Raise KeyError for what is no family.
    """

    walk: Crosswalk
    sets: tuple[str, ...] = ()

    def __getitem__(self, family: str) -> str:
        """Return what the table calls a family."""
        return self.printed.get(family) or self.published(family)

    @cached_property
    def year(self) -> int | None:
        """The year of the latest set at the table."""
        return max((self.walk.catalog.get(one).year for one in self.sets), default=None)

    @cached_property
    def printed(self) -> Mapping[str, str]:
        """The name of each family that the sets list; names that would mean two are left out."""
        rows: dict[str, list[Measure]] = {}
        for row in (row for one in self.sets for row in self.walk.listed(one)):
            rows.setdefault(self.walk.family_of(row.key).id, []).append(row)
        found = {family: self._usual(family, mine) for family, mine in rows.items()}
        times = Counter(map(_same, found.values()))
        return {family: name for family, name in found.items() if times[_same(name)] == 1}

    def _usual(self, family: str, rows: Iterable[Measure]) -> str:
        """Return the name that most rows print, whatever their capitals and punctuation."""
        here, known = Counter(row.name for row in rows), self.walk.known(family)
        dated = {} if known is None else known.published_by(self.year or 0)

        def rank(name: str) -> tuple[int, int, int, bool, str]:
            alike = sum(number for one, number in here.items() if _same(one) == _same(name))
            return -alike, -dated.get(name, 0), -here[name], name.isupper(), name

        return min(here, key=rank)

    def published(self, family: str) -> str:
        """Return the newest name under which a family was published up to the year."""
        label, known = self.walk.family[family].label, self.walk.known(family)
        if self.year is None or known is None or not label.startswith(known.title):
            return label
        return known.called(self.year) + label.removeprefix(known.title)

    def subject(self, id_: str) -> str:
        """Return what a subject is called: where it is one measure's own, as that measure."""
        group = self.walk.subject[id_]
        return self[group.families[0]] if ":" in id_ else group.label

    def meaning(self, name: str) -> tuple[str, ...]:
        """Return the families that the table calls so, in order; capitals do not matter."""
        wanted = name.casefold()
        return tuple(sorted(f for f in self.walk.family if self[f].casefold() == wanted))


def _same(name: str) -> str:
    """Return a name without what does not tell names apart."""
    return _SAME.sub(" ", name.lower()).strip()
