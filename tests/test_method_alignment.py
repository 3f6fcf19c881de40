"""The method's section on the aligned set: its numbers are what the program says."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from test_method import ROW, worked_out
from tiny_table import table

from measurealign.alignment import Goal, align, frontier
from measurealign.alignment.ask.presets import read_rules
from measurealign.crosswalk import Crosswalk

TEXT = (Path(__file__).parent.parent / "docs" / "method.md").read_text(encoding="utf-8")
SECTION = re.search(r"\n## The aligned set\n.*?(?=\n## |\Z)", TEXT, re.S)[0]  # type: ignore[index]
ROWS = ROW.findall(SECTION)
EXAMPLE, RULES = re.findall(r"```yaml\n(.*?)```", SECTION, re.S)


@pytest.fixture(scope="module")
def known() -> dict[str, Any]:
    """The example, and short names for what the rows ask of it."""
    told = yaml.safe_load(EXAMPLE)
    rows = {name: {"data_source": one} for name, one in told["data_source"].items()}
    about = {id_: {"year": year} for id_, year in told["years"].items()}
    walk = table(told["sets"], [tuple(one) for one in told["bonds"]], rows, about)
    found = align(walk, "abcd")
    lines = {one.subject: one for one in found.tiers}
    return {
        "walk": walk, "found": found, "align": align, "Goal": Goal, "frontier": frontier,
        "sum": sum, "len": len, "line": lines.__getitem__,
        "tier": lambda name: sum(one.tier == name for one in found.tiers),
        "chosen": lambda name: next(one for one in found.chosen if one.facts.subject == name),
        "worth": lambda name: lines[name].agreement * lines[name].precedent,
        "out": lambda name, goal: next(
            one for one in align(walk, "abcd", goal).left_out if one.subject == name
        ),
    }  # fmt: skip


def test_the_rules_file_of_the_section_can_be_asked(counted: Crosswalk, tmp_path: Path):
    (tmp_path / "mine.yaml").write_text(RULES)
    goal = read_rules(tmp_path / "mine.yaml")
    found = align(counted, ["cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018"], goal)
    assert found.status == "optimal"
    assert 8 <= len(found.chosen) <= 15


def test_the_section_works_its_numbers_out():
    assert len(ROWS) >= 20


@pytest.mark.parametrize(("says", "by_hand", "printed", "asked"), ROWS, ids=[r[0] for r in ROWS])
def test_the_number_is_what_the_method_says(
    known: dict[str, Any], says: str, by_hand: str, printed: str, asked: str
):
    told = eval(asked, known)
    # Hours are told in tenths.
    assert worked_out(by_hand) == pytest.approx(float(printed), abs=0.001, rel=0.002)
    assert told == pytest.approx(float(printed), abs=0.001)
