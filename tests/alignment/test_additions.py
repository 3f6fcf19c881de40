"""Additions: of this place, year and audience; of one topic the best, never what is chosen."""

from typing import Any

import pytest
from tiny_table import table

from measurealign.alignment import Addition, Goal, Recommendation, Wanted, align
from measurealign.alignment.explain.shelf import shelf
from measurealign.crosswalk import Crosswalk

THREE = ["cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018"]
CAHPS_ROW = "patient-experience1"


def names(found: Recommendation, purpose: str) -> list[str]:
    return [one.name for one in found.additions if one.purpose == purpose]


def wide(walk: Crosswalk, **fields: Any) -> list[Addition]:
    goal = Goal(additions=Wanted(cost=40, engagement=40), **fields)
    return list(align(walk, "ab", goal).additions)


def pair(year: int = 2024, subject: str = "bp-control1") -> Crosswalk:
    """Two programmes that agree on one subject."""
    return table({"a": [subject], "b": [subject]}, about={one: {"year": year} for one in "ab"})


@pytest.mark.parametrize("one", shelf().candidates, ids=lambda one: one.id)
def test_a_candidate_says_what_it_adds_and_on_what_ground(one):
    assert one.sources, "cite where it was read"
    assert all(len(v.says) > 10 for v in one.opinions)


def test_two_of_each_unless_asked_otherwise():
    walk = table(
        {"a": ["bp-control1"], "b": ["bp-control1"], "c": ["readmission1"]},
        rows={"readmission1": {"name": "Plan All-Cause Readmissions"}},
    )
    for wanted, cost, engagement in ((Wanted(), 2, 2), (Wanted(cost=0, engagement=3), 0, 3)):
        found = align(walk, "ab", Goal(additions=wanted))
        assert (len(names(found, "cost")), len(names(found, "engagement"))) == (cost, engagement)


def test_of_one_topic_only_the_best_is_proposed():
    found = wide(pair())
    topics = [one.topic for one in shelf().candidates if one.name in {a.name for a in found}]
    assert len(topics) == len(set(topics))
    ranks = [one.rank for one in found if one.purpose == "cost"]
    assert ranks == sorted(ranks, reverse=True)


def test_the_year_decides_what_can_be_had():
    early = {one.name for one in wide(pair(2015))}
    late = {one.name for one in wide(pair(2024))}
    assert not any("CollaboRATE" in name for name in early)
    assert any("CollaboRATE" in name for name in late)


def test_a_child_table_gets_child_additions():
    found = wide(pair(subject="child-immunization1"))
    told = {one.id: one for one in shelf().candidates}
    known = {one.name: one.audience for one in told.values()}
    assert {known[one.name] for one in found if one.name in known} <= {"child", "all"}
    assert "CAHPS Clinician & Group Survey, child version" in {one.name for one in found}
    adults = {one.name for one in wide(pair())}
    assert "CAHPS Clinician & Group Survey, child version" not in adults


def test_the_survey_that_the_payers_field_already_is_proposed():
    walk = table(
        {"a": ["bp-control1", CAHPS_ROW], "b": ["bp-control1"], "c": ["bp-control1"]},
        rows={"patient-experience1": {"name": "CAHPS for MIPS"}},
        about={one: {"year": 2024} for one in "abc"},
    )
    found = align(walk, "abc", Goal(additions=Wanted(engagement=40)))
    (survey,) = [one for one in found.additions if one.name.startswith("CAHPS for MIPS survey")]
    assert survey.listed_by == ("a",)
    assert "at the table: A 2024 list it" in survey.reasons[0]
    assert not any(one.name.startswith("CAHPS Clinician") for one in found.additions), "one survey"


def test_who_in_the_region_uses_it_raises_it():
    row = ["readmission1"]
    there = {"region": "Ohio", "kind": "regional"}
    walk = table(
        {"a": ["bp-control1"], "b": ["bp-control1"], "near-2015": row, "next-2015": row},
        rows={"readmission1": {"name": "Plan All-Cause Readmissions"}},
        about={"a": {"region": "Ohio"}, "b": {"region": "Ohio"},
               "near-2015": {**there, "year": 2015}, "next-2015": {**there, "year": 2015}},
    )  # fmt: skip
    (here,) = [one for one in wide(walk) if one.name.startswith("Plan All-Cause")]
    assert here.in_region == ("near", "next")
    assert here.monitoring
    far = table(
        {"a": ["bp-control1"], "b": ["bp-control1"], "near-2015": row, "next-2015": row},
        rows={"readmission1": {"name": "Plan All-Cause Readmissions"}},
        about={"near-2015": {"year": 2015}, "next-2015": {"year": 2015}},
    )
    (there_,) = [one for one in wide(far) if one.name.startswith("Plan All-Cause")]
    assert there_.rank < here.rank


def test_a_panel_too_small_for_a_survey_bars_it():
    assert any("CollaboRATE" in one.name for one in wide(pair()))
    assert not any("CollaboRATE" in one.name for one in wide(pair(), panel=150))


def test_what_is_chosen_is_not_proposed_again():
    walk = table(
        {one: ["readmission1"] for one in "ab"},
        rows={"readmission1": {"name": "Plan All-Cause Readmissions", "ids": {"hedis": "PCR"}}},
    )
    found = align(walk, "ab", Goal(additions=Wanted(cost=40)))
    assert [one.facts.family for one in found.chosen] == ["readmission1"]
    assert not any("Readmission" in name and "PCR" in name for name in names(found, "cost"))


def test_the_catalogs_own_measures_are_proposed_when_three_programmes_list_them():
    row = ["generics1"]
    sets = {"a": ["bp-control1"], "b": ["bp-control1"], "c": row, "d": row, "e": row}
    assert "generics1" in {one.name for one in wide(table(sets))}
    del sets["e"]
    assert "generics1" not in {one.name for one in wide(table(sets))}


def test_endorsement_has_its_date():
    walk = table(
        {"a": ["bp-control1"], "b": ["bp-control1"], "c-2015": ["readmission1"]},
        rows={"readmission1": {"name": "Plan All-Cause Readmissions", "ids": {"cbe": "1768"}}},
        about={"c-2015": {"year": 2015}},
    )
    (one,) = [each for each in wide(walk) if each.name.startswith("Plan All-Cause")]
    assert one.endorsement and "CBE 1768, as printed in 2015" in one.endorsement


def test_tables_of_other_places_and_years_get_other_additions(walk: Crosswalk):
    counted = walk.only()
    tables = (
        THREE,
        ["cpc-plus-2021", "hedis-my-2022", "or-cco-incentive-2021"],
        ["mips-family-medicine-2025", "making-care-primary-2025", "uhc-ma-pcpi-2025"],
        ["mi-bcbsm-pgip-2019", "mi-bcn-bcbsm-prp-2017", "mi-priority-health-pip-2020"],
    )  # fmt: skip
    told = [tuple(one.name for one in align(counted, ids).additions) for ids in tables]
    assert all(len(one) >= 3 for one in told)
    assert len(set(told)) >= 3, told
