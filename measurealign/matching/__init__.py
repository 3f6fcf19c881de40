"""Lines to known measures, families and bonds. Only crosswalk.py opens this package."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from measurealign.catalog import Catalog
from measurealign.catalog.kept import no_collection
from measurealign.inventory import Inventory, shipped
from measurealign.judgements import merged
from measurealign.matching.bonds import Bonds
from measurealign.matching.earlier import Earlier
from measurealign.matching.families import families, identified
from measurealign.matching.linking.kept import Kept
from measurealign.matching.linking.names import Read
from measurealign.matching.linking.title import Printed
from measurealign.matching.words import judged, spread
from measurealign.model import Family, Judgement, LineLinks, Link

if TYPE_CHECKING:
    from measurealign.matching.linking.linker import Linker


@dataclass(frozen=True)
class Built:
    """What was found in a catalog: the link of each line, the families, how they are bound.

    `found` are the links before, `links` after people's word.
    """

    found: LineLinks
    links: LineLinks
    families: tuple[Family, ...]
    bonds: Bonds
    judgements: tuple[Judgement, ...]


@cache
def linker(inventory: Inventory) -> Kept:
    """Return the linker of an inventory; it makes its index ready when a new line comes."""

    def make(known: Mapping[str, Read]) -> "Linker":
        from measurealign.matching.linking.index import Index
        from measurealign.matching.linking.linker import Linker

        return Linker(Index.of(inventory.measures, known))

    return Kept(inventory, make)


def shipped_links(lines: Sequence[Printed]) -> tuple[Link, ...]:
    """Return the links of lines to the shipped inventory; of the next best the first alone.

    They are not remembered: a long list has too many of them.
    """
    with no_collection():
        return tuple(linker(shipped()).linker.links(lines, following=1))


def build(
    catalog: Catalog,
    inventory: Inventory,
    given: Sequence[Judgement] = (),
    *,
    shipped: Sequence[Judgement] = (),
    use_ids: bool = True,
    earlier: Earlier,
) -> Built:
    """Link the lines of a catalog; people's word overrides, the given one before the shipped.

    The lines that `earlier` found are not looked up again.
    """
    lines = [
        (line, one.year) for one in catalog for line in one.measures if line.grain == "measure"
    ]
    fresh = [(line, year) for line, year in lines if line.key not in earlier.found]
    looked_up = {**earlier.found, **identified(fresh, linker(inventory), use_ids=use_ids)}
    found = LineLinks({line.key: looked_up[line.key] for line, _ in lines})
    said = merged(shipped, spread([line for line, _ in lines], found, given))
    links = judged(found, said)
    renewed = {line.key for line, _ in fresh}
    settled = {one.id: one for one in earlier.families if renewed.isdisjoint(one.members)}
    now = families([line for line, _ in lines], links, inventory, said, settled)
    return Built(found, links, tuple(now), Bonds(inventory), said)
