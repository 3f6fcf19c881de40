"""The back-test: what a body may see, what counting proposes, and the figures."""

import json

import pytest
from tiny_table import table

from benchmarks.backtest import Difference, Figures, each, outcome, page, propose
from benchmarks.bodies import Bodies, Body, bodies
from benchmarks.trials import Score, Trial, by_lot, most_listed, most_listed_subjects, trials
from measurealign.crosswalk import Crosswalk
from measurealign.model import STANDINGS

ROWS = tuple(STANDINGS)
OWN = Body(set="own-2018", body="Ours", groups=("all",), siblings=("twin",), why="all its patients")
KNOWN = Bodies(groups={"all": ("fed", "nat")}, bodies=(OWN,))
YEARS = {
    "own-2016": (2016, "Here"), "own-2018": (2018, "Here"), "twin-2018": (2018, "Here"),
    "fed-2016": (2016, None), "fed-2017": (2017, None), "fed-2019": (2019, None),
    "nat-2018": (2018, None), "plan-2017": (2017, "Here"), "other-2015": (2015, "There"),
    "late-2019": (2019, "Here"),
}  # fmt: skip
LISTS = {
    "own-2016": ["gout1"], "own-2018": ["bp1", "dm2", "flu1", "eye1"], "twin-2018": ["gout1"],
    "fed-2016": ["foot1"], "fed-2017": ["bp1", "dm1"], "fed-2019": ["falls1"],
    "nat-2018": ["bp1", "dm2", "flu1"], "plan-2017": ["bp1", "dm2", "ed1"],
    "other-2015": ["flu1"], "late-2019": ["falls1"],
}  # fmt: skip


def world(**changed: list[str]) -> Crosswalk:
    """The world of the lists, some of them changed."""
    lists = LISTS | {name.replace("_", "-"): rows for name, rows in changed.items()}
    about = {
        id_: {"year": year, "region": region, "kind": "state" if region else "federal"}
        for id_, (year, region) in YEARS.items()
    }
    return table(lists, about=about)


def tried(walk: Crosswalk) -> Trial:
    """The one trial of a world."""
    [found] = trials(walk, KNOWN, KNOWN.bodies, ROWS)
    return found


def test_before_a_body_lie_the_latest_editions_up_to_its_year_and_its_regions_programmes():
    trial = tried(world())
    assert trial.table == ("fed-2017", "nat-2018", "plan-2017")
    seen = {one.id for one in trial.walk.catalog}
    assert seen == {*trial.table, "fed-2016", "other-2015"}, "the rest is later or its own"


def test_what_a_body_chose_wrote_beside_it_or_came_later_changes_no_proposal():
    plain, changed = (
        tried(world()),
        tried(world(
            own_2018=["gout1", "foot1", "falls1", "x1"], own_2016=["bp1"], twin_2018=["ed1"],
            fed_2019=["ed1"], late_2019=["ed1"],
        )),
    )  # fmt: skip
    assert propose(plain) == propose(changed)
    assert propose(plain, 2) == propose(changed, 2)
    assert most_listed(plain, 9) == most_listed(changed, 9)
    assert plain.score(propose(plain)) != changed.score(propose(plain))


def test_no_shipped_body_sees_its_own_programme_or_a_later_set(walk: Crosswalk):
    found = list(trials(walk, bodies(), bodies().bodies, ROWS))
    assert len(found) >= 25
    for trial in found:
        for one in trial.walk.catalog:
            assert one.year <= trial.year
            assert not one.id.startswith(tuple(f"{name}-2" for name in trial.body.hidden)), one.id
        assert trial.table, trial.body.set
        assert trial.body.set not in trial.table


def test_the_shipped_groups_and_siblings_are_spelt_as_the_catalog_spells_them():
    known = bodies()
    every = {name for names in known.groups.values() for name in names}
    assert {group for body in (*known.bodies, *known.payers) for group in body.groups} == set(
        known.groups
    )
    assert not any(name[-1].isdigit() for name in every), "programmes, not editions"
    sets = [body.set for body in (*known.bodies, *known.payers)]
    assert len(sets) == len(set(sets)), "one edition of each"


def test_counting_takes_what_most_programmes_list_and_ties_by_id():
    trial = tried(world())
    assert most_listed(trial, 3) == ("bp1", "dm2", "dm1")
    assert most_listed_subjects(trial, 3) == ("bp1", "dm2", "ed1")


def test_a_score_counts_subjects_and_families():
    found = tried(world()).score(["bp1", "dm1", "ed1"])
    assert found["family"] == Score(pytest.approx(1 / 3), 0.25, pytest.approx(2 / 7))
    assert found["subject"] == Score(pytest.approx(2 / 3), 0.5, pytest.approx(4 / 7))
    assert Score.of([], ["bp1"]) == Score(0.0, 0.0, 0.0)
    assert Score.mean([Score(0, 0, 0), Score(1, 0.5, 0.2)]) == Score(0.5, 0.25, 0.1)


def test_a_lot_is_the_same_each_time_and_all_of_it_is_everything():
    trial = tried(world())
    assert by_lot(trial, 2) == by_lot(trial, 2)
    everything = trial.score(sorted(trial.listed_by))
    for level, one in by_lot(trial, 99).items():
        assert one.f1 == pytest.approx(everything[level].f1)


def test_an_interval_is_that_of_the_paired_differences():
    assert Difference.of([0.5, 0.6], [0.4, 0.5]) == Difference(0.1, 0.1, 0.1, 0.1, 0.1, 2, 0)
    one = Difference.of([1.0, 0.0] * 20, [0.0, 0.0] * 20)
    assert one.mean == 0.5
    assert 0.3 < one.low < 0.4 < 0.6 < one.high < 0.7, "0.5 ± 1.96 √(0.25 / 40)"
    assert one == Difference.of([1.0, 0.0] * 20, [0.0, 0.0] * 20)


def test_what_one_body_does_to_a_difference_is_told():
    one = Difference.of([0.9, 0.3, 0.5, 0.1], [0.3, 0.3, 0.5, 0.4])
    assert (one.least, one.most) == (-0.1, 0.2), "without the best, without the worst"
    assert (one.above, one.below) == (1, 1), "equal trials are neither"


def test_at_the_bodys_size_all_propose_as_many_as_it_chose():
    found = outcome(tried(world()), "body")
    assert found.measures == 4
    assert found.scores["counting"]["family"].precision * 4 in range(5)


def test_the_figures_hold_what_is_asked_of_them():
    found = Figures.of("Tiny", world(), KNOWN, KNOWN.bodies, ROWS)
    told = json.loads(json.dumps(found.told()))
    assert told["bodies"] == 1
    own = told["at_own_size"]["methods"]
    for level in ("subject", "family"):
        assert told[f"{level}_f1"] == pytest.approx(own["proposal"][level]["f1"], abs=1e-4)
        assert told[f"{level}_f1_counting"] == pytest.approx(own["counting"][level]["f1"], abs=1e-4)
        gap = told["at_own_size"]["differences"]["counting"][level]["mean"]
        assert gap == pytest.approx(told[f"{level}_f1"] - told[f"{level}_f1_counting"], abs=2e-4)
    assert any("| proposed | counting |" in line for line in page(found))
    assert any(line.startswith("| Ours | 2018 | 3 | 4 |") for line in each(found))
