"""The app without a browser: open a page, see what it shows."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qsl

import pandas as pd
from streamlit.testing.v1 import AppTest

#: A sign that Markdown would take for its own, and the backslash that keeps it from that.
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ROOT = Path(__file__).parents[2]
#: Seconds that a page may take on a slow machine.
PATIENCE = 120


def opened(page: str, query: str = "") -> AppTest:
    """Open a page by its file name, at an address such as "sets=HEDIS+2018&view=Size".

    Unless the address names a project, a new one is begun.
    """
    app = AppTest.from_file(str(_ROOT / "app.py"), default_timeout=PATIENCE)
    asked = query if "project=" in query else f"project=new&{query}"
    for key, value in parse_qsl(asked):
        known = app.query_params.get(key)
        app.query_params[key] = value if known is None else [*_list(known), value]
    app.run()
    return go(app, page)


def _list(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def go(app: AppTest, page: str) -> AppTest:
    """Go to another page."""
    app.switch_page(str(_ROOT / f"measurealign/ui/{page}/{page}.py")).run()
    return fine(app)


def fine(app: AppTest) -> AppTest:
    """Fail if the page shows an exception, or escapes what is no Markdown."""
    assert not app.exception, [one.value for one in app.exception]
    offered = [each for one in (*app.selectbox, *app.multiselect) for each in one.options]
    assert not [one for one in offered if "\\" in one], "the options of these are no Markdown"
    return app


def words(app: AppTest) -> str:
    """Return all sentences on the page as Markdown shows them: escaped once, not twice."""
    parts = (app.title, app.header, app.subheader, app.markdown, app.caption, app.info, app.error,
             app.warning, app.success)  # fmt: skip
    told = "\n".join(str(one.value) for part in parts for one in part)
    return _ESCAPED.sub(r"\1", told)


def tables(app: AppTest) -> list[pd.DataFrame]:
    """Return the tables of the page, from top to bottom."""
    told = (json.loads(one.proto.json) for one in app.get("bidi_component"))
    return [pd.DataFrame(one["rows"], columns=one["columns"]) for one in told]


def view(app: AppTest, key: str, label: str) -> AppTest:
    """Open a view of a page, as a click on its name does."""
    app.session_state[key] = label
    app.query_params[key] = label
    return fine(app.run())
