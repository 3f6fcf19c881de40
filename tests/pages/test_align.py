"""The Align page: the same numbers as the model, rules in the address, what-if, mending."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from measurealign.alignment import Goal, Point, Recommendation, align
from measurealign.alignment.ask.presets import preset
from measurealign.alignment.file.side_by_side import PresetAnswer, side_by_side
from measurealign.crosswalk import Crosswalk
from measurealign.export.yaml import recommendation_file
from measurealign.problems import InputError, Problem
from measurealign.ui.align import prices
from measurealign.ui.parts import proposal
from measurealign.ui.session.state import EXAMPLE
from pages.app import fine, go, opened, tables, view, words

VIEWS = (
    "Proposal", "Subjects", "Last round", "Each programme", "Size", "Presets", "Open questions",
    "Additions", "Left out", "Scores", "Gaps", "Decisions",
)  # fmt: skip


@pytest.fixture(scope="module")
def found(counted: Crosswalk) -> Recommendation:
    """What the model answers to the question with which the page opens."""
    return align(counted, EXAMPLE, Goal())


def _rows(app: AppTest, column: str) -> list[str]:
    """Return a column of the first table that has it."""
    found = [one for one in tables(app) if column in one.columns]
    return [str(one) for one in found[0][column]] if found else []


def fold(app: AppTest, key: str = "more") -> AppTest:
    """Unfold what is folded under a key: the further rules, unless told otherwise."""
    app.session_state[key] = True
    return fine(app.run())


def test_the_page_shows_what_the_model_answers(found: Recommendation) -> None:
    app = opened("align")
    assert found.says in words(app)
    assert _rows(app, "Measure") == [one.facts.label for one in found.chosen]
    shown = [one.value for one in app.metric]
    saving = found.saving
    assert f"{found.agreement:.0%}" in shown
    assert f"{saving.today.measures} → {saving.rest_stays.measures}" in shown
    assert str(len(found.open_questions)) in shown


#: By CPC+ 2018, HEDIS 2018 and Oregon's CCOs 2018: who keeps it, changes to it, is not served.
SIGNS = {
    "Colorectal Cancer Screening": ("✓", "✓", "✓"),
    "Preventive Care and Screening: Screening for Depression and Follow-Up Plan": ("✓", "≈", "✓"),
    "Preventive Care and Screening: Tobacco Use: Screening and Cessation Intervention":
        ("✓", "≈", "✗"),
    "Childhood Immunization Status": ("", "✓", "≈"),
    "Breast Cancer Screening": ("✓", "✓", ""),
    "Preventive Care and Screening: Influenza Immunization": ("✓", "✗", ""),
}  # fmt: skip


def test_who_asks_and_is_not_served_is_marked(found: Recommendation) -> None:
    app = opened("align")
    columns = [_rows(app, one.label) for one in found.programmes]
    told = dict(zip(_rows(app, "Measure"), zip(*columns, strict=True), strict=True))
    assert {name: told[name] for name in SIGNS} == SIGNS
    unserved = sum(row.count("✗") for row in told.values())
    assert unserved == found.agreed - found.served > 0


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_by_its_address(view: str) -> None:
    app = opened("align", f"view={view}")
    assert app.session_state["view"] == view
    assert len(words(app)) > 200


def test_the_views_tell_what_the_model_tells(found: Recommendation) -> None:
    app = opened("align", "view=Left out")
    assert _rows(app, "In words") == [one.says for one in found.left_out]
    app = opened("align", "view=Subjects")
    assert _rows(app, "Subject") == [one.label for one in found.tiers]
    app = opened("align", "view=Each programme")
    assert _rows(app, "Today") == [str(one.today.measures) for one in found.programmes]
    app = opened("align", "view=Additions")
    assert all(one.name in words(app) for one in found.additions)
    app = opened("align", "view=Open questions")
    assert 0 < len(found.open_questions) <= 3
    assert all(one.says in words(app) for one in found.open_questions)


def test_many_open_questions_are_folded_away(counted: Crosswalk) -> None:
    many = [*EXAMPLE, "medicaid-adult-core-set-2018", "mssp-aco-2018", "mips-quality-2018"]
    found = align(counted, many)
    assert len(found.open_questions) > 3
    app = opened("align", "view=Open questions&" + "&".join(f"sets={one}" for one in many))
    for one in found.open_questions[:2]:
        assert one.says not in words(app)
        app = fold(app, f"fold-{one.subject}")
        assert one.says in words(app)


def test_each_preset_stands_beside_the_default_with_its_reasons(counted: Crosswalk) -> None:
    app = opened("align", "view=Presets&size_rule=at most …&size=3")
    answers = side_by_side(counted, EXAMPLE)
    assert _rows(app, "Rules of") == [one.preset.name for one in answers]
    assert _rows(app, "Measures") == [
        str(len(one.found.chosen) if one.found else 0) for one in answers
    ]
    told = words(app)
    assert sum(len(one.differences) for one in answers) > 20
    for one in answers:
        for each in one.differences:
            assert re.search(f"{re.escape(f'**{each.measure}**')}.* — {re.escape(each.why)}", told)
        assert all(each in told for each in one.broken)


def test_the_presets_are_asked_only_when_they_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str, ...]] = []

    def ask(walk: Crosswalk, ids: tuple[str, ...], _: Goal) -> tuple[PresetAnswer, ...]:
        asked.append(ids)
        return side_by_side(walk, ids, [preset("massachusetts-core-2018")])

    monkeypatch.setitem(proposal.QUESTIONS, "presets", ask)
    proposal._shared.clear()
    app = opened("align")
    assert not asked
    view(app, "view", "Presets")
    assert asked == [EXAMPLE]
    next(one for one in app.button if one.label == "Take these rules").click().run()
    assert app.selectbox(key="preset").value == "massachusetts-core-2018"
    assert "at most 5 measures" in words(fine(app))
    proposal._shared.clear()


def test_sizes_that_cannot_be_found_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(walk: Crosswalk, ids: tuple[str, ...], goal: Goal) -> tuple[Point, ...]:
        raise InputError(Problem(what="no answer was found in time"))

    monkeypatch.setitem(proposal.QUESTIONS, "frontier", late)
    proposal._shared.clear()
    app = view(opened("align"), "view", "Size")
    assert "no answer was found in time" in fine(app).error[0].value
    proposal._shared.clear()


def test_rules_survive_leaving_and_returning() -> None:
    app = opened("align", "preset=Massachusetts taskforce: core set")
    app.selectbox(key="size_rule").set_value("most").run()
    app.number_input(key="size").set_value(7).run()
    fold(app)
    app.multiselect(key="keep").set_value(["Cervical Cancer Screening"]).run()
    before = words(fine(app))
    assert "at most 7 measures" in before
    assert "“Cervical Cancer Screening” must be in" in before
    go(go(app, "burden"), "align")
    assert app.selectbox(key="size_rule").value == "most"
    assert app.number_input(key="size").value == 7
    assert app.multiselect(key="keep").value == ["Cervical Cancer Screening"]
    assert words(app) == before


def test_a_rule_is_added_by_the_form_and_refused_in_words() -> None:
    app = fold(opened("align"))
    app.multiselect(key="new_area").set_value(["tobacco"]).run()
    next(one for one in app.button if one.label == "Add").click().run()
    assert app.multiselect(key="rule").value == ["at least 1 measure of area tobacco"]
    assert "at least 1 measure of area tobacco" in words(fine(app))
    app = opened("align", "rule=at least 1 measure of area tobaco")
    assert "did you mean 'tobacco'" in words(app)


def test_a_rule_of_the_form_says_of_which_measures() -> None:
    app = fold(opened("align"))
    add = next(one for one in app.button if one.label == "Add")
    assert add.disabled and "Pick which" in add.help
    app.selectbox(key="new_field").set_value("cbe").run()
    assert not next(one for one in app.button if one.label == "Add").disabled


@pytest.mark.parametrize("id_", ["rhode-island-core-menu", "massachusetts-core-2018"])
def test_a_number_left_empty_shows_what_the_preset_says(id_: str) -> None:
    told = preset(id_)
    app = fold(opened("align", f"preset={told.name}"))
    shown = {key: app.number_input(key=key).placeholder for key in ("core", "menu", "cost")}
    goal = told.goal
    assert (goal.core, goal.menu) != (Goal().core, Goal().menu)
    assert shown == {
        "core": f"{goal.core:.0%}".replace("%", " %"),
        "menu": f"{goal.menu:.0%}".replace("%", " %"),
        "cost": str(goal.additions.cost),
    }


def test_the_rule_that_is_let_go_is_the_one_that_was_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    """One name may begin another: a rule is told by its whole sentence."""
    short, long = "Depression Screening", "Depression Screening and Follow-Up"
    floor, cap = "at least 1 measure of area tobacco", "at most 2 measures of type process"
    held = {"keep": [short, long], "rule": [cap, f"{floor} and of type process", floor]}
    monkeypatch.setattr("streamlit.session_state", held)

    def let_go(rule: str) -> None:
        mend = prices.remedy(rule)
        assert mend is not None
        mend()

    let_go(f"keep {long}")
    assert held["keep"] == [short]
    let_go(f"{floor} and of type process")
    let_go(cap)
    assert held["rule"] == [floor]
    let_go("at most 5 measures")
    assert held["size_rule"] == "few"
    assert prices.remedy("keep what HEDIS 2018 requires: falls") is None


def test_for_whom_the_hours_are_is_told_where_burden_told_of_another_practice() -> None:
    plain, told = "for 1 clinician by the shipped assumptions", "Each programme"
    assert plain not in words(view(opened("align"), "view", told))
    app = fine(opened("burden").number_input(key="clinicians").set_value(4).run())
    assert plain in words(view(go(app, "align"), "view", told))


def test_what_if_shows_the_change_and_can_become_a_rule(found: Recommendation) -> None:
    label = next(one.measures[0] for one in found.left_out if one.why == "below agreement")
    app = opened("align")
    app.selectbox(key="force_it").set_value(label).run()
    assert f"If “{label}” were forced" in words(fine(app))
    assert f"rule added: “{label}” must be in" in words(app)
    next(one for one in app.button if one.label == "Make it a rule").click().run()
    assert app.multiselect(key="keep").value == [label]
    assert label in _rows(fine(app), "Measure")
    assert "were forced" not in words(app)


def test_rules_that_cannot_hold_give_way_and_can_be_let_go() -> None:
    app = opened("align", "rule=at least 3000 measures")
    told = words(app)
    assert "Not all rules can hold together" in told
    assert "“at least 3000 measures”: cannot hold with the other rules" in told
    next(one for one in app.button if one.label == "Drop this rule").click().run()
    assert "Not all rules can hold" not in words(fine(app))


def test_a_decision_is_kept_when_the_proposal_is_made_anew() -> None:
    app = opened("align", "view=Decisions")
    next(one for one in app.text_input if one.label == "Follow-up").set_value("ask the plans")
    next(one for one in app.button if one.label == "Decide").click().run()
    assert "ask the plans" in _rows(fine(app), "Follow-up")
    go(go(app, "regions"), "align")
    fold(app).number_input(key="cost").set_value(1).run()
    assert "ask the plans" in _rows(fine(app), "Follow-up")


def test_one_set_alone_is_no_table() -> None:
    app = opened("align", "sets=HEDIS 2018")
    assert "Pick at least 2 sets" in words(app)


def test_last_round_is_opened_and_what_changed_is_told(found: Recommendation) -> None:
    app = opened("align", "view=Last round&size_rule=at most …&size=6")
    file = app.file_uploader(key="last_round")
    file.set_value(("march.yaml", recommendation_file(found).encode(), "text/yaml"))
    fine(app.run())
    told = words(app)
    assert "Since march.yaml" in told
    assert "size: " in told
    changes = _rows(app, "Change")
    assert changes.count("gone") == len(found.chosen) - 6
    go(go(app, "burden"), "align")
    assert "Since march.yaml" in words(app), "last round was lost on the way"


def test_a_file_that_is_no_round_is_told() -> None:
    app = opened("align", "view=Last round")
    app.file_uploader(key="last_round").set_value(("x.yaml", b"a: 1", "text/yaml"))
    fine(app.run())
    assert any("x.yaml" in one.value.replace("\\", "") for one in app.error)


def test_a_changed_rule_tells_what_it_did(found: Recommendation) -> None:
    app = opened("align")
    fine(app.selectbox(key="size_rule").set_value("most").run())
    fine(app.number_input(key="size").set_value(6).run())
    names = [one.label for one in app.expander]
    assert any("What the last change of the rules did" in name for name in names)
    assert any(name.endswith("6 now") for name in names)


def test_the_verdict_calls_the_tiers_as_the_table_does() -> None:
    app = opened("align", "size_rule=exactly+%E2%80%A6&size=30")
    table = next(one for one in tables(app) if "Tier" in one.columns)
    count = list(table["Tier"]).count("on deck")
    assert count
    assert f"{count} on deck" in words(app)


def test_a_measure_that_must_be_in_and_must_not_is_told() -> None:
    name = "Breast Cancer Screening"
    app = opened("align", f"keep={name}&drop={name}")
    assert f"It must be in and must not be in: “{name}”. It stays in" in words(app)
    assert name in set(tables(app)[0]["Measure"])
