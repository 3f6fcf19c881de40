"""Overlap of sets as a map: each cell a pair, its number in it, alike sets side by side."""

from collections.abc import Mapping

import altair as alt
import pandas as pd

from measurealign.compare.matrix import Matrix

#: The name under which a clicked cell reaches the page, with the fields `left_id`, `right_id`.
PICK = "pick"
_DARK = 0.45


def heat_map(table: Matrix, labels: Mapping[str, str]) -> alt.LayerChart:
    """Return the map of a matrix (Jaccard, 0 to 1), rows and columns in the matrix's order."""
    names = [labels[id_] for id_ in table.ids]
    rows = pd.DataFrame(
        [
            {"left": labels[one], "right": labels[other], "left_id": one, "right_id": other,
             "overlap": float(table.jaccard[i, j]), "within": float(table.containment[i, j])}
            for i, one in enumerate(table.ids)
            for j, other in enumerate(table.ids)
            if i != j
        ]
    )  # fmt: skip
    pick = alt.selection_point(name=PICK, fields=["left_id", "right_id"], on="click", empty=False)
    axis = alt.Axis(labelLimit=150, labelAngle=-35, labelOverlap=False, title=None)
    top = max(0.5, float(rows["overlap"].max()))
    base = alt.Chart(rows).encode(
        x=alt.X("right:N", sort=names, axis=axis, scale=alt.Scale(domain=names)),
        y=alt.Y("left:N", sort=names, scale=alt.Scale(domain=names),
                axis=alt.Axis(labelLimit=150, title=None)),
        tooltip=[alt.Tooltip("left:N", title="set"), alt.Tooltip("right:N", title="with"),
                 alt.Tooltip("overlap:Q", format=".0%"),
                 alt.Tooltip("within:Q", format=".0%", title="of the first in the second")],
    )  # fmt: skip
    cells = base.mark_rect(cursor="pointer").encode(
        color=alt.Color("overlap:Q", legend=None,
                        scale=alt.Scale(scheme="blues", domain=[0, top])),
        stroke=alt.condition(pick, alt.value("#c8700a"), alt.value("transparent")),
        strokeWidth=alt.condition(pick, alt.value(3), alt.value(0)),
    ).add_params(pick)  # fmt: skip
    words = base.mark_text(fontWeight="bold", cursor="pointer").encode(
        text=alt.Text("overlap:Q", format=".0%"),
        color=alt.condition(
            alt.datum.overlap > _DARK * top,
            alt.value("white"),
            alt.value("#16222e"),
        ),
    )
    size = alt.Step(56 if len(names) <= 8 else 34)
    chart = alt.LayerChart(layer=[cells, words])
    return chart.properties(width=size, height=size, description=_says(rows))


def _says(rows: pd.DataFrame) -> str:
    told = rows[rows["left_id"] < rows["right_id"]].sort_values("overlap", ascending=False)
    pairs = (
        f"{one.left} with {one.right}: {one.overlap:.0%}" for one in told.head(40).itertuples()
    )
    return "Overlap of each pair of sets. " + "; ".join(pairs) + "."
