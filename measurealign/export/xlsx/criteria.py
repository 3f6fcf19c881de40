"""The score sheet: each candidate by each criterion, computed marks and those that people enter."""

from collections.abc import Sequence

from measurealign.alignment import score_sheets
from measurealign.alignment.ask.criteria import ScoreSheet, criteria, weights_of
from measurealign.alignment.recommendation import Recommendation
from measurealign.crosswalk import Crosswalk
from measurealign.export.xlsx.book import Book
from measurealign.export.xlsx.field import Field


def criteria_sheet(book: Book, walk: Crosswalk, ids: Sequence[str], found: Recommendation) -> None:
    """Write the marks of the common measures, and room for those that only people can give."""
    goal = found.inputs.goal
    known = weights_of(goal)
    asked = [one for one in criteria().criteria if one.level == "measure"]
    blank = [one for one in asked if one.id not in known and one.evidence == "source"]
    heads = [*(criteria().get(id_).name for id_ in known), *(one.name for one in blank)]
    columns = [
        Field("Measure", 48, "wrap"), Field("Score", 8, "decimal"), Field("Known", 8, "whole"),
        *(Field(head, 9, "decimal", turned=True) for head in heads),
        Field("Notes", 40, "wrap"),
    ]  # fmt: skip
    rows = [_row(one, len(blank)) for one in score_sheets(walk, ids, goal)]
    above = (
        "Criteria: 0 (not at all) to 3 (fully)",
        "Score: weighted mean of the known marks. An empty cell is unknown, and for people to fill;"
        " scores in a rules file are counted. How each is computed: data/criteria.yaml",
    )
    book.table("Criteria", columns, rows, above, frozen=1)


def _row(one: ScoreSheet, blank: int) -> list[object]:
    notes = "; ".join(f"{m.criterion}: {m.says}" for m in one.marks if m.by != "computed")
    return [
        one.label, one.total, one.known, *(mark.score for mark in one.marks), *([None] * blank),
        notes,
    ]  # fmt: skip
