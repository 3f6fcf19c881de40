"""Tables: drawn, to sort, search and take along; or written out, to be read anywhere.

A drawn table is a canvas: it cuts long words, and on a phone or for a screen reader it is of little
use. So the side panel offers every table written out, and a phone begins with that.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from measurealign.model import Measure
from measurealign.ui import parts

#: Where the session keeps that tables are written out.
WRITTEN = "written_tables"
#: A drawn table shows so many rows, a written one so many pixels; what is longer scrolls.
_ROWS, _PIXELS = 12, 640
Config = Mapping[str, Any]


def switch() -> None:
    """Draw the choice between drawn and written tables."""
    st.toggle(
        "Tables as text", value=_on_phone(), key=WRITTEN, persist_state="session",
        help="Off: tables to sort, search and download. On: every word of every table as text, for "
        "a phone, for a screen reader, to print.",
    )  # fmt: skip


def written() -> bool:
    """Return whether tables are written out."""
    return bool(st.session_state.get(WRITTEN, _on_phone()))


def _on_phone() -> bool:
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def table(rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """Return rows, each a column's name and its value, as a table."""
    return pd.DataFrame(list(rows))


def measure_rows(measures: Iterable[Measure], areas: Mapping[str, str]) -> pd.DataFrame:
    """Return measures as the table that all pages show."""
    return pd.DataFrame(
        {
            "Measure": one.name,
            "Standing": parts.mark(one),
            "Area": areas.get(one.key, one.area or ""),
            "Type": one.type or "",
            "Data": one.data_source or "",
            "Ids": parts.ids(one),
            "Steward": one.steward or "",
            "Role": one.role or "",
            "Note": one.note or "",
        }
        for one in measures
    )


def show(
    rows: pd.DataFrame, alt: str, *, empty: str = "Nothing to show.", config: Config | None = None
) -> None:
    """Draw a table, its first column wide; say so in a sentence when it has no row."""
    if rows.empty:
        st.caption(empty)
    elif written():
        _write(rows, alt)
    else:
        st.dataframe(
            rows, hide_index=True, column_config=_columns(rows, config), alt=alt,
            height=_height(rows), placeholder="",
        )  # fmt: skip


def pick(
    rows: pd.DataFrame,
    alt: str,
    key: str,
    config: Config | None = None,
    *,
    taken: Callable[[int], None] | None = None,
    most: int = _ROWS,
) -> int | None:
    """Draw a table of which a row can be picked; return the picked row's place.

    `taken` is called with the place at the moment of picking; `most` rows are seen at once.
    """  # fmt: skip
    if rows.empty:
        st.caption("Nothing to show.")
        return None
    if written():
        _write(rows, alt)
        return _choose(rows, key, taken)

    def picked() -> None:
        chosen = st.session_state[key]["selection"]["rows"]
        if chosen and taken:
            taken(int(chosen[0]))

    found = st.dataframe(
        rows, key=key, hide_index=True, on_select=picked, selection_mode="single-row", alt=alt,
        height=_height(rows, most), column_config=_columns(rows, config), placeholder="",
    )  # fmt: skip
    chosen = found["selection"]["rows"]
    return int(chosen[0]) if chosen else None


def _choose(rows: pd.DataFrame, key: str, taken: Callable[[int], None] | None) -> int | None:
    """Draw the choice of a row of a written table; return its place."""
    widget = f"{key}-written"

    def picked() -> None:
        at = st.session_state[widget]
        if at is not None and taken:
            taken(int(at))

    name = next((one for one in rows.columns if rows[one].map(str).nunique() == len(rows)),
                rows.columns[0])  # fmt: skip
    at = st.selectbox(
        "Open a row", range(len(rows)), index=None, key=widget, on_change=picked,
        format_func=lambda place: parts.plain(rows[name].iloc[place]), placeholder="Pick a row",
    )  # fmt: skip
    return None if at is None else int(at)


def _write(rows: pd.DataFrame, alt: str) -> None:
    """Write a table out, each word as it stands."""
    told = rows.map(lambda one: "" if pd.isna(one) else parts.plain(one))
    told.columns = [parts.plain(one) for one in rows.columns]
    height: Any = _PIXELS if len(rows) > 2 * _ROWS else "content"
    st.table(told, border="horizontal", hide_index=True, alt=alt, height=height)


def _columns(rows: pd.DataFrame, config: Config | None) -> dict[str, Any]:
    return {str(rows.columns[0]): st.column_config.TextColumn(width="large"), **(config or {})}


def _height(rows: pd.DataFrame, most: int = _ROWS) -> int:
    """Return a height that shows all of a short table and `most` rows of a long one."""
    return 35 * (min(len(rows), most) + 1) + 3
