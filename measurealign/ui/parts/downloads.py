"""The proposal in the formats that people have already."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from measurealign.alignment import Recommendation
from measurealign.burden.effort import Parameters
from measurealign.crosswalk import Crosswalk
from measurealign.ui import parts
from measurealign.ui.parts import payers
from measurealign.ui.parts.briefs import briefs
from measurealign.ui.session import state

if TYPE_CHECKING:
    from measurealign.export.brief import Handout

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook() -> None:
    """Draw the download of the crosswalk, the overlap and the burden as a workbook."""
    walk, ids = state.everywhere(), state.selection()
    clinicians, given = payers.clinicians(), payers.assumed()

    def xlsx() -> bytes:
        from measurealign.export.xlsx import write_xlsx

        return write_xlsx(walk, ids, None, clinicians, given)

    parts.download("Workbook of these sets (XLSX)", xlsx, "crosswalk.xlsx", _XLSX, key="workbook")


@dataclass(frozen=True)
class _Files:
    """The files of a proposal, each made when it is asked for, with what they are made of.

    That is taken when the buttons are drawn: when one is pressed, no session is at hand.
    """

    found: Recommendation
    walk: Crosswalk
    ids: tuple[str, ...]
    clinicians: int
    given: Parameters

    def yaml(self) -> str:
        from measurealign.export.yaml import recommendation_file

        return recommendation_file(self.found)

    def xlsx(self) -> bytes:
        from measurealign.export.xlsx import write_xlsx

        return write_xlsx(self.walk, self.ids, self.found, self.clinicians, self.given)

    def measures(self) -> str:
        from measurealign.export.measures import measures_csv

        return measures_csv(self.found)

    def sssom(self) -> str:
        from measurealign.export.sssom import write_sssom

        return write_sssom(self.walk.only(self.ids, self.found.inputs.evidence), self.ids, 0.0)

    def brief(self, appendix: bool) -> "Handout":
        from measurealign.export.brief import proposal_brief

        return proposal_brief(self.walk, self.ids, self.found, self.clinicians, appendix)


def row(found: Recommendation) -> None:
    """Draw the download buttons side by side; a file is made when its button is pressed."""
    practice = payers.clinicians(), payers.assumed()
    made = _Files(found, state.everywhere(), state.selection(), *practice)
    tsv = "text/tab-separated-values"
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="take-home"):
        parts.download("Proposal (YAML)", made.yaml, "recommendation.yaml", "application/yaml")
        parts.download("Measures (CSV)", made.measures, "measures.csv", "text/csv")
        parts.download("Workbook (XLSX)", made.xlsx, "crosswalk.xlsx", _XLSX)
        parts.download("Links (SSSOM)", made.sssom, "links.sssom.tsv", tsv)
        briefs(made.brief, "brief")
