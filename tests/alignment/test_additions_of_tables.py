"""On twenty real tables: every addition of the right level, patients, payers and year."""

import re

import pytest
from tables import TABLES

from measurealign.alignment import Addition, Goal, Recommendation, Wanted, align
from measurealign.alignment.ask.choices import Choices
from measurealign.alignment.ask.eligible import can_measure
from measurealign.alignment.ask.question import question
from measurealign.alignment.ask.which import audience_of
from measurealign.alignment.explain.shelf import ShelfMeasure, shelf
from measurealign.crosswalk import Crosswalk

SHELF = {one.name: one for one in shelf().candidates}
MANY = Goal(additions=Wanted(cost=8, engagement=8))
#: Each table is asked once.
FOUND: dict[str, Recommendation] = {}
CHILDREN = {"children 2020", "children 2023"}
MEDICARE = {"MIPS, six of many", "Medicare 2025", "Medicare Advantage", "next to nothing shared"}


@pytest.fixture(scope="module", params=list(TABLES))
def table(request: pytest.FixtureRequest, counted: Crosswalk) -> tuple[str, Recommendation]:
    return request.param, _found(request.param, counted)


def _found(name: str, walk: Crosswalk) -> Recommendation:
    if name not in FOUND:
        FOUND[name] = align(walk, TABLES[name], MANY)
    return FOUND[name]


def _each(found: Recommendation) -> list[tuple[Addition, ShelfMeasure | None]]:
    return [(one, SHELF.get(one.name)) for one in found.additions]


def test_a_practice_can_be_measured_by_what_is_not_for_watching(
    table: tuple[str, Recommendation], counted: Crosswalk
) -> None:
    name, found = table
    asked = question(counted, TABLES[name], MANY)
    for one in found.additions:
        if one.family and not one.monitoring:
            assert can_measure(asked, one.family), one.name
        assert not one.name.startswith("CAHPS Health Plan Survey"), "a survey of a plan's members"


def test_practices_own_engagement_measures_come_before_those_to_be_watched(
    table: tuple[str, Recommendation],
) -> None:
    told = [one.monitoring for one in table[1].additions if one.purpose == "engagement"]
    assert told == sorted(told)


def test_additions_are_for_the_tables_patients(
    table: tuple[str, Recommendation], counted: Crosswalk
) -> None:
    name, found = table
    asked = question(counted, TABLES[name], MANY)
    for one, judged in _each(found):
        whom = judged.audience if judged else audience_of(asked, one.family or "")
        if name in CHILDREN:
            assert whom in ("child", "all"), one.name
            assert not re.search(r"\badults?\b", one.name, re.I), one.name
        if judged and judged.medicare:
            assert name in MEDICARE or one.listed_by, one.name


def test_additions_are_of_their_time(table: tuple[str, Recommendation], counted: Crosswalk) -> None:
    _, found = table
    year = found.inputs.year
    for one, judged in _each(found):
        known = counted.known(one.family) if one.family else None
        assert not (known and known.retired and known.retired <= year), one.name
        assert one.reach or (judged and judged.since and judged.since <= year), one.name
        dated = re.findall(r"\b(?:19|20)\d\d\b", one.endorsement or "")
        assert all(int(each) <= year for each in dated), one.endorsement


def test_who_lists_an_addition_does_ask_for_it(
    table: tuple[str, Recommendation], counted: Crosswalk
) -> None:
    name, found = table
    asked = question(counted, TABLES[name], MANY)
    choices = Choices(asked)
    for one in found.additions:
        for programme in one.listed_by:
            assert set(choices.asked.lists[programme]) & _families(one, counted), one.name


def _families(one: Addition, walk: Crosswalk) -> set[str]:
    """The families under an addition's names."""
    judged = SHELF.get(one.name)
    if judged is None:
        return {one.family or ""}
    names = {name.casefold() for name in (judged.name, *judged.also)}
    rows = walk.catalog.measures
    return {
        family.id
        for family in walk.families
        if ((known := walk.known(family.id)) and known.id == judged.known)
        or family.label.casefold() in names
        or any(rows[key].name.casefold() in names for key in family.members)
    }


def test_what_is_chosen_or_of_one_topic_is_not_proposed_twice(
    table: tuple[str, Recommendation],
) -> None:
    _, found = table
    chosen = {one.facts.family for one in found.chosen}
    assert not chosen & {one.family for one in found.additions}
    topics = [judged.topic for _, judged in _each(found) if judged]
    assert len(topics) == len(set(topics))


def test_different_tables_get_different_additions(counted: Crosswalk) -> None:
    told = {name: tuple(one.name for one in _found(name, counted).additions)[:4] for name in TABLES}
    assert len(set(told.values())) >= len(TABLES) / 2, told
