"""Evidence between two titles: symmetric, bounded, and it adds up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.gold import load
from measurealign.crosswalk import explain
from measurealign.matching.evidence import compare, wording_evidence
from measurealign.matching.kinship import kinship
from measurealign.matching.relation import scorer
from measurealign.matching.wording import read_title
from measurealign.model import Identifier, Measure

TITLES = sorted({row["title"] for row in load().rows.values()})


def evidence(one, other):
    pair = compare(read_title(one), read_title(other), scorer().rarity, kinship())
    return wording_evidence(pair)


def measure(name, key, **fields):
    return Measure(key=key, name=name, evidence="source", **fields)


@given(st.sampled_from(TITLES), st.sampled_from(TITLES))
def test_evidence_is_the_same_from_both_sides(one, other):
    assert evidence(one, other) == pytest.approx(evidence(other, one))


@given(st.sampled_from(TITLES), st.sampled_from(TITLES))
def test_every_piece_lies_between_nothing_and_all(one, other):
    assert all(0 <= value <= 1 for value in evidence(one, other).values())


@given(st.sampled_from(TITLES))
def test_a_title_agrees_with_itself(title):
    found = evidence(title, title)
    assert found["overlap"] in (0, 1)
    assert not [name for name, value in found.items() if "conflict" in name and value]


@given(st.sampled_from(TITLES), st.sampled_from(TITLES))
def test_the_reasons_add_up_to_the_score(one, other):
    link = explain(measure(one, "a/x"), measure(other, "b/y"))
    score = sum(reason.weight for reason in link.evidence)
    chance = 1 / (1 + 2.718281828459045**-score)
    assert (link.relation == "same") == (chance >= scorer().threshold)
    if link.relation == "same":
        assert link.confidence == pytest.approx(chance, abs=0.001)


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ("Breast Cancer Screening", "Cervical Cancer Screening", "site conflict"),
        ("HbA1c Control (<8%)", "HbA1c Poor Control (>9%)", "limits conflict"),
        ("Asthma Admissions, ages 5 to 17", "Asthma Admissions, ages 18 to 39", "ages conflict"),
        ("Follow-Up, 7 days", "Follow-Up, 30 days", "parts conflict"),
        ("Remission at 6 months", "Remission at 12 months", "spans conflict"),
        ("Knee Replacement", "Hip Replacement", "procedure conflict"),
    ],
)
def test_what_distinguishes_is_named(one, other, name):
    assert evidence(one, other)[name] > 0


def test_a_misspelling_is_no_other_word_but_an_opposite_prefix_is():
    kin = kinship()
    assert kin.closeness(("word", "arterioveniou"), ("word", "arteriovenou")) > 0.8
    assert kin.closeness(("word", "hypothermic"), ("word", "hyperthermic")) == 0


def test_ids_speak_for_and_against():
    cbe = (Identifier(scheme="cbe", value="0018"),)
    other = (Identifier(scheme="cbe", value="0059"),)
    titles = ("Blood Pressure", "Blood Pressure Control")
    alone = explain(measure(titles[0], "a/x"), measure(titles[1], "b/y"))
    shared = explain(measure(titles[0], "a/x", ids=cbe), measure(titles[1], "b/y", ids=cbe))
    apart = explain(measure(titles[0], "a/x", ids=cbe), measure(titles[1], "b/y", ids=other))

    def score(link):
        return sum(reason.weight for reason in link.evidence)

    assert score(apart) < score(alone) < score(shared)
    assert "both carry CBE 0018" in shared.says
    assert "their CBE ids differ (0018 / 0059)" in apart.says
