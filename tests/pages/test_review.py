"""The Review page: which known measure a line is, an answer that counts, and undo."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from measurealign.compare.review_queue import LineQuestion, questions
from measurealign.crosswalk import Crosswalk
from measurealign.judgements import MEASURE
from pages.app import fine, go, opened, tables, words


@pytest.fixture(scope="module")
def asking(walk: Crosswalk) -> tuple[str, LineQuestion]:
    """A set of the catalog that has a line to confirm, and its first question."""

    def found() -> Iterator[tuple[str, LineQuestion]]:
        for one in walk.catalog:
            first = questions(walk.only([one.id]))[:1]
            if first and isinstance(first[0], LineQuestion):
                yield one.label, first[0]

    return next(found())


def review(asking: tuple[str, LineQuestion]) -> AppTest:
    return opened("review", f"sets={asking[0].replace('+', '%2B').replace(' ', '+')}")


def test_a_line_is_shown_with_its_best_choices(asking: tuple[str, LineQuestion]) -> None:
    app = review(asking)
    said = words(app)
    assert "Is this line one of these known measures?" in said
    assert asking[1].name in said
    (choices,) = app.radio
    assert [label.replace("\\", "") for label in choices.options] == [
        one.title for one in asking[1].choices
    ]


def test_an_answer_is_kept_leaves_the_queue_and_can_be_undone(
    asking: tuple[str, LineQuestion],
) -> None:
    app = review(asking)
    question = asking[1]
    app.text_input(key="who").set_value("Ada").run()
    fine(app.button(key="answer-same").click().run())
    given = app.session_state["_judgements"]
    assert {one.left for one in given} == set(question.lines)
    assert {(one.right, one.verdict, one.relation, one.by) for one in given} == {
        (f"{MEASURE}{question.choices[0].measure}", "accepted", "same", "Ada")
    }
    assert next(iter(tables(app)[0]["Right"])) == question.choices[0].title
    assert question.name not in words(app).split("Judged in this project")[0]
    app = go(go(app, "catalog"), "review")
    assert app.session_state["_judgements"] == given, "leaving the page lost the judgement"
    (undo,) = [one for one in app.button if one.label == "Undo last answer"]
    fine(undo.click().run())
    assert app.session_state["_judgements"] == ()
    assert question.name in words(app)


@pytest.mark.parametrize(
    ("key", "verdict", "relation"),
    [
        ("variant", "accepted", "variant"),
        ("narrower", "accepted", "narrower"),
        ("none", "rejected", "same"),
        ("unsure", "unsure", "same"),
    ],
)
def test_every_answer_says_what_its_button_says(
    asking: tuple[str, LineQuestion], key: str, verdict: str, relation: str
) -> None:
    app = review(asking)
    fine(app.button(key=f"answer-{key}").click().run())
    given = app.session_state["_judgements"]
    assert {(one.verdict, one.relation) for one in given} == {(verdict, relation)}
    rejected = {one.right.removeprefix(MEASURE) for one in given}
    if key == "none":
        assert rejected == {one.measure for one in asking[1].choices}


def test_any_known_measure_is_found_by_words(asking: tuple[str, LineQuestion]) -> None:
    app = review(asking)
    (search,) = [one for one in app.text_input if one.label == "Search the known measures"]
    app = fine(search.set_value("cms165").run())
    assert [one.replace("\\", "") for one in app.radio[0].options] == [
        "Controlling High Blood Pressure"
    ]
    fine(app.button(key="answer-same").click().run())
    (right,) = {one.right for one in app.session_state["_judgements"]}
    assert right == f"{MEASURE}controlling-high-blood-pressure"


def test_a_table_without_doubt_says_so(walk: Crosswalk) -> None:
    sure = next(one for one in walk.catalog if one.measures and not questions(walk.only([one.id])))
    app = opened("review", f"sets={sure.label.replace('+', '%2B').replace(' ', '+')}")
    assert "Nothing is left to review" in words(app)


def test_a_hasty_second_undo_takes_nothing_back() -> None:
    def pressed() -> None:
        from measurealign.ui.session import state

        state.undo()

    fine(AppTest.from_function(pressed).run())
