"""The bodies that chose a measure set, and what lay before each of them (data/bodies.yaml)."""

from collections.abc import Mapping

from measurealign.catalog import Catalog
from measurealign.catalog.programmes import latest, yearless
from measurealign.catalog.reader import read
from measurealign.catalog.shipped import data_folder
from measurealign.model import Frozen, Text


class Body(Frozen):
    """A body, the set that it chose, and whose programmes lay before it (`groups`, and why).

    `siblings` are lists that the same people wrote at the same time.
    """

    set: Text
    body: Text
    groups: tuple[Text, ...]
    siblings: tuple[Text, ...] = ()
    why: Text

    @property
    def hidden(self) -> frozenset[str]:
        """The programmes of which no edition may be seen."""
        return frozenset((yearless(self.set), *self.siblings))

    def seen(self, catalog: Catalog) -> tuple[str, ...]:
        """Return the sets that existed: at or before the body's year, none of its own."""
        year = catalog.get(self.set).year
        return tuple(
            one.id
            for one in catalog
            if one.year <= year and yearless(one.id) not in self.hidden and one.measures
        )


class Bodies(Frozen):
    """data/bodies.yaml: groups of programmes without a region, bodies, lists of single payers."""

    groups: Mapping[Text, tuple[Text, ...]]
    bodies: tuple[Body, ...]
    payers: tuple[Body, ...] = ()

    def table(self, catalog: Catalog, body: Body) -> tuple[str, ...]:
        """Return the sets that lay before a body: the latest edition of each programme.

        Those of the groups that it names, and those of its own region. Other regions' programmes
        are seen too: as precedents.
        """
        named = {name for group in body.groups for name in self.groups[group]}
        region = catalog.get(body.set).region
        asked = [
            id_
            for id_ in body.seen(catalog)
            if yearless(id_) in named or (region and catalog.get(id_).region == region)
        ]
        return latest(catalog, asked)


def bodies() -> Bodies:
    """Return the shipped bodies; raise InputError if the file cannot be read as such."""
    return read(data_folder() / "bodies.yaml", Bodies)
