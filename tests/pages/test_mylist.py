"""My list: what each line is taken for, confirmed and corrected there, held against each set."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from pages.app import fine, go, opened, words

LIST = (
    "Acme Health Plan 2018 contract\nMeasure\nControlling High Blood Pressure\n"
    "Breast Cancer Screening\nFlu shot\nBreast Cancer Screening Outreach Calls\n"
    "Referral letters of our own kind\n"
)
SUMMARY = re.compile(r"Your (\d+) measures: (\d+) linked, (\d+) to confirm, (\d+) your own")


def brought(text: str = LIST, name: str = "acme.csv") -> AppTest:
    app = opened("mylist")
    return bring(app, text, name)


def bring(app: AppTest, text: str, name: str) -> AppTest:
    app.file_uploader(key="own_file").set_value((name, text.encode(), "text/csv"))
    fine(app.run())
    (way,) = [one for one in app.button if one.label.startswith("Go on with")]
    return fine(way.click().run())


def summary(app: AppTest) -> tuple[int, ...]:
    found = SUMMARY.search(words(app))
    assert found is not None
    return tuple(map(int, found.groups()))


def test_an_upload_is_summed_up_with_a_reason_a_line() -> None:
    app = brought()
    every, linked, waiting, own = summary(app)
    assert every == 5 == linked + waiting + own
    assert linked >= 2
    assert waiting >= 1
    table = next(one.value for one in app.dataframe if "Taken for" in one.value.columns)
    assert len(table) == every
    taken = table[table["Taken for"] != ""]
    assert all(taken["Why"] != "")


def test_a_line_is_confirmed_with_one_click_and_corrected_by_a_search() -> None:
    app = brought()
    before = summary(app)
    yes = next(one for one in app.button if one.label == "Yes, the same")
    after = summary(fine(yes.click().run()))
    assert after[1:3] == (before[1] + 1, before[2] - 1)
    (undo,) = [one for one in app.button if one.label == "Take the last answer back"]
    assert summary(fine(undo.click().run())) == before
    other = next(one for one in app.button if one.label == "Something else")
    fine(other.click().run())
    (search,) = [one for one in app.text_input if one.label == "Search the known measures"]
    fine(search.set_value("cms165").run())
    fine(app.button(key="answer-same").click().run())
    assert summary(app)[2] == before[2] - 1
    (word,) = app.session_state["_judgements"]
    assert word.right == "measure:controlling-high-blood-pressure"


@pytest.mark.parametrize("key", ["variant", "narrower", "related", "none"])
def test_what_is_not_the_same_becomes_ones_own(key: str) -> None:
    app = brought()
    before = summary(app)
    fine(next(one for one in app.button if one.label == "Something else").click().run())
    fine(app.button(key=f"answer-{key}").click().run())
    assert summary(app)[2:] == (before[2] - 1, before[3] + 1)


def test_an_answer_holds_for_the_same_question_in_the_next_list() -> None:
    app = brought()
    waiting = summary(app)[2]
    for _ in range(waiting):
        fine(next(one for one in app.button if one.label == "Yes, the same").click().run())
    assert summary(app)[2] == 0
    (another,) = [one for one in app.button if one.label == "Bring another"]
    another.click()
    fine(app.run())
    next(one for one in app.button if one.label == "Take away").click().run()
    assert app.session_state["_judgements"], "a word outlives the list on which it was given"


def test_the_list_is_held_against_every_set_at_the_table() -> None:
    app = brought()
    table = next(one.value for one in app.dataframe if "Only yours" in one.value.columns)
    assert list(table["Set"]) == ["CPC+ 2018", "HEDIS 2018", "Oregon CCO 2018"]
    assert all(re.fullmatch(r"\d+ of 5", cell) for cell in table["Of yours it asks too"])
    app = go(app, "compare")
    assert app.selectbox(key="left").value == app.session_state["_own"][0].id
