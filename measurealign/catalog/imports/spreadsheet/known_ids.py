"""Whether the ids of somebody's column are those of the catalog's measures of these names."""

from collections.abc import Iterable
from functools import cache

from measurealign.catalog.identifiers import mended
from measurealign.catalog.reader import read_sets
from measurealign.catalog.shipped import data_folder
from measurealign.model import Scheme

#: So many rows are compared.
_COMPARED = 60
#: From this likeness of the words on (0 to 100) two names may be one measure's.
_ALIKE = 70.0


def agree(scheme: Scheme, rows: Iterable[tuple[str, str]]) -> bool:
    """Tell whether rows (id, name) agree with the catalog: of the ids that it knows, most do.

    >>> agree("mips", [("236", "Controlling High Blood Pressure")])
    True
    >>> agree("mips", [("236", "Office wait time")])
    False
    """
    from rapidfuzz.fuzz import token_set_ratio

    known = _names().get(scheme, {})
    seen = right = 0
    for value, name in list(dict.fromkeys(rows))[:_COMPARED]:
        called = known.get(mended(scheme, value)) if value else None
        if called:
            seen += 1
            low = name.lower()
            right += any(token_set_ratio(low, other) >= _ALIKE for other in called)
    return seen > 0 and 2 * right > seen


@cache
def _names() -> dict[str, dict[str, frozenset[str]]]:
    """Return the names, in small letters, of every id of the shipped catalog."""
    found: dict[str, dict[str, set[str]]] = {}
    for one in read_sets([data_folder() / "measure_sets"]):
        for measure in one.measures:
            for id_ in measure.ids:
                by_id = found.setdefault(id_.scheme, {})
                by_id.setdefault(id_.value, set()).add(measure.name.lower())
    return {
        scheme: {value: frozenset(names) for value, names in by_id.items()}
        for scheme, by_id in found.items()
    }
