"""What sets have in common, area by area, and how firm the number is; the chain of evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_scoring import walks
from tiny import tiny

from measurealign.compare.chain import chain
from measurealign.compare.common import STANDINGS, area_agreement, common, steps
from measurealign.crosswalk import Crosswalk
from measurealign.scoring import TIERS, overlap

AREAS = {"bp": "hypertension", "a1c poor": "diabetes", "a1c good": "diabetes", "eye": "diabetes"}


@pytest.fixture
def table() -> Crosswalk:
    return tiny(
        {"a": ["bp", "a1c poor"], "b": ["bp", "a1c good"], "c": ["eye"]},
        concepts={"a1c poor": "a1c", "a1c good": "a1c"},
        related=[("eye", "a1c good")],
        areas=AREAS,
    )


def test_common_measures_most_widely_listed_first(table: Crosswalk) -> None:
    assert [(one.label, one.sets) for one in common(table, "abc")] == [("bp", ("a", "b"))]
    ideas = common(table, "abc", "harmonized")
    assert [(one.label, one.sets) for one in ideas] == [("a1c", ("a", "b")), ("bp", ("a", "b"))]
    assert [row.name for row in ideas[0].rows] == ["a1c poor", "a1c good"]


def test_a_related_idea_stands_apart(table: Crosswalk) -> None:
    found = {one.label: one for one in common(table, "abc", "related")}
    assert (found["a1c"].sets, found["a1c"].near) == (("a", "b"), ("c",))
    assert (found["eye"].sets, found["eye"].near) == (("c",), ("a", "b"))


def test_what_everybody_lists(table: Crosswalk) -> None:
    assert [one.label for one in common(table, "ab", "harmonized", least=2)] == ["a1c", "bp"]
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


@given(walks(), st.sampled_from(TIERS))
def test_common_agrees_with_overlap(walk: Crosswalk, tier: str) -> None:
    found = common(walk, ["a", "b"], tier)
    assert bool(found) == (overlap(walk, "a", "b", tier).jaccard > 0)
    if tier == "strict":
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
    found = {(one.rows, one.tier): one.jaccard for one in steps(tiny(rows), "a", "b")}
    firm, middle, all_ = STANDINGS
    assert found[firm, "strict"] == pytest.approx(1 / 2)
    assert found[middle, "strict"] == pytest.approx(2 / 3)
    assert found[all_, "strict"] == pytest.approx(2 / 4)
    assert len(found) == len(STANDINGS) * len(TIERS)


def test_two_rows_that_were_compared_tell_why_themselves(table: Crosswalk) -> None:
    found = chain(table, "b/bp-0", "a/bp-0")
    assert found.direct
    assert found.says == "equal wording"
    assert found.confidence == 0.9


def test_two_rows_that_meet_through_a_third_tell_the_weakest_link() -> None:
    walk = tiny({"a": ["x"], "b": ["x"], "c": ["x"]})
    found = chain(walk, "b/x-0", "c/x-0")
    assert [(one.left, one.right) for one in found.links] == [
        ("a/x-0", "b/x-0"),
        ("a/x-0", "c/x-0"),
    ]
    assert found.says == "through 1 other row(s); weakest link: equal wording"


def test_rows_without_any_link_say_so(table: Crosswalk) -> None:
    found = chain(table, "a/bp-0", "c/eye-0")
    assert (found.links, found.confidence) == ((), 0)
    assert found.says == "no link is kept for this pair"
