"""The page of each programme: what it keeps, changes, adopts and drops, and what that saves."""

from collections.abc import Iterator
from functools import partial

import streamlit as st

from measurealign.alignment import ProgrammePage, Recommendation
from measurealign.burden.effort import shipped_parameters
from measurealign.burden.load import Load
from measurealign.ui import parts
from measurealign.ui.parts import payers, pictures, tables, views

#: The parts of a page: what becomes of a measure, and what that says.
FATES = {
    "keeps": "keeps: it lists the chosen measure itself",
    "changes": "changes: the chosen measure takes the place of another form",
    "adopts": "adopts: a core measure of a subject that it does not measure yet",
    "drops": "drops, if all align: it would no longer ask for these",
}


def show(found: Recommendation) -> None:
    """Draw the chart, the table of savings and each programme's lines."""
    from measurealign.charts.programmes import programmes_chart  # opened with its tab

    pictures.picture(programmes_chart, found.programmes)
    rows = [{"Programme": one.label, **_figures(one)} for one in found.programmes]
    tables.show(
        rows, "What the aligned set means for each programme",
    )  # fmt: skip
    st.caption(parts.plain(f"{found.saving.sentence()}. {found.saving.basis}.{_whose()}"))
    for one in found.programmes:
        views.fold(parts.plain(one.label), f"fold-{one.programme}", partial(_fates, one))


def _whose() -> str:
    """Return for whom the hours are, where this session told of another practice."""
    if payers.clinicians() == 1 and payers.assumed() == shipped_parameters():
        return ""
    return (
        " These are the proposal's own figures, for 1 clinician by the shipped assumptions, as its "
        "file has them; Burden's view Saving gives them for your practice."
    )


def _fates(one: ProgrammePage) -> None:
    lists = (
        f"**{says}**\n\n" + ("\n".join(_lines(one, name)) or "None.")
        for name, says in FATES.items()
    )
    st.markdown("\n\n".join(lists))


def _figures(one: ProgrammePage) -> dict[str, object]:
    return {
        **{name.capitalize(): len(getattr(one, name)) for name in FATES},
        "Today": one.today.measures,
        "Rest stays": one.rest_stays.measures,
        "All align": one.all_align.measures,
        "Hours a clinician, today": hours(one.today),
        "Hours a clinician, rest stays": hours(one.rest_stays),
        "Hours a clinician, all align": hours(one.all_align),
    }


def hours(one: Load) -> str:
    """Return hours a clinician and year, with their range."""
    low, mid, high = one.hours
    return f"{mid:,.0f} ({low:,.0f}–{high:,.0f})"


def _lines(page: ProgrammePage, name: str) -> Iterator[str]:
    for one in getattr(page, name):
        text = one.lists or one.chosen
        arrow = f" → {one.chosen}" if one.lists and one.chosen and one.lists != one.chosen else ""
        free = "" if one.required else " (a practice may choose)"
        yield f"- {parts.plain(text + arrow + free)}"
