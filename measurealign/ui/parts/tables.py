"""Tables: every word of them as text, to sort, search, take along, and to open a row of.

They are drawn by the browser itself (table.js, table.css): a screen reader, a phone and a printer
read them as they are, and one costs a tenth of what Streamlit's own canvas costs to draw.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import streamlit as st

from measurealign.model import Measure
from measurealign.shown import in_words
from measurealign.ui import parts

_HERE = Path(__file__).parent
#: So many rows are seen at once; what is longer scrolls.
_ROWS = 12
#: What a row says: a column's name and its value. All rows of a table have the same columns.
Row = Mapping[str, object]
_drawn = st.components.v2.component(
    "measurealign.table",
    css=(_HERE / "table.css").read_text("utf-8"),
    js=(_HERE / "table.js").read_text("utf-8"),
    isolate_styles=False,
)


def measure_rows(measures: Iterable[Measure], areas: Mapping[str, str]) -> list[Row]:
    """Return measures as the table that all pages show."""
    return [
        {
            "Measure": one.name,
            "Standing": parts.mark(one),
            "Area": areas.get(one.key, one.area or ""),
            "Type": in_words(one.type),
            "Data": in_words(one.data_source),
            "Ids": parts.ids(one),
            "Steward": one.steward or "",
            "Role": one.role or "",
            "Note": one.note or "",
        }
        for one in measures
    ]


def show(rows: Sequence[Row], alt: str, *, empty: str = "Nothing to show.") -> None:
    """Draw a table that `alt` names; say so in a sentence when it has no row."""
    if rows:
        told = _told(rows, alt, _ROWS)
        _drawn(data=told, key=_key(alt, told))
    else:
        st.caption(empty)


def pick(
    rows: Sequence[Row],
    alt: str,
    key: str,
    *,
    taken: Callable[[int], None] | None = None,
    most: int = _ROWS,
) -> int | None:
    """Draw a table of which a row can be picked; return the picked row's place.

    `taken` is called with the place at the moment of picking; `most` rows are seen at once. What
    was picked is forgotten when the rows are others.
    """
    if not rows:
        st.caption("Nothing to show.")
        return None
    told = _told(rows, alt, most) | {"pick": _named(rows)}
    widget = _key(key, told)

    def picked() -> None:
        at = st.session_state[widget]["row"]
        if at is not None and taken:
            taken(int(at))

    at = _drawn(data=told, key=widget, on_row_change=picked).row
    return None if at is None else int(at)


def _told(rows: Sequence[Row], alt: str, most: int) -> dict[str, Any]:
    """Return what the browser draws: the columns' names, and the values of each row."""
    columns = list(rows[0])
    cells = [[_cell(row[name]) for name in columns] for row in rows]
    return {"alt": alt, "columns": columns, "rows": cells, "most": most}


def _cell(value: object) -> object:
    return value if isinstance(value, int | float | str) else "" if value is None else str(value)


def _named(rows: Sequence[Row]) -> int:
    """Return the place of the column by which one tells the rows apart."""
    apart = (at for at, name in enumerate(rows[0])
             if len({str(row[name]) for row in rows}) == len(rows))  # fmt: skip
    return next(apart, 0)


def _key(name: str, told: Mapping[str, Any]) -> str:
    """Return the name of a table of this content: another content is another table."""
    return f"{name}-{crc32(json.dumps([told['columns'], told['rows']]).encode()):x}"
