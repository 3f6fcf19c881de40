"""Additions: credible, ranked, of one topic the best, never another form of what is chosen."""

import pytest
from tiny_table import table

from measurealign.alignment import Goal, Recommendation, Wanted, align
from measurealign.alignment.explain.shelf import shelf
from measurealign.crosswalk import Crosswalk
from measurealign.model import Evidence, Link

THREE = ["cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018"]
READMISSION = {"ids": {"hedis": "PCR"}, "type": "utilization", "data_source": "claims"}


def names(found: Recommendation, purpose: str) -> list[str]:
    return [one.name for one in found.additions if one.purpose == purpose]


@pytest.mark.parametrize("one", shelf().candidates, ids=lambda one: one.id)
def test_a_candidate_says_what_it_adds_and_on_what_ground(one):
    assert one.sources, "cite where it was read"
    assert one.evidence != "recalled" or not one.ids, "ids are facts: none from memory"
    assert all(len(v.says) > 10 for v in one.opinions)


def test_two_of_cost_and_one_of_engagement_unless_asked_otherwise():
    walk = table({"a": ["dm1"], "b": ["dm1"]})
    for wanted, cost, engagement in ((Wanted(), 2, 1), (Wanted(cost=0, engagement=3), 0, 3)):
        found = align(walk, "ab", Goal(additions=wanted))
        assert (len(names(found, "cost")), len(names(found, "engagement"))) == (cost, engagement)


def test_the_default_additions_are_ones_that_primary_care_can_answer_for(walk: Crosswalk):
    found = align(walk.only(), THREE)
    topics = {one.name: one.topic for one in shelf().candidates}
    cost = [topics[name] for name in names(found, "cost")]
    assert len(set(cost)) == 2
    assert set(cost) <= {"total-cost", "hospital-use", "emergency-use", "readmission"}
    assert names(found, "engagement") == ["CAHPS Clinician & Group Survey (CG-CAHPS)"]
    for one in found.additions:
        assert one.opinions and one.sources and one.reasons


def test_what_is_chosen_is_not_proposed_again():
    walk = table({"a": ["cost1"], "b": ["cost1"]}, rows={"cost1": READMISSION})
    found = align(walk, "ab", Goal(additions=Wanted(cost=30)))
    assert [one.facts.family for one in found.chosen] == ["cost1"]
    assert not any("Readmission" in name and "PCR" in name for name in names(found, "cost"))


def test_another_form_of_what_is_chosen_is_not_proposed():
    sets = {"a": ["use1"], "b": ["use1"], "c": ["use2"], "d": ["use2"], "e": ["use2"]}
    rows = {"use1": {"type": "utilization"}, "use2": {"type": "utilization"}}
    wide = Goal(additions=Wanted(cost=40))
    assert "use2" in names(align(table(sets, rows=rows), "ab", wide), "cost")
    kin = table(sets, {"use": ["use1", "use2"]}, rows)
    assert "use2" not in names(align(kin, "ab", wide), "cost")
    part = Link(
        left=kin.family["use1"].members[0], right=kin.family["use2"].members[0],
        relation="broader", confidence=0.9, similarity=0.5,
        evidence=(Evidence(kind="by-hand", weight=1.0, says="a part of it"),),
    )  # fmt: skip
    joined = table(sets, rows=rows, links=[part])
    assert "use2" not in names(align(joined, "ab", wide), "cost")


def test_reach_is_counted_over_all_names_of_a_candidate():
    sets = {one: ["cost1"] for one in "cdefg"} | {"a": ["dm1"], "b": ["dm1"]}
    found = align(table(sets, rows={"cost1": READMISSION}), "ab")
    (one,) = [each for each in found.additions if each.family == "cost1"]
    assert (one.reach, one.listed_by) == (5, ())
    assert one.reasons[0] == "5 sets of the catalog list it"


def test_the_catalogs_own_measures_are_proposed_when_three_sets_list_them():
    sets = {one: ["use1"] for one in "cde"} | {"a": ["dm1"], "b": ["dm1"]}
    rows = {"use1": {"type": "utilization", "data_source": "claims"}}
    wide = Goal(additions=Wanted(cost=40))
    assert "use1" in names(align(table(sets, rows=rows), "ab", wide), "cost")
    del sets["e"]
    assert "use1" not in names(align(table(sets, rows=rows), "ab", wide), "cost")


def test_of_one_topic_only_the_best_is_proposed():
    found = align(table({"a": ["dm1"], "b": ["dm1"]}), "ab", Goal(additions=Wanted(cost=40)))
    topics = [one.topic for one in shelf().candidates if one.name in names(found, "cost")]
    assert len(topics) == len(set(topics))
    ranks = [one.rank for one in found.additions if one.purpose == "cost"]
    assert ranks == sorted(ranks, reverse=True)
