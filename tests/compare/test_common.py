"""What sets have in common, area by area, and how firm the number is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_scoring import walks
from tiny import tiny

from measurealign.compare.common import STANDINGS, area_agreement, common, steps
from measurealign.crosswalk import Crosswalk
from measurealign.model import CLOSENESS
from measurealign.scoring import overlap

AREAS = {"bp": "hypertension", "a1c poor": "diabetes", "a1c good": "diabetes", "eye": "diabetes"}


@pytest.fixture
def table() -> Crosswalk:
    return tiny(
        {"a": ["bp", "a1c poor"], "b": ["bp", "a1c good"], "c": ["eye"]},
        bonds=[("a1c poor", "a1c good", "variant")],
        subjects={"a1c poor": "sugar", "a1c good": "sugar", "eye": "sugar"},
        areas=AREAS,
    )


def test_common_measures_most_widely_listed_first(table: Crosswalk) -> None:
    assert [(one.label, one.sets) for one in common(table, "abc")] == [("bp", ("a", "b"))]
    near = {one.label: one for one in common(table, "abc", "harmonized")}
    assert set(near) == {"bp", "a1c poor", "a1c good"}
    assert (near["a1c poor"].sets, near["a1c poor"].near) == (("a",), ("b",))
    assert [row.name for row in near["a1c poor"].rows] == ["a1c poor"]


def test_a_subject_is_what_related_measures_share(table: Crosswalk) -> None:
    found = {one.id: one for one in common(table, "abc", "related")}
    assert found["sugar"].sets == ("a", "b", "c")
    assert [row.name for row in found["sugar"].rows] == ["a1c poor", "a1c good", "eye"]


def test_what_everybody_lists(table: Crosswalk) -> None:
    labels = [one.label for one in common(table, "ab", "harmonized", least=2)]
    assert labels == ["bp", "a1c good", "a1c poor"]
    assert common(table, "abc", "harmonized", least=3) == ()


def test_agreeing_on_areas_is_not_agreeing_on_measures(table: Crosswalk) -> None:
    found = area_agreement(table, "abc")
    assert found.areas == pytest.approx((1 + 1 / 2 + 1 / 2) / 3)
    assert found.measures == pytest.approx((1 / 3 + 0 + 0) / 3)
    rows = {row.area: row for row in found.rows}
    assert rows["diabetes"].sets == ("a", "b", "c")
    assert (rows["diabetes"].measures, rows["diabetes"].shared, rows["diabetes"].by_all) == (
        3,
        0,
        0,
    )
    assert (rows["hypertension"].measures, rows["hypertension"].by_all) == (1, 1)


@given(walks(), st.sampled_from(CLOSENESS))
def test_common_agrees_with_overlap(walk: Crosswalk, closeness: str) -> None:
    found = common(walk, ["a", "b"], closeness)
    assert bool(found) == (overlap(walk, "a", "b", closeness).jaccard > 0)
    if closeness == "strict":
        assert len(found) == len(overlap(walk, "a", "b").same)


@given(walks())
def test_area_agreement_is_bounded(walk: Crosswalk) -> None:
    found = area_agreement(walk, "abcd")
    assert 0 <= found.measures <= found.areas <= 1 or found.areas == 0 == found.measures
    for row in found.rows:
        assert row.by_all <= row.shared <= row.measures
        assert row.by_all == 0 or len(row.sets) > 1


def test_how_far_the_number_moves_with_the_rows_that_count() -> None:
    rows = {
        "a": ["x", {"name": "y", "evidence": "inferred"}, {"name": "z", "evidence": "recalled"}],
        "b": ["x", {"name": "y", "evidence": "inferred"}, "q"],
    }
    found = {(one.rows, one.closeness): one.jaccard for one in steps(tiny(rows), "a", "b")}
    firm, middle, all_ = STANDINGS
    assert found[firm, "strict"] == pytest.approx(1 / 2)
    assert found[middle, "strict"] == pytest.approx(2 / 3)
    assert found[all_, "strict"] == pytest.approx(2 / 4)
    assert len(found) == len(STANDINGS) * len(CLOSENESS)
