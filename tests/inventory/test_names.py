"""A name more general than its measure is found; those that stay are settled by facts."""

import pytest

from benchmarks.inventory_names import SETTLED, general_names
from measurealign.inventory import Inventory, shipped
from measurealign.inventory.entries import KnownMeasure, Minimum
from measurealign.inventory.minimums import minimum


def known(id_: str, title: str, **more: object) -> KnownMeasure:
    return KnownMeasure.model_validate({"id": id_, "title": title, **more})


PRESSURE = known("cbp", "Controlling High Blood Pressure", threshold="<140/90",
                 names=[{"name": "Blood pressure control", "by": "a plan"}])  # fmt: skip


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("BP Control", True),
        ("Blood Pressure Control (<140/90 mm Hg)", True),
        ("Blood Pressure Control (<130/80)", False),
        ("Diabetes: Blood Pressure Control", False),
        ({"name": "BP Control", "by": "NCQA"}, False),
    ],
)
def test_a_name_that_belongs_to_another_measure_is_found(name: object, found: bool) -> None:
    diabetes = known("bpd", "Blood Pressure Control for Patients With Diabetes", names=[name])
    told = general_names(Inventory.of([PRESSURE, diabetes]))
    assert [(one.measure, one.other) for one in told] == [("bpd", "cbp")] * found
    assert all("says nothing of diabetes" in str(one) for one in told)


def test_kin_may_share_a_name() -> None:
    part = known("bpd", "Blood Pressure Control for Patients With Diabetes", spoken=["BP Control"],
                 part_of=[{"id": "cbp", "word": "diabetes", "kind": "slice"}])  # fmt: skip
    heir = known("new", "Blood Pressure Control for Patients With Diabetes", spoken=["BP Control"])
    old = PRESSURE.model_copy(update={"successor": None})
    assert not general_names(Inventory.of([PRESSURE, part]))
    assert general_names(Inventory.of([old, heir]))


def test_every_general_name_is_settled_and_nothing_else() -> None:
    found = {one.measure for one in general_names(shipped())}
    assert found == set(SETTLED), "look at the name: python -m benchmarks.inventory_names"


def test_bp_control_is_not_diabetes() -> None:
    diabetes = shipped()["blood-pressure-control-for-patients-with-diabetes"]
    assert not {"BP Control", "Blood Pressure Control"} & set(diabetes.wordings)


def test_a_health_plan_survey_is_of_plans() -> None:
    assert shipped()["cahps-health-plan-survey"].levels == ("plan",)


def test_a_least_denominator_is_the_entry_s_own_else_the_general_rule() -> None:
    rate = known("a", "A", ids={"hedis": "AAA", "mips": "001"}, type="process")
    assert minimum(rate) == Minimum(
        n=30, source="general rule for HEDIS rates, not read for this measure"
    )
    assert (found := minimum(known("b", "B", ids={"mips": "001"}, type="outcome")))
    assert found.n == 20 and "not read" in found.source
    own = known("c", "C", ids={"hedis": "AAA"}, minimum={"n": 100, "source": "a manual"})
    assert minimum(own) == Minimum(n=100, source="a manual")


@pytest.mark.parametrize("more", [
    {"ids": {"cbe": "0001"}, "type": "process"},
    {"ids": {"hedis": "PCR"}, "type": "utilization"},
    {"ids": {"hedis": "FVA"}, "type": "process", "levels": ["plan"], "routes": {"plan": "survey"}},
])  # fmt: skip
def test_where_no_rule_holds_the_least_denominator_is_unknown(more: dict[str, object]) -> None:
    assert minimum(known("a", "A", **more)) is None
