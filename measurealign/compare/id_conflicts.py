"""What in a crosswalk a person should look at: ids that disagree inside a family, or across two.

An id conflict is never an error: ids are reused, lost and versioned. Each finding names measures
and ids, and is settled by `measurealign judge` or by mending a set's file.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from measurealign.crosswalk import Crosswalk
from measurealign.model import Family, Measure

#: Numberings in which one value means one measure over the years.
NUMBERINGS = ("cbe", "cms", "mips", "hedis")


@dataclass(frozen=True)
class Finding:
    """Ids of one numbering that disagree inside a family; `rows` holds one measure for each id."""

    family: str
    scheme: str
    rows: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        ids = "; ".join(f"{value} in {key}" for value, key in self.rows)
        return f"{self.family}: its measures carry different {self.scheme.upper()} ids: {ids}"


def findings(walk: Crosswalk) -> Iterator[Finding]:
    """Yield the disagreements of all families, in the order of their ids."""
    for family in sorted(walk.families, key=lambda each: each.id):
        for scheme in NUMBERINGS:
            found = _ids(walk, family, scheme)
            if len(found) > 1:
                yield Finding(family.id, scheme, tuple(sorted(found.items())))


def _ids(walk: Crosswalk, family: Family, scheme: str) -> dict[str, str]:
    """Return each id that all its bearers do not share with the rest, with one bearer."""
    found: dict[str, str] = {}
    common: set[str] | None = None
    for key in family.members:
        values = _values(walk.catalog.measures[key], scheme)
        if values:
            common = values if common is None else common & values
            for value in values:
                found.setdefault(value, key)
    return {} if common else found


def _values(measure: Measure, scheme: str) -> set[str]:
    bare = {each.base.upper() for each in measure.ids if each.scheme == scheme}
    return {value.removesuffix("-E") for value in bare} if scheme == "hedis" else bare
