"""What stands around every page: the name, the panel with the sets at the table, bad links."""

import streamlit as st

from measurealign.model import counting
from measurealign.ui import parts
from measurealign.ui.parts import address, brand, clash, door, payers, project
from measurealign.ui.parts.pages import PAGES, page
from measurealign.ui.session import state


def around(here: str) -> None:
    """Draw what stands around the page of an address: name, pages, bad links, the side panel."""
    brand.draw()
    address.read()
    payers.from_link()
    phone_pages(here)
    address.complain()
    clash.show()
    with st.sidebar:
        pick_sets()
        pick_rows()
        project.panel()
        door.go_out()


def phone_pages(here: str) -> None:
    """Draw the pages for a phone, where the navigation folds away; elsewhere they are hidden."""
    titles = {name: title for name, title, _, _ in PAGES}
    with st.container(key="phone-pages"):
        picked = st.pills(
            "Page", list(titles), default=here or PAGES[0][0], format_func=titles.__getitem__,
            key=f"phone-{here}", label_visibility="collapsed", required=True,
        )  # fmt: skip
    if picked and picked != (here or PAGES[0][0]):
        st.switch_page(page(picked))


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
        "send it to a colleague, and they see what you see.",
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
