"""A bare page: as many of Streamlit's elements of each kind as its address asks for, fixed words.

What a click costs on a page of the app's size that says nothing: only the button's own sentence
changes. `benchmarks/app.py` asks for the numbers of each page of the app, and measures it beside.
"""

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

_OPTIONS = [f"Option {at}" for at in range(10)]
_TABLE = pd.DataFrame({name: [f"Words of {name} {at}" for at in range(12)] for name in "abcdef"})
_CHART = {
    "mark": "bar",
    "data": {"values": [{"a": at, "b": at} for at in range(10)]},
    "encoding": {"x": {"field": "a", "type": "ordinal"},
                 "y": {"field": "b", "type": "quantitative"}},
}  # fmt: skip
#: What Streamlit calls a kind on the way to the browser, and what draws one.
KINDS: Mapping[str, Callable[[int], object]] = {
    "alert": lambda at: st.info(f"Words {at}"),
    "arrow_vega_lite_chart": lambda at: st.vega_lite_chart(_CHART, key=f"chart-{at}"),
    "bidi_component": lambda at: st.dataframe(_TABLE, key=f"table-{at}"),
    "button": lambda at: st.button(f"Button {at}"),
    "button_group": lambda at: st.pills(f"Pills {at}", _OPTIONS[:5]),
    "download_button": lambda at: st.download_button(f"File {at}", "", on_click="ignore"),
    "file_uploader": lambda at: st.file_uploader(f"Upload {at}"),
    "heading": lambda at: st.header(f"Heading {at}"),
    "html": lambda at: st.html(f"<p>Words {at}</p>"),
    "markdown": lambda at: st.markdown(f"Words {at}"),
    "metric": lambda at: st.metric(f"Metric {at}", at, border=True),
    "multiselect": lambda at: st.multiselect(f"Choice {at}", _OPTIONS, _OPTIONS[:3]),
    "number_input": lambda at: st.number_input(f"Number {at}"),
    "page_link": lambda at: st.link_button(f"Link {at}", "#"),
    "progress": lambda at: st.progress(at),
    "radio": lambda at: st.radio(f"Radio {at}", _OPTIONS[:5]),
    "selectbox": lambda at: st.selectbox(f"Select {at}", _OPTIONS),
    "text_input": lambda at: st.text_input(f"Text {at}"),
    "block": lambda at: st.container(key=f"box-{at}").markdown(""),
}


def main() -> None:
    """Draw the button, its sentence, and what the address asks for."""
    count = int(st.session_state.get("count", 0))
    st.button("Say hello", on_click=lambda: st.session_state.update(count=count + 1))
    st.write(f"Hello, world, {count} times")
    for kind, draw in KINDS.items():
        for at in range(int(st.query_params.get(kind, 0))):
            draw(at)


if __name__ == "__main__":
    st.set_page_config(layout="wide")
    main()
