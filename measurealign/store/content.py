"""What the project file holds, read from the store and put into it."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

import sqlalchemy as sa

from measurealign.export.answers import Answer, possible
from measurealign.export.project import Project
from measurealign.store import tables
from measurealign.store.change import Edit, View
from measurealign.store.kinds import (
    ABOUT,
    COMMENTS,
    DECISIONS,
    JUDGEMENTS,
    LISTS,
    SETTINGS,
    VOTES,
    OwnList,
    ProjectFacts,
    Setting,
    Stored,
)


def content(view: View) -> Project:
    """Return everything that the project file holds, of one moment."""
    about, chosen, *told = view.each(
        ABOUT, SETTINGS, LISTS, JUDGEMENTS, DECISIONS, VOTES, COMMENTS
    )  # fmt: skip
    facts: ProjectFacts = about[0].value
    sets, judgements, decisions, votes, comments = ([one.value for one in kind] for kind in told)
    return Project(
        name=facts.name,
        year=facts.year,
        region=facts.region,
        choices=answers(chosen),
        sets=tuple(one.set for one in sets),
        judgements=tuple(judgements),
        decisions=tuple(decisions),
        votes=tuple(votes),
        comments=tuple(comments),
    )


def answers(chosen: Iterable[Stored[Setting]]) -> Mapping[str, Answer]:
    """Return the answers given on the pages, by name: those that may be given today."""
    return possible({one.value.name: one.value.value for one in chosen})


def fill(change: Edit, given: Project) -> None:
    """Put everything of a project file into a project, in the file's order."""
    there = change.all(ABOUT)[0].value
    year, region = given.year or there.year, given.region or there.region
    change.put(ABOUT, ProjectFacts(name=given.name or there.name, year=year, region=region))
    for name, value in given.choices.items():
        change.put(SETTINGS, Setting(name=name, value=value))
    for one in given.sets:
        change.put(LISTS, OwnList(set=one))
    for judgement in given.judgements:
        change.put(JUDGEMENTS, judgement)
    for decision in given.decisions:
        change.put(DECISIONS, decision)
    for vote in given.votes:
        change.put(VOTES, vote)
    for comment in given.comments:
        change.put(COMMENTS, comment)


def keep_file(change: Edit, name: str, file: bytes) -> str:
    """Keep a file as it was brought, once; return its digest."""
    table, digest = tables.original, sha256(file).hexdigest()
    mine = {"project": change.project, "digest": digest}
    known = sa.select(table.c.name).filter_by(**mine)
    if change.door.execute(known).first() is None:
        change.door.execute(sa.insert(table).values(**mine, name=name, content=file))
    return digest
