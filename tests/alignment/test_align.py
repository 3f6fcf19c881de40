"""The aligned set: the fewest measures that serve every agreed wish, with a reason for each."""

import random
from itertools import combinations, product

import pytest
from tiny_table import table

from measurealign.alignment import Goal, Recommendation, Rule, Which, align
from measurealign.alignment.ask.choices import Choices, Wish
from measurealign.alignment.ask.question import question
from measurealign.crosswalk import Crosswalk

THREE = ["cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018"]


def subjects(found: Recommendation, tier: str) -> set[str]:
    return {s.subject for one in found.chosen if one.tier == tier for s in one.serves}


def test_the_main_job(main_job: Recommendation):
    assert main_job.status == "optimal"
    assert {
        "a1c-control", "bp-control", "colorectal-screening", "depression-screening", "tobacco",
    } <= subjects(main_job, "core")  # fmt: skip
    assert {
        "breast-screening", "cervical-screening", "diabetes-eye", "diabetes-kidney", "ed-use",
        "flu",
    } <= subjects(main_job, "menu")  # fmt: skip


def test_nothing_is_served_by_another_subject(main_job: Recommendation, counted: Crosswalk):
    for one in main_job.chosen:
        for each in one.serves:
            assert each.subject in counted.serves(one.facts.family)


def test_one_specification_serves_whoever_lists_a_form_of_it():
    walk = table({"a": ["dm1"], "b": ["dm2"], "c": ["dm2"]}, [("dm1", "dm2", "variant")])
    (one,) = align(walk, "abc").chosen
    assert one.facts.family == "dm2", "the form that more programmes keep"
    assert [(s.programme, s.bond, s.keeps) for s in one.serves] == [
        ("a", "variant", False), ("b", "same", True), ("c", "same", True),
    ]  # fmt: skip
    assert one.reasons[0].endswith("2 keep it, 1 changes")
    assert [each.label for each in one.substitutes] == ["dm1"]


def test_below_the_floor_a_form_does_not_serve_and_the_question_is_open():
    walk = table({"a": ["dm1"], "b": ["dm2"], "c": ["dm2"]}, [("dm1", "dm2", "variant")])
    found = align(walk, "abc", Goal(floor=0.75))
    assert [one.facts.family for one in found.chosen] == ["dm2"]
    (open_,) = found.open_questions
    assert (open_.unserved, {c.label for c in open_.candidates}) == (("a",), {"dm1", "dm2"})
    assert "1 not served (A 2018)" in found.chosen[0].reasons[0]


def test_forms_that_do_not_serve_each_other_leave_an_open_question():
    found = align(table({"a": ["dm1"], "b": ["dm2"]}), "ab")
    assert len(found.chosen) == 1
    assert found.open_questions[0].lists == {"a": ("dm1",), "b": ("dm2",)}
    both = align(table({"a": ["dm1"], "b": ["dm2"]}), "ab", Goal(per_subject=2))
    assert (len(both.chosen), both.open_questions) == (2, ())


def test_a_composite_may_serve_several_subjects():
    subjects_ = ["diabetes-optimal", "a1c-control", "tobacco"]
    composite = {"id": "diabetes-optimal1", "subjects": subjects_}
    walk = table(
        {"a": ["diabetes-optimal1"], "b": ["a1c-control1", "tobacco1"],
         "c": ["a1c-control1", "tobacco1"], "d": ["diabetes-optimal1"]},
        [("a1c-control1", "diabetes-optimal1", "component"),
         ("tobacco1", "diabetes-optimal1", "component")],
        known=[composite],
    )  # fmt: skip
    found = align(walk, "abcd")
    assert [one.facts.family for one in found.chosen] == ["diabetes-optimal1"]
    assert (found.served, found.agreed) == (6, 6)
    assert len(found.chosen[0].reasons) == 3, "a reason for each subject"


def test_a_bundle_of_three_rates_answers_only_its_own_subject():
    parts = [
        {"id": f"{name}1", "subjects": [name],
         "part_of": [{"id": "diabetes-optimal1", "word": name, "kind": "rate"}]}
        for name in ("a1c-control", "diabetes-eye", "diabetes-kidney")
    ]  # fmt: skip
    names = ["a1c-control1", "diabetes-eye1", "diabetes-kidney1"]
    whole = {"id": "diabetes-optimal1", "subjects": [
        "diabetes-optimal", "a1c-control", "diabetes-eye", "diabetes-kidney"]}  # fmt: skip
    walk = table(
        {"a": ["diabetes-optimal1", *names], "b": names, "c": ["diabetes-optimal1"]},
        [(f"{name}1", "diabetes-optimal1", "rate")
         for name in ("a1c-control", "diabetes-eye", "diabetes-kidney")],
        known=[whole, *parts],
    )  # fmt: skip
    chosen = {one.facts.family for one in align(walk, "abc").chosen}
    assert chosen == {"diabetes-optimal1", *names}, "its rates are not served by it"


def test_a_cap_takes_the_most_agreement_times_precedent_and_tells_what_is_over_it():
    walk = table({
        "a": ["bp1", "dm1", "flu1"], "b": ["bp1", "dm1", "flu1"], "c": ["bp1"],
        "other-2015": ["dm1"], "more-2015": ["dm1"],
    }, about={"other-2015": {"year": 2015}, "more-2015": {"year": 2015},
              **{one: {"kind": "federal"} for one in "abc"}})  # fmt: skip
    found = align(walk, "abc", Goal(max_size=1))
    assert [one.facts.family for one in found.chosen] == ["dm1"], "2/3 × 3/4 before 1 × 1/4"
    over = {one.subject: one for one in found.left_out}
    assert (over["bp"].why, over["bp"].adds) == ("over the cap", 0.25)
    assert len(align(walk, "abc", Goal(size=3)).chosen) == 3


def brute(choices: Choices) -> tuple[int, int, int]:
    """Try all sets: the most wishes served, then the fewest measures, then the most kept."""
    best = (0, 0, 0)
    forms: dict[str, list[str]] = {}
    for family in choices.pool:
        forms.setdefault(choices.subject_of(family), []).append(family)
    for picked in product(*([None, *families] for families in forms.values())):
        chosen = {one for one in picked if one}
        served = sum(not chosen.isdisjoint(by) for by in choices.services.values())
        kept = sum(
            any(f in chosen and s.kind == "same" for f, s in by.items())
            for by in choices.services.values()
        )
        best = max(best, (served, -len(chosen), kept))
    return best


def random_table(seed: int) -> tuple[Crosswalk, list[str]]:
    draw = random.Random(seed)
    names = [f"{subject}{n}" for subject in ("dm", "bp", "flu", "gout") for n in (1, 2, 3)]
    ids = list("abcde"[: draw.randint(3, 5)])
    sets = {one: draw.sample(names, draw.randint(2, 6)) for one in ids}
    kinds = ["variant", "slice", "rate", "related", "different"]
    bonds = [(x, y, draw.choice(kinds)) for x, y in combinations(names, 2) if x[:-1] == y[:-1]]
    return table(sets, bonds), ids


@pytest.mark.parametrize("seed", range(60))
def test_random_tables_get_what_trying_every_set_gets(seed: int):
    walk, ids = random_table(seed)
    found = align(walk, ids)
    choices = Choices(question(walk, ids, Goal()))
    served, fewer, kept = brute(choices)
    assert (found.served, -len(found.chosen)) == (served, fewer)
    assert sum(s.keeps for one in found.chosen for s in one.serves
               if Wish(s.programme, s.subject) in choices.services) == kept  # fmt: skip


LEVELS = (["plan"], ["plan", "clinician"], ["group"], ["practice"], [])


def levelled(seed: int) -> tuple[Crosswalk, list[str], dict[str, int]]:
    """A random table of states and payers with levels, and the points of each measure.

    One point if a practice is measured by it, one more if practices' (payers') sets list it.
    """
    draw = random.Random(seed)
    names = [f"{subject}{n}" for subject in ("dm", "bp", "flu") for n in (1, 2, 3)]
    ids = list("abcd")
    sets = {one: draw.sample(names, draw.randint(2, 5)) for one in ids}
    kinds = {one: draw.choice(["state", "state", "payer"]) for one in ids}
    levels = {name: draw.choice(LEVELS) for name in names}
    bonds = [(x, y, "variant") for x, y in combinations(names, 2) if x[:-1] == y[:-1]]
    known = [{"id": n, "subjects": [n[:-1]], "levels": levels[n]} for n in names]
    about = {one: {"kind": kinds[one]} for one in ids}
    tried = {name for one in ids if kinds[one] == "payer" for name in sets[one]}
    points = {name: 2 * (name in tried) or int(levels[name] != ["plan"]) for name in names}
    return table(sets, bonds, about=about, known=known), ids, points


@pytest.mark.parametrize("seed", range(40))
def test_practice_level_alone_gets_what_trying_every_set_gets(seed: int):
    walk, ids, points = levelled(seed)
    goal = Goal(prefer=("level",))
    found = align(walk, ids, goal)
    choices = Choices(question(walk, ids, goal))
    forms: dict[str, list[str]] = {}
    for family in choices.pool:
        forms.setdefault(choices.subject_of(family), []).append(family)
    best = max(
        (
            sum(not set(picked).isdisjoint(by) for by in choices.services.values()),
            -sum(one is not None for one in picked),
            sum(points[one] for one in picked if one),
        )
        for picked in product(*([None, *families] for families in forms.values()))
    )
    chosen = [one.facts.family for one in found.chosen]
    assert (found.served, -len(chosen), sum(points[one] for one in chosen)) == best


def test_the_tables_of_levels_tell_answers_apart():
    """So that the test above can fail: elsewhere another aim would choose otherwise."""
    differ = 0
    for seed in range(40):
        walk, ids, points = levelled(seed)
        with_level = [one.facts.family for one in align(walk, ids, Goal(prefer=("level",))).chosen]
        without = [one.facts.family for one in align(walk, ids, Goal(prefer=())).chosen]
        differ += sum(map(points.get, with_level)) > sum(map(points.get, without))
    assert differ > 5, differ


def test_required_rows_are_kept_or_their_loss_is_named():
    walk = table({"a": ["bp1", "dm1"], "b": ["bp1"], "c": ["bp1", "dm1", "flu1*"]})
    free = align(walk, "abc", Goal(max_size=1))
    assert [one.lists for one in free.programmes[0].drops if one.required] == ["dm1"]
    kept = align(walk, "abc", Goal(max_size=1, keep_required=True))
    assert kept.status == "best possible"
    assert any(one.broken for one in kept.prices)
    assert align(walk, "abc", Goal(max_size=2, keep_required=True)).status == "optimal"


def test_outcomes_first_takes_the_outcomes():
    walk = table(
        {"a": ["bp1", "dm1"], "b": ["bp1", "dm1"]}, rows={"dm1": {"type": "outcome"},
         "bp1": {"type": "process"}, },
    )  # fmt: skip
    (one,) = align(walk, "ab", Goal(max_size=1, outcomes_first=True)).chosen
    assert one.facts.family == "dm1"


def test_a_floor_that_the_table_cannot_fill_takes_from_the_catalog():
    walk = table(
        {"a": ["bp1"], "b": ["bp1"], "c-2016": ["social-needs1"], "d-2020": ["social-needs2"]},
        about={"c-2016": {"year": 2016}, "d-2020": {"year": 2020}},
    )
    goal = Goal(rules=(Rule(at_least=1, of=Which(kind="equity")),))
    found = align(walk, "ab", goal)
    assert {one.facts.family for one in found.chosen} == {"bp1", "social-needs1"}
    added = found.chosen[-1]
    assert "nobody at the table asks for" in added.reasons[0]
    assert "counts for the rule “at least 1 measure of kind equity”" in added.reasons
