"""Colours that hold on white and on near-black, for the colour-blind too (after Okabe and Ito).

Each has a contrast of at least 3 to 1 against both grounds of the app. Colour never stands alone:
a shape, a place or a word says the same.
"""

from typing import Any

BLUE = "#3a8ccc"
ORANGE = "#c8700a"
GREEN = "#1f9476"
PURPLE = "#b5699a"
GREY = "#7d8894"
#: The page's own colour of text, light or dark: for words beside a mark.
INK = "currentColor"
#: For words on a mark of any of these colours.
ON_COLOUR = "#0b1117"
#: White and the dark ground: what the colours are held against.
GROUNDS = ("#ffffff", "#10171f")


def ready(chart: Any) -> dict[str, Any]:
    """Return a chart as Vega-Lite, its axes and legends written in the page's colour of text."""
    words = {"labelColor": INK, "titleColor": INK}
    told: dict[str, Any] = chart.configure_axis(**words).configure_legend(**words).to_dict()
    return told
