"""What is asked: by several payers, in conflicting ways, by which data route."""

import streamlit as st

from measurealign.burden import Ask, Burden, Conflict
from measurealign.burden.payers import by_payer
from measurealign.catalog.areas import label_of
from measurealign.charts.routes import routes_chart
from measurealign.compare.specification import DIMENSIONS
from measurealign.ui import parts
from measurealign.ui.parts import pictures, tables
from measurealign.ui.parts.payers import assumed
from measurealign.ui.session import memory, state

#: More payers than this, and the table names them in one column.
_MANY = 8


def payers(found: Burden) -> None:
    """Draw what each payer asks, and by whose work it is counted."""
    labels = state.labels()
    key = (*state.choice(), assumed())
    loads = memory.shared("by_payer", key, lambda: by_payer(state.everywhere(), found))
    rows = [
        {
            "Who asks": ", ".join(one.names),
            "By which list": ", ".join(labels[id_] for id_ in one.sets),
            "Measures": one.measures,
            "You report, at most": one.work.reported,
            "More to choose from": one.work.choice,
            "Counted by payers": one.work.claims,
            "Source not stated": one.work.untold,
            "Several payers ask": one.shared,
            "One payer alone": one.alone,
        }
        for one in loads
    ]
    tables.show(rows, "What each payer asks of the practice")
    st.caption(
        "You report: from the EHR, charts, a registry or a survey; where a list is a menu, as many "
        "as it wants, and the others are more to choose from. Counted by payers: from claims. "
        "Source not stated: no row says where the data come from. These four add up to the "
        "measures. Where a list names no payers, its sponsor stands in."
    )


def repeated(found: Burden) -> None:
    """Draw the measures that stand on two lists or more."""
    st.markdown("The same measure on several lists: report it once, and show it to all.")
    rows = [_row(one, found) for one in found.repeated]
    tables.show(
        rows, "The measures on two lists or more",
        empty="No measure stands on two lists.",
    )  # fmt: skip
    st.caption(" · ".join(parts.STANDING.values()))


def _row(one: Ask, found: Burden) -> dict[str, object]:
    labels = state.labels()
    marks = {row.set_id: parts.mark(row).split()[0] for row in one.rows}
    by_set = (
        {labels[id_]: marks.get(id_, "") for id_ in found.sets}
        if len(found.sets) <= _MANY
        else {"Asked by": ", ".join(labels[id_] for id_ in one.sets)}
    )
    return {
        "Measure": one.label,
        **by_set,
        "Area": label_of(one.area),
        "Specifications": one.specifications,
        "Also called": "; ".join(name for name in one.names if name != one.label),
    }


def conflicts(found: Burden) -> None:
    """Draw what payers ask in different specifications, rows side by side."""
    sharp = sorted(
        (one for one in found.conflicts if not one.route_only),
        key=lambda one: not one.differences,  # what can be told comes first
    )
    mild = [one for one in found.conflicts if one.route_only]
    if not sharp:
        st.success("Nothing is asked in two specifications, as far as the rows show.")
    else:
        st.markdown(f"## Asked in different specifications: {len(sharp)}")
    for one in sharp:
        _conflict(one)
    if mild:
        lines = (f"- {parts.plain(one.label)}: {parts.plain(one.differences[0])}" for one in mild)
        st.markdown(
            f"## The same measure by different data routes: {len(mild)}\n" + "\n".join(lines)
        )


def _conflict(one: Conflict) -> None:
    labels = state.labels()
    differ = list(dict.fromkeys(each.dimension for each in one.differences))
    told = [d for d in DIMENSIONS if any(spec.value(d) for spec in one.specifications)]
    what = (
        "they differ in **" + ", ".join(differ) + "**"
        if differ
        else "a part, the whole or another specification; the rows do not say how they differ"
    )
    st.markdown(f"### {parts.plain(one.label)}\n{parts.plain(label_of(one.area))}: {what}")
    rows = [
        {
            "As printed": row.name,
            "Asked by": labels[row.set_id],
            **{("≠ " if d in differ else "") + d: spec.value(d) or "·" for d in told},
            "Standing": parts.mark(row),
        }
        for row, spec in zip(one.rows, one.specifications, strict=True)
    ]
    tables.show(rows, f"Rows that ask for {one.label}, side by side")


def routes(found: Burden) -> None:
    """Draw by which routes the data travel."""
    given = assumed()
    labels = state.labels()
    names = {use.route: given.route(use.route).label for use in found.routes}
    pictures.picture(routes_chart, found.routes, names)
    rows = [
        {
            "Route": given.route(use.route).label,
            "Rows": use.rows,
            "Of these, inferred": use.inferred,
            "Wanted by": ", ".join(labels[id_] for id_ in use.sets),
            "Weight": given.route(use.route).practice,
            "Why this weight": given.route(use.route).why,
        }
        for use in found.routes
    ]
    tables.show(rows, "The data routes, the rows that use them and their weights")
    st.caption(
        "Inferred: the row names no data source; rows of the same measure in other sets do. "
        "Weight: our assumption, 1 = a chart is opened and abstracted; all measures together: "
        f"{found.weight:.1f}. Change it under “Assumptions”."
    )
