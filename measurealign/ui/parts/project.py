"""Keep everything of this session as one file, and go on from such a file."""

from functools import partial

import streamlit as st

from measurealign.export.project import Choice, Project, project_file, read_project
from measurealign.problems import InputError
from measurealign.ui import parts
from measurealign.ui.parts import proposal
from measurealign.ui.session import state


def panel() -> None:
    """Draw, in the side panel, the way to keep and to open a project."""
    with st.popover("Project", icon=":material/folder:", width="stretch"):
        st.caption(
            "Sets at the table, rules, your own lists, judgements and decisions in one file."
        )
        # Taken now: when the button is pressed, no session is at hand.
        parts.download("Save", partial(project_file, held()), "project.yaml", "text/yaml")
        file = st.file_uploader("Open", ["yaml", "yml"], key="project_file", max_upload_size=5)
        if file is None:
            return
        try:
            found = read_project(file.getvalue(), file.name)
        except InputError as error:
            for problem in error.problems:
                st.error(parts.plain(problem), icon=":material/error:")
            return
        st.caption(
            f"{len(found.sets)} own sets, {len(found.judgements)} judgements, "
            f"{len(found.decisions)} decisions"
        )
        st.button("Go on from here", type="primary", on_click=restore, args=(found,))


def held() -> Project:
    """Return what this session holds."""
    choices: dict[str, Choice] = {}
    for key in sorted({*st.query_params, "sets", "rows"}):
        value = st.session_state.get(key)
        if value is not None:
            choices[key] = tuple(value) if isinstance(value, list | tuple) else value
    return Project(
        choices=choices,
        sets=state.own_sets(),
        judgements=state.judgements(),
        decisions=proposal.decisions(),
    )


def restore(found: Project) -> None:
    """Make this session hold what a project holds; choices that it does not name go."""
    for key in set(st.query_params) - set(found.choices):
        st.session_state.pop(key, None)
    state.hold(found.sets, found.judgements)
    for one in found.decisions:
        proposal.decide(one)
    for key, value in found.choices.items():
        st.session_state[key] = list(value) if isinstance(value, tuple) else value
