"""Lines against lines, by their wordings: what one pair says depends on its two sets alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measurealign.crosswalk import explain
from measurealign.matching.wordings import wordings
from measurealign.model import TURNED, Measure

TITLES = (
    "Colorectal Cancer Screening", "Screening for colon cancer", "Breast Cancer Screening",
    "HbA1c Poor Control (>9.0%)", "HbA1c Control (<8.0%)", "Flu shots", "Influenza Immunization",
    "Controlling High Blood Pressure", "Blood Pressure Control for Patients With Diabetes",
    "Adolescent Well-Care Visits", "Child and Adolescent Well-Care Visits",
)  # fmt: skip


def line(key, name, **more):
    return Measure(key=key, name=name, evidence="primary", **more)


def told(*lines):
    return {(one.left, one.right): one for one in wordings(lines, every=True)}


def test_of_one_set_only_the_likeliest_line_is_the_same():
    found = told(
        line("a-2020/1", "Colorectal Cancer Screening"),
        line("b-2020/1", "Screening for colorectal cancer"),
        line("b-2020/2", "Colorectal Cancer Screening (COL)"),
        line("c-2020/1", "Screening for colorectal cancer"),
    )
    same = {pair for pair, one in found.items() if one.relation == "same"}
    assert len([pair for pair in same if pair[0] == "a-2020/1" and pair[1][0] == "b"]) == 1
    assert ("a-2020/1", "c-2020/1") in same and ("b-2020/1", "c-2020/1") in same
    assert ("b-2020/1", "b-2020/2") in same, "one wording, printed twice"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(TITLES), min_size=1, max_size=5))
def test_another_set_changes_nothing(others):
    ours = [line(f"a-2020/{i}", title) for i, title in enumerate(TITLES[:6])]
    ours += [line(f"b-2020/{i}", title) for i, title in enumerate(TITLES[5:])]
    joined = [line(f"z-2021/{i}", title) for i, title in enumerate(others)]
    alone, beside = told(*ours), told(*ours, *joined)
    for pair, one in alone.items():
        if one.relation == "same" or beside.get(pair):
            assert beside[pair] == one


def test_two_lines_of_one_set_are_two_measures():
    found = told(line("a-2020/1", "Flu shots"), line("a-2020/2", "Flu shots for older adults"))
    assert found["a-2020/1", "a-2020/2"].relation != "same"


def test_lines_with_a_common_id_meet_however_they_sound():
    ids = ({"scheme": "cms", "value": "CMS165v9"},)
    found = told(line("a-2020/1", "Xyz", ids=ids), line("b-2020/1", "Qrs tuv", ids=ids))
    assert ("a-2020/1", "b-2020/1") in found
    assert not list(wordings([line("a-2020/1", "Xyz"), line("b-2020/1", "Qrs tuv")]))


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("Child and Adolescent Well-Care Visits", "Adolescent Well-Care Visits"),
        ("Childhood Immunization Status", "Childhood Immunization Status (Combo 10)"),
        (
            "Follow-Up After Hospitalization for Mental Illness",
            "Follow-Up After Hospitalization for Mental Illness (7-Day)",
        ),
        (
            "Follow-Up After Hospitalization for Mental Illness",
            "Follow-Up After Hospitalization for Mental Illness: Ages 6 to 17",
        ),
    ],
)
@pytest.mark.parametrize("keys", [("a-2020/1", "b-2020/1"), ("b-2020/1", "a-2020/1")])
def test_the_wider_one_is_broader_from_whichever_side_it_is_told(wide, narrow, keys):
    one, other = line(keys[0], wide), line(keys[1], narrow)
    assert explain(one, other).relation == "broader"
    assert explain(other, one).relation == "narrower"
    (match,) = told(one, other).values()
    assert match.relation == ("broader" if match.left == one.key else "narrower")


@pytest.mark.parametrize("left", TITLES)
def test_a_pair_turned_around_says_the_same_with_reasons_that_add_up(left):
    for right in TITLES:
        one, other = line("a-2020/1", left), line("b-2020/1", right)
        match, turned = explain(one, other), explain(other, one)
        assert turned.relation == TURNED.get(match.relation, match.relation)
        assert turned.confidence == match.confidence
        if match.relation == "same":
            score = sum(reason.weight for reason in match.evidence)
            chance = 1 / (1 + 2.718281828459045**-score)
            assert match.confidence == pytest.approx(chance, abs=1e-3)
