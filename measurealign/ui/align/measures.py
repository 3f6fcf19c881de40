"""The chosen measures: a table, the card of one of them, and what if it were otherwise."""

from collections.abc import Iterable, Iterator

import streamlit as st

from measurealign.alignment import AlignedMeasure, Recommendation
from measurealign.catalog.areas import label_of
from measurealign.export.words import ids_of
from measurealign.shown import count_of, in_words
from measurealign.ui import parts
from measurealign.ui.parts import tables, what_if
from measurealign.ui.parts.alone import alone

LEGEND = " · ".join(
    ("✓ keeps it", "≈ changes to it", "✗ asks for the subject, is not served",
     *parts.STANDING.values())
)  # fmt: skip
#: More sets than this at the table, and the table tells only how many list a measure.
_MANY = 8


def show(found: Recommendation) -> None:
    """Draw the view."""
    if not found.chosen:
        st.info("The programmes agree on no subject that a practice can be measured on.")
        return
    what_if.choice(found)
    what_if.answer(found, "keep")
    _browse(found)
    what_if.answer(found, "drop")


@alone()
def _browse(found: Recommendation) -> None:
    """Draw the table, and the card of the row that is picked."""
    rows = table(found)
    at = tables.pick(
        rows, f"The {len(rows)} chosen measures, one a row, and what each programme does about it",
        "chosen_row", most=15,
    ) or 0  # fmt: skip
    st.caption(
        f"{LEGEND}. Elsewhere: programmes that list it. Pick a row: below stands why it is in."
    )
    card(found.chosen[min(at, len(found.chosen) - 1)])


def table(found: Recommendation) -> list[tables.Row]:
    """Return the chosen measures as a table, one a row."""
    return [
        {
            "Tier": one.tier,
            "Measure": one.facts.label,
            **_signs(one, found),
            "Subject": one.facts.subject_label,
            "Elsewhere": one.facts.reach,
            "Type": in_words(one.facts.type),
            "Data": (in_words(one.facts.data_source) or "not stated")
            + (" (from other sets)" if one.facts.data_source_inferred else ""),
            "Standing": parts.STANDING[one.facts.evidence],
            "Ids": ids_of(one.facts.ids),
        }
        for one in found.chosen
    ]


def _signs(one: AlignedMeasure, found: Recommendation) -> dict[str, object]:
    """Return, for each programme, the sign of what a measure does for it."""
    keeps = {each.programme for each in one.serves if each.keeps}
    changes = {each.programme for each in one.serves} - keeps
    asks = {by for line in found.tiers if line.subject == one.facts.subject for by in line.by}
    unserved = asks - keeps - changes
    if len(found.programmes) > _MANY:
        return {"Keep it": len(keeps), "Change": len(changes), "Not served": len(unserved)}
    signs = dict.fromkeys(keeps, "✓") | dict.fromkeys(changes, "≈") | dict.fromkeys(unserved, "✗")
    return {page.label: signs.get(page.programme, "") for page in found.programmes}


def card(one: AlignedMeasure) -> None:
    """Draw what is known of a chosen measure: why it is in, and what could stand in its place."""
    with st.container(border=True):
        st.markdown(f"### {parts.plain(one.facts.label)}")
        why, facts = st.columns([3, 2])
        with why:
            _points("Why it is in", (*one.reasons, *_instead(one)))
        with facts:
            _points("What it is", _facts(one))
        st.button(
            "What if it were dropped?", icon=":material/help:", key="drop_it",
            on_click=what_if.look, args=("drop", one.facts.label),
        )  # fmt: skip


def _points(title: str, lines: Iterable[str]) -> None:
    st.markdown(f"**{title}**\n" + "\n".join(f"- {parts.plain(one)}" for one in lines))


def _instead(one: AlignedMeasure) -> Iterator[str]:
    yield from (f"could stand in its place: {each.label} ({each.says})" for each in one.substitutes)
    if not one.substitutes:
        yield "nothing at the table could stand in its place"


def _facts(one: AlignedMeasure) -> Iterator[str]:
    known = one.facts
    kind = in_words(known.type) or "type not stated"
    yield f"{label_of(known.area)}; {kind}; for {known.audience}"
    how = " (from other sets)" if known.data_source_inferred else ""
    data = in_words(known.data_source) or "not stated"
    yield f"data: {data}{how}; work for a practice: {known.burden:.0%} of a chart abstraction"
    yield f"level: {', '.join(known.levels) or 'not stated'}"
    yield f"steward: {known.steward or 'not stated'}; {ids_of(known.ids) or 'no id in the sources'}"
    users = count_of(known.reach, "programme")
    yield f"{parts.STANDING[known.evidence]}; listed by {users} of the catalog"
