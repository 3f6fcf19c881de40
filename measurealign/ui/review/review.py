"""Review: which line is which known measure, where a person should confirm."""

import streamlit as st

from measurealign.compare.review_queue import LineQuestion, PairQuestion, Question, questions
from measurealign.judgements import MEASURE, judgements_file, merged
from measurealign.shown import count_of
from measurealign.ui import parts
from measurealign.ui.parts import judging, tables
from measurealign.ui.review import pair
from measurealign.ui.session import memory, state


def main() -> None:
    """Draw the page: how far we are, one question, what was judged."""
    parts.head(
        "Review",
        "Which matches should a person check? Questions that affect the most lines, and that we "
        "are least sure of, come first. Your answer overrides the tool's.",
    )
    table = state.selection_walk()
    waiting = memory.shared("questions", state.choice(), lambda: questions(table))
    progress(len(waiting))
    if waiting:
        ask(waiting)
    else:
        st.success("Nothing is left to review between these sets.", icon=":material/done_all:")
    if state.answers():
        st.button("Undo last answer", shortcut="z", icon=":material/undo:", on_click=state.undo)
    judged()


def progress(left: int) -> None:
    """Tell how many are judged and how many wait."""
    done = state.answers()
    share = done / (done + left) if done + left else 1.0
    st.progress(share, text=f"{done} judged in this session, {left} left between these sets")


def ask(waiting: tuple[Question, ...]) -> None:
    """Draw one question: what is asked, the answers, the way to the next."""
    at = st.session_state.get("_at", 0) % len(waiting)
    question, table = waiting[at], state.selection_walk()
    st.caption(
        f"Question {at + 1} of {len(waiting)} · stands for {count_of(len(question.lines), 'line')}"
    )
    if isinstance(question, LineQuestion):
        st.header("Is this line one of these known measures?", anchor=False)
        judging.panel(table, question.lines)
    elif isinstance(question, PairQuestion):
        pair.ask(table, question)
    st.button("Skip", shortcut="s", icon=":material/skip_next:", on_click=skip, args=(at,))


def skip(at: int) -> None:
    """Go to the next question without a word."""
    st.session_state["_at"] = at + 1


def judged() -> None:
    """Draw what was judged in the project, latest first, and hand it over as a file."""
    given = state.judgements()
    if not given:
        return
    st.header("Judged in this project", anchor=False)
    names = {key: measure.name for key, measure in state.catalog().measures.items()}
    names |= {f"{MEASURE}{one.id}": one.title for one in state.walk().inventory}
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
    tables.show(rows, "The judgements of this project, latest first")
    parts.download(
        "Judgements (decisions.yaml)",
        lambda: judgements_file(merged(given)),
        "decisions.yaml",
        "text/yaml",
    )


if __name__ == "__main__":
    main()
