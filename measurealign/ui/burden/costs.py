"""What it costs: hours and dollars with their studies, the saving, the panel, the assumptions."""

from collections.abc import Mapping, Sequence

import streamlit as st

from measurealign.alignment.explain.saving import saving
from measurealign.burden import Burden
from measurealign.burden.effort import PER_MEASURE, Parameters, shipped_parameters
from measurealign.burden.estimate import Estimate, SampleCheck, estimates, samples
from measurealign.burden.load import per_measure
from measurealign.charts.cost import UNITS, cost_chart
from measurealign.charts.saving import STAGES, saving_chart
from measurealign.shown import count_of
from measurealign.ui import parts
from measurealign.ui.parts import payers, pictures, proposal, rules, tables
from measurealign.ui.session import state

HOURS = ("low", "middle", "high")
_HOURS_SAVED = ("Hours, low", "Hours, middle", "Hours, high")


def hours(found: Burden) -> None:
    """Draw what each study would say of this burden."""
    rows = estimates(found, payers.clinicians(), payers.assumed())
    st.markdown(
        "Each line is one study's answer for this practice and one year. Studies looked at other "
        "practices in other years: **never add the lines up.**"
    )
    for unit in UNITS:
        if any(one.effort.unit == unit for one in rows):
            pictures.picture(cost_chart, rows, unit, key=f"cost-{unit}")
    tables.show(_table(rows), "What each study says", empty="No study fits such a practice.")
    for one in {one.study.key: one.study for one in rows}.values():
        st.caption(f"[{parts.plain(one.cite)}](<{one.url}>): {parts.plain(one.setting)}")


def _table(rows: Sequence[Estimate]) -> list[tables.Row]:
    return [
        {
            "Estimate": one.effort.id.replace("-", " "),
            "Study": one.study.name,
            "Low": _amount(one.low),
            "Middle": _amount(one.mid),
            "High": _amount(one.high),
            "Unit": "hours" if one.effort.unit == "hours" else f"dollars of {one.effort.year}",
            "Times": one.times,
            "Rests on": one.basis,
            "Caveat": _mind(one),
            "Says": one.effort.says,
        }
        for one in rows
    ]


def _amount(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}"


def _mind(one: Estimate) -> str:
    held = [f"part of {one.effort.within.replace('-', ' ')}"] if one.effort.within else []
    beyond = [f"stretched: the study saw {one.effort.seen_up_to} measures"] if one.beyond else []
    once = ["once, not each year"] if one.effort.once_only else []
    return "; ".join((*held, *once, *beyond))


def saved(found: Burden) -> None:
    """Draw what the aligned set would save: the number of the page Align, by these assumptions."""
    if not parts.need(2, state.selection(), "see what an aligned set would save"):
        return
    preset, goal = rules.last()
    answer = proposal.ask(goal, preset)
    if answer is None:
        return
    many = payers.clinicians()
    told = saving(state.everywhere(), answer, many, payers.assumed())
    st.header(f"{told.sentence(many)}.", anchor=False)
    pictures.picture(saving_chart, told, many)
    rows = [
        {
            "Asked": words,
            "Wanted, at most": load.required,
            "To choose from": load.choice,
            **dict(zip(_HOURS_SAVED, map(_amount, load.hours), strict=True)),
        }
        for stage, words in STAGES
        for load in (getattr(told, stage),)
    ]
    tables.show(rows, "Measures, and hours a year, today and with the aligned set")
    st.caption(
        f"The aligned set: {count_of(len(answer.chosen))}, by the rules on the page Align. "
        f"{parts.plain(told.basis)}."
    )


def panel(found: Burden) -> None:
    """Draw whether the practice has patients enough for the measures, where that is known."""
    patients = st.number_input(
        "Patients in the practice", 1, 1_000_000, 2000, step=100, key="patients",
        bind="query-params", width=220,
    )  # fmt: skip
    label = {ask.family: ask.label for ask in found.asks}
    told = samples(state.everywhere(), found, int(patients), payers.clinicians(), payers.assumed())
    rows = [_enough(one, label) for one in told]
    tables.show(
        rows, "Whether the panel can be large enough",
        empty="The smallest sample is not known for any of these measures.",
    )  # fmt: skip
    for two in payers.assumed().ordinary:
        study = payers.assumed().study(two.study)
        st.caption(f"For comparison: the median practice has {two.median:g} {parts.plain(two.of)} "
                   f"({parts.plain(study.name)}).")  # fmt: skip


def _enough(one: SampleCheck, label: Mapping[str, str]) -> dict[str, object]:
    """Return what a study says of the patients that some measures need, as a row."""
    return {
        "Measures": "; ".join(label[id_] for id_ in one.families),
        "Needs": f"{one.sample.least} {one.sample.unit}",
        "Verdict": (
            f"✓ possible, if {one.share:.0%} of the panel falls under it"
            if one.possible
            else "✕ too small, whatever the patients are like"
        ),
        "Study": one.study.name,
        "Says": one.sample.says,
    }


def assumptions(found: Burden) -> None:
    """Draw the assumptions of the model; what is changed here holds for this session."""
    now = payers.assumed()
    st.markdown(
        "These are judgements, not findings: change them to what you see in your practice. "
        "All other figures are the studies' own."
    )
    with st.form("assumptions"):
        weights = _weights(now)
        told = _hours_each(now)
        keep = st.form_submit_button("Use these", type="primary")
    if keep:
        if list(told) == sorted(told):
            st.session_state["_assumptions"] = (weights, {PER_MEASURE: told})
            st.rerun()
        st.error("Give low, middle and high in increasing order.")
    if st.session_state.get("_assumptions"):
        st.button("Back to the shipped assumptions", on_click=_back)


def _weights(now: Parameters) -> dict[str, float]:
    """Draw what each data route weighs; return what is given."""
    st.markdown("**Work for the practice by data route** (1 = a chart is opened and abstracted)")
    places = st.columns(3)
    return {
        one.id: places[at % 3].number_input(
            one.label, 0.0, 10.0, one.practice, 0.01, help=one.why, key=f"weight_{one.id}"
        )
        for at, one in enumerate(now.routes)
    }


def _hours_each(now: Parameters) -> tuple[float, ...]:
    """Draw the hours that a measure takes, low, middle and high; return what is given."""
    st.markdown("**Hours a clinician spends on one measure in a year**")
    effort = per_measure(now)
    values = (effort.low or 0.0, effort.mid or 0.0, effort.high or 0.0)
    return tuple(
        place.number_input(word, 0.0, 500.0, float(value), 0.5, key=f"hours_{word}")
        for place, word, value in zip(st.columns(3), HOURS, values, strict=True)
    )


def _back() -> None:
    """Forget what this session changed, and show the shipped values again."""
    st.session_state.pop("_assumptions", None)
    shipped = shipped_parameters()
    for one in shipped.routes:
        st.session_state[f"weight_{one.id}"] = one.practice
    effort = per_measure(shipped)
    for word, value in zip(HOURS, (effort.low, effort.mid, effort.high), strict=True):
        st.session_state[f"hours_{word}"] = float(value or 0.0)
