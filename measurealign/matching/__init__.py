"""Lines to known measures, families and bonds. Only crosswalk.py opens this package."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from measurealign.catalog import Catalog
from measurealign.inventory import Inventory
from measurealign.matching.bonds import Bonds
from measurealign.matching.families import families, identified
from measurealign.matching.linking.kept import Kept
from measurealign.matching.words import judged
from measurealign.model import Family, Judgement, Link

if TYPE_CHECKING:
    from measurealign.matching.linking.linker import Linker


@dataclass(frozen=True)
class Built:
    """What was found in a catalog: the link of each line, the families, how they are bound."""

    links: Mapping[str, Link]
    families: tuple[Family, ...]
    bonds: Bonds


@cache
def linker(inventory: Inventory) -> Kept:
    """Return the linker of an inventory; it makes its index ready when a new line comes."""

    def make() -> "Linker":
        from measurealign.matching.linking.index import Index
        from measurealign.matching.linking.linker import Linker

        return Linker(Index.of(inventory.measures))

    return Kept(inventory, make)


def build(
    catalog: Catalog,
    inventory: Inventory,
    judgements: Sequence[Judgement] = (),
    *,
    use_ids: bool = True,
) -> Built:
    """Link the lines of a catalog; people's word overrides."""
    lines = [
        (line, one.year) for one in catalog for line in one.measures if line.grain == "measure"
    ]
    links = identified(lines, linker(inventory), use_ids=use_ids)
    links = judged(links, judgements)
    made = families([line for line, _ in lines], links, inventory, judgements)
    return Built(links, tuple(made), Bonds(inventory))
