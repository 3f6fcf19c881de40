"""The brief: a page to print, the same as a document to edit, both also with their appendix."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from measurealign.ui import parts

if TYPE_CHECKING:
    from measurealign.export.brief import Handout

#: Where the session keeps that briefs are wanted with their appendix.
_APPENDIX = "with_appendix"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def briefs(told: "Callable[[bool], Handout]", stem: str) -> None:
    """Draw the downloads of a brief, which is made (`told`, with appendix or without) when asked.

    Whether an appendix is wanted is asked beside them.
    """
    more = bool(st.session_state.get(_APPENDIX))

    def page() -> str:
        from measurealign.export.brief.html import html

        return html(told(more))

    def document() -> bytes:
        from measurealign.export.brief.docx import docx

        return docx(told(more))

    parts.download("Brief (HTML)", page, f"{stem}.html", "text/html")
    parts.download("Brief (DOCX)", document, f"{stem}.docx", _DOCX)
    st.toggle(
        "With appendix", key=_APPENDIX, persist_state="session",
        help="Pages after the brief for what does not fit on it: reasons, questions, costs, "
        "sources.",
    )  # fmt: skip
