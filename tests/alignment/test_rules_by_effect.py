"""Rules of the table, of traits and of aims, each held by what it does."""

from typing import Any

import pytest
from tiny_table import table

from measurealign.alignment import Goal, align
from measurealign.alignment.ask.agreement import agreements, support, tier_of
from measurealign.alignment.ask.choices import Choices
from measurealign.alignment.ask.eligible import _panel, of_practices
from measurealign.alignment.ask.goal import Which
from measurealign.alignment.ask.question import Question, question
from measurealign.alignment.ask.table import Seat, programmes
from measurealign.alignment.ask.traits import ids_of, usual
from measurealign.alignment.ask.which import audience_of, fits
from measurealign.alignment.optimize.aims import worth_of
from measurealign.alignment.optimize.formulation import Formulation
from measurealign.burden.effort import shipped_parameters
from measurealign.catalog.regions import payers
from measurealign.crosswalk import Crosswalk
from measurealign.problems import UsageError


def seats(walk: Crosswalk, ids: list[str], **goal: Any) -> dict[str, Seat]:
    return {one.id: one for one in programmes(walk, ids, Goal(**goal))}


EDITIONS = {one: ["bp-control1"] for one in ("p-2016", "p-2018", "q-2017", "r-2018")}
YEARS = {one: {"year": int(one[-4:])} for one in EDITIONS}


def test_the_latest_edition_speaks_and_the_others_are_earlier() -> None:
    found = seats(table(EDITIONS, about=YEARS), ["p-2018", "p-2016", "q-2017"])
    assert (found["p"].set, found["p"].earlier, found["p"].parts) == ("p-2018", ("p-2016",), ())
    assert found["p"].sets == ("p-2018",)
    assert list(found) == ["p", "q"], "in the order in which the sets were named"


def test_a_weight_may_be_given_to_a_programme_or_to_a_set() -> None:
    walk = table(EDITIONS, about=YEARS)
    ids = ["p-2018", "q-2017", "r-2018"]
    found = seats(walk, ids, weights={"p": 3.0, "q-2017": 5.0})
    assert [found[one].weight for one in "pqr"] == [3.0, 5.0, 1.0]
    found = seats(walk, ids, weights={"p": 3.0, "p-2018": 4.0})
    assert found["p"].weight == 4.0, "the set's own figure is the closer one"
    found = seats(walk, ids, weights={"p": 0.0})
    assert found["p"].weight == 0.0, "nought is a weight"


def test_under_lives_who_has_no_figure_weighs_as_the_mean_of_the_others() -> None:
    walk = table(EDITIONS, about=YEARS)
    found = seats(walk, ["p-2018", "q-2017", "r-2018"], weigh="lives", weights={"p": 2, "q": 6})
    assert [found[one].weight for one in "pqr"] == [2.0, 6.0, 4.0]
    with pytest.raises(UsageError, match="no programme at the table has a known number of lives"):
        seats(walk, ["p-2018", "q-2017"], weigh="lives")


def test_a_weight_of_what_is_not_at_the_table_names_the_nearest() -> None:
    walk = table(EDITIONS, about=YEARS)
    with pytest.raises(UsageError, match=r"'q-2018' is not at the table.*q-2017"):
        seats(walk, ["p-2018", "q-2017"], weights={"q-2018": 1})
    assert seats(walk, ["p-2016", "p-2018", "q-2017"], weights={"p-2016": 2})["p"].weight == 2.0


def test_one_programme_is_no_table() -> None:
    with pytest.raises(UsageError, match=r"two programmes.*editions and parts"):
        seats(table(EDITIONS, about=YEARS), ["p-2016", "p-2018"])


@pytest.mark.parametrize(
    ("ages", "whom"),
    [
        ({"from": 3, "to": 20}, "child"),
        ({"from": 3, "to": 21}, "all"),
        ({"from": 60}, "older-adult"),
        ({"from": 59}, "all"),
        ({"from": 18, "to": 85}, "all"),
        ({"to": 18}, "child"),
        ({}, "all"),
    ],
)
def test_ages_tell_the_audience(ages: dict[str, int], whom: str) -> None:
    known = [{"id": "bp-control1", "subjects": ["bp-control"], "audience": ages}]
    walk = table({"a": ["bp-control1"], "b": ["bp-control1"]}, known=known)
    usual_one = audience_of(question(table({"a": ["bp-control1"], "b": ["bp-control1"]}), "ab",
                                     Goal()), "bp-control1")  # fmt: skip
    found = audience_of(question(walk, "ab", Goal()), "bp-control1")
    assert found == (usual_one if whom == "all" else whom)


@pytest.mark.parametrize(
    ("title", "whom"),
    [
        ("Asthma in Younger Adults Admission Rate", "adult"),
        ("COPD or Asthma in Older Adults Admission Rate", "older-adult"),
        ("Use of Medications in the Elderly", "older-adult"),
        ("Pediatric Readmissions", "child"),
        ("Visits of Adults and Children", "all"),
        ("Visits", "all"),
    ],
)
def test_a_title_tells_the_audience_where_nothing_else_does(title: str, whom: str) -> None:
    known = [{"id": "ed-use1", "title": title, "subjects": ["ed-use"]}]
    walk = table({"a": ["ed-use1"], "b": ["ed-use1"]}, known=known)
    walk = _retitled(walk, "ed-use1", title)
    assert audience_of(question(walk, "ab", Goal()), "ed-use1") == whom


def _retitled(walk: Crosswalk, family: str, label: str) -> Crosswalk:
    from dataclasses import replace

    families = tuple(
        replace(one, label=label) if one.id == family else one for one in walk.families
    )
    return replace(walk, families=families)


def test_ids_are_those_of_rows_and_inventory_without_versions_each_once() -> None:
    known = [{"id": "bp1", "subjects": ["bp"], "ids": {"cbe": "0018", "hedis": "CBP"}}]
    rows = {"bp1": {"ids": {"cms": "CMS165v6", "cbe": "0018"}}}
    walk = table({"a": ["bp1"], "b": ["bp1"]}, rows=rows, known=known)
    assert ids_of(walk, "bp1") == {"cbe": ("0018",), "cms": ("CMS165",), "hedis": ("CBP",)}
    assert list(ids_of(walk, "bp1")) == ["cbe", "cms", "hedis"], "in the order in which they show"


def test_the_usual_word_is_the_most_frequent_then_the_first() -> None:
    assert usual(["b", "a", None, "b"]) == "b"
    assert usual(["b", "a"]) == "a"
    assert usual([None]) is None


def asked(bodies: int, listing: int) -> Question:
    sets = {"a": ["bp1"], "b": ["bp1"], **{f"s{i}": ["bp1" if i < listing else "x1"]
            for i in range(bodies)}}  # fmt: skip
    about = {f"s{i}": {"kind": "state", "year": 2017} for i in range(bodies)}
    about |= {one: {"kind": "federal"} for one in "ab"}
    return question(table(sets, about=about), "ab", Goal())


@pytest.mark.parametrize(("bodies", "listing"), [(0, 0), (1, 0), (1, 1), (6, 2), (6, 6)])
def test_the_precedent_is_the_share_of_bodies_drawn_towards_a_half(
    bodies: int, listing: int
) -> None:
    found = agreements(asked(bodies, listing))["bp"]
    assert found.others == listing
    assert found.precedent == pytest.approx((listing + 1) / (bodies + 2), abs=1e-6)
    assert found.worth == pytest.approx(found.agreement * found.precedent)


def chosen(walk: Crosswalk, **goal: Any) -> list[str]:
    return [one.facts.family for one in align(walk, ["a", "b"], Goal(**goal)).chosen]


TWO = [("dm1", "dm2", "variant")]


def test_of_equals_the_lighter_route_is_chosen() -> None:
    for light, heavy in (("dm1", "dm2"), ("dm2", "dm1")):
        rows = {light: {"data_source": "claims"}, heavy: {"data_source": "chart"}}
        assert chosen(table({"a": ["dm1"], "b": ["dm2"]}, TWO, rows)) == [light]


def test_outcomes_come_first_when_they_are_preferred() -> None:
    for good, other in (("dm1", "dm2"), ("dm2", "dm1")):
        rows = {
            good: {"type": "outcome", "data_source": "chart"},
            other: {"type": "process", "data_source": "claims"},
        }
        walk = table({"a": ["dm1"], "b": ["dm2"]}, TWO, rows)
        assert chosen(walk, prefer=["outcomes"]) == [good]
        assert chosen(walk) == [other]
        assert chosen(walk, outcomes_first=True) == [good]


def test_the_heavier_programme_keeps_its_own() -> None:
    for heavy, kept in (("a", "dm1"), ("b", "dm2")):
        walk = table({"a": ["dm1"], "b": ["dm2"]}, TWO)
        assert chosen(walk, weights={heavy: 3}) == [kept]


def test_fewer_changes_come_before_a_lighter_route() -> None:
    rows = {"dm2": {"data_source": "claims"}, "dm1": {"data_source": "chart"}}
    walk = table({"a": ["dm1"], "b": ["dm2"], "c": ["dm1"]}, TWO, rows)
    found = [one.facts.family for one in align(walk, "abc").chosen]
    assert found == ["dm1"]
    found = [one.facts.family for one in align(walk, "abc", Goal(prefer=("burden",))).chosen]
    assert found == ["dm2"]


def test_of_equals_the_most_used_in_the_catalog_is_chosen() -> None:
    for used in ("dm1", "dm2"):
        sets = {"a": ["dm1"], "b": ["dm2"], "n-2015": [used], "m-2016": [used]}
        about = {one: {"year": 2016, "kind": "national"} for one in ("n-2015", "m-2016")}
        about |= {one: {"kind": "national"} for one in "ab"}
        assert chosen(table(sets, TWO, about=about)) == [used]


def test_the_measure_that_serves_more_programmes_is_chosen() -> None:
    walk = table({"a": ["dm1"], "b": ["dm2"], "c": ["dm3"]},
                 [("dm1", "dm2", "variant"), ("dm2", "dm3", "variant")])  # fmt: skip
    found = [one.facts.family for one in align(walk, "abc").chosen]
    assert found == ["dm2"], "it serves all three, the others two"


def test_what_must_be_kept_is_kept_though_another_serves_as_well() -> None:
    walk = table({"a": ["dm1"], "b": ["dm2"], "c": ["dm1"]}, TWO)
    for kept in ("dm1", "dm2"):
        assert [one.facts.family for one in align(walk, "abc", Goal(keep=(kept,))).chosen] == [kept]


def test_of_two_must_be_kept_both_stay() -> None:
    walk = table({"a": ["dm1"], "b": ["dm2"]}, TWO)
    goal = Goal(keep=("dm1", "dm2"), per_subject=2)
    assert {one.facts.family for one in align(walk, "ab", goal).chosen} == {"dm1", "dm2"}


@pytest.mark.parametrize(("ids", "told"), [({"hedis": "CBP"}, True), ({"mips": "236"}, True),
                                           ({"cbe": "0018"}, False), ({}, False)])  # fmt: skip
def test_a_public_benchmark_is_known_for_the_numbers_of_hedis_mips_and_star(
    ids: dict[str, str], told: bool
) -> None:
    walk = table({"a": ["bp1"], "b": ["bp1"]}, rows={"bp1": {"ids": ids}})
    one = question(walk, "ab", Goal())
    assert fits(one, "bp1", Which(benchmark=True)) is told
    assert fits(one, "bp1", Which(benchmark=False)) is not told


def test_the_support_adds_up_as_its_formula_says() -> None:
    """One of two at the table, one of four bodies; the best measure has one voice and no body."""
    sets = {"a": ["bp1"], "b": ["x1"], "s0": ["bp2"], **{f"s{i}": ["x1"] for i in (1, 2, 3)}}
    about = {f"s{i}": {"kind": "state", "year": 2017} for i in range(4)}
    about |= {one: {"kind": "federal"} for one in "ab"}
    found = question(table(sets, about=about), "ab", Goal())
    assert support(found, "bp", 0.5) == pytest.approx(0.75 * (1 / 2 + 1 / 4) + 0.25 / 2 - 1 / 6)
    silent = question(table(sets, about=about), "ab", Goal(elsewhere=False))
    assert support(silent, "bp", 0.5) == 0.5


def test_a_set_of_a_later_year_or_of_a_plan_measures_no_practice() -> None:
    sets = {one: ["bp1"] for one in ("a", "b", "mips-2018", "mips-2019", "hedis-2018")}
    about = {one: {"year": int(one[-4:])} for one in sets if "-" in one}
    about |= {one: {"year": 2018} for one in "ab"}
    found = question(table(sets, about=about), "ab", Goal())
    told = {one: of_practices(found, one) for one in ("mips-2018", "mips-2019", "hedis-2018")}
    assert told == {"mips-2018": True, "mips-2019": False, "hedis-2018": False}


def test_worth_is_the_share_of_the_table_s_weight_served_times_the_precedent() -> None:
    walk = table({"a": ["dm1"], "b": ["dm1"], "c": ["bp1"]})
    found = question(walk, "abc", Goal(weights={"a": 2.0, "c": 5.0}, least=1))
    form = Formulation(Choices(found))
    assert worth_of(form, "dm1") == pytest.approx(3 / 8 * form.choices.agreed["dm"].precedent)


@pytest.mark.parametrize(
    ("share", "required", "count", "lean", "told"),
    [
        (1.0, 1.0, 1, 1.0, ("on deck", False)),  # one programme alone agrees with nobody
        (0.5, 0.0, 2, 0.0, ("on deck", False)),  # a half is no majority
        (0.6, 0.0, 2, 0.0, ("menu", False)),  # a majority that measures is on the menu
        (0.4, 0.0, 2, 1 / 3, ("menu", True)),  # support exactly on the level: in, and said
        (0.4, 0.0, 2, 0.3, ("on deck", False)),
        (0.6, 0.5, 2, 0.6, ("menu", True)),  # required by a half exactly: not core, and said
        (0.6, 0.6, 2, 0.6, ("core", False)),
    ],
)
def test_the_levels_of_the_tiers(
    share: float, required: float, count: int, lean: float, told: tuple[str, bool]
) -> None:
    assert tier_of(Goal(menu=1 / 3), share, required, count, "clinical", lean) == told


def test_practices_weigh_where_they_are_known_and_the_others_as_their_mean() -> None:
    """CPC+ weighs its practices at the start, a region's set those of the region."""
    region = next(one for one in payers().regions if one.practices)
    sets = {one: ["bp1"] for one in ("cpc-plus-2018", "or-cpc-plus-2018", "other-2018")}
    about = {one: {"year": 2018} for one in sets}
    about["or-cpc-plus-2018"] |= {"kind": "regional", "region": region.places[0]}
    found = seats(table(sets, about=about), list(sets), weigh="practices")
    whole, part = payers().national.practices_at_start, region.practices
    assert [one.weight for one in found.values()] == [whole, part, (whole + part) / 2]
    assert {one.weight for one in seats(table(sets, about=about), list(sets)).values()} == {1.0}


def test_people_weigh_where_a_source_tells_how_many_a_programme_reaches() -> None:
    """By its programme, whatever the edition, or by the set that the source names."""
    told = {one.programme: one for one in payers().reach if one.lives}
    horizon, michigan = told["nj-horizon-patient-centered"], told["mi-mipct"]
    ids = [f"{horizon.programme}-2017", michigan.sets[0], "other-2018"]
    walk = table({one: ["bp1"] for one in ids}, about={one: {"year": int(one[-4:])} for one in ids})
    found = seats(walk, ids, weigh="lives")
    assert horizon.lives and michigan.lives
    mean = (horizon.lives + michigan.lives) / 2
    assert [one.weight for one in found.values()] == [horizon.lives, michigan.lives, mean]
    stated = seats(walk, ids, weigh="lives", weights={ids[1]: 7.0})
    assert stated[ids[1].removesuffix("-2016")].weight == 7.0, "people's figures come first"


@pytest.mark.parametrize(
    ("rows", "which", "told"),
    [
        ({"data_source": "claims"}, Which(digital=True), True),
        ({"data_source": "chart", "ids": {"cms": "CMS165v6"}}, Which(digital=True), True),
        ({"data_source": "chart"}, Which(digital=True), False),
        ({"data_source": "claims", "type": "process"}, Which(stratifiable=True), True),
        ({"data_source": "survey", "type": "process"}, Which(stratifiable=True), False),
        ({"data_source": "claims", "type": "cost"}, Which(stratifiable=True), False),
        ({"data_source": "claims"}, Which(data_source="claims"), True),
        ({"data_source": "claims"}, Which(data_source="chart"), False),
        ({"type": "process"}, Which(type="process"), True),
        ({"type": "process"}, Which(type="outcome"), False),
    ],
)
def test_a_rule_means_what_its_words_say(rows: dict[str, Any], which: Which, told: bool) -> None:
    walk = table({"a": ["bp1"], "b": ["bp1"]}, rows={"bp1": rows})
    assert fits(question(walk, "ab", Goal()), "bp1", which) is told


def test_a_rule_means_lists_of_the_year_and_before() -> None:
    sets = {"a": ["bp1"], "b": ["bp1"], "now-2018": ["bp1"], "later-2019": ["bp1"]}
    about = {"a": {"year": 2018}, "b": {"year": 2018}, "now-2018": {"year": 2018},
             "later-2019": {"year": 2019}}  # fmt: skip
    one = question(table(sets, about=about), "ab", Goal())
    assert fits(one, "bp1", Which(listed_in="now"))
    assert not fits(one, "bp1", Which(listed_in="later"))
    assert not fits(one, "bp1", Which(listed_in="elsewhere"))


def barred(label: str, panel: int, least: int) -> list[str]:
    known = [{"id": "bp1", "title": label, "subjects": ["bp"],
              "minimum": {"n": least, "source": "a manual"}}]  # fmt: skip
    walk = _retitled(table({"a": ["bp1"], "b": ["bp1"]}, known=known), "bp1", label)
    return [one.says for one in _panel(question(walk, "ab", Goal(panel=panel)), "bp1")]


def test_a_panel_bears_the_share_of_patients_that_ordinary_practices_have() -> None:
    studied = shipped_parameters().ordinary
    whole = next(one.median for one in studied if not one.words)
    some = next(one for one in studied if one.words and one.median < whole)
    label = " ".join(some.words)
    patients = round(1000 * some.median / whole)
    assert barred(label, 1000, patients) == []
    (told,) = barred(label, 1000, patients + 1)
    assert f"some {patients} of a panel of 1000, at least {patients + 1} are needed" in told
    assert barred("visits", 30, 30) == []
    (told,) = barred("visits", 29, 30)
    assert "few patients: a panel of 29, at least 30" in told
