"""Agreement and tiers: programmes are counted, nothing is rounded, ties are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_table import table

from measurealign.alignment import Goal, align
from measurealign.alignment.ask.agreement import Agreed, agreements
from measurealign.alignment.ask.question import REMEDY, question
from measurealign.crosswalk import Crosswalk
from measurealign.problems import UsageError


def agreed(walk: Crosswalk, ids: str | list[str], goal: Goal | None = None) -> dict[str, Agreed]:
    return dict(agreements(question(walk, ids, goal or Goal())))


def test_a_majority_is_core_a_third_and_two_are_menu_the_rest_on_deck():
    walk = table({
        "a": ["bp1", "dm1", "flu1", "gout1"], "b": ["bp1", "dm1"], "c": ["bp1"],
        "d": ["asthma1"], "e": ["copd1"],
    })  # fmt: skip
    found = agreed(walk, "abcde")
    assert {one.subject: one.tier for one in found.values()} == {
        "bp": "core", "dm": "menu", "flu": "on deck", "gout": "on deck", "asthma": "on deck",
        "copd": "on deck",
    }  # fmt: skip
    assert found["bp"].agreement == pytest.approx(0.6)


def test_who_asks_it_of_plans_alone_does_not_require_it_of_practices():
    survey = {"levels": ["plan"], "subjects": ["patient-experience"]}
    known = [{"id": "patient-experience1", **survey}, {"id": "patient-experience2", **survey,
             "levels": ["group"]}]  # fmt: skip
    sets = {"a": ["patient-experience1"], "b": ["patient-experience1"],
            "c": ["patient-experience2"]}  # fmt: skip
    walk = table(sets, about={one: {"kind": "state"} for one in sets}, known=known)
    line = agreed(walk, "abc")["patient-experience"]
    assert (line.agreement, line.required) == (1.0, pytest.approx(1 / 3, abs=1e-6))
    assert line.tier == "menu"
    (one,) = align(walk, "abc").chosen
    assert "33% require it" in one.reasons[0]
    assert "what A 2018, B 2018 measure is not a practice's" in one.reasons[0]


def test_what_a_practice_may_choose_counts_half_for_the_core_and_a_tie_is_told():
    walk = table({"a": ["bp1*", "dm1"], "b": ["bp1", "dm1"], "c": ["flu1"]})
    found = agreed(walk, "abc")
    assert (found["bp"].agreement, found["bp"].required) == (pytest.approx(2 / 3, abs=1e-6), 0.5)
    assert (found["bp"].tier, found["bp"].tie) == ("menu", True)
    assert (found["dm"].tier, found["dm"].tie) == ("core", False)
    assert agreed(walk, "abc", Goal(choice=1.0))["bp"].tier == "core"
    assert "bp" in {one.label.rstrip("1") for one in align(walk, "abc").tiers if one.tie}


@pytest.mark.parametrize(
    ("row", "counts", "must"),
    [
        ({"role": "core"}, 1.0, True),
        ({"role": "core", "required": False}, 0.5, False),
        ({"role": "menu"}, 0.5, False),
        ({"role": "menu", "required": True}, 1.0, True),
        ({"required": False}, 0.5, False),
        ({"role": "retired", "required": True}, 0.0, False),
    ],
)
def test_a_row_that_says_whether_it_is_required_overrules_its_role(
    row: dict[str, object], counts: float, must: bool
):
    walk = table({"a": ["bp1", "dm1"], "b": ["dm1"]}, rows={"bp1": row})
    asked = question(walk, "ab", Goal())
    assert asked.lists["a"].get("bp1", 0.0) == counts
    assert ("bp1" in asked.required["a"]) == must


def test_a_weight_that_people_give_to_a_role_comes_before_what_its_rows_say():
    walk = table({"a": ["bp1"], "b": ["bp1"]}, rows={"bp1": {"role": "core", "required": False}})
    found = question(walk, "ab", Goal(role_weights={"core": 0.8}))
    assert found.lists["a"] == {"bp1": 0.8}


def test_levels_are_options():
    walk = table({"a": ["bp1", "dm1"], "b": ["bp1", "dm1"], "c": ["bp1"]})
    assert agreed(walk, "abc", Goal(core=0.7))["dm"].tier == "menu"
    assert agreed(walk, "abc", Goal(core=0.7, menu=0.7, elsewhere=False))["dm"].tier == "on deck"
    assert agreed(walk, "abc", Goal(least=3))["dm"].tier == "on deck"


def test_programmes_are_counted_not_editions():
    walk = table(
        {"plan-2017": ["dm1", "bp1"], "plan-2018": ["bp1"], "b-2018": ["bp1", "dm1"]},
        about={"plan-2017": {"year": 2017}, "b-2018": {"year": 2018}},
    )
    found = agreed(walk, ["plan-2017", "plan-2018", "b-2018"])
    assert (len(found["bp"].by), found["bp"].agreement) == (2, 1.0)
    assert found["dm"].by == ("b",), "the later edition speaks"
    told = align(walk, ["plan-2017", "plan-2018", "b-2018"])
    assert any("earlier edition" in note for note in told.notes)
    with pytest.raises(UsageError, match="editions and parts of one programme count once"):
        align(walk, ["plan-2017", "plan-2018"])


def test_weights_of_programmes_count():
    walk = table({"a": ["bp1"], "b": ["dm1"], "c": ["dm1"]})
    goal = Goal(weights={"a": 8, "b": 1, "c": 1})
    found = agreed(walk, "abc", goal)
    assert (found["bp"].agreement, found["dm"].agreement) == (0.8, 0.2)
    with pytest.raises(UsageError, match="'z' is not at the table"):
        agreed(walk, "abc", Goal(weights={"z": 1}))
    with pytest.raises(UsageError, match="no programme at the table has a known number of lives"):
        agreed(walk, "abc", Goal(weigh="lives"))
    lives = agreed(walk, "abc", Goal(weigh="lives", weights={"a": 3, "b": 1}))
    assert lives["bp"].agreement == pytest.approx(0.5), "who has no figure weighs as the mean"


def test_practices_are_known_for_cpc_plus(walk: Crosswalk):
    asked = question(walk, ["cpc-plus-2018", "hedis-2018"], Goal(weigh="practices"))
    assert [one.weight for one in asked.table] == [2891, 2891], "one figure, and the mean of it"


def test_use_of_hospitals_and_cost_stay_on_the_menu():
    walk = table({one: ["ed-use1", "bp-control1"] for one in "abc"})
    found = agreed(walk, "abc")
    assert (found["ed-use"].tier, found["bp-control"].tier) == ("menu", "core")
    assert agreed(walk, "abc", Goal(never_core=()))["ed-use"].tier == "core"


def test_precedent_counts_other_bodies_at_or_before_the_year():
    walk = table(
        {"a": ["bp1"], "b": ["bp1"], "old-2010": ["bp1"], "new-2020": ["bp1"], "x-2015": ["x1"]},
        about={"old-2010": {"year": 2010}, "new-2020": {"year": 2020}, "x-2015": {"year": 2015}},
    )
    found = agreed(walk, "ab")["bp"]
    assert (found.others, found.precedent) == (3, pytest.approx(4 / 6)), "a, b and old; x does not"


def test_what_a_set_prints_as_retired_or_proposed_asks_nothing():
    walk = table({"a": ["bp1", "dm1"], "b": ["bp1", "dm1"]}, rows={"dm1": {"role": "retired"}})
    assert set(agreed(walk, "ab")) == {"bp"}


def test_a_table_without_two_programmes_that_ask_is_refused():
    walk = table({"a": ["bp1"], "b": []})
    with pytest.raises(UsageError, match="at least two programmes"):
        align(walk, "a")
    with pytest.raises(UsageError) as error:
        align(walk, "ab")
    assert str(error.value) == f"'b' lists no measure that counts: {REMEDY}"


def test_what_other_bodies_chose_counts_for_the_menu():
    sets = {"a": ["bp1", "dm1"], "b": ["bp1", "dm1"], "c": ["flu1"], "d": ["flu1"], "e": ["x1"],
            "f": ["y1"], "g": ["z1"]}  # fmt: skip
    others = {f"o{one}": ["bp1"] for one in "abcd"}
    walk = table(sets | others)
    found = agreed(walk, list(sets))
    assert found["bp"].agreement == found["dm"].agreement == pytest.approx(2 / 7, abs=1e-6)
    assert found["bp"].support == pytest.approx(2 / 7 + 6 / 11 - 1 / 6, abs=1e-6)
    assert found["dm"].support == pytest.approx(2 / 7 + 2 / 11 - 1 / 6, abs=1e-6)
    assert (found["bp"].tier, found["dm"].tier) == ("menu", "on deck")
    plain = agreed(walk, list(sets), Goal(elsewhere=False))
    assert {one.tier for one in plain.values()} == {"on deck"}
    assert plain["bp"].support == plain["bp"].agreement


def test_a_majority_is_on_the_menu_whatever_others_chose():
    others = {f"o{n}": ["y1"] for n in "ab"}
    walk = table({"a": ["ed-use1"], "b": ["ed-use1"], "c": ["x1"]} | others)
    assert agreed(walk, "abc")["ed-use"].tier == "menu"


LISTS = st.lists(
    st.lists(st.sampled_from(["bp1", "dm1", "flu1", "bp1*", "gout1*"]), max_size=4, unique=True),
    min_size=3, max_size=12,
)  # fmt: skip


@given(LISTS, st.randoms(use_true_random=False))
def test_whoever_joins_and_measures_a_subject_never_lowers_its_tier(lists, lot):
    walk = table({f"s{'abcdefghijkl'[i]}": one or ["x1"] for i, one in enumerate(lists)})
    ids, tiers = [one.id for one in walk.catalog], ("core", "menu", "on deck")
    lot.shuffle(ids)
    before = agreed(walk, ids[:2])
    for count in range(3, len(ids) + 1):
        found = agreed(walk, ids[:count])
        joins = {one.rstrip("1*") for one in map(str, _names(walk, ids[count - 1]))}
        for subject in joins & before.keys():
            was, now = before[subject], found[subject]
            choice = walk.listed(ids[count - 1])
            must = any(row.role is None for row in choice if row.name.startswith(subject))
            assert now.support >= was.support - 1e-6
            if must or was.tier != "core":
                assert tiers.index(now.tier) <= tiers.index(was.tier)
        before = found


def _names(walk: Crosswalk, one: str) -> list[str]:
    return [row.name for row in walk.listed(one)]


def test_parts_of_one_programme_are_one_witness():
    about = {one: {"part_of": "mips"} for one in ("fm-2018", "im-2018")}
    walk = table({"fm-2018": ["bp1"], "im-2018": ["dm1"], "b": ["bp1", "dm1"]}, about=about)
    found = agreed(walk, ["fm-2018", "im-2018", "b"])
    assert {one.by for one in found.values()} == {("mips", "b")}, "the parts speak with one voice"
    assert {one.agreement for one in found.values()} == {1.0}
    told = align(walk, ["fm-2018", "im-2018", "b"])
    assert [page.programme for page in told.programmes] == ["mips", "b"]
    assert "fm-2018" in " ".join(told.notes) and len(told.inputs.sets) == 3
    with pytest.raises(UsageError, match="parts of one programme count once"):
        align(walk, ["fm-2018", "im-2018"])


@given(LISTS)
def test_a_growing_table_never_drops_a_core_subject_that_keeps_its_majority(lists):
    lists = [one or ["x1"] for one in lists]
    walk = table({f"s{'abcdefghijkl'[i]}": one for i, one in enumerate(lists)})
    ids = [f"s{'abcdefghijkl'[i]}" for i in range(len(lists))]
    before: set[str] = set()
    for count in range(3, len(ids) + 1):
        found = agreed(walk, ids[:count])
        core = {one.subject for one in found.values() if one.tier == "core"}
        for subject in before - core:
            rows = [[n for n in one if n.startswith(subject)] for one in lists[:count]]
            musts = sum(any(not name.endswith("*") for name in row) for row in rows)
            assert musts <= sum(not row for row in rows), "lost only when no majority is left"
        before = core


def test_real_tables_that_grow_keep_every_core_subject_with_a_majority(counted: Crosswalk):
    ids = [
        "cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018", "mssp-aco-2018",
        "mips-family-medicine-2018", "iha-amp-2018", "medicaid-adult-core-set-2017",
        "ri-ohic-aco-core-2021", "hrsa-uds-2018", "ny-qarr-2016", "wi-wchq-2017",
        "wa-common-measure-set-2016",
    ]  # fmt: skip
    for order in (ids, ids[::-1], ids[1::2] + ids[::2]):
        _keeps_its_majorities(counted, order)


def _keeps_its_majorities(counted: Crosswalk, order: list[str]) -> None:
    core: set[str] = set()
    for count in range(3, 13):
        found = agreed(counted, order[:count])
        now = {one.subject for one in found.values() if one.tier == "core"}
        assert all(found[subject].required <= 0.5 for subject in core - now)
        core = now
