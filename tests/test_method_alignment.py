"""The method's section on the aligned set: its numbers are what the program says."""

import re
from pathlib import Path

import pytest
import yaml
from test_method import ROW, worked_out
from tiny import tiny

from measurealign.alignment import Goal, align, frontier
from measurealign.alignment.ask.presets import read_rules
from measurealign.crosswalk import Crosswalk

TEXT = (Path(__file__).parent.parent / "docs" / "method.md").read_text(encoding="utf-8")
SECTION = re.search(r"\n## The aligned set\n.*?(?=\n## |\Z)", TEXT, re.S)[0]  # type: ignore[index]
ROWS = ROW.findall(SECTION)


@pytest.fixture(scope="module")
def example() -> Crosswalk:
    found = re.search(r"```yaml\n(sets:.*?)```", TEXT, re.S)
    assert found
    told = yaml.safe_load(found[1])
    return tiny(told["sets"], told["bonds"], told["subjects"], told["areas"])


def test_the_rules_file_of_the_section_can_be_asked(walk: Crosswalk, tmp_path: Path):
    (rules,) = re.findall(r"```yaml\n(.*?)```", SECTION, re.S)
    (tmp_path / "mine.yaml").write_text(rules)
    goal = read_rules(tmp_path / "mine.yaml")
    found = align(walk.only(), ["cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018"], goal)
    assert found.status == "optimal"
    assert found.coverage[0].coverage >= 0.5


def test_the_section_works_its_numbers_out():
    assert len(ROWS) >= 9


@pytest.mark.parametrize(("says", "by_hand", "printed", "asked"), ROWS, ids=[r[0] for r in ROWS])
def test_the_number_is_what_the_method_says(
    example: Crosswalk, says: str, by_hand: str, printed: str, asked: str
):
    known = {"walk": example, "align": align, "Goal": Goal, "frontier": frontier}
    told = eval(asked, known | {"sum": sum, "len": len})
    assert worked_out(by_hand) == pytest.approx(float(printed), abs=0.001)
    assert told == pytest.approx(float(printed), abs=0.001)
