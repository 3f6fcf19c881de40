"""Study tables: how far sets share measures, as Bazinsky and Bailit (2013) counted it.

Also the measures of one practice's payer mix, as Boone et al. (2024) counted them.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from measurealign.compare.origin import ORIGINS, Origin, most_common, origins
from measurealign.crosswalk import Crosswalk
from measurealign.model import Measure
from measurealign.scoring import ratio

#: The counts of a study table: field, words, whether it is a share.
COUNTS: tuple[tuple[str, str, bool], ...] = (
    ("sets", "measure sets", False),
    ("listings", "measures listed, with repeats", False),
    ("distinct", "distinct measures", False),
    ("shared", "of these, used by more than one set", True),
    ("by_third", "distinct measures in a third of the sets or more", False),
    ("top_reach", "sets that use the most used measure", True),
    ("sets_modifying", "sets with a modified measure", True),
    ("sets_mostly_modified", "sets with half of their measures modified or more", False),
    ("standard", "distinct measures that are standard", True),
    ("modified", "modified", True),
    ("homegrown", "homegrown", True),
    ("undetermined", "undetermined: the sheet tells too little", True),
)


@dataclass(frozen=True)
class StudyTable:
    """The counts of one group of sets.

    listings: rows; distinct: families; shared: share of the families that more than one set
    lists; by_third: families that a third of the sets or more list (at least two sets);
    top_reach: share of the sets that list the most used family; sets_modifying: share of the sets
    with a modified row; standard ... undetermined: shares of the families; sets_mostly_modified:
    sets of whose rows half or more are modified. Sets without a countable row are not counted.
    """

    name: str
    sets: int
    listings: int
    distinct: int
    shared: float
    by_third: int
    top: str
    top_reach: float
    sets_modifying: float
    sets_mostly_modified: int
    standard: float
    modified: float
    homegrown: float
    undetermined: float

    @property
    def per_set(self) -> float:
        """Rows a set (mean)."""
        return ratio(self.listings, self.sets)

    @property
    def by_third_share(self) -> float:
        """Share of the families that a third of the sets or more list."""
        return ratio(self.by_third, self.distinct)


@dataclass(frozen=True)
class PayerMix:
    """The measures that a practice meets with one contract each of these sets.

    per_contract: mean of the sets' distinct families; unique: distinct families over all;
    distinct_share = unique / (contracts × per_contract): 1 if no two contracts share a measure.
    """

    contracts: int
    per_contract: float
    unique: int
    distinct_share: float


def study(
    crosswalk: Crosswalk,
    sets: Sequence[str],
    name: str = "all",
    known: Mapping[str, Origin] | None = None,
    area: str | None = None,
) -> StudyTable:
    """Return the study table of some sets (of one area of them).

    `known` saves judging the rows' origins again where many tables are made of one crosswalk.
    """
    known = origins(crosswalk) if known is None else known
    listed = _listed(crosswalk, sets, area)
    users: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, list[Origin]] = defaultdict(list)
    for id_, rows in listed.items():
        for row in rows:
            family = crosswalk.family_of(row.key).id
            users[family].add(id_)
            kinds[family].append(known[row.key])
    changed = [
        ratio(sum(known[row.key] == "modified" for row in rows), len(rows))
        for rows in listed.values()
    ]
    return _table(crosswalk, name, listed, users, kinds, changed)


def _listed(
    crosswalk: Crosswalk, sets: Sequence[str], area: str | None
) -> dict[str, list[Measure]]:
    """Return the rows of each set (of an area), without the sets that have none."""
    rows = {
        id_: [
            row
            for row in crosswalk.listed(id_)
            if area is None or crosswalk.family_of(row.key).area == area
        ]
        for id_ in sets
    }
    return {id_: found for id_, found in rows.items() if found}


def _table(
    crosswalk: Crosswalk,
    name: str,
    listed: Mapping[str, Sequence[object]],
    users: Mapping[str, set[str]],
    kinds: Mapping[str, list[Origin]],
    changed: Sequence[float],
) -> StudyTable:
    """Count what was gathered: `changed` is, for each set, the share of its rows modified."""
    n, distinct = len(listed), len(users)
    top = max(sorted(users), key=lambda id_: len(users[id_]), default=None)
    share = Counter(most_common(found) for found in kinds.values())
    return StudyTable(
        name=name,
        sets=n,
        listings=sum(map(len, listed.values())),
        distinct=distinct,
        shared=ratio(sum(len(who) > 1 for who in users.values()), distinct),
        by_third=sum(len(who) >= max(n / 3, 2) for who in users.values()),
        top=crosswalk.family[top].label if top else "",
        top_reach=ratio(len(users[top]), n) if top else 0.0,
        sets_modifying=ratio(sum(part > 0 for part in changed), n),
        sets_mostly_modified=sum(part >= 0.5 for part in changed),
        **{kind: ratio(share[kind], distinct) for kind in ORIGINS},
    )


def by_kind(crosswalk: Crosswalk, sets: Sequence[str]) -> tuple[StudyTable, ...]:
    """Return a study table for each kind of set."""
    return _by(crosswalk, sets, {id_: crosswalk.catalog.get(id_).kind for id_ in sets})


def by_region(crosswalk: Crosswalk, sets: Sequence[str]) -> tuple[StudyTable, ...]:
    """Return a study table for each region; sets without a region stand under `national`."""
    regions = {id_: crosswalk.catalog.get(id_).region or "national" for id_ in sets}
    return _by(crosswalk, sets, regions)


def by_year(crosswalk: Crosswalk, sets: Sequence[str]) -> tuple[StudyTable, ...]:
    """Return a study table for each year."""
    return _by(crosswalk, sets, {id_: str(crosswalk.catalog.get(id_).year) for id_ in sets})


def by_area(crosswalk: Crosswalk, sets: Sequence[str]) -> tuple[StudyTable, ...]:
    """Return a study table for each area: of the sets that measure it, and their rows in it."""
    known = origins(crosswalk)
    areas = sorted({crosswalk.family[f].area for id_ in sets for f in crosswalk.families_in(id_)})
    tables = [study(crosswalk, sets, area, known, area) for area in areas]
    return tuple(sorted(tables, key=lambda one: (-one.sets, one.name)))


def _by(
    crosswalk: Crosswalk, sets: Sequence[str], group: Mapping[str, str]
) -> tuple[StudyTable, ...]:
    known = origins(crosswalk)
    inside: dict[str, list[str]] = defaultdict(list)
    for id_ in sets:
        inside[group[id_]].append(id_)
    return tuple(study(crosswalk, inside[name], name, known) for name in sorted(inside))


def payer_mix(crosswalk: Crosswalk, sets: Sequence[str]) -> PayerMix:
    """Return how many measures a practice meets that contracts for each of these sets."""
    families = [listed for id_ in sets if (listed := crosswalk.families_in(id_))]
    unique = len(frozenset().union(*families)) if families else 0
    total = sum(map(len, families))
    return PayerMix(
        contracts=len(families),
        per_contract=ratio(total, len(families)),
        unique=unique,
        distinct_share=ratio(unique, total),
    )
