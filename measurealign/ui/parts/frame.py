"""What stands around every page: the navigation, and the panel with the sets at the table."""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from measurealign.charts.palette import ON_COLOUR
from measurealign.model import counting
from measurealign.ui import parts
from measurealign.ui.parts import own, project
from measurealign.ui.session import state

_PAGES = Path(__file__).parents[1]
#: Name (of folder, file and address), title and icon of each page, in the order of a first visit.
PAGES = (
    ("catalog", "Catalog", ":material/menu_book:"),
    ("compare", "Compare", ":material/compare_arrows:"),
    ("burden", "Burden", ":material/work_history:"),
    ("align", "Align", ":material/join_inner:"),
    ("review", "Review", ":material/fact_check:"),
    ("regions", "Regions", ":material/map:"),
    ("study", "Study", ":material/query_stats:"),
)


def pages() -> list[Page]:
    """Return the pages for the navigation; the first is the one that opens."""
    first = PAGES[0][0]
    return [
        st.Page(
            _PAGES / name / f"{name}.py",
            title=title,
            icon=icon,
            url_path=name,
            default=name == first,
        )
        for name, title, icon in PAGES
    ]


#: Fixed words only, never anything that people brought: room for the content, and a printed page
#: without the panels around it.
_STYLE = """<style>
[data-testid="stMainBlockContainer"] {padding: 4.2rem 2rem 3rem; max-width: 1500px;}
h1 {font-size: 2rem !important; padding-bottom: 0.2rem !important;}
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stStatusWidget"],
  [data-testid="stDownloadButton"], [data-testid="stFileUploader"] {display: none !important;}
  [data-testid="stMainBlockContainer"] {padding: 0; max-width: none;}
  [data-testid="stApp"], [data-testid="stMain"] {position: static; overflow: visible;}
}
</style>"""


#: In the dark theme white words on the light primary colour would be too faint: dark words there.
_DARK_STYLE = f"""<style>
[data-testid="stMultiSelect"] [data-tag] *, button[kind^="primary"] * {{
  color: {ON_COLOUR} !important; fill: {ON_COLOUR};
}}
</style>"""


def sidebar() -> None:
    """Draw the panel at the left: which sets, which rows, one's own lists, the project."""
    st.html(_STYLE)
    if st.context.theme.type == "dark":
        st.html(_DARK_STYLE)
    with st.sidebar:
        pick_sets()
        pick_rows()
        own.panel()
        project.panel()


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
        help="Compare, Burden and Align speak of these sets. The address of the page keeps them: "
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
