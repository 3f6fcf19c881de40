"""Whose word it is: nobody but a convener keeps a word in somebody else's name."""

import sqlalchemy as sa

from measurealign.alignment.ask.decision import Vote
from measurealign.model import Judgement
from measurealign.problems import InputError
from measurealign.store import tables
from measurealign.store.change import Edit
from measurealign.store.kinds import JUDGEMENTS, LISTS, MEMBERS
from measurealign.store.people import DeniedError


def signed(change: Edit, one: Judgement) -> Judgement:
    """Return a judgement in the name of whoever gives it."""
    if change.may("record"):
        return one
    return one.model_copy(update={"by": change.person.id})


def put_back(change: Edit, one: Judgement) -> Judgement:
    """Return a judgement as it stood here once; what never did is in the name of who gives it."""
    of, kind = tables.event.c, JUDGEMENTS
    stood = (of.project == change.project, of.kind == kind.name, of.key == kind.key(one),
             of.before == kind.body(one))  # fmt: skip
    if change.door.execute(sa.select(of.id).where(*stood)).first() is not None:
        return one
    return signed(change, one)


def signed_vote(change: Edit, one: Vote) -> Vote:
    """Return a vote in the name, and for the group, of whoever gives it."""
    if change.may("record"):
        return one
    member = change.member()
    group = member.group if member is not None else None
    return one.model_copy(update={"by": change.person.id, "group": group})


def own_list(change: Edit, set_id: str) -> None:
    """Raise DeniedError when a member would touch a list that somebody else brought."""
    there = change.one(LISTS, set_id)
    if there is not None and there.by != change.person.id and not change.may("record"):
        raise DeniedError(f"'{set_id}' was brought by somebody else: ask them, or the convener")


def somebody_convenes(change: Edit) -> None:
    """Raise InputError when a project with members would be left without a convener."""
    members = change.all(MEMBERS)
    if members and not any(one.value.role == "convener" for one in members):
        raise InputError("a project needs a convener: make somebody else the convener first")
