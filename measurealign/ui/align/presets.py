"""What the rules of each institution would give for the table, side by side."""

from collections.abc import Mapping, Sequence

import streamlit as st

from measurealign.alignment import Recommendation
from measurealign.alignment.file.side_by_side import DifferenceKind, PresetAnswer, PresetDifference
from measurealign.ui import parts
from measurealign.ui.parts import proposal, tables

KINDS: Mapping[DifferenceKind, str] = {
    "comes": "Comes in", "goes": "Goes out", "moves": "Moves to another tier",
}  # fmt: skip


def show(_: Recommendation) -> None:
    """Draw what each preset proposes, then each with its differences from the default question."""
    st.markdown(
        "What would the rules of other institutions give for the same programmes? Each stands "
        "beside the default question; your own rules play no part here."
    )
    answers = proposal.presets()
    if not answers:
        return
    rows = [_row(one) for one in answers]
    tables.show(rows, "What each preset proposes for the table")
    for one in answers[1:]:
        with st.expander(f"{parts.plain(one.preset.name)}: {_in_short(one)}"):
            _answer(one)


def _row(one: PresetAnswer) -> dict[str, object]:
    """Return an answer as a row, by the preset's name."""
    told = {name.capitalize(): value for name, value in one.row().items() if name != "preset"}
    return {"Rules of": one.preset.name, **told}


def _in_short(one: PresetAnswer) -> str:
    """Return in a few words how a preset's answer differs."""
    if one.found is None:
        return "proposes nothing"
    counts = ((words, len(_of_kind(one, kind))) for kind, words in _SHORT.items())
    return ", ".join(f"{count} {words}" for words, count in counts if count) or "the same measures"


_SHORT: Mapping[DifferenceKind, str] = {"comes": "in", "goes": "out", "moves": "to another tier"}


def _of_kind(one: PresetAnswer, kind: DifferenceKind) -> Sequence[PresetDifference]:
    return [each for each in one.differences if each.kind == kind]


def _answer(one: PresetAnswer) -> None:
    st.markdown(parts.plain(one.preset.says))
    if one.problem:
        st.error(parts.plain(one.problem))
    for kind, head in KINDS.items():
        if told := _of_kind(one, kind):
            st.markdown("\n".join((f"{head}:\n", *map(_line, told))))
    for broken in one.broken:
        st.markdown(f":material/balance: cannot hold at this table: {parts.plain(broken)}")
    st.button("Take these rules", key=f"take_{one.preset.id}", on_click=_take, args=(one,))


def _line(one: PresetDifference) -> str:
    subject = f" ({parts.plain(one.subject)})" if one.subject != one.measure else ""
    return f"- **{parts.plain(one.measure)}**{subject} — {parts.plain(one.why)}"


def _take(one: PresetAnswer) -> None:
    st.session_state["preset"] = one.preset.id
