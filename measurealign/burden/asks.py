"""What is asked: each measure once, with the sets that ask it and the rows by which they do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from measurealign.compare.specification import distinct, plain, specification
from measurealign.crosswalk import TableNames
from measurealign.model import Measure


@dataclass(frozen=True)
class Ask:
    """A measure (family) as the sets at the table ask it: who, in which rows, by which routes.

    `routes` are the distinct data sources of its rows (None: not told); `inferred` says that at
    least one of them was taken from the measure's rows in other sets. `specifications`: at least
    so many specifications are asked. `names`: the wordings, where they differ in more than
    capitals and punctuation.
    """

    family: str
    label: str
    area: str
    sets: tuple[str, ...]
    rows: tuple[Measure, ...]
    routes: tuple[str | None, ...]
    inferred: bool
    specifications: int
    names: tuple[str, ...]


def gathered(
    label: TableNames, asked: Sequence[Measure], routes: Mapping[str, tuple[str | None, bool]]
) -> tuple[Ask, ...]:
    """Return the rows that are asked, measure by measure, the most widely asked first."""
    crosswalk = label.walk
    by_family: dict[str, list[Measure]] = {}
    for row in asked:
        by_family.setdefault(crosswalk.family_of(row.key).id, []).append(row)
    found = []
    for id_, rows in by_family.items():
        ways = {routes[row.key][0] for row in rows}
        names: dict[str, str] = {}
        for row in rows:
            names.setdefault(plain(row.name), row.name)
        ask = Ask(
            family=id_,
            label=label[id_],
            area=crosswalk.family[id_].area,
            sets=tuple(dict.fromkeys(row.set_id for row in rows)),
            rows=tuple(rows),
            routes=tuple(sorted(ways, key=lambda way: way or "~")),
            inferred=any(routes[row.key][1] for row in rows),
            specifications=distinct(map(specification, rows)) if len(rows) > 1 else 1,
            names=tuple(names.values()),
        )
        found.append(ask)
    return tuple(sorted(found, key=lambda one: (-len(one.sets), one.area, one.label, one.family)))
