"""What a project keeps, kind by kind: its type, and the key by which a later value replaces it.

This is the one place where rows become values and values rows.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Generic, TypeVar, cast
from weakref import WeakValueDictionary

from measurealign.alignment.ask.decision import Decision, Vote
from measurealign.export.answers import Answer
from measurealign.export.project import Comment
from measurealign.model import Frozen, Judgement, MeasureSet, Text
from measurealign.store.people import Member

Value = TypeVar("Value", bound=Frozen)
#: Values that somebody holds, by their kind and text.
_HELD: WeakValueDictionary[tuple[str, bytes], Frozen] = WeakValueDictionary()


class ProjectFacts(Frozen):
    """What a project is called, and for which year and region it is made."""

    name: Text
    year: int | None = None
    region: str | None = None


class OwnList(Frozen):
    """A set that somebody brought, and the file that it was read from (by its digest)."""

    set: MeasureSet
    file: str | None = None


class Setting(Frozen):
    """One answer given on the pages: sets at the table, preset, a rule ..."""

    name: Text
    value: Answer


class Round(Frozen):
    """A frozen proposal: the recommendation's YAML, byte for byte."""

    name: Text
    recommendation: Text


@dataclass(frozen=True)
class Stored(Generic[Value]):
    """A value as it stands: its version (new with every change), by whom and when (UTC)."""

    key: str
    value: Value
    version: int
    by: str
    at: str


@dataclass(frozen=True)
class Kind(Generic[Value]):
    """A kind of values: `says` is what people call one."""

    name: str
    says: str
    model: type[Value]
    key: Callable[[Value], str]

    def body(self, value: Value) -> str:
        """Return a value as the text of its row, by which it is known as long as it is held."""
        text = json.dumps(value.model_dump(mode="json"))
        _HELD.setdefault(self._known_by(text), value)
        return text

    def value(self, body: str) -> Value:
        """Return the value of a row's text; the same one as long as anybody holds it.

        Who work on one project then hold one list, not each a copy of it.
        """
        key = self._known_by(body)
        found = _HELD.get(key)
        if found is None:
            found = _HELD[key] = self.model.model_validate_json(body)
        return cast(Value, found)

    def _known_by(self, body: str) -> tuple[str, bytes]:
        return (self.name, blake2b(body.encode()).digest())

    def kept(self, row: Any) -> Stored[Value]:
        """Return a row as a value with its version."""
        return Stored(row.key, self.value(row.body), row.place, row.by, row.at)


def pair(one: Judgement) -> str:
    """Return the key of a judgement: its two measures, in whatever order."""
    return json.dumps(sorted((one.left, one.right)))


ABOUT = Kind("about", "the project's name", ProjectFacts, lambda _: "about")
LISTS = Kind("list", "the list", OwnList, lambda one: one.set.id)
JUDGEMENTS = Kind("judgement", "the judgement", Judgement, pair)
DECISIONS = Kind("decision", "the decision", Decision, lambda one: one.family)
VOTES = Kind("vote", "the vote", Vote,
             lambda one: json.dumps([one.family, one.by]))  # fmt: skip
COMMENTS = Kind("comment", "the comment", Comment, lambda one: one.id)
SETTINGS = Kind("setting", "the setting", Setting, lambda one: one.name)
MEMBERS = Kind("member", "the member", Member, lambda one: one.email)
ROUNDS = Kind("round", "the round", Round, lambda one: one.name)
KINDS: tuple[Kind[Any], ...] = (
    ABOUT, LISTS, JUDGEMENTS, DECISIONS, VOTES, COMMENTS, SETTINGS, MEMBERS, ROUNDS,
)  # fmt: skip
