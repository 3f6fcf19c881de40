"""The three paths through the app: the steps of each, where one stands, and what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from measurealign.ui.parts.pages import page


@dataclass(frozen=True)
class Path:
    """A path: its door's name, for whom it is, its first page and its steps."""

    name: str
    who: str
    page: str
    steps: tuple[str, ...]


PATHS: Mapping[str, Path] = {
    "list": Path(
        "Compare my list",
        "For a payer's analyst with a contract's measures in a spreadsheet.",
        "mylist",
        ("Bring the list", "Confirm what each line is", "See it beside others",
         "Download the workbook"),
    ),
    "burden": Path(
        "See my burden",
        "For a practice that answers to several payers.",
        "burden",
        ("Say who your payers are", "See what is asked twice or in conflict", "Print the brief"),
    ),
    "set": Path(
        "Propose a set",
        "For a policy officer or workgroup that wants a few measures to serve everyone.",
        "align",
        ("Pick whose lists count", "Set the rules", "Read the proposal",
         "Compare it with last round", "Download it"),
    ),
}  # fmt: skip


def show(name: str, at: int, following: tuple[str, str] | None = None) -> None:
    """Draw a path's steps, the one that one stands on in bold, and the way to what comes next.

    `at` counts from 1; `following` is a page and what one does there.
    """
    path = PATHS[name]
    steps = (
        f"**{number} {step}**" if number == at else f"{number} {step}"
        for number, step in enumerate(path.steps, 1)
    )
    with st.container(horizontal=True, vertical_alignment="center", key=f"path-{name}"):
        st.markdown(f"{path.name}: " + " → ".join(steps), width="stretch")
        if following:
            st.page_link(page(following[0]), label=f"Next: {following[1]}",
                         icon=":material/arrow_forward:")  # fmt: skip
