"""The history of a project tells each kind of change in words."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from measurealign.store import Store, alone
from measurealign.store.kinds import KINDS
from measurealign.ui.projects.history import SAYS
from measurealign.ui.session import state
from pages.app import fine, go, opened, tables
from pages.test_mylist import brought


def changes(app: AppTest) -> dict[str, tuple[str, str]]:
    """Return by what was changed of what it speaks, and what it says now; the latest of each."""
    table = next(one for one in tables(app) if "After" in one.columns)
    return {row["What"]: (row["Of"], row["After"]) for _, row in table[::-1].iterrows()}


def test_each_kind_has_its_words() -> None:
    assert set(SAYS) == {one.name for one in KINDS}


@pytest.fixture
def app() -> AppTest:
    """A project with a list of one's own and a word on one of its lines."""
    app = brought()
    yes = next(one for one in app.button if one.label == "Yes, the same")
    return go(fine(yes.click().run()), "projects")


def test_what_was_brought_and_judged_is_told_by_name(app: AppTest) -> None:
    told = changes(app)
    label, lines = told["list"]
    assert (label, lines) == ("Acme Health Plan 2018 contract", "5 measures")
    line, word = told["judgement"]
    assert line in ("Flu shot", "Breast Cancer Screening Outreach Calls")
    assert word.startswith("same: ") and word.endswith(", accepted")
    assert told["project"][1] == "My work"
    assert "CPC+ 2018, HEDIS 2018, Oregon CCO 2018" in told["choice"][1]


def test_nothing_is_told_in_the_words_of_a_file(app: AppTest) -> None:
    told = "".join(word for words in changes(app).values() for word in words)
    assert not any(mark in told for mark in ("{", "[", "None", "measure:"))


def test_choices_are_told_by_name_and_how_pages_are_looked_at_is_not_told(kept_apart: Path) -> None:
    app = opened("projects")
    project = Store(str(kept_apart)).project(alone(), app.session_state["_project"])
    family = state.shipped_walk().families[0]
    project.settle({"keep": (family.id,), "view": "Last round", "meeting": family.id})
    table = next(one for one in tables(opened("projects", f"project={project.id}"))
                 if "After" in one.columns)  # fmt: skip
    told = table[table["What"] == "choice"].set_index("Of")["After"].to_dict()
    assert told["keep"] == family.label
    assert not {"view", "meeting"} & told.keys()
