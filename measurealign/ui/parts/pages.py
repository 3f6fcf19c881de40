"""The pages of the app, in the order of a first visit."""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

_FOLDER = Path(__file__).parents[1]
#: What stands directly in the navigation, and what is folded under a word of it.
MAIN, LIBRARY = "", "Library"
#: Name (of folder, file and address), title, icon, and where in the navigation.
PAGES = (
    ("start", "Start", ":material/home:", MAIN),
    ("mylist", "My list", ":material/upload_file:", MAIN),
    ("compare", "Compare", ":material/compare_arrows:", MAIN),
    ("burden", "Burden", ":material/work_history:", MAIN),
    ("align", "Align", ":material/join_inner:", MAIN),
    ("review", "Review", ":material/fact_check:", MAIN),
    ("meeting", "Meeting", ":material/groups:", MAIN),
    ("projects", "Projects", ":material/folder_open:", MAIN),
    ("catalog", "Catalog", ":material/menu_book:", LIBRARY),
    ("regions", "Regions", ":material/map:", LIBRARY),
    ("study", "Study", ":material/query_stats:", LIBRARY),
)


def page(name: str) -> Page:
    """Return a page by its name."""
    title, icon = next((title, icon) for id_, title, icon, _ in PAGES if id_ == name)
    return st.Page(
        _FOLDER / name / f"{name}.py", title=title, icon=icon, url_path=name,
        default=name == PAGES[0][0],
    )  # fmt: skip


def pages() -> dict[str, list[Page]]:
    """Return the pages for the navigation, by where they stand; the first is the one that opens."""
    found: dict[str, list[Page]] = {}
    for name, _, _, where in PAGES:
        found.setdefault(where, []).append(page(name))
    return found
