"""What each line of a list is taken for, why, and a person's word on it."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from measurealign.crosswalk import Inventory
from measurealign.model import Link, Measure, MeasureSet
from measurealign.shown import count_of
from measurealign.ui import parts
from measurealign.ui.parts import judging, tables
from measurealign.ui.parts.alone import alone
from measurealign.ui.session import state

#: So many lines that wait for a word are shown at once.
_AT_ONCE = 5
SHOW = {
    "all": ("sure", "accepted", "confirm", "none", "rejected"), "to confirm": ("confirm",),
    "linked": ("sure", "accepted"), "your own": ("none", "rejected"),
}  # fmt: skip


@dataclass(frozen=True)
class Linked:
    """A line of the list, its link, and the known measure for which it is taken, or may be."""

    line: Measure
    link: Link
    title: str


def of(one: MeasureSet) -> tuple[Linked, ...]:
    """Return the lines of a set that are measures, with their links."""
    walk = state.walk()
    told = ((line, walk.links[line.key]) for line in one.measures if line.key in walk.links)
    return tuple(Linked(line, link, _title(walk.inventory, link)) for line, link in told)


def _title(inventory: Inventory, link: Link) -> str:
    known = inventory.get(link.measure)
    if known is None or link.status in ("none", "rejected"):
        return ""
    return f"{known.title}: {link.part}" if link.part else known.title


def summary(found: Sequence[Linked]) -> None:
    """Tell in one sentence what was made of the list."""
    linked, waiting, own = (
        sum(one.link.status in SHOW[name] for one in found)
        for name in ("linked", "to confirm", "your own")
    )
    measures = count_of(len(found))
    st.header(
        f"Your {measures}: {linked} linked, {waiting} to confirm, {own} your own", anchor=False,
        help="Linked: the line is one of the measures that stewards publish and other sets use. "
        "To confirm: it may be one; please check. Your own: no known measure is like it.",
    )  # fmt: skip


def confirm(found: Sequence[Linked]) -> None:
    """Draw the lines that wait for a word, each with the likeliest measure and why."""
    waiting = [one for one in found if one.link.status == "confirm"]
    for one in waiting[:_AT_ONCE]:
        with st.container(border=True):
            text, yes, other = st.columns([6, 2, 2], vertical_alignment="center")
            text.markdown(
                f"**{parts.plain(one.line.name)}**: is it **{parts.plain(one.title)}**?  \n"
                f"{one.link.confidence:.0%} sure: {parts.plain(one.link.says + _but(one.link))}"
            )
            yes.button(
                "Yes, the same", key=f"yes-{one.line.key}", icon=":material/check:",
                type="primary", width="stretch", on_click=judging.give,
                args=((one.line.key,), [(judging.held(one.link), "accepted", "same")]),
            )  # fmt: skip
            other.button(
                "Something else", key=f"else-{one.line.key}", width="stretch",
                icon=":material/search:", on_click=_open, args=(one.line.key,),
            )  # fmt: skip
        if st.session_state.get("_open_line") == one.line.key:
            judging.panel(state.walk(), (one.line.key,))
    if len(waiting) > _AT_ONCE:
        st.caption(f"{len(waiting) - _AT_ONCE} more to confirm after these.")


def _but(link: Link) -> str:
    """Return what the line's id says, where it is not the id of what the line is taken for."""
    other = next((one for one in link.next if one.how == "id"), None)
    return f"; but its id is that of “{other.title}”" if other and link.how != "id" else ""


def _open(key: str) -> None:
    st.session_state["_open_line"] = key


@alone("lines_shown")
def all_lines(found: Sequence[Linked]) -> None:
    """Draw every line with what it is taken for; a picked one can be corrected."""
    st.header("Every line", anchor=False)
    show = st.segmented_control(
        "Show", list(SHOW), default="all", key="lines_shown", required=True,
        format_func=lambda name: f"{name} ({sum(x.link.status in SHOW[name] for x in found)})",
    )  # fmt: skip
    rows = [one for one in found if one.link.status in SHOW[show or "all"]]
    st.caption("Pick a line to see the five best alternatives and correct it.")
    at = tables.pick(table(rows), "The lines of your list and what each is taken for", "my-rows")
    if at is not None and at < len(rows):
        judging.panel(state.walk(), (rows[at].line.key,))
    if state.answers():
        st.button("Undo last answer", icon=":material/undo:", on_click=state.undo)


def table(found: Sequence[Linked]) -> list[tables.Row]:
    """Return the lines as a table."""
    return [
        {
            "Your measure": one.line.name,
            "Taken for": one.title,
            "Status": judging.STANDS[one.link.status],
            "How sure": f"{one.link.confidence:.0%}" if one.link.measure else "",
            "Why": one.link.says,
        }
        for one in found
    ]
