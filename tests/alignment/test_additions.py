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
    assert "at the table: A 2024 lists it" in survey.reasons[0]
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
    assert here.in_region == ("Near-2015", "Next-2015")
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


def test_tables_of_other_places_and_years_get_other_additions(counted: Crosswalk):
    tables = (
        THREE,
        ["cpc-plus-2021", "hedis-my-2022", "or-cco-incentive-2021"],
        ["mips-family-medicine-2025", "making-care-primary-2025", "uhc-ma-pcpi-2025"],
        ["mi-bcbsm-pgip-2019", "mi-bcn-bcbsm-prp-2017", "mi-priority-health-pip-2020"],
    )  # fmt: skip
    told = [tuple(one.name for one in align(counted, ids).additions) for ids in tables]
    assert all(len(one) >= 3 for one in told)
    assert len(set(told)) >= 3, told


def test_a_survey_of_a_plans_members_is_no_practices_whoever_lists_it():
    row = {"name": "CAHPS Health Plan Survey: Customer Service"}
    sets = {"a": ["bp-control1"], "b": ["bp-control1"]}
    sets |= {one: ["experience-plan-rating1"] for one in "cdef"}
    known = {"id": "experience-plan-rating1", "subjects": ["experience-plan-rating"]}

    def told(*levels: str) -> set[str]:
        walk = table(
            sets, rows={"experience-plan-rating1": row}, known=[{**known, "levels": list(levels)}]
        )
        return {one.family or "" for one in wide(walk)}

    assert "experience-plan-rating1" not in told("plan")
    assert "experience-plan-rating1" in told("plan", "clinician")


def test_what_is_for_medicare_alone_needs_medicare_at_the_table():
    def told(*payers: tuple[str, ...]) -> set[str]:
        about = {id_: {"year": 2024, "payers": one} for id_, one in zip("abc", payers, strict=True)}
        sets = {"a": ["bp-control1"], "b": ["bp-control1"], "c": ["bp-control1"]}
        walk = table({**sets, "d-2020": ["patient-experience1"]}, about=about,
                     rows={"patient-experience1": {"name": "CAHPS for MIPS"}})  # fmt: skip
        return {
            one.name for one in align(walk, "abc", Goal(additions=Wanted(engagement=9))).additions
        }

    ours, theirs = ("Medicare FFS",), ("Medicaid", "commercial plans")
    assert "CAHPS for MIPS survey" in told(ours, ours, theirs)
    assert "CAHPS for MIPS survey" not in told(ours, theirs, theirs)
    assert "CAHPS for MIPS survey" not in told(("Medicare and Medicaid plans",), theirs, ours)
    assert "CAHPS Clinician & Group Survey (CG-CAHPS)" in told(theirs, theirs, theirs)


def test_an_earlier_editions_row_is_not_at_the_table():
    row = {"readmission1": {"name": "Plan All-Cause Readmissions"}}
    sets = {"a-2024": ["bp-control1"], "b": ["bp-control1"], "a-2020": ["readmission1"]}
    about = {"a-2024": {"year": 2024}, "b": {"year": 2024}, "a-2020": {"year": 2020}}
    found = align(
        table(sets, rows=row, about=about), ["a-2024", "b"], Goal(additions=Wanted(cost=40))
    )
    (one,) = [each for each in found.additions if each.name.startswith("Plan All-Cause")]
    assert (one.listed_by, one.reach) == ((), 1)
    assert not any("at the table" in reason for reason in one.reasons)


def test_endorsement_that_came_later_is_not_told_and_one_that_was_removed_is_none():
    def told(date: str, status: str = "endorsed") -> tuple[str | None, float]:
        known = {
            "id": "plan-all-cause-readmissions", "subjects": ["readmission"],
            "levels": ["clinician"],
            "endorsement": {"status": status, "date": date, "source": "no removed rows"},
        }  # fmt: skip
        walk = table(
            {"a": ["bp-control1"], "b": ["bp-control1"], "c-2015": ["plan-all-cause-readmissions"]},
            rows={"plan-all-cause-readmissions": {"ids": {"cbe": "1768"}}},
            about={"c-2015": {"year": 2015}, **{one: {"year": 2018} for one in "ab"}},
            known=[known],
        )
        (one,) = [each for each in wide(walk) if each.name.startswith("Plan All-Cause")]
        return one.endorsement, one.rank

    holds, rank = told("2018")
    assert holds == "endorsed (2018, no removed rows)"
    printed = "CBE 1768, as printed in 2015 (C-2015): endorsed, or once endorsed"
    assert told("March 2019") == (printed, rank), "what came later is not known yet"
    assert told("2019", "removed") == (printed, rank), "it had not been removed yet"
    gone, lower = told("2017", "removed")
    assert gone == "endorsement removed (2017, no removed rows)"
    assert lower == pytest.approx(rank - 1 / 16, abs=1e-3), "weight 1 of 16"


def test_a_mixed_table_hears_of_children_when_a_programme_or_a_third_is_for_them():
    def children(a: list[str], b: list[str], name: str = "B") -> bool:
        about = {"a": {"year": 2020}, "b": {"year": 2020, "name": name}}
        found = wide(table({"a": a, "b": b}, about=about))
        return any(one.name.startswith("Pediatric asthma") for one in found)

    adults = ["bp-control1", "a1c-control1", "breast-cancer-screening1"]
    assert not children(adults, adults)
    assert not children([*adults, "child-immunization1"], [*adults, "child-immunization1"])
    few = ["bp-control1", "child-immunization1"]
    assert children(few, few)
    assert children(adults, adults, "Core set for children")


def test_a_measure_that_nobody_lists_any_more_is_not_proposed():
    def told(year: int) -> bool:
        sets = {"a": ["bp-control1"], "b": ["bp-control1"]}
        sets |= {one: ["generics1"] for one in ("c", "d", "e")}
        about = {one: {"year": year} for one in ("c", "d", "e")}
        about |= {one: {"year": 2020} for one in "ab"}
        return "generics1" in {one.name for one in wide(table(sets, about=about))}

    assert told(2015)
    assert not told(2014)
