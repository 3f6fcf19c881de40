"""Concepts join specifications of one idea, and nothing that is another step or population."""

import pytest

from measurealign import crosswalk
from measurealign.crosswalk import Crosswalk
from measurealign.model import Judgement

CBP = "hedis-2018/controlling-high-blood-pressure"
BCS = "hedis-2018/breast-cancer-screening"
ONE_IDEA = [
    ("cpc-plus-2018/diabetes-hemoglobin-a1c-hba1c-poor-control-gt-9", "<8.0%"),
    (
        "or-cco-incentive-2018/childhood-immunization-status-combo-2",
        "childhood-immunization-status",
    ),
    ("hedis-2018/depression-screening-and-follow-up-for-adolescents-and-adults", "follow-up-plan"),
]
WCC = "weight-assessment-and-counseling-for-nutrition-and-physical-activity-for-children"
ONE_MEASURE = [
    (f"hedis-2018/{WCC}-adolescents", f"or-cco-incentive-2018/{WCC}-and-adolescents"),
    (CBP, "cpc-plus-2018/controlling-high-blood-pressure"),
    (BCS, "cpc-plus-2018/breast-cancer-screening"),
    (
        "cpc-plus-2018/diabetes-hemoglobin-a1c-hba1c-poor-control-gt-9",
        "mips-family-medicine-2026/diabetes-glycemic-status-assessment-greater-than-9",
    ),
    (
        "cpc-plus-2018/preventive-care-and-screening-screening-for-depression-and-follow-up-plan",
        "or-cco-incentive-2018/screening-for-depression-and-follow-up-plan",
    ),
]
APART = [
    ("hedis-2018/acute-hospital-utilization", "cpc-plus-2018/emergency-department-utilization-edu"),
    ("hedis-2018/childhood-immunization-status", "hedis-2018/immunizations-for-adolescents"),
    ("hedis-my-2024/use-of-opioids-at-high-dosage", "hedis-my-2024/risk-of-continued-opioid-use"),
    ("hedis-2018/breast-cancer-screening", "hedis-2018/cervical-cancer-screening"),
    ("hedis-2018/breast-cancer-screening", "hedis-2018/colorectal-cancer-screening"),
]


def concept(walk: Crosswalk, key: str) -> str:
    return walk.concept_of(walk.family_of(key).id).id


@pytest.mark.parametrize(("one", "other"), ONE_MEASURE)
def test_one_measure_under_several_names_is_one_family(
    walk: Crosswalk, one: str, other: str
) -> None:
    assert walk.family_of(one).id == walk.family_of(other).id


@pytest.mark.parametrize(("key", "part"), ONE_IDEA)
def test_specifications_of_one_idea_are_one_concept(walk: Crosswalk, key: str, part: str) -> None:
    families = walk.concept[concept(walk, key)].families
    labels = [walk.family[id_].label for id_ in families]
    assert len(families) > 1, labels
    assert any(part in text for id_ in families for text in (id_, walk.family[id_].label))


@pytest.mark.parametrize(("one", "other"), APART)
def test_another_step_or_population_is_another_concept(
    walk: Crosswalk, one: str, other: str
) -> None:
    assert concept(walk, one) != concept(walk, other)


def test_people_join_and_part_concepts(walk: Crosswalk) -> None:
    said = Judgement(left=CBP, right=BCS, verdict="accepted", relation="variant", by="A")
    joined = crosswalk(walk.catalog, [said])
    assert concept(joined, CBP) == concept(joined, BCS)
    assert joined.family_of(CBP).id != joined.family_of(BCS).id
    low, poor = (
        f"hedis-2018/comprehensive-diabetes-care-{end}"
        for end in ("hba1c-control-lt-8-0", "hba1c-poor-control-gt-9-0")
    )
    assert concept(walk, low) == concept(walk, poor)
    apart = said.model_copy(update={"left": low, "right": poor, "verdict": "rejected"})
    parted = crosswalk(walk.catalog, [apart])
    assert concept(parted, low) != concept(parted, poor)
