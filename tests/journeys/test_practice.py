"""The practice: tick four payers, see what conflicts and what is asked in all, see the saving."""

import re

from journeys.browser import Screen
from journeys.steps import figure, tick

PAYERS = ("CPC+ 2018", "HEDIS 2018", "Oregon CCO 2018", "MIPS Family Medicine 2018")


def test_four_payers_conflict_and_what_alignment_saves(screen: Screen) -> None:
    screen.open("burden")
    tick(screen, "I answer to", *PAYERS)
    screen.sees("Rows asked")
    rows = int(figure(screen, "Rows asked").replace(",", ""))
    measures = int(figure(screen, "Measures"))
    assert rows > measures > int(figure(screen, "Asked twice")) > 10
    screen.click("In conflict", role="tab")
    screen.sees(re.compile("A1c control"))
    screen.sees(re.compile("they differ in.*threshold"))
    screen.snap("practice-conflict", whole=True)
    screen.click("Hours and dollars", role="tab")
    screen.sees("never to be added up")
    screen.snap("practice-hours")
    screen.click("Saving", role="tab")
    screen.sees("The aligned set:")
    alone = int(figure(screen, "Measures, if payers ask the aligned set alone"))
    assert 0 < alone < measures
    screen.snap("practice-saving", whole=True)
