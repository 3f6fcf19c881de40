"""A project: everything that a person chose, brought, judged and decided, as one file."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from measurealign.alignment.ask.decision import Decision, Vote
from measurealign.catalog.reader import read_content
from measurealign.export.yaml import to_yaml
from measurealign.model import Frozen, Judgement, MeasureSet, Text

Choice = bool | int | float | str | tuple[str, ...] | tuple[int, ...] | tuple[float, ...] | None

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
    that they bear in the address.
    """

    project: Literal[1] = 1
    name: str | None = None
    year: int | None = None
    region: str | None = None
    choices: Mapping[str, Choice] = Field(default_factory=dict)
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
