"""A line that may be a known measure: the best five choices, and a search over all of them."""

import streamlit as st

from measurealign.compare.review_queue import LineQuestion
from measurealign.crosswalk import Crosswalk
from measurealign.judgements import MEASURE
from measurealign.model import Relation
from measurealign.ui import parts
from measurealign.ui.review import words

#: The relation of an answer, its word on the button, its key on the keyboard, its icon.
ANSWERS: tuple[tuple[Relation, str, str, str], ...] = (
    ("same", "Yes, the same", "y", ":material/check:"),
    ("variant", "Another specification", "v", ":material/tune:"),
    ("narrower", "A part of it", "p", ":material/call_split:"),
)
#: So many measures that a search finds are offered.
MOST = 20


def ask(table: Crosswalk, question: LineQuestion) -> None:
    """Draw the line, the choices, the search, and the answers."""
    st.subheader("Is this line one of these known measures?", anchor=False)
    left, right = st.columns(2)
    with left.container(border=True):
        words.card(table.catalog.measures[question.lines[0]])
    with right:
        picked = choose(table, question)
    row = st.columns(5)
    for place, (relation, word, key, icon) in zip(row, ANSWERS, strict=False):
        place.button(
            word, key=f"answer-{relation}", shortcut=key, icon=icon, width="stretch",
            on_click=words.give, args=(question.lines, [(picked, "accepted", relation)]),
            type="primary" if relation == "same" else "secondary", disabled=picked is None,
        )  # fmt: skip
    offered = [f"{MEASURE}{one.measure}" for one in question.choices]
    row[3].button(
        "None of these", key="answer-none", shortcut="n", icon=":material/close:", width="stretch",
        on_click=words.give, args=(question.lines, [(o, "rejected", "same") for o in offered]),
    )  # fmt: skip
    row[4].button(
        "Unsure", key="answer-unsure", shortcut="u", icon=":material/question_mark:",
        width="stretch", on_click=words.give,
        args=(question.lines, [(one, "unsure", "same") for one in offered[:1]]),
    )  # fmt: skip


def choose(table: Crosswalk, question: LineQuestion) -> str | None:
    """Draw the choices and the search; return what is picked, as a judgement names it."""
    told = {one.measure: f"{one.title} ({one.confidence:.0%})" for one in question.choices}
    says = {one.measure: one.says for one in question.choices}
    text = st.text_input(
        "Search the known measures", key=f"search-{question.lines[0]}",
        placeholder="words of a name, or a number",
    )  # fmt: skip
    found = table.inventory.search(text or "")
    told = {one.id: one.title for one in found[:MOST]} if text else told
    if text:
        st.caption(f"{len(found)} found" + (f", the first {MOST}" if len(found) > MOST else ""))
    if not told:
        return None
    picked = st.radio(
        "Known measures", list(told), format_func=lambda id_: parts.plain(told[id_]),
        captions=[parts.plain(says.get(id_, id_)) for id_ in told],
        key=f"choice-{question.lines[0]}-{text}",
    )  # fmt: skip
    return f"{MEASURE}{picked}" if picked else None
