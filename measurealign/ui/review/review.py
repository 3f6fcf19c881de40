"""Review: the matches that a person should confirm."""

from datetime import date

import pandas as pd
import streamlit as st

from measurealign.charts.waterfall import waterfall_chart
from measurealign.compare.review_queue import Question, questions
from measurealign.crosswalk import Crosswalk
from measurealign.judgements import judgements_file, merged
from measurealign.model import Judgement, Link, Measure, Relation, Verdict
from measurealign.ui import parts
from measurealign.ui.session import state

ASKS: dict[Relation, str] = {
    "same": "Are these two the same measure?",
    "variant": "Are these the same idea in two specifications?",
    "broader": "Does the left measure contain the right one?",
    "narrower": "Does the right measure contain the left one?",
    "related": "Are these related, but two measures?",
    "different": "Are these two measures that have nothing to do with each other?",
}
#: Verdict, word on the button, key on the keyboard, icon.
ANSWERS: tuple[tuple[Verdict, str, str, str], ...] = (
    ("accepted", "Yes, accept", "y", ":material/check:"),
    ("rejected", "No, reject", "n", ":material/close:"),
    ("unsure", "Unsure", "u", ":material/question_mark:"),
)


def main() -> None:
    """Draw the page: how far we are, one question, what was judged."""
    parts.head(
        "Review",
        "Which matches should a person confirm? The least certain that touch the most listings "
        "come first; your word overrides the tool's.",
    )
    table = state.selection_walk()
    waiting = state.remember("questions", state.choice(), lambda: questions(table))
    progress(len(waiting))
    if waiting:
        ask(table, waiting)
    else:
        st.success("Nothing is left to judge between these sets.", icon=":material/done_all:")
    judged()


def progress(left: int) -> None:
    """Tell how many are judged and how many wait."""
    done = len(state.judgements())
    share = done / (done + left) if done + left else 1.0
    st.progress(share, text=f"{done} judged in this session, {left} left between these sets")


def ask(table: Crosswalk, waiting: tuple[Question, ...]) -> None:
    """Draw one question: the two measures, the claim, the reasons, the answers."""
    at = st.session_state.get("_at", 0) % len(waiting)
    question = waiting[at]
    link, measures = question.link, table.catalog.measures
    st.subheader(ASKS[link.relation], anchor=False)
    st.caption(
        f"The tool says yes, {link.confidence:.0%} sure · touches {question.touches} listings "
        f"at the table · question {at + 1} of {len(waiting)}"
    )
    for place, key in zip(st.columns(2), (link.left, link.right), strict=True):
        with place.container(border=True):
            card(measures[key])
    answers(link, at)
    if link.evidence:
        st.altair_chart(waterfall_chart(link), width="stretch")
        st.caption(
            "Each bar is a reason, in log odds (0 is an even chance). The last bar is their sum."
        )


def card(measure: Measure) -> None:
    """Draw one measure as its set prints it."""
    st.markdown(f"**{parts.plain(measure.name)}**")
    st.caption(parts.plain(f"{state.labels()[measure.set_id]} · {parts.mark(measure)}"))
    told = {
        "Ids": parts.ids(measure),
        "Steward": measure.steward,
        "Type": measure.type,
        "Data": measure.data_source,
        "Note": measure.note,
    }
    lines = [f"{name}: {parts.plain(value)}" for name, value in told.items() if value]
    st.markdown("  \n".join(lines) or "The set tells no more.")


def answers(link: Link, at: int) -> None:
    """Draw the answers; each has a key on the keyboard."""
    who, why = st.columns([1, 3])
    who.text_input("Who judges", key="who", persist_state="session", placeholder="your name")
    why.text_input("Why (optional)", key=f"why-{link.left}-{link.right}")
    row = st.columns(5)
    for place, (verdict, word, key, icon) in zip(row, ANSWERS, strict=False):
        place.button(
            word, key=f"answer-{verdict}", shortcut=key, icon=icon, width="stretch",
            on_click=give, args=(link, verdict),
            type="primary" if verdict == "accepted" else "secondary",
        )  # fmt: skip
    row[3].button("Skip", shortcut="s", icon=":material/skip_next:", width="stretch",
                  on_click=skip, args=(at,))  # fmt: skip
    row[4].button("Undo", shortcut="z", icon=":material/undo:", width="stretch",
                  on_click=state.undo, disabled=not state.judgements())  # fmt: skip


def give(link: Link, verdict: Verdict) -> None:
    """Keep an answer."""
    state.judge(
        Judgement(
            left=link.left,
            right=link.right,
            verdict=verdict,
            relation=link.relation,
            by=str(st.session_state.get("who") or "").strip() or "unnamed",
            on=date.today().isoformat(),
            why=str(st.session_state.get(f"why-{link.left}-{link.right}") or "").strip() or None,
        )
    )


def skip(at: int) -> None:
    """Go to the next question without a word."""
    st.session_state["_at"] = at + 1


def judged() -> None:
    """Draw what this session judged, latest first, and hand it over as a file."""
    given = state.judgements()
    if not given:
        return
    st.subheader("Judged in this session", anchor=False)
    names = {key: measure.name for key, measure in state.catalog().measures.items()}
    rows = [
        {
            "Left": names.get(one.left, one.left),
            "Right": names.get(one.right, one.right),
            "Verdict": one.verdict,
            "As": one.relation,
            "By": one.by,
            "Why": one.why or "",
        }
        for one in reversed(given)
    ]
    parts.show(pd.DataFrame(rows), "The judgements of this session, latest first")
    parts.download(
        "Judgements (decisions.yaml)",
        lambda: judgements_file(merged(given)),
        "decisions.yaml",
        "text/yaml",
    )


main()
