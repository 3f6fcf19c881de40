"""Who may do what: the one table of permissions, and the one question to it."""

import getpass
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from measurealign.alignment.ask.decision import VoterGroup
from measurealign.model import Frozen, Text
from measurealign.problems import InputError

MemberRole = Literal["convener", "member", "reader"]
Action = Literal[
    "read", "judge", "vote", "comment", "bring", "decide", "settle", "freeze", "invite", "record",
    "delete",
]  # fmt: skip
#: What each role may do. settle: name, year, region, sets and rules of the project; record: keep
#: the vote or the word of somebody else, as a convener does for those who are in the room.
MAY: Mapping[MemberRole, frozenset[Action]] = {
    "reader": frozenset({"read"}),
    "member": frozenset({"read", "judge", "vote", "comment", "bring"}),
    "convener": frozenset(
        {"read", "judge", "vote", "comment", "bring", "decide", "settle", "freeze", "invite",
         "record", "delete"}
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Person:
    """Who is at work: by e-mail, or by the name of the machine's user.

    `alone`: at one's own store without a sign-in, convener of all in it.
    """

    id: str
    alone: bool = False


class Member(Frozen):
    """A person of a project: by e-mail, with a role, and for whom the person votes."""

    email: Text
    role: MemberRole = "member"
    group: VoterGroup | None = None
    name: str | None = None


class DeniedError(InputError):
    """What a person may not do, or may not know of."""


def alone() -> Person:
    """Return whoever uses this machine."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a container's user without a name
        name = "local"
    return Person(id=name, alone=True)


def ask(person: Person, member: Member | None, action: Action) -> None:
    """Raise DeniedError unless a person may do something in a project.

    To those who are no members, a project that exists is like one that does not.
    """
    if person.alone:
        return
    if member is None:
        raise DeniedError("there is no such project, or you are not one of its members")
    if action not in MAY[member.role]:
        raise DeniedError(f"a {member.role} may not {action} here: ask the convener")
