"""A project file gives back what a session held, and tells what is wrong with any other file."""

import pytest

from measurealign.alignment.recommendation import Decision
from measurealign.catalog import Catalog
from measurealign.export.project import Project, project_file, read_project
from measurealign.model import Judgement
from measurealign.problems import InputError


def test_a_project_comes_back_as_it_was(catalog: Catalog) -> None:
    held = Project(
        choices={
            "sets": ("cpc-plus-2018", "mine-2024"),
            "size": 12,
            "closeness": "strict",
            "core": 40,
            "years": (2013, 2018),
            "rule": ("at least 1 measure of area x",),
        },
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
        (b"project: 1\nchoices: {_own: 1}\n", "mine.yaml:2:17: choices._own"),
        (b"project: 1\nchoices: {stes: [a]}\n", "did you mean 'sets'?"),
        (b"project: 1\nchoices: {sets: 5}\n", "choices.sets"),
        (b"project: 1\nchoices: {size: 1000}\n", "choices.size"),
        (b"project: 1\nchoices: {core: '50'}\n", "choices.core"),
        (b"9999-99-99: 1\n", "a key is a date or a number that cannot be"),
        (b"{", "mine.yaml:"),
        (b"\xff\xfe\x00", "mine.yaml"),
    ],
)
def test_another_file_is_refused_in_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(InputError) as told:
        read_project(content, "mine.yaml")
    assert says in str(told.value)
    assert "/tmp" not in str(told.value)
