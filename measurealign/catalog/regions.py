"""The 18 CPC+ regions: their payers, their measure sets and how each effort operates.

`data/payers.yaml` holds the payers and, sentence by sentence, how the effort operates; each
sentence names the sets of the catalog whose operation text and sources it rests on. What was
looked for and not found is told as a gap, never filled.
"""

from functools import cached_property
from pathlib import Path
from typing import Literal

from measurealign.catalog import Catalog
from measurealign.catalog.efforts import efforts
from measurealign.catalog.reader import read, shipped
from measurealign.model import (
    READ,
    Frozen,
    Known,
    MeasureSet,
    Role,
    Source,
    Standing,
    Text,
    counting,
)
from measurealign.problems import InputError, Problem, UsageError, nearest

RegionAspect = Literal[
    "convener", "champions", "obligation", "voice", "attribution", "data", "payment", "reported",
    "revision",
]  # fmt: skip
ASPECTS: dict[RegionAspect, str] = {
    "convener": "Convener",
    "champions": "Champions",
    "obligation": "Mandatory or voluntary",
    "voice": "Voice of practices and patients",
    "attribution": "Attribution of patients",
    "data": "Data: aggregated, distributed",
    "payment": "Payment",
    "reported": "Reported back",
    "revision": "Revision",
}
PayerList = Literal["complete", "near", "partial", "none"]


class Payer(Frozen):
    """A payer that took part in a region, and how we know."""

    name: Text
    source: str | None = None
    evidence: Known
    note: str | None = None


class Fact(Frozen):
    """One sentence about how an effort operates; it rests on the sets and efforts it names."""

    aspect: RegionAspect
    says: Text
    sets: tuple[Text, ...]


class RegionFacts(Frozen):
    """What data/payers.yaml tells of one region.

    `places` are the values of `region` in measure sets that belong here; statewide sets belong to
    every CPC+ region of the state. `payer_list` says how much of the list of payers was read.
    """

    id: Text
    name: Text
    round: Literal[1, 2]
    state: str | None = None
    area: str | None = None
    practices: int | None = None
    places: tuple[Text, ...]
    payer_list: PayerList
    payer_gap: str | None = None
    sources: tuple[Text, ...] = ()
    payers: tuple[Payer, ...] = ()
    note: str | None = None
    facts: tuple[Fact, ...] = ()


class Reach(Frozen):
    """How many people, practices or clinicians a programme reached in a year, as a source says."""

    programme: Text
    year: int
    lives: int | None = None
    practices: int | None = None
    clinicians: int | None = None
    says: Text
    source: str | None = None
    sets: tuple[Text, ...] = ()


class National(Frozen):
    """CPC+ as a whole: counts of regions, payers and practices, as CMS announced them."""

    regions: int
    payers_announced: int
    payers_at_start: int
    practices_at_start: int
    payers_added_in_round_2: int
    payers_added_to_round_1_regions: int
    sources: tuple[Text, ...]


class Payers(Frozen):
    """data/payers.yaml."""

    note: Text
    national: National
    sources: tuple[Source, ...]
    reach: tuple[Reach, ...] = ()
    regions: tuple[RegionFacts, ...]


class Region(Frozen):
    """A CPC+ region joined with the catalog: its sheet, its sets and what was not found.

    `efforts` are those of the region whose list of measures was not found.
    """

    sheet: RegionFacts
    sets: tuple[MeasureSet, ...]
    efforts: tuple[MeasureSet, ...] = ()
    sources: tuple[Source, ...]

    @property
    def name(self) -> str:
        """The region as CMS calls it."""
        return self.sheet.name

    @property
    def geography(self) -> str:
        """Where the region is, and how many practices took part, where a source tells it."""
        where = self.sheet.area or f"the whole of {self.name}"
        state = f" ({self.sheet.state})" if self.sheet.state else ""
        practices = f"{self.sheet.practices:,} practices" if self.sheet.practices else ""
        return "; ".join(part for part in (where + state, practices) if part)

    @cached_property
    def read(self) -> int:
        """How many single measures of the region's sets were read in a source."""
        return self._count(READ)

    @cached_property
    def asked(self) -> int:
        """How many of those read are asked for: what a State only publishes asks nobody."""
        return self._count(READ, unless="monitoring")

    @cached_property
    def listed(self) -> int:
        """How many single measures of the region's sets were read or inferred, not recalled."""
        return self._count(counting())

    def _count(self, standings: tuple[Standing, ...], unless: Role | None = None) -> int:
        return sum(
            measure.grain == "measure"
            and measure.evidence in standings
            and (unless is None or measure.role != unless)
            for one in self.sets
            for measure in one.measures
        )

    def facts(self, aspect: RegionAspect) -> tuple[Fact, ...]:
        """Return what is known of one aspect of how the effort operates."""
        return tuple(fact for fact in self.sheet.facts if fact.aspect == aspect)

    @cached_property
    def gaps(self) -> tuple[str, ...]:
        """What was looked for and not found, in sentences."""
        gaps = [self.sheet.payer_gap] if self.sheet.payer_gap else []
        recalled = sum(m.evidence == "recalled" for one in self.sets for m in one.measures)
        if not self.listed:
            gaps.append("no readable list of single measures was found")
        elif not self.asked:
            gaps.append("only what the State publishes was read, no list that asks for measures")
        elif self.asked == 1 < self.read:
            gaps.append("beside what the State publishes, one measure that is asked for was read")
        elif recalled > self.listed:
            gaps.append(f"more measures are recalled ({recalled}) than were read ({self.listed})")
        if self.sets and all(one.kind == "payer" for one in self.sets):
            gaps.append("no measure set shared by several payers was found")
        if self.efforts:
            names = ", ".join(one.short or one.name for one in self.efforts)
            gaps.append(f"the list of measures was not found of: {names}")
        missing = [ASPECTS[aspect].lower() for aspect in ASPECTS if not self.facts(aspect)]
        if missing:
            gaps.append(f"nothing was found on: {', '.join(missing)}")
        return tuple(gaps)


def payers(path: Path | None = None) -> Payers:
    """Read the payers by region (default: the shipped file)."""
    return shipped("payers.yaml", Payers) if path is None else read(path, Payers)


def regions(catalog: Catalog, told: Payers | None = None) -> tuple[Region, ...]:
    """Return the CPC+ regions in the order of their names, joined with a catalog's sets.

    Raise InputError when a fact rests on a set that the catalog does not hold, nor the efforts.
    """
    told = told or payers()
    others = {one.id for one in efforts()}
    missing = [
        Problem(where=f"{sheet.name}: {fact.aspect}", what="no such measure set", got=set_id)
        for sheet in told.regions
        for fact in sheet.facts
        for set_id in fact.sets
        if set_id not in catalog and set_id not in others
    ]
    if missing:
        raise InputError(*missing)
    return tuple(
        _joined(sheet, catalog, told) for sheet in sorted(told.regions, key=lambda one: one.name)
    )


def region(catalog: Catalog, name: str) -> Region:
    """Return a region by id or name; raise UsageError naming the nearest if there is none."""
    known, asked = regions(catalog), name.lower().strip()
    same = [one for one in known if asked in (one.sheet.id, one.name.lower())]
    like = same or [one for one in known if asked and asked in one.name.lower()]
    if len(like) == 1:
        return like[0]
    if like:
        several = ", ".join(one.sheet.id for one in like)
        raise UsageError(f"'{name}' may be several CPC+ regions: choose one of {several}")
    near = nearest(asked, [one.sheet.id for one in known])
    raise UsageError(f"no CPC+ region '{name}': {near}")


def _joined(sheet: RegionFacts, catalog: Catalog, told: Payers) -> Region:
    used = {*sheet.sources, *(payer.source for payer in sheet.payers if payer.source)}
    return Region(
        sheet=sheet,
        sets=tuple(one for one in catalog if one.region in sheet.places),
        efforts=tuple(one for one in efforts() if one.region in sheet.places),
        sources=tuple(source for source in told.sources if source.key in used),
    )
