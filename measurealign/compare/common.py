"""What several sets have in common, measure by measure and area by area; how firm it is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from measurealign.crosswalk import Crosswalk, TableNames
from measurealign.model import CLOSENESS, READ, Closeness, Measure, Standing, counting
from measurealign.model import STANDINGS as MARKS
from measurealign.scoring import overlap, ratio

#: Which rows are counted, from the firmest to all.
STANDINGS: Mapping[str, tuple[Standing, ...]] = {
    "read in a source": READ,
    "with inferred rows": counting(),
    "with recalled rows too": tuple(MARKS),
}


@dataclass(frozen=True)
class Common:
    """A family (when related: a subject) that several sets list.

    `sets` are those that list it; `near` those that, when harmonized, list a bound one only.
    """

    id: str
    label: str
    area: str
    sets: tuple[str, ...]
    near: tuple[str, ...]
    rows: tuple[Measure, ...]


@dataclass(frozen=True)
class AreaRow:
    """How far the sets agree in one area.

    `sets` measure the area; `measures` are the distinct families that they use for it; `shared`
    of these are listed by two sets or more, `by_all` by every set that measures the area.
    """

    area: str
    sets: tuple[str, ...]
    measures: int
    shared: int
    by_all: int


@dataclass(frozen=True)
class AreaAgreement:
    """Agreement on areas beside agreement on measures: the first is no alignment.

    Both are mean Jaccards over all pairs of sets; `areas` takes each set as the areas in which it
    lists a measure, `measures` as the families that it lists.
    """

    areas: float
    measures: float
    rows: tuple[AreaRow, ...]


@dataclass(frozen=True)
class Step:
    """The overlap of two sets at one closeness, with rows of some standing."""

    closeness: Closeness
    rows: str
    jaccard: float
    left_in_right: float
    right_in_left: float


def common(
    crosswalk: Crosswalk, sets: Sequence[str], closeness: Closeness = "strict", least: int = 2
) -> tuple[Common, ...]:
    """Return what at least `least` of the sets list, most widely listed first.

    Strict: families. Harmonized: families; a set that lists only a bound one (a part, a variant)
    counts too, and stands in `near`. Related: subjects.
    """
    label = TableNames(crosswalk, tuple(sets))
    listed: dict[str, dict[str, list[Measure]]] = defaultdict(dict)
    for id_ in sets:
        for row in crosswalk.listed(id_):
            family = crosswalk.family_of(row.key).id
            unit = crosswalk.subject_of(family).id if closeness == "related" else family
            listed[unit].setdefault(id_, []).append(row)
    found = []
    for unit, rows in listed.items():
        near = crosswalk.bonded(unit, listed) if closeness == "harmonized" else {}
        close = {id_ for other in near for id_ in listed.get(other, {})} - rows.keys()
        if len(rows) + len(close) >= least:
            found.append(_common(label, unit, closeness, rows, close))
    return tuple(sorted(found, key=lambda one: (-len(one.sets), one.area, one.label, one.id)))


def _common(
    label: TableNames,
    unit: str,
    closeness: Closeness,
    rows: Mapping[str, Sequence[Measure]],
    close: Iterable[str],
) -> Common:
    related, walk, sets = closeness == "related", label.walk, label.sets
    thing = walk.subject[unit] if related else walk.family[unit]
    return Common(
        id=unit,
        label=label.subject(unit) if related else label[unit],
        area=thing.area,
        sets=tuple(id_ for id_ in sets if id_ in rows),
        near=tuple(id_ for id_ in sets if id_ in set(close)),
        rows=tuple(row for id_ in sets for row in rows.get(id_, ())),
    )


def area_agreement(crosswalk: Crosswalk, sets: Sequence[str]) -> AreaAgreement:
    """Return how far sets agree on areas, and on measures, overall and area by area."""
    families = {id_: crosswalk.families_in(id_) for id_ in sets}
    areas = {id_: {crosswalk.family[one].area for one in families[id_]} for id_ in sets}
    rows = []
    for area in sorted(set().union(*areas.values())):
        inside = {
            id_: {one for one in families[id_] if crosswalk.family[one].area == area}
            for id_ in sets
            if area in areas[id_]
        }
        used = [
            sum(one in listed for listed in inside.values())
            for one in set().union(*inside.values())
        ]
        by_all = sum(n == len(inside) for n in used) if len(inside) > 1 else 0
        rows.append(AreaRow(area, tuple(inside), len(used), sum(n > 1 for n in used), by_all))
    return AreaAgreement(
        areas=_mean_jaccard([areas[id_] for id_ in sets]),
        measures=_mean_jaccard([set(families[id_]) for id_ in sets]),
        rows=tuple(sorted(rows, key=lambda row: (-len(row.sets), -row.measures, row.area))),
    )


def _mean_jaccard(groups: Sequence[set[str]]) -> float:
    pairs = [(a, b) for i, a in enumerate(groups) for b in groups[i + 1 :]]
    return ratio(sum(ratio(len(a & b), len(a | b)) for a, b in pairs), len(pairs))


def steps(crosswalk: Crosswalk, a: str, b: str) -> tuple[Step, ...]:
    """Return the overlap of two sets at every closeness and row standing: how firm the number is.

    Give the whole crosswalk, all rows in it.
    """
    found = []
    for name, narrow in by_standing(crosswalk, (a, b)).items():
        for closeness in CLOSENESS:
            one = overlap(narrow, a, b, closeness)
            found.append(Step(closeness, name, one.jaccard, one.left_in_right, one.right_in_left))
    return tuple(found)


def by_standing(crosswalk: Crosswalk, sets: Iterable[str]) -> Mapping[str, Crosswalk]:
    """Return the crosswalk of some sets' rows of each standing, by the words of `STANDINGS`."""
    return {name: crosswalk.only(sets, rows) for name, rows in STANDINGS.items()}
