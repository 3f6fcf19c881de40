"""A known measure's ids in one line: `hedis:CBP|cms:165|mips:236|cbe:0018`."""

from collections.abc import Iterator

from measurealign.inventory.entries import KnownId, KnownMeasure
from measurealign.inventory.reader import DERIVED

#: The numberings that stand first, in this order; the others follow as the entry has them.
_FIRST = ("hedis", "cms", "mips", "cbe")
#: What stands before a number in numberings that are written here as bare numbers.
_PREFIX = {"cms": "CMS", "aco": "ACO-"}


def identities(measure: KnownMeasure, part: str | None = None, year: int | None = None) -> str:
    """Return the ids of a measure that hold in a year (all, where it is unknown), joined by `|`.

    `part` is a slice of the line's own that the inventory does not list: it stands behind the ids
    of the numberings that have parts, as in `hedis:CHL/16-20`.
    """
    held = [one for one in measure.ids if one.holds_in(year)]
    if part:
        numbered = [one for one in held if one.scheme in DERIVED]
        held = [one.model_copy(update={"value": f"{one.value}/{part}"}) for one in numbered or held]
    return "|".join(dict.fromkeys(f"{one.scheme}:{_bare(one)}" for one in _ordered(held)))


def _ordered(ids: list[KnownId]) -> Iterator[KnownId]:
    for scheme in _FIRST:
        yield from (one for one in ids if one.scheme == scheme)
    yield from (one for one in ids if one.scheme not in _FIRST)


def _bare(one: KnownId) -> str:
    """Return an id's value: without version, and as a bare number where the numbering has one.

    >>> _bare(KnownId(scheme="cms", value="CMS165v6")), _bare(KnownId(scheme="aco", value="ACO-28"))
    ('165', '28')
    """
    value = one.value.removeprefix(_PREFIX.get(one.scheme, ""))
    return value.split("v")[0] if one.scheme == "cms" else value
