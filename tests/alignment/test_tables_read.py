"""What a policy officer saw in twenty tables, each kind of oddity once; and the main job."""

import pytest
from tables import TABLES
from tiny_table import table

from measurealign.alignment import Goal, Recommendation, align
from measurealign.alignment.ask.eligible import can_measure, measures_practices
from measurealign.alignment.ask.question import question
from measurealign.crosswalk import Crosswalk

CORE = ("a1c-control", "bp-control", "colorectal-screening", "depression-screening", "tobacco")
MENU = ("breast-screening", "cervical-screening", "diabetes-eye", "diabetes-kidney", "ed-use",
        "flu")  # fmt: skip


def test_the_main_job_has_what_a_taskforce_expects(main_job: Recommendation) -> None:
    tiers = {one.facts.subject: one.tier for one in main_job.chosen}
    assert [tiers.get(one) for one in CORE] == ["core"] * len(CORE)
    assert [tiers.get(one) for one in MENU] == ["menu"] * len(MENU)
    assert "child-immunization" in tiers


def test_nothing_in_the_main_job_is_served_by_another_subject(main_job: Recommendation) -> None:
    answers = {one.facts.family: {one.facts.subject} for one in main_job.chosen}
    for line in main_job.tiers:
        for family in line.measures:
            answers[family].add(line.subject)
    for one in main_job.chosen:
        assert {served.subject for served in one.serves} <= answers[one.facts.family]
        assert one.facts.subject in {served.subject for served in one.serves}
    for page in main_job.programmes:
        for line in page.changes:
            stands_for = next(o for o in main_job.chosen if o.facts.label == line.chosen)
            assert line.subject in answers[stands_for.facts.family], line


def test_a_programme_that_was_not_read_is_no_voice_against_a_subject() -> None:
    sets = {"a": ["bp-control1"], "b": ["bp-control1"]}
    recalled = {"gone1": {"evidence": "recalled"}}
    two = align(table(sets), "ab")
    walk = table({**sets, "c": ["gone1"], "d": ["gone1"]}, rows=recalled).only()
    four = align(walk, "abcd")
    assert [(one.facts.family, one.tier) for one in four.chosen] == [("bp-control1", "core")]
    assert four.tiers[0].agreement == two.tiers[0].agreement == 1.0
    assert "2 of 2 ask for" in four.chosen[0].reasons[0]
    assert sum("lists no measure that counts" in note for note in four.notes) == 2


@pytest.mark.parametrize(
    ("levels", "source", "measurable"),
    [
        (["plan"], "survey", False),
        (["plan"], "claims", True),
        (["plan", "clinician"], "survey", True),
        (["population", "plan"], "claims", False),
        (["population", "plan", "clinician"], "claims", False),
        (["population", "group"], "claims", True),
        ([], "survey", True),
    ],
)
def test_a_plans_survey_and_an_areas_rate_stay_where_they_are(
    levels: list[str], source: str, measurable: bool
) -> None:
    """A set of practices lists each: that alone makes no survey or area's rate a practice's."""
    known = [{"id": "bp-control1", "subjects": ["bp-control"], "levels": levels}]
    sets = {"a": ["bp-control1"], "b": ["bp-control1"], "mine-pcmh-2017": ["bp-control1"]}
    rows = {"bp-control1": {"data_source": source}}
    about = {one: {"kind": "state"} for one in "ab"} | {"mine-pcmh-2017": {"year": 2017}}
    asked = question(table(sets, rows=rows, about=about, known=known), "ab", Goal())
    assert can_measure(asked, "bp-control1") is measurable
    assert measures_practices(asked, "bp-control1") is measurable


def test_of_equals_the_one_that_practices_sets_list_is_chosen() -> None:
    sets = {"a": ["tobacco1"], "b": ["tobacco2"]}
    bonds = [("tobacco1", "tobacco2", "variant")]
    rows = {"tobacco1": {"data_source": "claims"}, "tobacco2": {"data_source": "chart"}}
    about = {one: {"kind": "state"} for one in "ab"}

    def chosen(**more: list[str]) -> str:
        here = {**about, **{one: {"kind": "payer", "year": 2017} for one in more}}
        walk = table({**sets, **more}, bonds, rows, here)
        (one,) = align(walk, "ab").chosen
        return one.facts.family

    assert chosen() == "tobacco1", "the lighter route"
    assert chosen(c=["tobacco2"]) == "tobacco2", "the one that practices know"


def test_no_table_has_a_rate_of_areas_or_a_plans_survey_for_practices(counted: Crosswalk) -> None:
    for name in ("Colorado 2023", "women 2025", "Medicaid core"):
        found = align(counted, TABLES[name])
        for one in found.chosen:
            assert "population" not in one.facts.levels or {"group", "practice"} & set(
                one.facts.levels
            ), (name, one.facts.label)
            assert not (one.facts.levels == ("plan",) and one.facts.data_source == "survey")
