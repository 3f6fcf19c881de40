"""What sets leave out: every family has its place in the mix, every gap its best candidates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_scoring import NAMES, walks
from tiny import tiny
from tiny_table import table

from measurealign.alignment.ask.traits import type_of
from measurealign.alignment.explain.gaps import (
    gap_rules,
    gaps,
    is_equity,
    listed_by,
    timing,
)
from measurealign.crosswalk import Crosswalk, TableNames


@pytest.fixture
def field() -> Crosswalk:
    return tiny(
        {
            "mine-2018": [
                {"name": "Breast Cancer Screening", "type": "process", "data_source": "ehr"},
                {"name": "HbA1c Poor Control", "type": "intermediate-outcome", "family": "poor"},
            ],
            "x-2017": [
                {"name": "Total Cost of Care", "type": "cost", "data_source": "claims"},
                {"name": "HbA1c Control", "family": "good"},
                {"name": "Food Insecurity Screening", "type": "process"},
            ],
            "x-2018": [{"name": "Total Cost of Care", "type": "cost"}],
            "y-2018": [{"name": "Resource Use", "type": "cost"}, {"name": "Total Cost of Care"}],
        },
        bonds=[("poor", "good", "variant")],
        subjects={"poor": "a1c-control", "good": "a1c-control"},
        areas={
            "Breast Cancer Screening": "cancer-screening",
            "Total Cost of Care": "cost",
            "Resource Use": "cost",
            "poor": "diabetes",
            "good": "diabetes",
            "Food Insecurity Screening": "social-needs",
        },
    )


def test_what_is_there_and_what_is_missing(field: Crosswalk) -> None:
    found = gaps(TableNames(field), listed_by(field, ["mine-2018"]))
    types = {one.id: one for one in found.side("type")}
    assert types["process"].families == ("Breast Cancer Screening",)
    assert types["cost"].gap and not types["process"].gap
    assert [one.label for one in found.gaps if one.side == "area"] == ["Cost", "Social needs"]
    assert [one.id for one in found.side("equity") if one.gap] == ["equity"]


def test_candidates_are_what_most_programmes_use_then_the_lightest(field: Crosswalk) -> None:
    found = gaps(TableNames(field), listed_by(field, ["mine-2018"]))
    cost = next(one for one in found.side("area") if one.id == "cost")
    assert [(one.label, one.programmes, one.weight) for one in cost.candidates] == [
        ("Total Cost of Care", 2, 0.02),
        ("Resource Use", 1, 0.5),
    ]
    assert cost.programmes == 2
    best = gaps(TableNames(field), listed_by(field, ["mine-2018"]), best=1)
    assert len(best.gaps[0].candidates) == 1


def test_another_specification_of_what_is_there_is_no_candidate(field: Crosswalk) -> None:
    found = gaps(TableNames(field), ["good"])
    offered = {one.family for part in found.parts for one in part.candidates}
    assert "poor" not in offered
    assert "Total Cost of Care" in offered


@pytest.mark.parametrize(
    ("name", "type_", "when"),
    [
        ("Depression Remission at Twelve Months", "outcome", "years"),
        ("Plan All-Cause Readmissions", "utilization", "two-years"),
        ("Controlling High Blood Pressure", "intermediate-outcome", "two-years"),
        ("Total Cost of Care", "cost", "years"),
        ("Foot Exam", "process", "contract-year"),
        ("Something", None, None),
    ],
)
def test_timing_follows_the_table(name: str, type_: str | None, when: str | None) -> None:
    walk = tiny({"a": [{"name": name, "type": type_}]})
    assert timing(walk, name) == when


@pytest.mark.parametrize(
    ("name", "area", "yes"),
    [
        ("Food Insecurity Screening", "social-needs", True),
        ("Race and Ethnicity Stratification", "other", True),
        ("Breast Cancer Screening", "cancer-screening", False),
    ],
)
def test_equity_is_known_by_area_or_word(name: str, area: str, yes: bool) -> None:
    assert is_equity(tiny({"a": [name]}, areas={name: area}), name) is yes


def test_the_type_is_what_most_rows_name_else_the_inventorys() -> None:
    types = {"a": "process", "b": "outcome", "c": "outcome", "d": None}
    walk = tiny({id_: [{"name": "x", "type": word}] for id_, word in types.items()})
    assert type_of(walk, "x") == "outcome"
    assert type_of(tiny({"a": ["x"]}), "x") is None
    untold = table({"a": ["bp1"]}, known=[{"id": "bp1", "subjects": ["bp"], "type": "process"}])
    assert type_of(untold, "bp1") == "process"
    placed = {one.id: one.families for one in gaps(TableNames(untold), ["bp1"]).side("type")}
    assert placed["process"] == ("bp1",), "gaps place a measure where proposals do"


@given(walks(), st.lists(st.sampled_from(NAMES), unique=True))
def test_a_gap_is_empty_and_no_candidate_is_there_already(walk: Crosswalk, some: list[str]) -> None:
    listed = [id_ for id_ in some if id_ in walk.family]
    found = gaps(TableNames(walk), listed)
    for part in found.parts:
        assert set(part.families) <= set(listed)
        assert not (part.gap and part.families)
        for one in part.candidates:
            assert part.gap and one.family not in listed
            assert one.programmes >= 1
    assert sum(len(part.families) for part in found.side("data source")) == len(listed)


def test_the_rules_cover_every_type_of_the_model() -> None:
    from typing import get_args

    from measurealign.model import MeasureType

    assert {one.id for one in gap_rules().types} == set(get_args(MeasureType))
    timed = {word for one in gap_rules().timings for word in one.types}
    assert timed == set(get_args(MeasureType))


def test_a_primary_care_set_lacks_cost(counted: Crosswalk) -> None:
    found = gaps(TableNames(counted), listed_by(counted, ["cpc-plus-2018"]))
    missing = {one.id for one in found.gaps}
    assert "cost" in missing
    assert "hypertension" not in missing


def test_a_candidate_is_called_as_the_table_of_its_year_calls_it(counted: Crosswalk):
    called = TableNames(counted, ("cpc-plus-2018", "hedis-2018"))
    found = gaps(called, ["breast-cancer-screening"])
    candidates = [one for part in found.gaps for one in part.candidates]
    assert candidates
    assert all(called.meaning(one.label) == (one.family,) for one in candidates)
    assert any(one.label != counted.family[one.family].label for one in candidates)
