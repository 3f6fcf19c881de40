"""docs/method.md is true: every number that it works out by hand is what the program says."""

import ast
import operator
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from tiny import tiny

from measurealign.alignment.explain.gaps import gaps, listed_by
from measurealign.burden import burden
from measurealign.burden.estimate import Estimate, estimates, samples
from measurealign.compare.common import area_agreement, steps
from measurealign.compare.study import payer_mix, study
from measurealign.crosswalk import Crosswalk, TableNames
from measurealign.scoring import alignment_score, coverage, overlap, reach

TEXT = (Path(__file__).parent.parent / "docs" / "method.md").read_text(encoding="utf-8")
#: From "Counting" to the end of "Gaps".
COUNTING = re.search(r"\n## Counting\n.*\n## Gaps\n.*?(?=\n## |\Z)", TEXT, re.S)[0]  # type: ignore[index]
ROW = re.compile(r"^\| ([^|]+) \| ([-+*/(). \d]+) \| ([\d.]+) \| `(.+)` \|$", re.M)
ROWS = ROW.findall(COUNTING)
STEPS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def worked_out(text: str) -> float:
    """Work out a sum written by hand: numbers, + - * / and brackets, and nothing else."""

    def value(node: Any) -> float:
        if isinstance(node, ast.Constant):
            return float(node.value)
        return STEPS[type(node.op)](value(node.left), value(node.right))

    return value(ast.parse(text.strip(), mode="eval").body)


@pytest.fixture(scope="module")
def example() -> Crosswalk:
    found = re.search(r"```yaml\n(sets:.*?)```", COUNTING, re.S)
    assert found
    told = yaml.safe_load(found[1])
    return tiny(told["sets"], told["bonds"], told["subjects"], told["areas"])


def cost(walk: Crosswalk, effort: str) -> Estimate:
    return next(one for one in estimates(burden(walk, "abc")) if one.effort.id == effort)


ASKED = {
    one.__name__: one
    for one in (
        TableNames,
        alignment_score,
        area_agreement,
        burden,
        cost,
        coverage,
        gaps,
        listed_by,
        overlap,
        payer_mix,
        reach,
        samples,
        steps,
        study,
    )
}


@pytest.mark.parametrize(("says", "by_hand", "printed", "asked"), ROWS, ids=[r[0] for r in ROWS])
def test_the_number_is_what_the_method_says(
    example: Crosswalk, says: str, by_hand: str, printed: str, asked: str
) -> None:
    answer = eval(asked, {"__builtins__": {"len": len, "next": next}, **ASKED, "walk": example})
    assert answer == pytest.approx(worked_out(by_hand)), says
    digits = len(printed.partition(".")[2])
    assert round(float(answer), digits) == float(printed), says


def test_every_table_of_numbers_was_read() -> None:
    lines = [line for line in COUNTING.splitlines() if line.startswith("|") and "`" in line]
    assert len(lines) == len(ROWS) >= 35
