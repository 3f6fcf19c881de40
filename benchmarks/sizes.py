"""Lists of any length, their lines as real lists print them: for benchmarks of size."""

import random
from collections.abc import Iterator

from benchmarks.altered import altered
from measurealign import load_catalog
from measurealign.crosswalk import shipped_inventory
from measurealign.model import Measure

SEED = 2018
#: Lines of one synthetic list, about as many as a large programme has.
LISTED = 100


def lines(count: int) -> tuple[Measure, ...]:
    """Return so many lines of distinct names, in lists of a hundred.

    Names are the published ones of the inventory and the catalog, altered once or twice as people
    alter names, so that they grow no longer where there are more.
    """
    return tuple(
        Measure(key=f"list-{n // LISTED}-2024/{n}", name=name, evidence="primary")
        for n, name in enumerate(_names(count))
    )


def _names(count: int) -> Iterator[str]:
    dice, seen = random.Random(SEED), set[str]()
    known = {name for one in shipped_inventory() for name in one.wordings}
    known |= {line.name for line in load_catalog().measures.values()}
    ordered = sorted(name for name in known if 2 < len(name.split()) < 25)
    dice.shuffle(ordered)
    while len(seen) < count:
        for name in ordered:
            said = name if not seen else altered(altered(name, dice), dice)
            if said not in seen and len(seen) < count:
                seen.add(said)
                yield said
