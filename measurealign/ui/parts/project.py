"""Keep everything of this session as one file, and go on from such a file."""

from functools import partial
from typing import Any

import streamlit as st

from measurealign.export.project import Project, project_file, read_project, set_apart
from measurealign.problems import InputError
from measurealign.store import KeptProject
from measurealign.ui import parts
from measurealign.ui.session import kept, state


def panel() -> None:
    """Draw, in the side panel, the way to keep and to open a project."""
    with st.popover("Project", icon=":material/folder:", width="stretch"):
        st.caption(
            "Sets at the table, rules, your own lists, judgements and decisions in one file."
        )
        # What the session holds is taken now: when the button is pressed, none is at hand.
        parts.download("Save", partial(_file, kept.project(), told()), "project.yaml", "text/yaml")
        file = st.file_uploader("Open", ["yaml", "yml"], key="project_file", max_upload_size=5)
        if file is None:
            return
        try:
            content = file.getvalue()
            read = state.brought("project", file.file_id, read_project, content, file.name)
            found = set_apart(read, state.shipped_catalog())
        except InputError as error:
            for problem in error.problems:
                st.error(parts.plain(problem), icon=":material/error:")
            return
        st.caption(
            f"{len(found.sets)} own sets, {len(found.judgements)} judgements, "
            f"{len(found.decisions)} decisions"
        )
        st.button("Open as a new project", type="primary", on_click=state.hold,
                  args=(found, file.name.rsplit(".", 1)[0]))  # fmt: skip


def told() -> dict[str, Any]:
    """Return what this session holds, as fields of a project."""
    choices = {key: value for key, value in kept.choices().items() if value is not None}
    return {"choices": choices, "sets": state.own_sets(), "judgements": state.judgements(),
            "decisions": state.decisions()}  # fmt: skip


def _file(there: KeptProject | None, fields: dict[str, Any]) -> str:
    """Return the file of a project as it is kept, and of what a session holds beside it."""
    found = there.content() if there else Project()
    return project_file(found.model_copy(update=fields))
