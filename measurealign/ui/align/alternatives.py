"""Subjects and tiers, what stays open, what could be added, and what was left out."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from measurealign.alignment import Addition, OpenQuestion, Recommendation
from measurealign.alignment.chosen import SubjectLine
from measurealign.catalog.areas import label_of
from measurealign.shown import count_of
from measurealign.ui import parts
from measurealign.ui.parts import pictures, tables, views, what_if

#: So many open questions are shown at once; more are folded away.
_UNFOLDED = 3
STANCES = {
    "for": ":material/thumb_up: for",
    "against": ":material/thumb_down: against",
    "caution": ":material/warning: caution",
}


def subjects(found: Recommendation) -> None:
    """Draw every subject of the table: who measures it, how far that is agreement, its tier."""
    from measurealign.charts.agreement import agreement_grid  # opened with its tab

    labels = {one.programme: one.label for one in found.programmes}
    pictures.picture(agreement_grid, found.tiers, labels, width="content")
    rows = [_subject(one, labels) for one in found.tiers]
    tables.show(
        rows, "The subjects of the table and their tiers",
    )  # fmt: skip
    goal = found.inputs.goal
    st.caption(
        f"Core: required by more than {goal.core:.0%} of the programmes, what may be chosen "
        f"counting {goal.choice:g}. Menu: measured by {goal.menu:.0%} and at least {goal.least}. "
        "Elsewhere: share of the catalog's states, regions and payers that measure it."
    )


def _subject(one: SubjectLine, labels: Mapping[str, str]) -> dict[str, object]:
    return {
        "Subject": one.label,
        "Tier": one.tier + (" (tie)" if one.tie else ""),
        "Agreement": f"{one.agreement:.0%}",
        "Required": f"{one.required:.0%}",
        "Elsewhere": f"{one.precedent:.0%}",
        "Area": label_of(one.area),
        "Measured by": ", ".join(labels.get(each, each) for each in one.by),
    }


def open_questions(found: Recommendation) -> None:
    """Draw the subjects that programmes measure in ways that do not serve each other."""
    if not found.open_questions:
        st.success("No question is open: every chosen measure serves all that ask for its subject.")
        return
    st.markdown(
        f"**{count_of(len(found.open_questions), 'subject')}** that the programmes measure in ways "
        "that do not serve each other. The candidates are what they use themselves."
    )
    labels = {each.programme: each.label for each in found.programmes}
    few = len(found.open_questions) <= _UNFOLDED
    for one in found.open_questions:
        views.fold(parts.plain(one.label), f"fold-{one.subject}",
                   partial(_open_question, one, labels), unfolded=few)  # fmt: skip


def _open_question(one: OpenQuestion, labels: Mapping[str, str]) -> None:
    st.markdown(parts.plain(one.says))
    for place, (id_, names) in zip(
        st.columns(max(2, len(one.lists))), one.lists.items(), strict=False
    ):
        listed = "\n".join(f"- {parts.plain(name)}" for name in names)
        place.markdown(f"**{parts.plain(labels.get(id_, id_))}**\n{listed}")
    for each in one.candidates:
        text, button = st.columns([4, 1], vertical_alignment="center")
        served = f"would serve {len(each.serves)} of {len(one.lists)}"
        text.markdown(f"→ **{parts.plain(each.label)}** · {served}")
        button.button("Force it in", key=f"open_{one.subject}_{each.family}",
                      on_click=what_if.adopt, args=("keep", each.label))  # fmt: skip


def additions(found: Recommendation) -> None:
    """Draw cost and engagement measures that the proposal lacks, with opinions on each."""
    if not found.additions:
        st.info("The rules ask for no additions. Set how many under “More rules”.")
        return
    st.markdown(
        "Cost and patient engagement are seldom common to payers. These are proposed beside the "
        "chosen measures, for the workgroup to judge."
    )
    for one in found.additions:
        with st.container(border=True):
            _addition(one)


def _addition(one: Addition) -> None:
    name, rank = st.columns([4, 1])
    name.markdown(
        f"### {parts.plain(one.name)}\n"
        f":material/add_circle: **{one.purpose}** · adds {parts.plain(one.adds)}"
    )
    rank.metric(
        "In its favor",
        f"{one.rank:.0%}",
        help="Mean of fit, use at the table, in the region and elsewhere, light burden, "
        "endorsement and sample, by the weights in data/additions.yaml.",
    )
    told = (*one.reasons, *((one.endorsement,) if one.endorsement else ()))
    paragraphs = ["\n".join(f"- {parts.plain(x)}" for x in told)]
    for opinion in one.opinions:
        source = parts.linked(opinion.source)
        paragraphs.append(f"{STANCES[opinion.stance]}: {parts.plain(opinion.says)} — {source}")
    st.markdown("\n\n".join(paragraphs))


def left_out(found: Recommendation) -> None:
    """Draw the subjects without a chosen measure, each with the reason."""
    rows = [
        {
            "Subject": one.label,
            "Why": one.why,
            "In words": one.says,
            "Agreement": f"{one.agreement:.0%}",
            "Would add": one.adds,
            "Measures": "; ".join(one.measures),
        }
        for one in found.left_out
    ]
    tables.show(
        rows, "Subjects without a chosen measure, and why", empty="No subject was left out.",
    )  # fmt: skip
    _force(list(dict.fromkeys(name for one in found.left_out for name in one.measures)))


def _force(labels: Sequence[str]) -> None:
    if labels:
        label = st.selectbox("See what forcing one of them in would change", labels, index=None)
        if label:
            st.button("What if it were forced in?", on_click=what_if.look_at, args=(label,))
