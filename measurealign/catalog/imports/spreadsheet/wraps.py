"""Names that were broken over two rows, as copying a table out of a PDF leaves them.

A row with nothing but words in the name's column ends the name above it, or begins the one below,
where the two together are a known measure's name, or the first breaks off ("Follow-Up After").
"""

import re
from collections.abc import Mapping
from itertools import pairwise

from measurealign.catalog.cells import one_line
from measurealign.catalog.imports.spreadsheet.known_ids import is_listed

#: Words with which no name ends.
_BROKEN = re.compile(
    r"(?i)\b(for|of|and|with|without|in|to|the|or|by|a|an|at|on|after|from|during|de|la|el|y|para)$"
    r"|[&/,(–-]$"
)
_CLOSED = re.compile(r"^[a-z]*[^(]*\)")


def unwrapped(
    rows: Mapping[int, tuple[str, ...]], name: int
) -> tuple[dict[int, tuple[str, ...]], tuple[int, ...]]:
    """Return the rows with broken names joined, and the rows that were joined to another.

    >>> unwrapped({1: ("Controlling High", "0018"), 2: ("Blood Pressure", "")}, 0)
    ({1: ('Controlling High Blood Pressure', '0018')}, (2,))
    """
    found = dict(rows)
    joined = []
    for above, below in pairwise(list(rows)):
        if above not in found or below - above > 1:
            continue
        first, second = found[above], found[below]
        lone = [at for at, cells in ((above, first), (below, second)) if _lone(cells, name)]
        if len(lone) != 1 or not _one_name(_at(first, name), _at(second, name)):
            continue
        kept, whole = (second, below) if lone == [above] else (first, above)
        text = one_line(f"{_at(first, name)} {_at(second, name)}")
        found[whole] = (*kept[:name], text, *kept[name + 1 :])
        joined.append(lone[0])
        del found[lone[0]]
    return found, tuple(joined)


def _one_name(first: str, second: str) -> bool:
    """Tell whether two cells hold the two halves of one name."""
    if not first or not second:
        return False
    halves = is_listed(first) or is_listed(second)
    whole = is_listed(one_line(f"{first} {second}"))
    return bool(_BROKEN.search(first)) or (whole and not halves)


def _lone(cells: tuple[str, ...], name: int) -> bool:
    return bool(_at(cells, name)) and sum(map(bool, cells)) == 1


def _at(cells: tuple[str, ...], index: int) -> str:
    return cells[index] if index < len(cells) else ""
