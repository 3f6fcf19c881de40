"""The aligned set: the fewest measures that serve every agreed wish, with a reason for each."""

import random
from itertools import combinations, product

import pytest
from tiny_table import table

from measurealign.alignment import Goal, Recommendation, Rule, Which, align
from measurealign.alignment.ask.choices import Choices, Wish
from measurealign.alignment.ask.question import question
from measurealign.alignment.explain.reasons import subjects_told
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


def tables(counted: Crosswalk) -> list[list[str]]:
    """Twenty tables of three to six sets of about one time."""
    draw, found = random.Random(14), []
    sets = [one for one in counted.catalog if len(counted.listed(one.id)) >= 8]
    while len(found) < 20:
        first = draw.choice(sets)
        near = [one.id for one in sets if abs(one.year - first.year) <= 2]
        table_ = draw.sample(near, min(len(near), draw.randint(3, 6)))
        if len({one.rstrip("0123456789-") for one in table_}) >= 3:
            found.append(table_)
    return found


def test_every_reason_is_true_on_twenty_tables(counted: Crosswalk):
    for ids in tables(counted):
        found = align(counted, ids)
        assert found.chosen, ids
        choices = Choices(question(counted, ids, Goal()))
        for one in found.chosen:
            check_reasons(choices, one)
        check_left_out(choices, found)


def check_reasons(choices: Choices, one) -> None:
    """Hold each sentence against the rows: who asks, who keeps, who changes, what could stand."""
    asked, walk = choices.asked, choices.asked.walk
    measured = subjects_told(choices, one.facts.family)
    assert measured and one.tier in ("core", "menu")
    for subject, says in zip(measured, one.reasons, strict=False):
        asks = [
            each.id for each in asked.table
            if any(subject == walk.serves(walk.family_of(row.key).id)[0]
                   for row in asked.rows_of(each) if asked.goal.weight_of(row.role) > 0)
        ]  # fmt: skip
        keeps = [p for p in asks if one.facts.family in asked.measured[subject][p]]
        assert says.startswith(f"{len(asks)} of {len(asked.table)} ask for ")
        if keeps:
            assert f"{len(keeps)} keep" in says
        bonds = {
            p: max(walk.bond(one.facts.family, f).credit for f in asked.measured[subject][p])
            for p in asks
        }
        changes = sum(0.5 <= credit < 1 for credit in bonds.values())
        assert (f"{changes} change" in says) == bool(changes)
        assert ("not served" in says) == any(credit < 0.5 for credit in bonds.values())
    own = choices.subject_of(one.facts.family)
    assert all(walk.subject_of(each.family).id == own for each in one.substitutes)


def check_left_out(choices: Choices, found: Recommendation) -> None:
    answered = {s for one in found.chosen for s in choices.answers(one.facts.family)}
    assert {one.subject for one in found.left_out} == set(choices.asked.measured) - answered
    for one in found.left_out:
        if one.why == "below agreement":
            assert choices.agreed[one.subject].tier == "on deck"
        assert one.why != "over the cap"


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
