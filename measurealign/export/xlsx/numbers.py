"""Sheets Overlap and Scores: how far the sets agree, by the formulas of scoring."""

from collections.abc import Sequence

from measurealign.compare.matrix import matrix
from measurealign.crosswalk import Crosswalk
from measurealign.export.xlsx.book import Book
from measurealign.export.xlsx.field import Field
from measurealign.model import CLOSENESS, Closeness
from measurealign.scoring import alignment_score, answered_by

_SAYS: dict[Closeness, str] = {
    "strict": "the same measure",
    "harmonized": "also a part, the whole or another specification",
    "related": "also another measure of the same subject",
}

_SCORES = (
    Field("Set", 40, "wrap"), Field("Closeness", 12), Field("Measures", 10, "whole"),
    Field("Alignment score", 11, "percent"), Field("Used by one or more", 11, "percent"),
    Field("Used by two or more", 11, "percent"), Field("Used by half or more", 11, "percent"),
)  # fmt: skip


def overlap_sheet(book: Book, walk: Crosswalk, ids: Sequence[str]) -> None:
    """Write the overlap matrices: Jaccard and containment at the strict and harmonized."""
    sheet, row = book.sheet(
        "Overlap",
        "Overlap of the sets",
        "Jaccard: shared measures / all measures of both. Containment: the share of the row's "
        "measures that the column answers.",
    )
    labels = [walk.catalog.get(id_).label for id_ in ids]
    columns = [Field("Set", 34, "wrap")] + [
        Field(label, 9, "percent", turned=len(ids) > 4) for label in labels
    ]
    for closeness in ("strict", "harmonized"):
        table = matrix(walk, closeness, ids)
        for what, grid in (("Jaccard", table.jaccard), ("Containment", table.containment)):
            sheet.write_string(
                row, 0, f"{what}, {closeness}: {_SAYS[closeness]}", book.format(bold=True)
            )
            lines = [[label, *map(float, cells)] for label, cells in zip(labels, grid, strict=True)]
            top = row + 1
            row = book.fill(sheet, top, columns, lines)
            scale = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#6FA8DC"}
            scale |= {"min_type": "num", "min_value": "0", "max_type": "num", "max_value": "1"}
            sheet.conditional_format(top + 1, 1, top + len(ids), len(ids), scale)
            row += 1
    sheet.freeze_panes(0, 1)


def scores_sheet(
    book: Book, walk: Crosswalk, ids: Sequence[str], candidate: Sequence[str] | None
) -> None:
    """Write the alignment score of each set, and of the proposed set, against the sets here."""
    tested = [
        (walk.catalog.get(id_).label, walk.families_in(id_), [one for one in ids if one != id_])
        for id_ in ids
    ]
    if candidate is not None:
        tested.insert(0, ("The proposed set", frozenset(candidate), list(ids)))
    answered = {closeness: answered_by(walk, ids, closeness) for closeness in CLOSENESS}
    rows: list[list[object]] = []
    for label, families, references in tested:
        for closeness in CLOSENESS if references else ():
            known = answered[closeness]
            found = alignment_score(walk, families, references, closeness, known)
            shares = [found.score, found.used_by_one, found.used_by_two, found.used_by_half]
            rows.append([label, closeness, len(families), *shares])
    above = (
        "Scores: how far the other sets use each set's measures",
        "Alignment score: the mean share of the other sets that use a measure. How far it moves "
        "between strict and harmonized is what specifications cost.",
    )
    book.table("Scores", _SCORES, rows, above)
