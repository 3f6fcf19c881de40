"""Start: what this is for, three doors, and the worked example."""

import streamlit as st

from measurealign.ui import parts
from measurealign.ui.parts import shelf
from measurealign.ui.parts.pages import page
from measurealign.ui.parts.path import PATHS, Path
from measurealign.ui.session import state

#: So many projects are offered to go on with.
RECENT = 4
#: The worked example: the page, and what one sees there.
SHOWN = (
    ("compare", "How far the three lists agree, measure by measure"),
    ("burden", "What a practice with all three must report, and what is asked twice"),
    ("align", "The few measures that would serve all three, and why"),
)


def main() -> None:
    """Draw the page."""
    parts.head(
        "measurealign",
        "Payers and programmes ask primary care for many quality measures under many names: see "
        "which are the same, what they cost a practice, and on which few everybody could agree.",
    )
    for place, path in zip(st.columns(3), PATHS.values(), strict=True):
        with place.container(border=True, key=f"door-{path.page}", height="stretch"):
            door(path)
    recent()
    example()
    catalog = state.shipped_catalog()
    st.caption(
        f"In the library: {len(catalog)} measure sets with {len(catalog.measures):,} lines, "
        f"{min(one.year for one in catalog)} to {max(one.year for one in catalog)}, each "
        "marked with how it is known. What you bring stays in your project."
    )


def door(path: Path) -> None:
    """Draw one door: who goes through it, the steps behind it, the way in."""
    st.header(path.name, anchor=False)
    st.markdown(path.who)
    st.markdown("\n".join(f"{at}. {step}" for at, step in enumerate(path.steps, 1)))
    st.space("stretch")
    st.page_link(page(path.page), label=path.name, icon=":material/arrow_forward:")


def recent() -> None:
    """Draw the ways into the projects at which one worked last."""
    found = shelf.worked_on(RECENT)
    if found:
        st.header("Pick up where you left off", anchor=False)
        shelf.draw(found)


def example() -> None:
    """Draw the ways into the worked example."""
    st.header("A worked example", anchor=False)
    labels = state.labels()
    names = ", ".join(labels[id_] for id_ in state.EXAMPLE)
    st.markdown(f"Three lists that met in one practice in 2018: {parts.plain(names)}.")
    if state.selection() != state.EXAMPLE:
        st.button("Put these three back on the table", on_click=_back)
    for name, says in SHOWN:
        st.page_link(page(name), label=says)


def _back() -> None:
    st.session_state["sets"] = list(state.EXAMPLE)


if __name__ == "__main__":
    main()
