"""One column of a sheet: its heading, how wide it is, and how its cells look."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

CellForm = Literal["text", "wrap", "whole", "decimal", "percent", "mark", "link"]
#: A column is made no wider than this for cells that do not wrap.
WIDEST = 36.0
#: How much wider than a digit a bold letter of a heading is, at most.
_BOLD = 1.15


@dataclass(frozen=True)
class Field:
    """One column of a table: heading, width in characters, form of its cells.

    Not `printed` are columns at the end of a table that only programs read.
    """

    heading: str
    width: float = 12
    form: CellForm = "text"
    turned: bool = False
    printed: bool = True


def fitted(columns: Sequence[Field], rows: Sequence[Sequence[object]]) -> list[Field]:
    """Return columns as wide as what cannot wrap in them: cells of one line, words of headings.

    >>> told = [["x required", "x required"]]
    >>> [one.width for one in fitted([Field("Set", 6, "mark"), Field("Id", 6)], told)]
    [9, 11]
    """
    return [
        replace(one, width=max(one.width, _word(one), _cell(one, [row[at] for row in rows])))
        for at, one in enumerate(columns)
    ]


def _word(one: Field) -> float:
    """Return how wide the longest word of a heading is; a turned one takes one line."""
    return 0.0 if one.turned else _BOLD * max(map(len, one.heading.split()), default=0)


def _cell(one: Field, values: Sequence[object]) -> float:
    """Return how wide what does not wrap in a column is: a cell, a word of a mark; and some air."""
    if one.form not in ("text", "mark"):
        return 0.0
    told = [str(value) for value in values if value]
    parts = told if one.form == "text" else [word for each in told for word in each.split()]
    return min(WIDEST, 1 + max(map(len, parts), default=0))


def shown(form: CellForm, value: object) -> CellForm:
    """Return the form of a cell: a count has no decimals, also among figures that have.

    >>> shown("decimal", 128), shown("decimal", 24.5)
    ('whole', 'decimal')
    """
    return "whole" if form == "decimal" and isinstance(value, int) else form


def height(columns: Sequence[Field], row: Sequence[object]) -> float:
    """Return a row's height in points: enough lines for its longest wrapped cell.

    >>> height([Field("A", 10, "wrap")], ["x" * 25])
    45.0
    """
    lines = 1
    for column, value in zip(columns, row, strict=True):
        if column.form in ("wrap", "mark") and isinstance(value, str):
            told = sum(-(-max(len(part), 1) // int(column.width)) for part in value.split("\n"))
            lines = max(lines, told)
    return min(15.0 * lines, 405.0)
