"""The payer: bring a contract, compare it, look at a variant, take the workbook home."""

import re
from pathlib import Path

import openpyxl

from journeys.browser import Screen

NAME = "Acme Health Plan 2018"


def contract(folder: Path) -> Path:
    """Make a contract as payers send them: a title, a heading further down, an id as a number."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Measures"
    for row in (
        [f"{NAME} quality incentive"], [],
        ["Measure Name", "NQF #", "Measure Type", "Goal"],
        ["Controlling High Blood Pressure", 18, "outcome", "70%"],
        ["Diabetes: HbA1c Control (<8.0%)", None, "outcome", "55%"],
        ["Breast Cancer Screening", 2372, "process", "74%"],
        ["Breast Cancer Screening Outreach Calls", None, "process", ""],
    ):  # fmt: skip
        sheet.append(row)
    path = folder / "acme.xlsx"
    book.save(path)
    return path


def test_a_contract_is_compared_and_taken_home(screen: Screen, tmp_path: Path) -> None:
    screen.open("compare?sets=CPC%2B+2018&sets=HEDIS+2018")
    screen.click("Bring a list of your own")
    screen.upload("Your contract", contract(tmp_path))
    screen.sees(re.compile("18 .*0018|0018"))
    screen.snap("payer-upload")
    screen.click(re.compile("^Put 1 set"))
    screen.sees(re.compile("4 measures · yours"))
    screen.choose("This set", NAME)
    screen.choose("with", "HEDIS 2018")
    screen.choose("What counts as agreeing", "also parts and other specifications")
    screen.sees(re.compile(r"Same measure \([2-9]\)"))
    screen.snap("payer-compare", whole=True)
    screen.click(re.compile(r"^In part \([1-9]"), role="tab")
    rows = screen.page.get_by_test_id("stDataFrame").locator("visible=true").first
    rows.scroll_into_view_if_needed()
    box = rows.bounding_box()
    assert box is not None
    screen.page.mouse.click(box["x"] + 16, box["y"] + 52)
    screen.settle()
    screen.sees("Why:")
    screen.snap("payer-difference", whole=True)
    path = screen.download(re.compile("Workbook of these sets"), tmp_path)
    book = openpyxl.load_workbook(path)
    cells = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value]
    assert any("Breast Cancer Screening Outreach Calls" in cell for cell in cells)
    assert any(NAME in cell for cell in cells)
