"""The payer: bring a contract, correct it, hold it against others, take the workbook home."""

import re
from pathlib import Path

import openpyxl

from journeys.browser import Screen

NAME = "Acme Health Plan 2018"
#: Clicks from the first page to the corrected comparison and the workbook, at most.
CLICKS = 9


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
        ["Flu shot", None, "process", ""],
        ["Breast Cancer Screening Outreach Calls", None, "process", ""],
    ):  # fmt: skip
        sheet.append(row)
    path = folder / "acme.xlsx"
    book.save(path)
    return path


def test_a_contract_is_corrected_compared_and_taken_home(screen: Screen, tmp_path: Path) -> None:
    screen.open()
    screen.click("Compare my list", role="link")
    screen.upload("Your contract", contract(tmp_path))
    screen.sees(re.compile("18 .*0018|0018"))
    screen.click("Go on with this list")
    screen.sees(re.compile("Your 5 measures: 3 linked, 2 to confirm"), heading=True)
    screen.snap("payer-list", whole=True)
    screen.click("Yes, the same")
    screen.sees(re.compile("1 to confirm"), heading=True)
    screen.click("Something else")
    screen.sees("It may be")
    screen.snap("payer-correct", whole=True)
    screen.click("None of these")
    screen.sees(re.compile("Your 5 measures: 4 linked, 0 to confirm, 1 your own"), heading=True)
    screen.click("Line by line with HEDIS 2018", role="link")
    screen.sees(re.compile(r"Same measure \([2-9]\)"))
    screen.sees(re.compile("also asked by HEDIS 2018"))
    screen.sees(re.compile(r"^\d of 5$"))
    screen.snap("payer-compare", whole=True)
    path = screen.download(re.compile("Workbook of these sets"), tmp_path)
    assert screen.clicks <= CLICKS
    book = openpyxl.load_workbook(path)
    cells = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value]
    assert any("Breast Cancer Screening Outreach Calls" in cell for cell in cells)
    assert any(NAME in cell for cell in cells)


def test_a_wrong_row_is_put_right_on_compare(screen: Screen) -> None:
    screen.open("compare")
    count = screen.sees(re.compile(r"^Same measure \(\d+\)$")).inner_text()
    screen.pick_row()
    screen.sees("Not right?")
    screen.snap("payer-row", whole=True)
    screen.click("Another specification")
    screen.gone(count)
    less = int(re.sub(r"\D", "", count)) - 1
    screen.sees(f"Same measure ({less})")
