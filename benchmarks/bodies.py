"""The bodies that chose a measure set, and what lay before each of them (data/bodies.yaml)."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from measurealign.catalog import Catalog
from measurealign.catalog.programmes import latest, programme
from measurealign.catalog.reader import read
from measurealign.catalog.shipped import data_folder
from measurealign.model import Frozen, MeasureSet, Text


class Body(Frozen):
    """A body, the set that it chose, and whose programmes lay before it.

    `groups` name programmes without a region; `also` names programmes of other regions whose
    payers work in the body's; `siblings` are lists that the same people wrote at the same time.
    """

    set: Text
    body: Text
    groups: tuple[Text, ...]
    also: tuple[Text, ...] = ()
    siblings: tuple[Text, ...] = ()
    why: Text

    @property
    def hidden(self) -> frozenset[str]:
        """The programmes of which no edition may be seen."""
        return frozenset((programme(self.set), *self.siblings))

    def seen(self, catalog: Catalog) -> tuple[str, ...]:
        """Return the sets that existed: at or before the body's year, not its own."""
        year = catalog.get(self.set).year
        return tuple(
            one.id
            for one in catalog
            if one.year <= year and programme(one.id) not in self.hidden and one.measures
        )


class Bodies(Frozen):
    """data/bodies.yaml."""

    groups: Mapping[Text, tuple[Text, ...]]
    bodies: tuple[Body, ...]
    payers: tuple[Body, ...] = ()

    @cached_property
    def everywhere(self) -> frozenset[str]:
        """The programmes that a body may name by a group."""
        return frozenset(name for names in self.groups.values() for name in names)

    def table(self, catalog: Catalog, body: Body) -> tuple[str, ...]:
        """Return the sets that lay before a body: one edition a programme, the latest.

        Equal to all that the body may see, but for other regions' programmes: those are precedents.
        """
        named = {name for group in body.groups for name in self.groups[group]} | set(body.also)
        region = catalog.get(body.set).region
        return latest(catalog, (
            id_ for id_ in body.seen(catalog)
            if programme(id_) in named or _of(catalog.get(id_), region)
        ))  # fmt: skip


def _of(one: MeasureSet, region: str | None) -> bool:
    return region is not None and one.region == region


def bodies() -> Bodies:
    """Return the shipped bodies."""
    return read(data_folder() / "bodies.yaml", Bodies)


def with_list(catalog: Catalog, asked: tuple[Body, ...]) -> Iterator[Body]:
    """Yield the bodies whose set is in the catalog."""
    known = {one.id for one in catalog}
    yield from (body for body in asked if body.set in known)
