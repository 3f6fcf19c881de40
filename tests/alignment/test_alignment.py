"""The aligned set: what is demanded, what is chosen, and that it is the best there is."""

import random
from itertools import combinations

import pytest
from tiny_table import table

from measurealign.alignment import Goal, Recommendation, Rule, Which, align
from measurealign.alignment.ask.question import REMEDY, Question, question
from measurealign.alignment.optimize.aims import aims
from measurealign.alignment.optimize.formulation import Formulation
from measurealign.alignment.optimize.solve import Aim, solve, value_of
from measurealign.burden import data_source, route_weight
from measurealign.crosswalk import Crosswalk
from measurealign.problems import UsageError
from measurealign.scoring import coverage


def names(found: Recommendation) -> list[str]:
    return [one.facts.family for one in found.chosen]


def test_the_fewest_common_measures_serve_each_set_in_each_shared_area():
    walk = table({"a": ["dm1", "dm2", "bp1"], "b": ["dm1", "bp1"], "c": ["dm2", "bp1", "cost1"]})
    found = align(walk, ["a", "b", "c"])
    assert (found.status, names(found)) == ("optimal", ["bp1", "dm1", "dm2"])
    assert [(one.set, one.served, one.demands) for one in found.coverage] == [
        ("a", 2, 2),
        ("b", 2, 2),
        ("c", 2, 2),
    ]


def test_a_single_sets_measure_is_no_demand_and_its_area_is_not_open():
    found = align(table({"a": ["dm1", "bp1"], "b": ["dm1", "gout1"]}), ["a", "b"])
    assert (names(found), found.open_areas) == (["dm1"], ())


def test_an_area_without_a_common_measure_is_open_and_gets_a_proposal():
    walk = table({"a": ["dm1"], "b": ["dm2"], "c": ["dm2"], "d": ["bp1"]})
    (area,) = align(walk, ["a", "b"]).open_areas
    assert area.lists == {"a": ("dm1",), "b": ("dm2",)}
    assert area.proposal is not None
    assert area.proposal.facts.family == "dm2", "two sets of the catalog use it, dm1 only one"
    assert align(walk, ["a", "b"], Goal(open="leave")).open_areas[0].proposal is None
    assert names(align(walk, ["a", "b"], Goal(open="require"))) == ["dm2"]


def test_an_area_is_open_for_the_set_that_shares_nothing_there():
    walk = table({"a": ["dm1"], "b": ["dm1"], "c": ["dm2"]})
    (area,) = align(walk, ["a", "b", "c"]).open_areas
    assert area.agreed == ("a", "b")
    assert area.proposal is not None
    assert area.proposal.facts.family == "dm1", "what the others agree on already"


def test_the_most_used_measure_of_the_catalog_is_proposed_though_nobody_here_lists_it():
    sets = {"a": ["dm1"], "b": ["dm2"], **{one: ["dm3"] for one in "cde"}}
    (area,) = align(table(sets), "ab").open_areas
    assert area.proposal is not None
    assert area.proposal.facts.family == "dm3"
    assert area.proposal.says.startswith("listed by none of the sets at the table and 3 of the")
    kept_out = align(table(sets), "ab", Goal(exclude=("dm3",))).open_areas[0].proposal
    assert kept_out is not None
    assert kept_out.facts.family == "dm1"


def test_an_open_area_shows_who_lists_the_proposal_in_another_specification():
    walk = table({"a": ["dm1"], "b": ["dm2"], "c": ["dm1"]}, {"dm": ["dm1", "dm2"]})
    (area,) = align(walk, "ab", Goal(tier="strict")).open_areas
    assert [(one.set, one.lists, one.chosen) for one in area.harmonize] == [("b", "dm2", "dm1")]


def test_a_variant_serves_at_the_harmonized_tier_and_is_shown_as_a_pair():
    walk = table({"a": ["dm1"], "b": ["dm2"], "c": ["dm2"]}, concepts={"dm": ["dm1", "dm2"]})
    found = align(walk, ["a", "b", "c"])
    assert names(found) == ["dm2"]
    assert [(p.set, p.lists, p.chosen) for p in found.chosen[0].harmonize] == [("a", "dm1", "dm2")]
    assert [one.bond for one in found.chosen[0].serves] == ["variant", "same", "same"]


def test_the_strict_tier_asks_for_what_each_set_lists():
    walk = table(
        {"a": ["dm1"], "b": ["dm1"], "c": ["dm2"], "d": ["dm2"]}, concepts={"dm": ["dm1", "dm2"]}
    )
    assert names(align(walk, "abcd", Goal(tier="strict"))) == ["dm1", "dm2"]
    assert len(names(align(walk, "abcd"))) == 1


@pytest.mark.parametrize("shared_by, wanted", [(2, ["bp1", "dm1"]), (3, ["dm1"])])
def test_k_decides_what_is_common(shared_by: int, wanted: list[str]):
    walk = table({"a": ["dm1", "bp1"], "b": ["dm1", "bp1"], "c": ["dm1"]})
    assert names(align(walk, "abc", Goal(shared_by=shared_by))) == wanted


def test_k_is_two_or_a_third_of_the_sets():
    walk = table({letter: ["dm1"] for letter in "abcdefg"})
    assert question(walk, "abc", Goal()).shared_by == 2
    assert question(walk, "abcdefg", Goal()).shared_by == 3


def test_all_areas_ask_for_lone_measures_too():
    walk = table({"a": ["dm1", "gout1"], "b": ["dm1"]})
    assert names(align(walk, "ab", Goal(areas="all"))) == ["dm1", "gout1"]
    assert names(align(walk, "ab", Goal(areas="none"))) == []


def test_a_coverage_target_asks_for_a_share_of_each_set():
    walk = table({"a": ["dm1", "bp1", "gout1", "flu1"], "b": ["dm1", "bp1"]})
    found = align(walk, "ab", Goal(areas="none", coverage=0.75))
    assert [one.coverage for one in found.coverage] == [0.75, 1.0]
    only_a = align(walk, "ab", Goal(areas="none", coverage_of={"a": 0.25}))
    assert names(only_a) in (["dm1"], ["bp1"])


def test_variants_count_by_their_credit():
    walk = table({"a": ["dm1"], "b": ["dm2"]}, concepts={"dm": ["dm1", "dm2"]})
    assert [one.coverage for one in align(walk, "ab").coverage] in ([0.5, 1.0], [1.0, 0.5])
    assert align(walk, "ab", Goal(coverage=0.6)).status == "infeasible"
    assert align(walk, "ab", Goal(coverage=0.6, variant_credit=0.6)).status == "optimal"


def test_the_best_set_of_a_size_serves_the_most_demands():
    walk = table({"a": ["dm1", "bp1", "flu1"], "b": ["dm1", "bp1"], "c": ["dm1", "flu1"]})
    found = align(walk, "abc", Goal(size=1))
    assert names(found) == ["dm1"]
    assert sum(one.served for one in found.coverage) == 3


def test_set_weights_say_whose_demands_come_first():
    walk = table({"a": ["dm1"], "b": ["dm1", "bp1"], "c": ["bp1"]})
    for heavy, wanted in (("a", "dm1"), ("c", "bp1")):
        assert names(align(walk, "abc", Goal(size=1, set_weights={heavy: 3}))) == [wanted]


def test_role_weights_say_which_measures_count_most():
    walk = table(
        {"a": ["dm1", "bp1"], "b": ["gout1"]},
        rows={"dm1": {"role": "menu"}, "bp1": {"role": "core"}},
    )
    goal = Goal(areas="none", coverage_of={"a": 0.6}, role_weights={"core": 2})
    assert names(align(walk, "ab", goal)) == ["bp1"]


def test_what_a_set_prints_as_retired_makes_no_demand():
    rows = {"dm1": {"role": "retired"}}
    walk = table({"a": ["dm1", "bp1"], "b": ["dm1", "bp1"]}, rows=rows)
    found = align(walk, "ab")
    assert names(found) == ["bp1"]
    assert [(one.listed, one.uncovered) for one in found.coverage] == [(1, ()), (1, ())]
    assert names(align(walk, "ab", Goal(role_weights={"retired": 1}))) == ["bp1", "dm1"]


RULES = [
    (Goal(keep=("gout1",)), ["dm1", "gout1"]),
    (Goal(keep=("Gout1",)), ["dm1", "gout1"]),
    (Goal(exclude=("dm1",)), ["dm2"]),
    (Goal(rules=(Rule(at_least=1, of=Which(area="bp")),)), ["bp1", "dm1"]),
    (Goal(rules=(Rule(at_most=0, of=Which(data_source="chart")),)), ["dm2"]),
    (Goal(rules=(Rule(at_least=1, of=Which(type="outcome")),)), ["dm2"]),
    (Goal(rules=(Rule(at_least=1, of=Which(endorsed=True)),)), ["dm2"]),
    (Goal(rules=(Rule(at_most=0, of=Which(evidence="inferred")),)), ["dm2"]),
    (Goal(rules=(Rule(at_least=1, of=Which(product_line="medicaid")),)), ["dm2"]),
    (Goal(burden_budget=0.5), ["dm2"]),
    (Goal(each_set_shares=2), ["dm1", "dm2"]),
    (Goal(prefer=("outcomes",)), ["dm2"]),
    (Goal(prefer=("burden",)), ["dm2"]),
]


@pytest.mark.parametrize("goal, wanted", RULES, ids=lambda v: str(v)[:60])
def test_rules_bind(goal: Goal, wanted: list[str]):
    """Of two equal measures, dm1 is the more used (set c), dm2 the better by each rule."""
    walk = table(
        {"a": ["dm1", "dm2", "gout1", "bp1"], "b": ["dm1", "dm2"], "c": ["dm1"]},
        rows={
            "dm1": {"data_source": "chart", "evidence": "inferred"},
            "dm2": {
                "data_source": "ehr",
                "type": "outcome",
                "ids": {"cbe": "0018"},
                "note": "product lines (recalled): Medicaid, Medicare; new in 2018",
            },
            "bp1": {"data_source": "ehr"},
        },
    )
    assert names(align(walk, "ab", goal)) == wanted


STRANGE = [
    (["a"], Goal(), "at least two sets"),
    (["a", "nope"], Goal(), "no measure set 'nope'"),
    (["a", "b"], Goal(shared_by=3), "shared by 3 of 2 sets"),
    (["a", "b"], Goal(keep=("dm11",)), "no measure 'dm11' in the crosswalk: did you mean 'dm1'?"),
    (["a", "b"], Goal(set_weights={"c": 1}), "'c' is not a set at the table"),
]


def test_a_set_without_a_measure_that_counts_is_told():
    walk = table({"a": ["dm1"], "b": ["dm1"], "c": [], "d": []})
    assert align(walk, "abc").notes == ("c lists no measure that counts",)
    with pytest.raises(UsageError) as error:
        align(walk, "acd")
    assert [str(one) for one in error.value.problems] == [
        "'c' lists no measure that counts: " + REMEDY,
        "'d' lists no measure that counts: " + REMEDY,
    ]


@pytest.mark.parametrize("sets, goal, says", STRANGE, ids=[row[2] for row in STRANGE])
def test_what_cannot_be_asked_is_told(sets: list[str], goal: Goal, says: str):
    walk = table({"a": ["dm1"], "b": ["dm1"], "c": ["dm1"]})
    with pytest.raises(UsageError) as error:
        align(walk, sets, goal)
    assert says in str(error.value)


def random_question(seed: int, sets: int, ideas: int, areas: int) -> Question:
    """Return a random small table with variants, weights, roles, sources and rules."""
    draw = random.Random(seed)
    names = [f"{'xyzuvw'[i % areas]}{i}" for i in range(ideas)]
    listed = {
        f"s{i}": sorted(draw.sample(names, draw.randint(1, min(len(names), 5))))
        for i in range(sets)
    }
    groups = {f"g{i}": names[i : i + 1 + draw.randint(0, 1)] for i in range(0, ideas - 1, 2)}
    sources = [None, "chart", "ehr", "claims", "survey"]
    rows = {name: {"data_source": draw.choice(sources)} for name in names}
    walk = table(listed, groups, rows)
    rules: list[Rule] = []
    if draw.random() < 0.3:
        rules.append(Rule(at_most=draw.randint(0, 2), of=Which(data_source="chart")))
    if draw.random() < 0.3:
        rules.append(Rule(at_least=1, of=Which(area=draw.choice("xyz"))))
    goal = Goal(
        tier=draw.choice(["strict", "harmonized"]),
        areas=draw.choice(["shared", "shared", "all", "none"]),
        open=draw.choice(["propose", "require"]),
        coverage=draw.choice([None, None, 0.3, 0.5]),
        size=draw.choice([None, None, None, 2, 3]),
        max_size=draw.choice([None, None, 4]),
        variant_credit=draw.choice([0.3, 0.5, 1.0]),
        burden_budget=draw.choice([None, None, 1.5]),
        each_set_shares=draw.choice([None, None, None, 1]),
        rules=tuple(rules),
        prefer=draw.choice([("alignment", "burden"), ("coverage",), ("burden", "outcomes")]),
        set_weights={"s0": draw.choice([1.0, 2.0])},
    )
    return question(walk, listed, goal)


def allowed(asked: Question, chosen: set[str]) -> bool:
    """Tell from the words of the goal alone, without any row, whether a set may be chosen."""
    goal, walk = asked.goal, asked.walk
    idea = {f: walk.concept_of(f).id if goal.tier == "harmonized" else f for f in asked.pool}
    ideas = {idea[f] for f in chosen}
    users = {
        i: {s for s in asked.sets for f in asked.lists[s] if idea[f] == i} for i in idea.values()
    }
    for one in asked.sets:
        share = coverage(walk, one, chosen, goal.credit).value
        if goal.coverage is not None and share < goal.coverage - 1e-9:
            return False
        if sum(one in users[idea[f]] for f in chosen) < (goal.each_set_shares or 0):
            return False
        for area in {asked.area(f) for f in asked.lists[one]}:
            mine = {idea[f] for f in asked.lists[one] if asked.area(f) == area}
            common = {i for i in mine if len(users[i]) >= asked.shared_by}
            wanted = {"shared": common, "all": mine, "none": set()}[goal.areas]
            if wanted and not wanted & ideas and goal.size is None:
                return False
            measuring = {s for s in asked.sets if area in {asked.area(f) for f in asked.lists[s]}}
            is_open = not common and len(measuring) >= asked.shared_by
            empty = all(asked.area(f) != area for f in chosen)
            if goal.open == "require" and is_open and empty:
                return False
    counts = [
        goal.tier == "strict" or len(ideas) == len(chosen),
        goal.size is None or len(chosen) == goal.size,
        goal.max_size is None or len(chosen) <= goal.max_size,
    ]
    effort = {f: route_weight(data_source(walk, f, asked.sets)[0]) for f in chosen}
    if goal.burden_budget is not None:
        counts.append(sum(effort.values()) <= goal.burden_budget + 1e-9)
    for rule in goal.rules:
        n = sum(
            (not rule.of.area or asked.area(f) in rule.of.area)
            and (not rule.of.data_source or data_source(walk, f)[0] in rule.of.data_source)
            for f in chosen
        )
        counts.append((rule.at_least or 0) <= n <= (99 if rule.at_most is None else rule.at_most))
    return all(counts)


def brute_force(form: Formulation) -> tuple[int, ...] | None:
    """Try every set of measures; return the values of the aims of the best, None if none holds."""
    best: tuple[int, ...] | None = None
    constraints, wanted = form.constraints, aims(form)
    for n in range(len(form.x) + 1):
        for picked in combinations(form.x, n):
            values = [0] * constraints.size
            for family in picked:
                values[form.x[family]] = 1
            _follow(form, values)
            assert constraints.holds(values) == allowed(form.question, set(picked))
            if constraints.holds(values):
                key = tuple(aim.sense * value_of(aim, values) for aim in wanted)
                best = key if best is None or key < best else best
    return best


def _follow(form: Formulation, values: list[int]) -> None:
    """Set the variables that follow from the choice: variants credited, demands served."""
    asked = form.question
    chosen = {family for family, at in form.x.items() if values[at]}
    for family, at in form.v.items():
        kin = set(asked.variants[asked.idea(family)]) - {family}
        values[at] = int(family not in chosen and bool(chosen & kin))
    for demand, at in form.u.items():
        values[at] = int(bool(chosen & set(asked.servers[demand])))


@pytest.mark.parametrize("block", range(10))
def test_random_small_questions_get_the_answer_of_brute_force(block: int):
    for seed in range(block * 20, block * 20 + 20):
        form = Formulation(random_question(seed, sets=2 + seed % 3, ideas=7, areas=3))
        found = solve(form.constraints, aims(form), 20.0)
        got = None
        if found.values is not None:
            assert found.proven
            got = tuple(aim.sense * value_of(aim, found.values) for aim in aims(form))
        assert got == brute_force(form), f"seed {seed}"


def test_an_aim_that_ran_out_of_time_is_not_called_proven():
    form = Formulation(random_question(1, sets=4, ideas=7, areas=3))
    aim = Aim("fewest measures", aims(form)[0].terms)
    from measurealign.alignment.optimize.solve import _step

    assert not _step(aim, 7, 5.2).proven
    assert _step(aim, 6, 5.2).proven
    assert not _step(aim, 6, None).proven
    assert not _step(Aim("most", aims(form)[0].terms, -1), 6, -7.0).proven
    assert _step(Aim("most", aims(form)[0].terms, -1), 6, -6.9).proven


CONFLICTS = [
    (
        Goal(max_size=1),
        ["every demand is served (needs 2 measures)", "at most 1 measure"],
    ),
    (Goal(keep=("dm1",), exclude=("dm1",)), ["keep dm1", "exclude dm1"]),
    (
        Goal(rules=(Rule(at_least=2, of=Which(area="gout")),)),
        ["at least 2 measures of area gout (the sets at the table list 1)"],
    ),
    (
        Goal(rules=(Rule(at_least=1, of=Which(area="cost")),), max_size=3),
        ["at least 1 measure of area cost (the sets at the table list none)"],
    ),
    (Goal(exclude=("dm1",)), ["every demand is served (needs 2 measures)", "exclude dm1"]),
    (
        Goal(areas="none", max_size=2, keep=("dm1", "bp1", "gout1")),
        ["at most 2 measures", "keep dm1", "keep bp1", "keep gout1"],
    ),
    (Goal(areas="none", size=9), ["exactly 9 measures (the sets at the table list 3)"]),
    (
        Goal(areas="none", keep=("dm1", "dm2")),
        ["no two variants of one concept", "keep dm1", "keep dm2"],
    ),
]


@pytest.mark.parametrize("goal, wanted", CONFLICTS, ids=lambda v: str(v)[:50])
def test_rules_that_cannot_hold_together_are_named(goal: Goal, wanted: list[str]):
    groups = {"dm": ["dm1", "dm2"]} if "dm2" in goal.keep else {}
    walk = table({"a": ["dm1", "bp1", "gout1"], "b": ["dm1", "bp1"], "c": ["dm2"]}, groups)
    sets = "abc" if groups else "ab"
    found = align(walk, sets, goal)
    assert found.status == "infeasible"
    assert list(found.conflict) == wanted
    assert found.conflict_is_smallest
    assert (found.chosen, found.decisions) == ((), ())


def test_no_rule_can_be_spared_from_a_conflict():
    walk = table({"a": ["dm1", "bp1", "flu1"], "b": ["dm1", "bp1", "flu1"]})
    goal = Goal(max_size=2, keep=("dm1",), open="require", burden_budget=9)
    assert align(walk, "ab", goal).conflict == (
        "every demand is served (needs 3 measures)",
        "at most 2 measures",
    )
    assert align(walk, "ab", goal).notes == (
        "without “every demand is served”, 1 measure would hold all other rules",
        "without “at most 2 measures”, 3 measures would hold all other rules",
    )


THREE = ["cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018"]


def test_a_workgroup_could_adopt_the_proposal_for_the_three_sets(walk: Crosswalk):
    found = align(walk.only(), THREE)
    assert found.status == "optimal"
    assert 8 <= len(found.chosen) <= 15
    concepts = [one.facts.concept for one in found.chosen]
    assert len(set(concepts)) == len(concepts), "two variants of one idea"
    assert all(one.served == one.demands for one in found.coverage)
    labels = {one.facts.label for one in (*found.chosen, *found.left_out)}
    for name in (
        "Controlling High Blood Pressure", "Colorectal Cancer Screening",
        "Cervical Cancer Screening", "Breast Cancer Screening",
    ):  # fmt: skip
        assert name in labels, f"{name} is listed by two of the sets, so it is common"
    assert any("Screening for Depression" in name for name in labels)
    for area in found.open_areas:
        assert area.proposal is not None
        assert len(area.lists) >= 2


def test_forty_sets_at_the_table_are_solved_and_proven(walk: Crosswalk):
    counted = walk.only()
    size = {one.id: len(counted.listed(one.id)) for one in counted.catalog}
    forty = sorted(size, key=lambda id_: (-size[id_], id_))[:40]
    for goal in (Goal(), Goal(areas="none", coverage=0.4)):
        form = Formulation(question(counted, forty, goal))
        assert solve(form.constraints, aims(form), 20.0).proven
