"""Which sets share how many measures: bars above, dots for the sets below (an UpSet plot)."""

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from measurealign.charts.palette import BLUE, GREY
from measurealign.compare.combinations import Combination

#: The name under which a clicked column reaches the page, with the field `combination`.
PICK = "column"
MOST = 8
_ACROSS = alt.X("combination:O", axis=None)


def upset_chart(
    found: Sequence[Combination], sets: Sequence[str], labels: Mapping[str, str]
) -> alt.VConcatChart:
    """Return one column a combination of sets, the largest first."""
    bars = pd.DataFrame(
        [
            {"combination": at, "measures": len(one.labels),
             "of": " + ".join(labels[id_] for id_ in one.sets)}
            for at, one in enumerate(found)
        ]
    )  # fmt: skip
    width = alt.Step(38)
    upper = _bars(bars).properties(width=width, height=180)
    lower = _dots(found, sets, labels).properties(width=width, height=alt.Step(26))
    return alt.VConcatChart(vconcat=[upper, lower], spacing=4).properties(description=_says(bars))


def _bars(bars: pd.DataFrame) -> alt.LayerChart:
    pick = alt.selection_point(name=PICK, fields=["combination"], on="click", empty=False)
    top = alt.Chart(bars).encode(x=_ACROSS, tooltip=["of:N", "measures:Q"])
    columns = top.mark_bar(cursor="pointer", color=BLUE).encode(
        y=alt.Y("measures:Q", title="measures"),
        opacity=alt.condition(pick, alt.value(1.0), alt.value(0.75)),
    ).add_params(pick)  # fmt: skip
    numbers = top.mark_text(dy=-8, fontWeight="bold").encode(
        y="measures:Q", text="measures:Q", color=alt.value(GREY)
    )
    return alt.LayerChart(layer=[columns, numbers])


def _dots(
    found: Sequence[Combination], sets: Sequence[str], labels: Mapping[str, str]
) -> alt.Chart:
    dots = pd.DataFrame(
        [
            {"combination": at, "set": labels[id_], "in": id_ in one.sets}
            for at, one in enumerate(found)
            for id_ in sets
        ]
    )
    names = [labels[id_] for id_ in sets]
    circles: alt.Chart = alt.Chart(dots).mark_circle(size=140, opacity=1)
    return circles.encode(
        x=_ACROSS,
        y=alt.Y("set:N", sort=names, axis=alt.Axis(labelLimit=220, title=None)),
        color=alt.condition(alt.datum["in"], alt.value(BLUE), alt.value(GREY)),
        opacity=alt.condition(alt.datum["in"], alt.value(1.0), alt.value(0.2)),
        tooltip=["set:N", "in:N"],
    )  # fmt: skip


def _says(bars: pd.DataFrame) -> str:
    told = (f"only {one.of}: {one.measures}" for one in bars.itertuples())
    return "Measures by exactly which sets list them. " + "; ".join(told) + "."
