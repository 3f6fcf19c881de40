"""Rule sets in real use: each can be asked, cites its source and says what it cannot express."""

import pytest
from tiny_table import table

from measurealign.alignment import Goal, align
from measurealign.alignment.ask.presets import Preset, merged, preset, presets
from measurealign.catalog.shipped import data_folder
from measurealign.crosswalk import Crosswalk
from measurealign.problems import UsageError

WANTED = {
    "primary-care-default", "massachusetts-core-2018", "massachusetts-menu-2018",
    "rhode-island-core-menu", "oregon-two-phase-2014", "colorado-carrier", "cqmc-principles",
    "cms-universal-foundation",
}  # fmt: skip
THREE = ["cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018"]


def test_the_presets_of_real_workgroups_ship():
    assert {one.id for one in presets()} == WANTED


@pytest.mark.parametrize("one", presets(), ids=lambda one: one.id)
def test_a_preset_cites_its_source_and_its_limits(one: Preset):
    assert (data_folder() / "presets" / f"{one.id}.yaml").is_file(), "file and id are one name"
    assert one.sources and all(s.url.startswith("http") for s in one.sources)
    assert one.expresses and one.cannot


@pytest.mark.parametrize("one", presets(), ids=lambda one: one.id)
def test_a_preset_can_be_asked_of_real_sets(one: Preset, walk: Crosswalk):
    found = align(walk.only(), THREE, one.goal)
    assert found.status == "optimal", found.conflict
    assert found.chosen


def test_the_default_preset_is_the_default_question():
    assert preset("primary-care-default").goal == Goal()


def test_massachusetts_takes_five_with_behavioral_health(walk: Crosswalk):
    found = align(walk.only(), THREE, preset("massachusetts-core-2018").goal)
    areas = [one.facts.area for one in found.chosen]
    assert len(areas) == 5
    assert {"depression", "substance-use", "behavioral-health"} & set(areas)


def test_colorado_takes_no_variant_for_the_measure_itself():
    walk = table({"a": ["dm1"], "b": ["dm2"]}, {"dm": ["dm1", "dm2"]})
    assert align(walk, "ab").chosen
    assert align(walk, "ab", merged(preset("colorado-carrier").goal, Goal(rules=()))).chosen == ()


def test_an_unknown_preset_is_told_the_nearest():
    with pytest.raises(UsageError, match="did you mean 'colorado-carrier'"):
        preset("colorado-carier")


def test_what_a_later_goal_states_wins():
    goal = merged(preset("massachusetts-core-2018").goal, Goal(size=7), Goal(tier="strict"))
    assert (goal.size, goal.tier, goal.prefer[0]) == (7, "strict", "outcomes")
