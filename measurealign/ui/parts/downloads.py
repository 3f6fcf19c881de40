"""The proposal in the formats that people have already."""

from typing import TYPE_CHECKING

import streamlit as st

from measurealign.alignment import Recommendation
from measurealign.ui import parts
from measurealign.ui.parts.briefs import briefs
from measurealign.ui.session import state

if TYPE_CHECKING:
    from measurealign.export.brief import Handout

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_APPENDIX = "Reasons, questions, costs and sources behind the brief's one page"


def workbook() -> None:
    """Draw the download of the crosswalk, the overlap and the burden as a workbook."""
    walk, ids = state.everywhere(), state.selection()

    def xlsx() -> bytes:
        from measurealign.export.xlsx import write_xlsx

        return write_xlsx(walk, ids, None, 1)

    parts.download("Workbook of these sets (XLSX)", xlsx, "crosswalk.xlsx", _XLSX, key="workbook")


def row(found: Recommendation) -> None:
    """Draw the download buttons side by side; a file is made when its button is pressed."""
    # What the files are made of is taken now: when a button is pressed, no session is at hand.
    walk, ids = state.everywhere(), state.selection()
    clinicians = int(st.session_state.get("clinicians") or 1)

    def yaml() -> str:
        from measurealign.export.yaml import recommendation_file

        return recommendation_file(found)

    def xlsx() -> bytes:
        from measurealign.export.xlsx import write_xlsx

        return write_xlsx(walk, ids, found, clinicians)

    def table() -> str:
        from measurealign.export.measures import measures_csv

        return measures_csv(found)

    def sssom() -> str:
        from measurealign.export.sssom import write_sssom

        return write_sssom(walk.only(ids, found.inputs.evidence), ids, 0.0)

    def brief() -> "Handout":
        from measurealign.export.brief import proposal_brief

        return proposal_brief(walk, ids, found, clinicians, appendix)

    with st.container(horizontal=True):
        parts.download("Proposal (YAML)", yaml, "recommendation.yaml", "application/yaml")
        parts.download("Measures (CSV)", table, "measures.csv", "text/csv")
        parts.download("Workbook (XLSX)", xlsx, "crosswalk.xlsx", _XLSX)
        parts.download("Links (SSSOM)", sssom, "links.sssom.tsv", "text/tab-separated-values")
        appendix = st.checkbox("Brief with appendix", key="appendix", help=_APPENDIX)
        briefs(brief, "brief")
