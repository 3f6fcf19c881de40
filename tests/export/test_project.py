"""A project file gives back what a session held, and tells what is wrong with any other file."""

import pytest

from measurealign.alignment.recommendation import Decision
from measurealign.catalog import Catalog
from measurealign.export.project import Project, project_file, read_project
from measurealign.model import Judgement
from measurealign.problems import InputError


def test_a_project_comes_back_as_it_was(catalog: Catalog) -> None:
    held = Project(
        choices={"sets": ("cpc-plus-2018", "mine-2024"), "size": 12, "tier": "strict", "cover": 40},
        sets=(catalog.get("cpc-plus-2018").model_copy(update={"id": "mine-2024"}),),
        judgements=(
            Judgement(left="a/x", right="b/y", verdict="rejected", by="Ada", why="no: 0018"),
        ),
        decisions=(Decision(family="F1", label="A1c", state="tentative", votes_for=3),),
    )
    text = project_file(held)
    assert read_project(text.encode(), "mine.yaml") == held
    assert 'value: "0018"' in text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "mine.yaml: the file is empty"),
        (b"project: 2\n", "mine.yaml:1:10: project"),
        (b"project: 1\nchoice: {}\n", "did you mean 'choices'?"),
        (b"{", "mine.yaml:"),
        (b"\xff\xfe\x00", "mine.yaml"),
    ],
)
def test_another_file_is_refused_in_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(InputError) as told:
        read_project(content, "mine.yaml")
    assert says in str(told.value)
    assert "/tmp" not in str(told.value)
