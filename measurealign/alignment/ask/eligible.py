"""Eligible before optimal: what cannot be chosen, and why.

Nothing is barred for what is not known: a measure without a level, an audience or a least
denominator is taken as it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from measurealign.alignment.ask.question import Question
from measurealign.alignment.ask.traits import source_of
from measurealign.alignment.ask.which import audience_of, fits, horizon_of, kind_of
from measurealign.burden.effort import shipped_parameters
from measurealign.crosswalk import level, minimum

Barred = Literal["level", "audience", "retired", "topped out", "panel", "horizon", "rule"]
#: Levels at which a practice is measured.
OF_PRACTICES = frozenset({"clinician", "group", "practice"})
#: Kinds of subjects whose plan's rate can be told for the patients of one practice.
ATTRIBUTED = frozenset({"clinical", "medication", "access", "utilization"})
#: Words in the id of a set that tells of practices.
_PRACTICES = re.compile(
    r"\b(pcmh|pcp|cpc|aco|clinic|clinical|mipct|medical-home|primary-care|participation|qpbc|pgip)\b"
)


@dataclass(frozen=True)
class Bar:
    """Why a family cannot be chosen."""

    kind: Barred
    says: str


def bar(asked: Question, family: str) -> Bar | None:
    """Return why a family cannot be chosen; None if it can."""
    return next(_bars(asked, family), None)


def _bars(asked: Question, family: str) -> Iterator[Bar]:
    for name, group in asked.excluded.items():
        if family in group:
            yield Bar("rule", f"excluded by the rules ({name})")
    yield from _of_its_time(asked, family)
    if not can_measure(asked, family):
        levels = ", ".join(asked.walk.levels(family))
        yield Bar("level", f"not practice level: its specification is for {levels}")
    yield from _audience(asked, family)
    yield from _panel(asked, family)
    only = asked.goal.only
    if only and not any(fits(asked, family, which) for which in only):
        yield Bar("rule", f"the rules take only measures {'; or '.join(one.says for one in only)}")


def _of_its_time(asked: Question, family: str) -> Iterator[Bar]:
    """Retired by the table's year, or told to be topped out in it."""
    known = asked.walk.known(family)
    if known and known.retired is not None and known.retired <= asked.year:
        after = known.successor.id if known.successor else ""
        instead = f"; {after} took its place" if after else ""
        yield Bar("retired", f"retired in {known.retired}{instead}")
    catalog = asked.walk.catalog
    for key in asked.walk.family[family].members:
        row = catalog.measures[key]
        if "topped out" in (row.note or "").lower() and catalog.get(row.set_id).year == asked.year:
            yield Bar("topped out", f"topped out in {asked.year} ({catalog.get(row.set_id).label})")


def can_measure(asked: Question, family: str) -> bool:
    """Tell whether a practice can be measured by a family at all.

    By its level, or because a plan can tell its rate or count for the patients of each practice
    (`attribute`): what was done for patients, and which care they used. Money, surveys of members
    and a plan's own arrangements cannot be told so, nor can rates of hospitals and of areas.
    """
    if measures_practices(asked, family):
        return True
    of_plan = "plan" in asked.walk.levels(family) and not _stays_with_its_level(asked, family)
    return asked.goal.attribute and of_plan and kind_of(asked, family) in ATTRIBUTED


def measures_practices(asked: Question, family: str) -> bool:
    """Tell whether a family is at practice level.

    So it is where the inventory says so or names no level, and where a set of practices or
    clinicians lists it at or before the year; but see `_stays_with_its_level`.
    """
    levels = asked.walk.levels(family)
    if _stays_with_its_level(asked, family):
        return False
    if not levels or not OF_PRACTICES.isdisjoint(levels):
        return True
    return any(of_practices(asked, one) for one in asked.walk.sets_with[family])


def _stays_with_its_level(asked: Question, family: str) -> bool:
    """Tell whether a measure tells of a plan or an area, whoever lists it.

    A survey of a plan's members, and a rate that is made for areas (a group's rate told beside it).
    """
    levels = set(asked.walk.levels(family))
    if "population" in levels and levels.isdisjoint({"group", "practice"}):
        return True
    survey = kind_of(asked, family) == "experience" or source_of(asked, family)[0] == "survey"
    return survey and bool(levels) and levels.isdisjoint(OF_PRACTICES)


def of_practices(asked: Question, set_id: str) -> bool:
    """Tell whether a set of the year or before measures practices: by its level, kind or name."""
    one = asked.walk.catalog.get(set_id)
    told = level(set_id)
    if one.year > asked.year or told in ("plan", "hospital"):
        return False
    return told == "clinician" or one.kind == "payer" or bool(_PRACTICES.search(set_id))


def _audience(asked: Question, family: str) -> Iterator[Bar]:
    goal, whom = asked.goal, audience_of(asked, family)
    if goal.audience and whom != "all" and whom not in goal.audience:
        yield Bar("audience", f"for another audience ({whom})")
    if goal.horizon and horizon_of(asked, family) != goal.horizon:
        slow = "moves over years, not within a contract" if goal.horizon == "short" else (
            "moves within a year or two; the rules ask for what counts in the long run"
        )  # fmt: skip
        yield Bar("horizon", slow)


def _panel(asked: Question, family: str) -> Iterator[Bar]:
    """Fewer patients than the least denominator: of the measure, or of measures by its words."""
    if asked.goal.panel is None:
        return
    known, label = asked.walk.known(family), asked.walk.family[family].label.lower()
    share = _share(label)
    patients = round(asked.goal.panel * share)
    told = minimum(known) if known else None
    needs = [(told.n, told.source)] if told else []
    needs += [
        (one.least, f"{one.unit}, {shipped_parameters().study(one.study).name}")
        for one in shipped_parameters().samples
        if one.words and all(word in label for word in one.words)
    ]
    for least, source in needs:
        if least > patients:
            of = f"some {patients} of a panel of {asked.goal.panel}" if share < 1 else (
                f"a panel of {asked.goal.panel}"
            )  # fmt: skip
            yield Bar("panel", f"too few patients: {of}, at least {least} are needed ({source})")


def _share(label: str) -> float:
    """Return the part of a panel that a measure counts, where a study of ordinary practices says.

    The study's patients with the condition over all its patients; 1 where none tells it.
    """
    ordinary = shipped_parameters().ordinary
    whole = next((one.median for one in ordinary if not one.words), 0.0)
    found = [one.median for one in ordinary if one.words and all(w in label for w in one.words)]
    return min(found) / whole if found and whole else 1.0
