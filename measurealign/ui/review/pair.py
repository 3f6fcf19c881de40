"""Two measures whose bond was read from their titles: a person says whether it is so."""

import streamlit as st

from measurealign.compare.review_queue import PairQuestion
from measurealign.crosswalk import IN_WORDS, Crosswalk
from measurealign.model import Relation, Verdict
from measurealign.ui import parts
from measurealign.ui.parts import judging


def ask(table: Crosswalk, question: PairQuestion) -> None:
    """Draw the two measures, what is claimed, and the answers."""
    match, measures = question.match, table.catalog.measures
    judging.who()
    st.header("How do these two relate?", anchor=False)
    for place, key in zip(st.columns(2), (match.left, match.right), strict=True):
        with place.container(border=True):
            judging.card(measures[key])
    st.caption(
        f"By their titles: {IN_WORDS[match.bond]}, {match.confidence:.0%} sure. "
        + parts.plain(match.says)
    )
    answers: tuple[tuple[str, str, str, Verdict, Relation], ...] = (
        ("same", "The same measure", "y", "accepted", "same"),
        ("accepted", f"Yes: {IN_WORDS[match.bond]}", "v", "accepted", match.relation),
        ("rejected", "No, another measure", "n", "rejected", match.relation),
        ("unsure", "Unsure", "u", "unsure", match.relation),
    )
    for place, (name, word, key, verdict, relation) in zip(st.columns(4), answers, strict=True):
        place.button(
            word, key=f"answer-{name}", shortcut=key, width="stretch", on_click=judging.give,
            args=((match.left,), [(match.right, verdict, relation)]),
        )  # fmt: skip
