"""The practice's page to print and take along."""

from typing import TYPE_CHECKING

import streamlit as st

from measurealign.alignment import align
from measurealign.problems import InputError, UsageError
from measurealign.ui.parts import downloads, payers, rules
from measurealign.ui.parts.briefs import briefs
from measurealign.ui.session import state

if TYPE_CHECKING:
    from measurealign.export.brief import Handout


def take_along() -> None:
    """Draw the downloads: the page to print, and the workbook."""
    # What the files are made of is taken now: when a button is pressed, no session is at hand.
    walk, ids, goal = state.everywhere(), state.selection(), rules.last()[1]
    clinicians, given = payers.clinicians(), payers.assumed()

    def told(appendix: bool) -> "Handout":
        from measurealign.export.brief import practice_brief

        try:
            found = align(walk, ids, goal) if len(ids) > 1 else None
        except (InputError, UsageError):  # the page is true without what could be saved
            found = None
        return practice_brief(walk, ids, found, clinicians, given, appendix)

    with st.container(horizontal=True, vertical_alignment="center"):
        briefs(told, "our-payers")
        downloads.workbook()
