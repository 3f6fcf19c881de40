"""What a row tells of its specification is read; what it does not tell is no difference."""

import pytest

from measurealign.compare.specification import (
    differences,
    distinct,
    plain,
    side_by_side,
    specification,
)
from measurealign.model import Measure


def row(name: str, note: str | None = None, key: str = "a/x", **fields: object) -> Measure:
    return Measure(key=key, name=name, note=note, evidence="source", **fields)


READ = [
    ("Diabetes: Hemoglobin A1c (HbA1c) Poor Control (>9%)", None, "threshold", ">9"),
    ("Comprehensive Diabetes Care: HbA1c Control (<8.0%)", None, "threshold", "<8"),
    ("Controlling High Blood Pressure", "ages 18-85; BP <140/90", "threshold", "<140"),
    ("Controlling High Blood Pressure", "BP ≤140", "threshold", "≤140"),
    ("Follow-Up After Hospitalization (30-day and 7-day)", None, "window", "7 days, 30 days"),
    ("Controlling High Blood Pressure", "ages 18-85; BP <140/90", "ages", "18-85"),
    ("Well-Child Visits: 15-30 months", None, "ages", "15-30 months"),
    ("Body Mass Index Screening", "age 18+", "ages", "18+"),
    ("Flu Vaccinations for Adults Ages 65 and Older", None, "ages", "65+"),
    ("Follow-Up After ED Visit for Mental Illness (7-Day)", None, "window", "7 days"),
    ("Assessments within 60 Days for Children in Custody", None, "window", "60 days"),
    ("Childhood Immunization Status (Combo 10)", None, "combination", "10"),
    ("HbA1c Poor Control", None, "direction", "lower is better"),
]


@pytest.mark.parametrize(("name", "note", "dimension", "value"), READ)
def test_a_row_tells(name: str, note: str | None, dimension: str, value: str) -> None:
    assert specification(row(name, note)).value(dimension) == value


SILENT = [
    ("Colorectal Cancer Screening", "benchmark 2018: <54.0%", "threshold"),
    ("Smoking prevalence", "target 25%", "threshold"),
    ("Use of DXA Scans in Women Under 65 Years", None, "threshold"),
    ("Well-child visits 3-11 years", "was 3-6 years before HEDIS changed", "window"),
    ("Breast Cancer Screening", None, "ages"),
]


@pytest.mark.parametrize(("name", "note", "dimension"), SILENT)
def test_programme_remarks_are_no_specification(
    name: str, note: str | None, dimension: str
) -> None:
    assert specification(row(name, note)).value(dimension) is None


@pytest.mark.parametrize(("one", "other"), [
    ("Follow-Up (7-day and 30-day)", "Follow-Up (30-day and 7-day)"),
    ("BMI (>=18.5 and <25)", "BMI (<25 and >=18.5)"),
    ("Flu shots (ages 18-64; ages 65+)", "Flu shots (ages 65+; ages 18-64)"),
])  # fmt: skip
def test_in_which_order_a_row_prints_its_numbers_is_no_difference(one: str, other: str) -> None:
    told = [specification(row(one, key="a/x")), specification(row(other, key="b/x"))]
    assert any(told[0].value(d) for d in ("window", "threshold", "ages"))
    assert not differences(told)


def test_rows_differ_only_in_what_both_tell() -> None:
    poor = specification(row("HbA1c Poor Control (>9%)", key="a/poor"))
    good = specification(row("HbA1c Control (<8%)", key="b/good"))
    mute = specification(row("HbA1c", key="c/mute"))
    found = {one.dimension: one for one in differences([poor, good, mute])}
    assert found["threshold"].values == (("<8", ("b/good",)), (">9", ("a/poor",)))
    assert str(found["threshold"]) == "threshold: <8 / >9"
    assert differences([poor, mute]) == ()


def test_the_distinct_are_counted_at_the_least() -> None:
    rows = [row("X (<8%)"), row("X (>9%)"), row("X", "ages 18-75"), row("X")]
    assert distinct(specification(one) for one in rows) == 2
    assert distinct([]) == 1


def test_data_sources_are_a_dimension() -> None:
    rows = [row("X", data_source="ehr", key="a/x"), row("X", data_source="claims", key="b/x")]
    assert [str(one) for one in differences(map(specification, rows))] == [
        "data source: EHR / claims"
    ]


def test_plain_wording_forgets_capitals_and_punctuation_not_signs() -> None:
    assert plain("Well-Child Visits, 3–6") == plain("WELL CHILD visits 3 6")
    assert plain("HbA1c (>9%)") != plain("HbA1c (<9%)")


def test_side_by_side_tells_differences_first() -> None:
    left = Measure(key="a/x", name="HbA1c Poor Control (>9%)", type="outcome", evidence="source")
    right = Measure(key="b/x", name="HbA1c Control (<8%)", type="outcome", evidence="source")
    found = side_by_side(left, right)
    assert [one.name for one in found if one.differs] == ["Name", "Threshold", "Direction"]
    assert [one.differs for one in found] == sorted((one.differs for one in found), reverse=True)
    assert ("Threshold", ">9", "<8") in [(one.name, one.left, one.right) for one in found]
    assert not any(one.differs for one in side_by_side(left, left))


@pytest.mark.parametrize(
    ("left", "right", "differ"),
    [({"cbe": "0018"}, {"hedis": "CBP"}, False), ({"cbe": "0018"}, {"cbe": "0055"}, True),
     ({"cms": "CMS165v6"}, {"cms": "CMS165v9", "cbe": "0018"}, False)],
)  # fmt: skip
def test_ids_differ_where_one_numbering_tells_two_numbers(
    left: dict[str, str], right: dict[str, str], differ: bool
) -> None:
    found = side_by_side(row("Blood Pressure", ids=left), row("Blood Pressure", ids=right))
    assert [one.name for one in found if one.differs] == ["Ids"] * differ
