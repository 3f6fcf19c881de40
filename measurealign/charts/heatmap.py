"""Overlap of sets as a map: each cell a pair, its count in it, alike sets side by side."""

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from measurealign.compare.matrix import Matrix

#: The name under which a clicked cell reaches the page, with the fields `left_id`, `right_id`.
PICK = "pick"
_DARK = 0.45


def heat_map(table: Matrix, labels: Mapping[str, str], sizes: Mapping[str, int]) -> alt.LayerChart:
    """Return the map of a matrix, rows and columns in its order.

    A cell tells of the row's measures (`sizes` of them by set id) how many the column asks too.
    """
    rows = pd.DataFrame(
        [
            {"left": labels[one], "right": labels[other], "left_id": one, "right_id": other,
             "overlap": float(table.jaccard[i, j]), "within": float(table.containment[i, j]),
             "count": f"{table.containment[i, j] * sizes[one]:.0f} of {sizes[one]}"}
            for i, one in enumerate(table.ids)
            for j, other in enumerate(table.ids)
            if i != j
        ]
    )  # fmt: skip
    names = [labels[id_] for id_ in table.ids]
    size = alt.Step(68 if len(names) <= 8 else 52)
    chart = alt.LayerChart(layer=_layers(_base(rows, names)))
    return chart.properties(width=size, height=size, description=_says(rows))


def _base(rows: pd.DataFrame, names: Sequence[str]) -> alt.Chart:
    axis = alt.Axis(labelLimit=150, labelAngle=-35, title=None)
    return alt.Chart(rows).encode(
        x=alt.X("right:N", sort=names, axis=axis, scale=alt.Scale(domain=names)),
        y=alt.Y("left:N", sort=names, scale=alt.Scale(domain=names),
                axis=alt.Axis(labelLimit=150, title=None)),
        tooltip=[alt.Tooltip("left:N", title="of the measures of"),
                 alt.Tooltip("count:N", title="also asked for"), alt.Tooltip("right:N", title="by"),
                 alt.Tooltip("overlap:Q", format=".0%", title="shared of all (Jaccard)")],
    )  # fmt: skip


def _layers(base: alt.Chart) -> list[alt.Chart]:
    """Return the cells, which can be clicked, and the counts in them."""
    pick = alt.selection_point(name=PICK, fields=["left_id", "right_id"], on="click", empty=False)
    cells = base.mark_rect(cursor="pointer").encode(
        color=alt.Color("within:Q", legend=None,
                        scale=alt.Scale(scheme="blues", domain=[0, 1])),
        stroke=alt.condition(pick, alt.value("#c8700a"), alt.value("transparent")),
        strokeWidth=alt.condition(pick, alt.value(3), alt.value(0)),
    ).add_params(pick)  # fmt: skip
    on_cell = alt.condition(alt.datum.within > _DARK, alt.value("white"), alt.value("#16222e"))
    words = base.mark_text(fontWeight="bold", cursor="pointer").encode(
        text=alt.Text("count:N"), color=on_cell
    )
    return [cells, words]


def _says(rows: pd.DataFrame) -> str:
    told = rows.sort_values("within", ascending=False)
    pairs = (
        f"{one.count} of {one.left} are asked by {one.right} too"
        for one in told.head(40).itertuples()
    )
    return "How many measures of each set each other set also asks for. " + "; ".join(pairs) + "."
