"""My list: bring a contract's list, confirm what each line is, hold it against other sets."""

from functools import partial

import streamlit as st

from measurealign.export.yaml import to_yaml
from measurealign.model import MeasureSet
from measurealign.ui import parts
from measurealign.ui.mylist import beside, lines, reading
from measurealign.ui.parts import downloads, path
from measurealign.ui.session import state


def main() -> None:
    """Draw the page: the way in, or what was made of the list."""
    parts.head(
        "My list",
        "What are the measures of my contract really, and who else asks for them? Bring the list "
        "as you have it.",
    )
    own = state.own_sets()
    if not own:
        path.show("list", 1)
        reading.bring()
        return
    spot = st.container()
    mine = opened(own)
    links = lines.of(mine)
    waiting = sum(one.link.status == "confirm" for one in links)
    with spot:
        path.show("list", 2 if waiting else 3, ("compare", "see it beside others"))
    lines.summary(links)
    lines.confirm(links)
    beside.show(mine)
    lines.all_lines(links)
    downloads.workbook()


def opened(own: tuple[MeasureSet, ...]) -> MeasureSet:
    """Draw which of the project's lists is open, and what can be done with it; return it."""
    labels = state.labels()
    names = {one.id: one for one in reversed(own)}
    if st.session_state.get("my_list") not in names:
        st.session_state["my_list"] = next(iter(names))
    name, keep, away, more = st.columns([4, 2, 2, 2], vertical_alignment="bottom")
    picked = name.selectbox("List", list(names), key="my_list", format_func=labels.__getitem__)
    one = names[picked or next(iter(names))]
    with keep:
        parts.download(
            "Save this list (YAML)", partial(to_yaml, one), f"{one.id}.yaml", "text/yaml"
        )
    away.button(
        "Remove this list", icon=":material/delete:", on_click=state.drop_own, args=(one.id,)
    )
    with more:
        if st.button("Bring another", icon=":material/upload_file:"):
            another()
    return one


@st.dialog("Bring another list", width="large")
def another() -> None:
    """Draw the way in, over the page."""
    reading.bring()


if __name__ == "__main__":
    main()
