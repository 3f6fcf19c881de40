"""The clipboard as a way in: rows copied from a spreadsheet, or one name a line."""

import streamlit as st

from measurealign.catalog.imports.pasted import NAME

#: As much as a file may hold, too.
MOST = 5_000_000


def pasted() -> tuple[str, bytes, str] | None:
    """Draw where a list is pasted; return it as a file: what tells it apart, content, name."""
    text = st.text_area(
        "Or paste it here", key="pasted", height=120, max_chars=MOST,
        placeholder="Cells copied from a spreadsheet, or one measure per line",
    )  # fmt: skip
    if not text or not text.strip():
        return None
    return f"pasted-{hash(text)}", text.encode(), NAME
