"""The 18 CPC+ regions as tiles, about where they lie, with how many measures each asks."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from measurealign.catalog.regions import Region
from measurealign.charts.palette import BLUE, GREY, ON_COLOUR, ORANGE
from measurealign.shown import count_of

#: The name under which a clicked tile reaches the page, with the field `id`.
PICK = "pick"
#: What a colour (and a word on the tile) says of a region.
PARTS = ("lists that ask practices", "published by the State only", "no list was read")
#: Where each tile stands: column, row, and the region's name as short as it can be.
TILES: Mapping[str, tuple[int, int, str]] = {
    "oregon": (0, 1, "Oregon"), "hawaii": (0, 4, "Hawaii"), "montana": (1, 0, "Montana"),
    "colorado": (1, 2, "Colorado"), "north-dakota": (2, 0, "N. Dakota"),
    "nebraska": (2, 1, "Nebraska"), "greater-kansas-city": (2, 2, "Kansas City"),
    "oklahoma": (1, 3, "Oklahoma"), "arkansas": (2, 3, "Arkansas"),
    "louisiana": (2, 4, "Louisiana"), "michigan": (3, 0, "Michigan"),
    "ohio-and-northern-kentucky": (3, 1, "Ohio, N. Ky."), "tennessee": (3, 2, "Tennessee"),
    "greater-buffalo": (4, 0, "Buffalo"), "greater-philadelphia": (4, 1, "Philadelphia"),
    "north-hudson-capital": (5, 0, "N. Hudson"), "new-jersey": (5, 1, "New Jersey"),
    "rhode-island": (6, 0, "Rhode Isl."),
}  # fmt: skip


def regions_map(found: Sequence[Region], opened: str) -> alt.LayerChart:
    """Return the tiles; the region that is open is framed."""
    rows = pd.DataFrame([_tile(one, opened) for one in found])
    pick = alt.selection_point(name=PICK, fields=["id"], on="click", empty=False)
    base = alt.Chart(rows).encode(
        x=alt.X("column:O", axis=None), y=alt.Y("row:O", axis=None),
        tooltip=[alt.Tooltip("region:N"), alt.Tooltip("part:N", title="read"),
                 alt.Tooltip("asked:Q", title="measures asked for"),
                 alt.Tooltip("listed:Q", title="measures read in all")],
    )  # fmt: skip
    tiles = base.mark_rect(cornerRadius=4, cursor="pointer").encode(
        color=alt.Color("part:N", title=None,
                        scale=alt.Scale(domain=list(PARTS), range=[BLUE, ORANGE, GREY]),
                        legend=alt.Legend(orient="top", labelLimit=300)),
        stroke=alt.condition("datum.open", alt.value("currentColor"), alt.value("transparent")),
        strokeWidth=alt.value(3),
    ).add_params(pick)  # fmt: skip
    words: dict[str, Any] = {"color": ON_COLOUR, "cursor": "pointer", "fontWeight": "bold"}
    names = base.mark_text(dy=-9, **words).encode(text="name:N")
    counts = base.mark_text(dy=9, **words).encode(text="word:N")
    return alt.LayerChart(layer=[tiles, names, counts]).properties(
        width=alt.Step(82), height=alt.Step(56), description=_says(found)
    )


def part(one: Region) -> str:
    """Return what was read of a region's lists: they ask, are only published, or none."""
    if one.asked:
        return PARTS[0]
    return PARTS[1] if one.read else PARTS[2]


def _tile(one: Region, opened: str) -> dict[str, object]:
    column, row, name = TILES[one.sheet.id]
    return {
        "id": one.sheet.id, "region": one.name, "name": name, "column": column, "row": row,
        "part": part(one), "asked": one.asked, "listed": one.listed,
        "word": f"{one.asked} asked" if one.asked else "none asked",
        "open": one.sheet.id == opened,
    }  # fmt: skip


def _says(found: Sequence[Region]) -> str:
    told = (f"{one.name}: {count_of(one.asked)} asked for, {part(one)}" for one in found)
    return "The CPC+ regions about where they lie. " + "; ".join(told) + "."
