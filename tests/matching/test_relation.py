"""The kind of a link, and the scorer's file."""

import pytest

from measurealign.crosswalk import explain
from measurealign.matching.relation import log_odds, scorer
from measurealign.model import Measure, chance


def relation(one, other):
    left = Measure(key="a/x", name=one, evidence="source")
    return explain(left, Measure(key="b/y", name=other, evidence="source")).relation


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Colorectal Cancer Screening", "Screening for colon cancer", "same"),
        ("Influenza Immunization", "Flu shots", "same"),
        ("Tobacco Use: Screening and Cessation", "Smoking Screening and Cessation", "same"),
        ("HbA1c Poor Control (>9.0%)", "HbA1c Control (<8.0%)", "variant"),
        ("Depression Remission at Six Months", "Depression Remission at Twelve Months", "variant"),
        (
            "Follow-Up After Hospitalization for Mental Illness (7-Day)",
            "Follow-Up After Hospitalization for Mental Illness",
            "narrower",
        ),
        (
            "Follow-Up After Hospitalization for Mental Illness",
            "Follow-Up After Hospitalization for Mental Illness: Ages 6 to 17",
            "broader",
        ),
        ("Adolescent Well-Care Visits", "Child and Adolescent Well-Care Visits", "narrower"),
        ("Childhood Immunization Status (Combo 10)", "Childhood Immunization Status", "narrower"),
    ],
)
def test_kinds_of_links(one, other, expected):
    assert relation(one, other) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Breast Cancer Screening", "Cervical Cancer Screening"),
        ("Controlling High Blood Pressure", "Blood Pressure Control for Patients With Diabetes"),
        ("Initiation of Substance Use Treatment", "Engagement of Substance Use Treatment"),
        ("Depression Screening", "Antidepressant Medication Management"),
        ("Prenatal Care", "Postpartum Care"),
        ("Eye Exam", "Foot Exam"),
        ("Oral Evaluation, Dental Services", "Topical Fluoride for Children"),
        ("Medication Adherence for Cholesterol", "Medication Adherence for Hypertension"),
        ("Rating of Health Plan", "Rating of Drug Plan"),
    ],
)
def test_look_alikes_are_not_the_same(one, other):
    assert relation(one, other) != "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Breast Cancer Screening", "Asthma Medication Ratio"), ("Eye Exam", "Cesarean Birth")],
)
def test_unlike_measures_are_different(one, other):
    assert relation(one, other) == "different"


def test_a_relation_turns_with_its_ends():
    turned = {"broader": "narrower", "narrower": "broader"}
    one, other = "Adolescent Well-Care Visits", "Child and Adolescent Well-Care Visits"
    found = relation(one, other)
    assert relation(other, one) == turned[found]


@pytest.mark.parametrize("share", [0.01, 0.5, 0.9, 0.999])
def test_log_odds_and_confidence_are_inverse(share):
    assert chance(log_odds(share)) == pytest.approx(share)


def test_weights_speak_in_the_direction_of_their_meaning():
    against = ("conflict", "differs", "one side", "further", "left over on both", "and year")
    for_ = ("shared ideas", "overlap", "agree", "similar", "same title", "nothing left over")
    seen = set()
    for name, weight in scorer().weights.items():
        if any(word in name for word in for_):
            assert weight > 0, name
        elif any(word in name for word in against):
            assert weight < 0, name
            seen.add(name)
    assert {"site conflict", "ages conflict", "steward differs", "same set and year"} <= seen
