"""What measures are called at a table: by the names of its sets and its year."""

import pytest
from tiny import tiny

from measurealign.alignment import Goal, align
from measurealign.burden import burden
from measurealign.compare.common import common
from measurealign.crosswalk import Crosswalk, TableNames
from measurealign.inventory.entries import KnownMeasure

MAIN = ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018")
DATED = [{"name": "Old", "years": "2011-2016"}, {"name": "New", "years": "2017-"}]


@pytest.mark.parametrize(
    ("year", "name"), [(2000, "New"), (2011, "Old"), (2016, "Old"), (2017, "New"), (2030, "New")]
)
def test_a_measure_is_called_by_its_newest_name_up_to_the_year(year: int, name: str) -> None:
    assert KnownMeasure(id="a", title="New", names=DATED).called(year) == name


def test_a_title_without_years_holds_in_all_of_them() -> None:
    assert KnownMeasure(id="a", title="Plain", names=DATED[:1]).called(2014) == "Plain"


def test_a_table_of_2018_hears_the_names_of_2018(walk: Crosswalk) -> None:
    family = "diabetes-hba1c-poor-control"
    old, new = TableNames(walk, MAIN), TableNames(walk, ("mips-quality-2026", "hedis-my-2026"))
    assert "A1c" in old[family] and "Glycemic" not in old[family]
    assert "Glycemic Status" in new[family]


def test_a_measure_at_the_table_goes_by_a_name_that_a_set_there_prints(walk: Crosswalk) -> None:
    names = TableNames(walk, MAIN)
    printed = {row.name for one in MAIN for row in walk.listed(one)}
    listed = {family for one in MAIN for family in walk.families_in(one)}
    assert {names[family] for family in listed} <= printed
    assert len({names[family] for family in listed}) == len(listed)


def test_what_nobody_lists_goes_by_a_name_of_the_year_or_before(walk: Crosswalk) -> None:
    names = TableNames(walk, MAIN)
    listed = {family for one in MAIN for family in walk.families_in(one)}
    for family in walk.family.keys() - listed:
        known = walk.known(family)
        label = walk.family[family].label
        if known is None or names[family] == label:
            continue
        name = label.removeprefix(known.title)
        published = next(one for one in known.names if one.name + name == names[family])
        assert published.latest(2018) is not None


def test_the_most_printed_name_wins_and_a_name_for_two_is_given_to_neither() -> None:
    def row(family: str, name: str) -> dict[str, str]:
        return {"family": family, "name": name}

    walk = tiny(
        {
            "one": [row("x", "ALPHA, of some"), row("y", "Both")],
            "two": [row("x", "Alpha of some"), row("z", "Both.")],
            "three": [row("x", "Another")],
        }
    )
    names = TableNames(walk, ("one", "two", "three"))
    assert names["x"] in ("ALPHA, of some", "Alpha of some")
    assert names["y"] == walk.family["y"].label
    assert names["z"] == walk.family["z"].label


def test_proposal_burden_and_comparison_call_a_measure_alike(walk: Crosswalk) -> None:
    names = TableNames(walk, MAIN)
    found = align(walk, MAIN, Goal())
    for one in found.chosen:
        assert one.facts.label == names[one.facts.family]
        assert all(each.label == names[each.family] for each in one.substitutes)
    assert all(one.label == names[one.family] for one in burden(walk, MAIN).asks)
    assert all(one.label == names[one.id] for one in common(walk, MAIN))


def test_a_rule_may_use_the_name_of_the_table(walk: Crosswalk) -> None:
    found = align(walk, MAIN, Goal(exclude=("Diabetes: Eye Exam",)))
    assert "Diabetes: Eye Exam" not in [one.facts.label for one in found.chosen]
