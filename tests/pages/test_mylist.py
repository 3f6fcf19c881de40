"""My list: what each line is taken for, confirmed and corrected there, held against each set."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from measurealign.catalog import imports
from measurealign.ui.mylist import reading
from pages.app import fine, go, opened, tables, words

LIST = (
    "Acme Health Plan 2018 contract\nMeasure\nControlling High Blood Pressure\n"
    "Breast Cancer Screening\nFlu shot\nBreast Cancer Screening Outreach Calls\n"
    "Referral letters of our own kind\n"
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUMMARY = re.compile(r"Your (\d+) measures: (\d+) linked, (\d+) to confirm, (\d+) your own")


def brought(text: str = LIST, name: str = "acme.csv") -> AppTest:
    app = opened("mylist")
    return bring(app, text, name)


def bring(app: AppTest, text: str, name: str) -> AppTest:
    app.file_uploader(key="own_file").set_value((name, text.encode(), "text/csv"))
    fine(app.run())
    (way,) = [one for one in app.button if one.label.startswith("Go on with")]
    return fine(way.click().run())


def paste(text: str) -> AppTest:
    app = opened("mylist")
    app.text_area(key="pasted").set_value(text)
    fine(app.run())
    (way,) = [one for one in app.button if one.label.startswith("Go on with")]
    return fine(way.click().run())


def summary(app: AppTest) -> tuple[int, ...]:
    found = SUMMARY.search(words(app))
    assert found is not None
    return tuple(map(int, found.groups()))


def cover_and_list() -> bytes:
    """A workbook as payers send it: a cover, then the list, with a column of weights."""
    book = openpyxl.Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "READ ME"
    for row in (["Acme programme"], ["Contact", "Jane Doe"], ["Return by", "3/1"]):
        cover.append(row)
    sheet = book.create_sheet("Quality")
    sheet.append(["Acme Quality 2017 to 2018"])
    sheet.append(["KPI", "Role", "Wgt"])
    for name in ("Breast Cancer Screening", "Flu shot", "Controlling High Blood Pressure"):
        sheet.append([name, "menu", 1])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_remedies_are_those_of_the_page_and_the_list_comes_before_the_cover() -> None:
    app = opened("mylist")
    app.file_uploader(key="own_file").set_value(("acme.xlsx", cover_and_list(), XLSX))
    fine(app.run())
    told = words(app) + "".join(one.to_csv() for one in tables(app))
    for remedy in ("above, at 'To choose'", "above, at 'Year'", "above, at 'Wgt'", "in the file"):
        assert remedy in told, remedy
    assert "--" not in told
    sheets = re.findall(r"First rows of sheet ([\w ]+)", told)
    assert [one.split()[0] for one in sheets] == ["Quality", "READ"]


def test_every_option_that_a_reader_names_has_a_remedy_here() -> None:
    source = "".join(path.read_text("utf-8") for path in Path(imports.__path__[0]).rglob("*.py"))
    named = set(re.findall(r"[(:,] (--[a-z]+) ?['A-Z]|\((--[a-z]+) [A-Z]", source))
    options = {one for pair in named for one in pair if one}
    assert options == {"--map", "--sheet", "--choose", "--year"}
    assert all(any(option in pattern for pattern, _ in reading._HERE) for option in options)


def test_an_upload_is_summed_up_with_a_reason_a_line() -> None:
    app = brought()
    every, linked, waiting, own = summary(app)
    assert every == 5 == linked + waiting + own
    assert linked >= 2
    assert waiting >= 1
    table = next(one for one in tables(app) if "Taken for" in one.columns)
    assert len(table) == every
    taken = table[table["Taken for"] != ""]
    assert all(taken["Why"] != "")


def test_a_line_is_confirmed_with_one_click_and_corrected_by_a_search() -> None:
    app = brought()
    before = summary(app)
    yes = next(one for one in app.button if one.label == "Yes, the same")
    after = summary(fine(yes.click().run()))
    assert after[1:3] == (before[1] + 1, before[2] - 1)
    (undo,) = [one for one in app.button if one.label == "Undo last answer"]
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
    next(one for one in app.button if one.label == "Remove this list").click().run()
    assert app.session_state["_judgements"], "a word outlives the list on which it was given"


def test_the_list_is_held_against_every_set_at_the_table() -> None:
    app = brought()
    table = next(one for one in tables(app) if "Only yours" in one.columns)
    assert list(table["Set"]) == ["CPC+ 2018", "HEDIS 2018", "Oregon CCO 2018"]
    assert all(re.fullmatch(r"\d+ of 5", cell) for cell in table["Of yours, also asked for"])
    app = go(app, "compare")
    assert app.selectbox(key="left").value == app.session_state["_own"][0].id


CELLS = (
    'Measure\tNQF\r\nControlling High Blood Pressure\t0018\r\n"Breast Cancer\nScreening"\t2372\r\n'
)
BARE = "0018\tControlling High Blood Pressure\n2372\tBreast Cancer Screening"
LINES = "Controlling High Blood Pressure\nFlu shot, 65 and older\nBreast Cancer Screening\n"


@pytest.mark.parametrize(
    ("text", "count"),
    [(CELLS, 2), (CELLS.partition("\n")[2], 2), (LINES, 3), (LINES.replace("\n", "\r\n"), 3),
     ("Measure\n" + LINES, 3), (BARE, 2)],
    ids=["cells", "cells without heading", "lines", "lines of Windows", "headed lines", "id first"],
)  # fmt: skip
def test_what_is_pasted_is_read_as_a_file_is(text: str, count: int) -> None:
    app = paste(text)
    assert summary(app)[0] == count
    (mine,) = app.session_state["_own"]
    assert "Controlling High Blood Pressure" in {one.name for one in mine.measures}


@pytest.mark.parametrize("text", ["\x00\x01", "\t\t\n" * 3])
def test_what_is_no_list_is_told_and_nothing_is_taken(text: str) -> None:
    app = opened("mylist")
    app.text_area(key="pasted").set_value(text)
    app.run()
    assert not app.exception
    ways = [one for one in app.button if one.label.startswith("Go on")]
    assert app.error or not ways or all(one.disabled for one in ways)
    assert "_own" not in app.session_state or not app.session_state["_own"]


def test_a_paste_is_read_beside_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    from measurealign.ui.session import aside

    names = []
    read = aside.read
    monkeypatch.setattr(aside, "read", lambda how, *more: names.append(how) or read(how, *more))
    paste(LINES)
    assert [one.__name__ for one in names] == ["read_pasted"]


def test_an_id_of_another_measure_is_told_where_the_name_says_otherwise() -> None:
    """CBE 0421 is BMI screening's: whoever confirms the name must see that it is."""
    app = brought("Measure,CBE\nDepression screening and follow up,0421\nFlu shot,\n")
    (asked,) = [one for one in words(app).splitlines() if "but its id" in one]
    assert "Body Mass Index" in asked


def test_the_choices_bear_no_figures_that_cannot_be_added() -> None:
    """Each was the chance beside nothing else: five of them came to twice the whole."""
    app = brought()
    fine(next(one for one in app.button if one.label == "Something else").click().run())
    (offered,) = [one for one in app.radio if one.label == "It may be"]
    assert len(offered.options) > 1
    assert not any("%)" in one for one in offered.options)


def test_the_way_to_a_set_opens_the_list_beside_that_set() -> None:
    """Also where nothing of the page My list is kept any more."""
    app = opened("compare", "list=cpc-plus-2018&beside=or-cco-incentive-2018")
    assert app.selectbox(key="left").value == "cpc-plus-2018"
    assert app.selectbox(key="right").value == "or-cco-incentive-2018"
