"""Where a workgroup's work is kept: projects, lists, judgements, votes, rounds, people, history.

`Store(address)` opens SQLite or PostgreSQL; `store.project(person, id)` gives one project as one
person may see and change it. Every read and write asks `people.py` first; every change stands in
the history; who changes what somebody else has changed meanwhile is told (`ConflictError`).
"""

from measurealign.store.conflict import ConflictError
from measurealign.store.people import DeniedError, Member, Person, alone
from measurealign.store.project import KeptProject
from measurealign.store.store import Listed, Store

__all__ = [
    "ConflictError",
    "DeniedError",
    "KeptProject",
    "Listed",
    "Member",
    "Person",
    "Store",
    "alone",
]
