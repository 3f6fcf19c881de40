"""The practice: say where it is, see what its payers ask, print the page."""

import re
from pathlib import Path

import openpyxl

from journeys.browser import Screen
from journeys.steps import figure, tick

PAYERS = ("CPC+ 2018", "HEDIS 2018", "Oregon CCO 2018", "MIPS Family Medicine 2018")
#: Clicks from the first page to the printed brief, at most.
CLICKS = 6


def test_a_region_becomes_a_brief_to_print(screen: Screen, tmp_path: Path) -> None:
    screen.open()
    screen.click("See my burden", role="link")
    before = figure(screen, "Different measures")
    screen.choose("My CPC+ region", "Colorado")
    screen.settle()  # choose() ends with Escape, as people do
    assert screen.page.get_by_role("combobox", name="My CPC+ region").input_value() == "Colorado"
    screen.sees("Payers of Colorado in CPC+")
    assert figure(screen, "Different measures") != before
    table = screen.page.get_by_test_id("stMultiSelect").filter(has_text="Sets at the table")
    assert "Oregon" not in table.inner_text()
    screen.snap("practice-colorado")
    path = screen.download("Brief (HTML)", tmp_path)
    assert screen.clicks <= CLICKS
    screen.page.goto(path.as_uri())
    told = screen.page.locator("body").inner_text()
    assert "What our payers ask of us" in told
    assert "CPC+ 2018" in told
    assert re.search(r"\d+ fewer", told), "the saving is told as one sentence"
    screen.snap("practice-brief", whole=True)


def test_four_payers_conflict_and_what_alignment_saves(screen: Screen) -> None:
    screen.open("burden")
    tick(screen, "I answer to", *PAYERS)
    measures = int(figure(screen, "Different measures"))
    reported = int(figure(screen, "You report"))
    assert measures > int(figure(screen, "Asked by two or more")) > 10
    assert 0 < reported < measures
    screen.click("In conflict", role="radio")
    screen.sees(re.compile("A1c control"))
    screen.sees(re.compile("they differ in.*threshold"))
    screen.snap("practice-conflict", whole=True)
    screen.click("Hours and dollars", role="radio")
    screen.sees("never add the lines up")
    screen.snap("practice-hours")
    screen.click("Saving", role="radio")
    said = screen.sees(re.compile("If all took the aligned set")).inner_text()
    assert f"instead of {measures}" in said
    screen.snap("practice-saving", whole=True)


def test_all_that_is_taken_along_is_for_the_clinicians_of_the_practice(
    screen: Screen, tmp_path: Path
) -> None:
    screen.open("burden")
    screen.page.get_by_role("spinbutton", name="Clinicians").fill("4")
    screen.page.keyboard.press("Enter")
    screen.settle()
    assert "4 clinicians" in screen.download("Brief (HTML)", tmp_path).read_text("utf-8")
    book = openpyxl.load_workbook(screen.download(re.compile("Workbook"), tmp_path))
    told = {str(row[0]) for row in book["Burden"].iter_rows(values_only=True)}
    assert any("for 4 clinicians" in one for one in told)


def test_what_is_taken_along_goes_by_the_assumptions_of_the_practice(
    screen: Screen, tmp_path: Path
) -> None:
    screen.open("burden?burden=Assumptions")
    for name, value in (("low", "1"), ("middle", "2"), ("high", "3")):
        screen.page.get_by_role("spinbutton", name=name, exact=True).fill(value)
    screen.click("Use these")
    screen.click("Hours and dollars", role="radio")
    shown = screen.page.get_by_role("table").locator("tbody tr").first.locator("td")
    low, high = (int(shown.nth(at).inner_text()) for at in (1, 3))
    book = openpyxl.load_workbook(screen.download(re.compile("Workbook"), tmp_path))
    lines = [row for row in book["Burden"].iter_rows(values_only=True) if "Casalino" in str(row[0])]
    assert [(round(row[3]), round(row[5])) for row in lines] == [(low, high)]


def test_the_brief_comes_with_its_appendix_when_asked(screen: Screen, tmp_path: Path) -> None:
    screen.open("burden")
    plain = screen.download("Brief (HTML)", tmp_path).read_text("utf-8")
    screen.page.get_by_test_id("stCheckbox").filter(has_text="With appendix").click()
    screen.settle()
    whole = screen.download("Brief (HTML)", tmp_path).read_text("utf-8")
    assert "How each list asks" in whole
    assert "How each list asks" not in plain
