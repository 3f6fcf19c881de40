"""What stands around every page: the name, the panel with the sets at the table, bad links."""

import streamlit as st

from measurealign.model import counting
from measurealign.ui import parts
from measurealign.ui.parts import address, brand, clash, door, payers, project, tables
from measurealign.ui.parts.pages import PAGES, page
from measurealign.ui.session import state


def around() -> None:
    """Draw the name, the pages for a phone, what a bad link asked for, and the side panel."""
    brand.draw()
    address.read()
    payers.from_link()
    with st.container(key="phone-pages", horizontal=True, gap="small"):
        for name, title, _, _ in PAGES:
            st.page_link(page(name), label=title)
    address.complain()
    clash.show()
    with st.sidebar:
        pick_sets()
        pick_rows()
        tables.switch()
        project.panel()
        door.go_out()


def pick_sets() -> None:
    """Let the person pick the sets at the table; the choice lives in the address."""
    labels = state.labels()
    st.multiselect(
        "Sets at the table",
        options=list(labels),
        default=[id_ for id_ in state.EXAMPLE if id_ in labels],
        format_func=lambda id_: labels.get(id_, id_),
        key="sets",
        bind="query-params",
        placeholder="Type a name, e.g. HEDIS",
        help="A measure set is the list of measures of one payer or programme for one year. "
        "Compare, Burden and Align speak of these sets. The address of the page keeps them: "
        "send it to a colleague and she sees what you see.",
    )


def pick_rows() -> None:
    """Let the person pick which rows count by how they are known."""
    st.pills(
        "Rows that count",
        options=list(parts.STANDING),
        default=list(counting()),
        format_func=lambda one: parts.STANDING[one],
        selection_mode="multi",
        key="rows",
        bind="query-params",
        help=parts.STANDING_HELP,
    )
