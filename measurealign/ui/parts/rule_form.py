"""Rules about measures: which must be in, which must not, floors and caps by kind of measure."""

import streamlit as st

from measurealign.alignment.ask.goal import Rule, Which
from measurealign.alignment.ask.presets import Preset
from measurealign.alignment.ask.sentences import words_of
from measurealign.catalog.areas import label_of
from measurealign.crosswalk import TableNames
from measurealign.ui.session import memory, state

FIELDS = {"area": "area", "type": "type", "data source": "data source", "cbe": "CBE id"}


def labels() -> list[str]:
    """Return the names of all measures at the table, in order."""

    def names() -> list[str]:
        called = TableNames(state.everywhere(), state.selection())
        return sorted({called[one] for one in state.selection_walk().family})

    return memory.shared("measure_names", state.choice(), names)


def measures() -> None:
    """Draw which measures must be in, and which must not."""
    keep, drop = st.columns(2)
    for place, key, label in ((keep, "keep", "Must be in"), (drop, "drop", "Must not be in")):
        place.multiselect(
            label, _with(labels(), key), key=key, bind="query-params", accept_new_options=True,
            placeholder="Type a measure's name",
        )  # fmt: skip


def rules(chosen: Preset) -> None:
    """Draw floors and caps: the preset's can be set aside, own ones added."""
    if chosen.goal.rules:
        st.multiselect(
            "Rules of the preset to set aside", [one.says for one in chosen.goal.rules],
            key="aside", bind="query-params", placeholder="none is set aside",
        )  # fmt: skip
    held, adder = st.columns([4, 1], vertical_alignment="bottom")
    held.multiselect(
        "Floors and caps", _with([], "rule"), key="rule", bind="query-params",
        accept_new_options=True,
        placeholder="e.g. at least 1 measure of area depression",
        help="Add one with the button, or type it.",
    )  # fmt: skip
    with adder.popover("Add a rule", icon=":material/add:", width="stretch"):
        _form()


def _form() -> None:
    bound, number = st.columns(2)
    bound.selectbox("Bound", ["at least", "at most"], key="new_bound")
    number.number_input("Measures", 0, 60, 1, key="new_number")
    field = st.selectbox("Of", list(FIELDS), format_func=FIELDS.__getitem__, key="new_field")
    if field == "cbe":
        st.selectbox("Which", ["with", "without"], key="new_cbe")
    else:
        st.multiselect(
            "Which", words_of(field), key=f"new_{field}",
            format_func=label_of if field == "area" else str,
        )  # fmt: skip
    told = field == "cbe" or bool(st.session_state.get(f"new_{field}"))
    st.button(
        "Add",
        on_click=_add,
        type="primary",
        disabled=not told,
        help=None if told else "Pick which: a rule about all measures is their number, above",
    )


def _add() -> None:
    """Put the rule that the form tells among the rules."""
    held = st.session_state
    field = held["new_field"]
    of = (
        Which(cbe=held["new_cbe"] == "with")
        if field == "cbe"
        else Which.model_validate({field.replace(" ", "_"): tuple(held[f"new_{field}"])})
    )
    bound = {held["new_bound"].replace(" ", "_"): held["new_number"]}
    told = Rule.model_validate({**bound, "of": of}).says
    held["rule"] = list(dict.fromkeys([*held.get("rule", ()), told]))


def _with(options: list[str], key: str) -> list[str]:
    """Return options with those that are chosen already, so that none is lost."""
    return [*options, *(one for one in st.session_state.get(key, ()) if one not in options)]
