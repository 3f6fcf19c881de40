"""Projects: which there are, and what the one at work keeps: rounds, remarks, people, history."""

import streamlit as st

from measurealign.store import KeptProject
from measurealign.store.kinds import ABOUT, ProjectFacts
from measurealign.ui import parts
from measurealign.ui.parts import shelf
from measurealign.ui.projects import history, rounds, words
from measurealign.ui.session import kept, seen

#: So many projects are listed.
MOST = 20


def main() -> None:
    """Draw the page."""
    parts.head("Projects", "Pick up where you left off, freeze a round, see who did what.")
    why = kept.why_not()
    if why is not None:
        st.warning(f"Your work is not being saved: {parts.plain(why)}.", icon=":material/warning:")
        return
    shelved()
    project = kept.project()
    if project is None:
        st.caption("Nothing is saved yet: bring a list, review a match, or create a project.")
        return
    st.header(parts.plain(project.about().value.name), anchor=False)
    name(project)
    rounds.show(project)
    words.remarks(project)
    words.members(project)
    history.show(project)


def shelved() -> None:
    """Draw the projects that the person may see, and the way to a new one."""
    shelf.draw(shelf.projects(MOST))
    with st.form("new_project", clear_on_submit=True):
        called = st.text_input("A new project", placeholder="its name")
        if st.form_submit_button("Create project") and called.strip():
            kept.new(called.strip())
            st.rerun()


def name(project: KeptProject) -> None:
    """Draw name, year and region, which the convener may change."""
    there = project.about()
    if not project.may("settle"):
        return
    with st.expander("Name, year, region"), st.form("about"):
        was, at = there.value, there.version
        st.text_input("Name", was.name, key=f"name-{at}")
        st.number_input("Year", 1990, 2100, was.year, key=f"year-{at}")
        st.text_input("Region", was.region or "", key=f"region-{at}")
        # What is drawn is what the person sees: the page that the click draws may know more.
        st.form_submit_button("Keep", on_click=_rename, args=(at,))


def _rename(at: int) -> None:
    """Call the project what the form says that was drawn for a version of its name."""
    called, year, region = (st.session_state[f"{it}-{at}"] for it in ("name", "year", "region"))
    if called.strip():
        told = ProjectFacts(name=called.strip(), year=year, region=region.strip() or None)
        seen.hold({ABOUT: {ABOUT.name: at}})
        kept.write(lambda project: project.rename(told, seen.versions(ABOUT).get(ABOUT.name)))


if __name__ == "__main__":
    main()
