"""The Review page: a question with its reasons, an answer that counts, and undo."""

import pytest

from measurealign.charts.waterfall import steps, waterfall_chart
from measurealign.compare.review_queue import questions
from measurealign.crosswalk import Crosswalk
from pages.app import fine, go, opened, words

TABLE = ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018")


def test_an_answer_is_kept_leaves_the_queue_and_can_be_undone() -> None:
    app = opened("review")
    before = app.session_state["_questions"][1]
    app.text_input(key="who").set_value("Ada").run()
    fine(app.button(key="answer-rejected").click().run())
    (given,) = app.session_state["_judgements"]
    assert (given.left, given.right) == (before[0].link.left, before[0].link.right)
    assert (given.verdict, given.by) == ("rejected", "Ada")
    assert list(app.dataframe[0].value["By"]) == ["Ada"]
    app = go(go(app, "catalog"), "review")
    assert app.session_state["_judgements"] == (given,), "leaving the page lost the judgement"
    (undo,) = [one for one in app.button if one.label == "Undo"]
    fine(undo.click().run())
    assert app.session_state["_judgements"] == ()
    assert app.session_state["_questions"][1] == before


def test_it_asks_in_plain_words() -> None:
    said = words(opened("review"))
    assert any(ask in said for ask in ("Are these", "Does the"))
    assert "sure" in said
    assert "listings at the table" in said


def test_the_last_bar_is_the_sum_of_the_reasons(walk: Crosswalk) -> None:
    for question in questions(walk.only(TABLE))[:25]:
        rows = steps(question.link)
        total = sum(one.weight for one in question.link.evidence)
        assert rows["end"].iloc[-1] == pytest.approx(total)
        assert rows["end"].iloc[-2] == pytest.approx(total)
    assert f"Together {total:+.2f}" in waterfall_chart(question.link).to_dict()["description"]
