"""Pictures: made once for the same content, and drawn from what was made."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from measurealign.charts.palette import ready
from measurealign.ui.session import memory

#: So many pictures of a kind are kept: people go to and fro between a few.
_PICTURES = 12


def picture(make: Callable[..., Any], *told: Any, **how: Any) -> None:
    """Draw the chart that `make` makes of what is told; it is not made again for the same."""
    name = f"picture_{make.__name__}_{how.get('key', '')}"
    spec = memory.alike(name, told, lambda: ready(make, *told), _PICTURES)
    st.vega_lite_chart(spec, **how)
