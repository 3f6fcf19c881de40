"""Colours that hold on white and on near-black, for the colour-blind too (after Okabe and Ito).

Each has a contrast of at least 3 to 1 against both grounds of the app. Colour never stands alone:
a shape, a place or a word says the same.
"""

from collections.abc import Callable
from typing import Any

from altair.utils.schemapi import debug_mode

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


def ready(make: Callable[..., Any], *told: Any) -> dict[str, Any]:
    """Return the chart that `make` makes of what is told as Vega-Lite.

    Its axes and legends are written in the page's colour of text, and where an axis names things
    each keeps its name (Streamlit leaves out names that come close). Altair does not hold it
    against Vega-Lite's schema: that takes longer than the making, and the tests do it.
    """
    with debug_mode(False):
        spec: dict[str, Any] = make(*told).to_dict(validate=False)
    words = {"labelColor": INK, "titleColor": INK}
    config = spec.get("config", {})
    more = {part: {**config.get(part, {}), **words} for part in ("axis", "legend")}
    named = {"axisDiscrete": {"labelOverlap": False}}
    return {**spec, "config": {**config, **more, **named}}
