"""Parts that every page uses: the head, plain text, marks of standing, tables, downloads."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from measurealign.charts.palette import clear
from measurealign.model import STANDINGS, Measure, Standing

#: How each standing is marked wherever a row is shown: a sign and a word, never colour alone.
STANDING: Mapping[Standing, str] = {name: mark.label for name, mark in STANDINGS.items()}
STANDING_HELP = " ".join(f"{mark.label}: {mark.says}." for mark in STANDINGS.values())
_CITED = re.compile(r"(.+?) \((https?://[^\s<>]+)\)")
#: What Markdown makes a link of by itself, escaped or not: an invisible joiner after it stops that.
_ADDRESS = re.compile(r"https?:(?=//)|www(?=\.)|(?<=\w)@(?=\w)", re.I)
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$:~^&])")


def plain(text: object) -> str:
    r"""Return foreign text so that Markdown shows it letter by letter.

    >>> plain("*A* <b>")
    '\\*A\\* \\<b\\>'
    """
    told = _ADDRESS.sub("\\g<0>\u2060", " ".join(str(text).split()))
    return _MARKUP.sub(r"\\\1", told)


def linked(source: str) -> str:
    """Return a cited source as a link, where it ends with its address in brackets.

    >>> linked("A report (https://a.org/b)")
    '[A report](<https://a.org/b>)'
    """
    found = _CITED.fullmatch(source)
    return f"[{plain(found[1])}](<{found[2]}>)" if found else plain(source)


def head(title: str, sentence: str) -> None:
    """Draw a page's head: its name, and in one sentence what it answers."""
    st.title(title, anchor=False)
    st.markdown(sentence)


def mark(measure: Measure) -> str:
    """Return the mark of a measure's standing."""
    return STANDING[measure.evidence]


def ids(measure: Measure) -> str:
    """Return a measure's ids as people write them: "CBE 0018 · CMS CMS165v6"."""
    return " · ".join(str(one) for one in measure.ids)


def table(rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """Return rows, each a column's name and its value, as a table."""
    return pd.DataFrame(list(rows))


def pick(
    rows: pd.DataFrame, alt: str, key: str, config: Mapping[str, Any] | None = None
) -> int | None:
    """Draw a table of which a row can be picked; return the picked row's place."""
    if rows.empty:
        st.caption("Nothing to show.")
        return None
    first = st.column_config.TextColumn(width="large")
    found = st.dataframe(
        rows, key=key, hide_index=True, on_select="rerun", selection_mode="single-row", alt=alt,
        height=_height(rows),
        column_config={str(rows.columns[0]): first, **(config or {})},
    )  # fmt: skip
    picked = found["selection"]["rows"]
    return int(picked[0]) if picked else None


def measure_rows(measures: Iterable[Measure], areas: Mapping[str, str]) -> pd.DataFrame:
    """Return measures as the table that all pages show."""
    return pd.DataFrame(
        {
            "Measure": one.name,
            "Standing": mark(one),
            "Area": areas.get(one.key, one.area or ""),
            "Type": one.type or "",
            "Data": one.data_source or "",
            "Ids": ids(one),
            "Steward": one.steward or "",
            "Role": one.role or "",
            "Note": one.note or "",
        }
        for one in measures
    )


def show(
    rows: pd.DataFrame,
    alt: str,
    *,
    empty: str = "Nothing to show.",
    first: str | None = None,
    config: Mapping[str, Any] | None = None,
    height: int | None = None,
) -> None:
    """Draw a table, its first column wide; say so in a sentence when it has no row."""
    if rows.empty:
        st.caption(empty)
        return
    widest = first or str(rows.columns[0])
    columns = {widest: st.column_config.TextColumn(width="large"), **(config or {})}
    st.dataframe(
        rows, hide_index=True, column_config=columns, alt=alt, height=height or _height(rows)
    )


def _height(rows: pd.DataFrame, most: int = 12) -> int:
    """Return a height that shows all of a short table and `most` rows of a long one."""
    return 35 * (min(len(rows), most) + 1) + 3


def picture(chart: Any, **how: Any) -> None:
    """Draw a chart with words in the page's own colour, not in a fainter one."""
    st.altair_chart(clear(chart), **how)


def download(
    label: str, make: Callable[[], bytes | str], name: str, mime: str, *, key: str | None = None
) -> None:
    """Draw a download button; the file is made when it is pressed, and the page is not rerun."""
    st.download_button(
        label,
        data=make,
        file_name=name,
        mime=mime,
        on_click="ignore",
        icon=":material/download:",
        key=key or f"download-{name}",
    )


def need(count: int, have: Sequence[object], what: str) -> bool:
    """Return whether enough sets are at the table; say what to do if not."""
    if len(have) >= count:
        return True
    st.info(
        f"Pick at least {count} sets in the panel at the left to {what}.",
        icon=":material/arrow_back:",
    )
    return False
