"""A person's word on what a line is: the best choices, a search, and the five answers.

The same panel stands wherever a link is shown: on My list, on a row of Compare, and in Review.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import streamlit as st

from measurealign.compare.review_queue import choices
from measurealign.crosswalk import Crosswalk
from measurealign.judgements import MEASURE
from measurealign.model import Judgement, Link, Measure, Relation, Verdict
from measurealign.shown import in_words
from measurealign.ui import parts
from measurealign.ui.session import state

#: The relation of an answer, its word on the button, its key on the keyboard, its icon.
ANSWERS: tuple[tuple[Relation, str, str, str], ...] = (
    ("same", "The same", "y", ":material/check:"),
    ("narrower", "A part of it", "p", ":material/call_split:"),
    ("variant", "Another specification", "v", ":material/tune:"),
    ("related", "Only related", "l", ":material/link:"),
)
#: So many measures that a search finds are offered.
MOST = 8
#: How a link stands, in words, by its status.
STANDS = {
    "sure": "linked", "accepted": "✓ confirmed", "confirm": "? to confirm",
    "none": "your own", "rejected": "✓ your own, confirmed",
}  # fmt: skip
#: What one may pick: as a judgement names it, its title, and why.
Options = Mapping[str, tuple[str, str]]
Word = tuple[str, Verdict, Relation]


def card(measure: Measure) -> None:
    """Draw one line as its set prints it."""
    st.markdown(f"**{parts.plain(measure.name)}**")
    st.caption(parts.plain(f"{state.labels()[measure.set_id]} · {parts.mark(measure)}"))
    told = {
        "Ids": parts.ids(measure),
        "Steward": measure.steward,
        "Type": in_words(measure.type),
        "Data": in_words(measure.data_source),
        "Note": measure.note,
    }
    lines = [f"{name}: {parts.plain(value)}" for name, value in told.items() if value]
    st.markdown("  \n".join(lines) or "The set says no more.")


def held(link: Link | None) -> str | None:
    """Return the known measure for which a line is taken, or may be, as a judgement names it."""
    taken = link is not None and link.measure and link.status not in ("rejected", "none")
    return f"{MEASURE}{link.measure}" if taken and link else None


def best(walk: Crosswalk, line: str) -> Options:
    """Return the best five known measures for a line, the likeliest first, each with its reason."""
    link = walk.links.get(line)
    return {
        f"{MEASURE}{one.measure}": (one.title, one.says)
        for one in (choices(walk, link) if link else ())
    }


def panel(walk: Crosswalk, lines: Sequence[str], first: Options | None = None) -> None:
    """Draw the line, what it may be, and the answers; a word holds for all `lines` (keys)."""
    offered = {**(first or {}), **best(walk, lines[0])}
    left, right = st.columns(2)
    with left.container(border=True):
        card(walk.catalog.measures[lines[0]])
        who()
        st.text_input("Why (optional)", key=f"why-{lines[0]}")
    with right:
        picked = choose(walk, lines[0], offered)
    answers(walk, lines, picked, tuple(offered))


def who() -> None:
    """Draw who judges: the name is kept with each word."""
    st.text_input("Reviewed by", key="who", persist_state="session", placeholder="your name")


def choose(walk: Crosswalk, line: str, offered: Options) -> str | None:
    """Draw the choices and the search; return what is picked, as a judgement names it."""
    text = st.text_input(
        "Search the known measures", key=f"search-{line}",
        placeholder="words of a name, or a number",
    )  # fmt: skip
    if text:
        found = walk.inventory.search(text)
        more = f", the first {MOST} are shown" if len(found) > MOST else ""
        st.caption(f"{len(found)} of {len(tuple(walk.inventory))} known measures{more}")
        offered = {f"{MEASURE}{one.id}": (one.title, one.id) for one in found[:MOST]}
    if not offered:
        st.caption("No known measure is close. Search for one, or keep it as your own.")
        return None
    return st.radio(
        "It may be", list(offered), format_func=lambda id_: parts.plain(offered[id_][0]),
        captions=[parts.plain(says) for _, says in offered.values()], key=f"choice-{line}-{text}",
    )  # fmt: skip


def answers(
    walk: Crosswalk, lines: Sequence[str], picked: str | None, offered: Sequence[str]
) -> None:
    """Draw the answers; each is kept at once."""
    now = held(walk.links.get(lines[0]))
    with st.container(horizontal=True):
        for relation, word, key, icon in ANSWERS:
            st.button(
                word, key=f"answer-{relation}", shortcut=key, icon=icon, disabled=picked is None,
                on_click=give, args=(lines, said(picked, relation, now)),
                type="primary" if relation == "same" else "secondary",
            )  # fmt: skip
        none = dict.fromkeys((*((now,) if now else ()), *offered))
        st.button(
            "None of these", key="answer-none", shortcut="n", icon=":material/close:",
            on_click=give, args=(lines, [(one, "rejected", "same") for one in none]),
        )  # fmt: skip
        st.button(
            "Unsure", key="answer-unsure", shortcut="u", icon=":material/question_mark:",
            on_click=give, args=(lines, [(one, "unsure", "same") for one in list(none)[:1]]),
        )  # fmt: skip


def said(picked: str | None, relation: Relation, now: str | None) -> list[Word]:
    """Return what an answer says: of what was picked, and that what it was taken for is wrong."""
    if picked is None:
        return []
    wrong = relation != "same" and now is not None and now != picked
    return [(picked, "accepted", relation), *([(str(now), "rejected", "same")] if wrong else [])]  # type: ignore[list-item]


def give(lines: Sequence[str], words: Iterable[Word]) -> None:
    """Keep an answer: for each of the lines, a word on each other side."""
    first = lines[0]
    state.judge(
        *(
            Judgement(
                left=line,
                right=right,
                verdict=verdict,
                relation=relation,
                by=str(st.session_state.get("who") or "").strip() or "unnamed",
                on=date.today().isoformat(),
                why=str(st.session_state.get(f"why-{first}") or "").strip() or None,
            )
            for right, verdict, relation in words
            for line in lines
        )
    )
