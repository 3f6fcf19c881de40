"""A project: everything that a person chose, brought, judged and decided, as one file."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from measurealign.alignment.ask.decision import Decision, Vote
from measurealign.catalog import Catalog
from measurealign.catalog.imports.spreadsheet import apart
from measurealign.catalog.reader import read_content
from measurealign.export.answers import Answer, checked
from measurealign.export.yaml import to_yaml
from measurealign.model import Frozen, Judgement, MeasureSet, Text

_HEAD = "# A measurealign project: open it on any page (side panel, Project) to go on from here.\n"


class Comment(Frozen):
    """What somebody remarked, on a measure (`about`, its label) or on the whole; in plain text."""

    id: Text
    by: Text
    on: Text
    about: str | None = None
    text: Text


class Project(Frozen):
    """What people chose, brought, judged, voted and decided beyond the shipped catalog.

    `choices` are the answers given on the pages (sets at the table, preset, rules ...) by the name
    that they bear in the address (answers.py).
    """

    project: Literal[1] = 1
    name: str | None = None
    year: int | None = None
    region: str | None = None
    choices: Annotated[Mapping[str, Answer], AfterValidator(checked)] = Field(default_factory=dict)
    sets: tuple[MeasureSet, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    decisions: tuple[Decision, ...] = ()
    votes: tuple[Vote, ...] = ()
    comments: tuple[Comment, ...] = ()


def project_file(project: Project) -> str:
    """Return a project as YAML text; the same project gives the same text."""
    choices = dict(sorted(project.choices.items()))
    return _HEAD + to_yaml(project.model_copy(update={"choices": choices}))


def read_project(content: bytes, name: str) -> Project:
    """Read a project file; raise InputError, with all its problems, if it is none."""
    return read_content(content, name, Project)


def set_apart(project: Project, catalog: Catalog) -> Project:
    """Return a project whose own sets bear ids that no set of the catalog bears, nor two of them.

    Words on lines that only the own set holds go with it.
    """
    own = apart(project.sets, [one.id for one in catalog])
    moved: dict[str, str] = {}
    for was, now in zip(project.sets, own, strict=True):
        for old, new in zip(was.measures, now.measures, strict=True):
            if old.key != new.key and old.key not in catalog.measures:
                moved[old.key] = new.key
    said = tuple(
        one.model_copy(update={"left": moved.get(one.left, one.left),
                               "right": moved.get(one.right, one.right)})
        for one in project.judgements
    )  # fmt: skip
    return project.model_copy(update={"sets": own, "judgements": said})
