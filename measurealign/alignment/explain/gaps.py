"""What a set, several sets or a proposal leave out, and the catalog's best candidates for it.

Give the crosswalk of the whole catalog (narrowed by row standing): the candidates come from it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from measurealign.alignment.ask.traits import type_of
from measurealign.burden.effort import shipped_parameters
from measurealign.burden.routes import data_source, route_weight
from measurealign.catalog.areas import areas
from measurealign.catalog.programmes import witnesses
from measurealign.catalog.reader import read
from measurealign.catalog.shipped import data_folder
from measurealign.crosswalk import Crosswalk, TableNames
from measurealign.model import Frozen, MeasureType, Text
from measurealign.scoring import answering, by_label

GapSide = Literal["area", "type", "equity", "timing", "data source"]


class TypeRule(Frozen):
    """A kind of measure, and whether a set without one has a gap."""

    id: MeasureType
    label: Text
    wanted: bool
    why: Text


class EquityRule(Frozen):
    """By what a measure of equity or social need is known."""

    areas: tuple[Text, ...]
    words: tuple[Text, ...]


class TimingRule(Frozen):
    """When a measure can show what a practice does, and by what it is known (words first)."""

    id: Text
    label: Text
    why: Text
    words: tuple[Text, ...]
    types: tuple[MeasureType, ...]


class GapRules(Frozen):
    """What a set is held against (data/gaps.yaml)."""

    types: tuple[TypeRule, ...]
    equity: EquityRule
    timings: tuple[TimingRule, ...]


@dataclass(frozen=True)
class GapMeasure:
    """A family that would fill a gap: how many programmes list it, how heavy its route is (0-1)."""

    family: str
    label: str
    programmes: int
    weight: float


@dataclass(frozen=True)
class MixPart:
    """A part of the mix and the families in it; empty and `wanted`, it is a gap.

    `programmes`: how many of the catalog's programmes list a family in it.
    """

    side: GapSide
    id: str
    label: str
    why: str
    families: tuple[str, ...]
    wanted: bool
    programmes: int
    candidates: tuple[GapMeasure, ...]

    @property
    def gap(self) -> bool:
        """Whether something that should be there is not."""
        return self.wanted and not self.families


@dataclass(frozen=True)
class Gaps:
    """The mix of a group of families, side by side with what is missing."""

    families: tuple[str, ...]
    parts: tuple[MixPart, ...]

    def side(self, side: GapSide) -> tuple[MixPart, ...]:
        """Return the parts of one side of the mix."""
        return tuple(one for one in self.parts if one.side == side)

    @property
    def gaps(self) -> tuple[MixPart, ...]:
        """The parts that are missing, those that most programmes have first."""
        found = [one for one in self.parts if one.gap]
        return tuple(sorted(found, key=lambda one: (-one.programmes, one.side, one.label)))


@cache
def gap_rules() -> GapRules:
    """Return the shipped rules."""
    return read(data_folder() / "gaps.yaml", GapRules)


def listed_by(crosswalk: Crosswalk, sets: Iterable[str]) -> frozenset[str]:
    """Return all families that some sets list."""
    return frozenset(id_ for one in sets for id_ in crosswalk.families_in(one))


@dataclass(frozen=True)
class _Slot:
    """A part of the mix before it is filled."""

    id: str
    label: str
    why: str
    wanted: bool


def gaps(
    called: TableNames,
    families: Collection[str],
    rules: GapRules | None = None,
    best: int = 3,
) -> Gaps:
    """Return the mix of some families, and what it lacks, with the best candidates for each gap.

    Candidates are families of concepts that are not yet there: first those that most programmes
    of the catalog list, then those of the lightest data route; named as they are `called` at the
    table.
    """
    crosswalk, rules = called.walk, rules or gap_rules()
    listed = frozenset(families)
    parts: list[MixPart] = []
    for side, slots, place in _sides(crosswalk, rules):
        inside: dict[str | None, list[str]] = defaultdict(list)
        for id_ in by_label(crosswalk, crosswalk.family):
            inside[place(id_)].append(id_)
        parts += [_part(called, side, slot, inside[slot.id], listed, best) for slot in slots]
    return Gaps(by_label(crosswalk, listed), tuple(parts))


def is_equity(crosswalk: Crosswalk, family: str, rules: GapRules | None = None) -> bool:
    """Return whether a family measures equity or social need."""
    rule = (rules or gap_rules()).equity
    one = crosswalk.family[family]
    return one.area in rule.areas or _has_word(one.label, rule.words)


def timing(crosswalk: Crosswalk, family: str, rules: GapRules | None = None) -> str | None:
    """Return when a family can move: the id of the first rule that fits its label or its type."""
    found, type_ = (rules or gap_rules()).timings, type_of(crosswalk, family)
    label = crosswalk.family[family].label
    by_word = [one.id for one in found if _has_word(label, one.words)]
    by_type = [one.id for one in found if type_ in one.types]
    return (by_word + by_type)[0] if by_word or by_type else None


def _sides(
    crosswalk: Crosswalk, rules: GapRules
) -> list[tuple[GapSide, list[_Slot], Callable[[str], str | None]]]:
    """Return the sides of the mix: their parts, and the part in which a family falls."""
    by_area = [_Slot(one.id, one.label, "", one.id != "other") for one in areas()]
    types = [_Slot(one.id, one.label, one.why, one.wanted) for one in rules.types]
    equity = [_Slot("equity", "equity and social need", "who is left behind", True)]
    timings = [_Slot(one.id, one.label, one.why, True) for one in rules.timings]
    routes = [_Slot(one.id, one.label, one.why, False) for one in shipped_parameters().routes]
    return [
        ("area", by_area, lambda id_: crosswalk.family[id_].area),
        ("type", types, lambda id_: type_of(crosswalk, id_)),
        ("equity", equity, lambda id_: "equity" if is_equity(crosswalk, id_, rules) else None),
        ("timing", timings, lambda id_: timing(crosswalk, id_, rules)),
        ("data source", routes, lambda id_: data_source(crosswalk, id_)[0] or "unknown"),
    ]


def _part(
    called: TableNames,
    side: GapSide,
    slot: _Slot,
    inside: Sequence[str],
    listed: frozenset[str],
    best: int,
) -> MixPart:
    crosswalk, there = called.walk, tuple(id_ for id_ in inside if id_ in listed)
    users = witnesses(
        crosswalk.catalog, (one for id_ in inside for one in crosswalk.sets_with[id_])
    )
    missing = slot.wanted and not there and bool(inside)
    return MixPart(
        side=side,
        id=slot.id,
        label=slot.label,
        why=slot.why,
        families=there,
        wanted=slot.wanted and bool(inside),
        programmes=len(users),
        candidates=_candidates(called, inside, listed, best) if missing else (),
    )


def _candidates(
    called: TableNames, inside: Sequence[str], listed: frozenset[str], best: int
) -> tuple[GapMeasure, ...]:
    crosswalk = called.walk
    there = answering(crosswalk, listed, "harmonized")
    found = [
        GapMeasure(
            family=id_,
            label=called[id_],
            programmes=len(witnesses(crosswalk.catalog, crosswalk.sets_with[id_])),
            weight=route_weight(data_source(crosswalk, id_)[0]),
        )
        for id_ in inside
        if id_ not in there
    ]
    ranked = sorted(found, key=lambda one: (-one.programmes, one.weight, one.label, one.family))
    return tuple(ranked[:best])


def _has_word(label: str, words: Sequence[str]) -> bool:
    return any(re.search(rf"\b{re.escape(word)}", label.lower()) for word in words)
