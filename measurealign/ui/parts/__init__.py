"""Parts that every page uses: the head, plain text, marks of standing, downloads."""

import re
from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from measurealign.model import STANDINGS, Measure, Standing
from measurealign.shown import count_of
from measurealign.ui.session.plain import plain as plain

#: How each standing is marked wherever a row is shown: a sign and a word, never colour alone.
STANDING: Mapping[Standing, str] = {name: mark.label for name, mark in STANDINGS.items()}
STANDING_HELP = " ".join(f"{mark.label}: {mark.says}." for mark in STANDINGS.values())
_CITED = re.compile(r"(.+?) \((https?://[^\s<>]+)\)")


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
    sets = count_of(count, "set")
    st.info(
        f"Pick at least {sets} in the panel at the left to {what}.",
        icon=":material/arrow_back:",
    )
    return False
