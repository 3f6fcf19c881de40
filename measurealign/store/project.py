"""One project as one person may see and change it: each verb asks, changes, and tells the history.

A verb that takes `seen` is told the version on which the writer's word rests (0: nothing was
there); it raises ConflictError when somebody else was faster. Without `seen` the later word counts.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from measurealign.alignment.ask.decision import Decision, Vote
from measurealign.export.answers import Answer
from measurealign.export.project import Comment, Project
from measurealign.model import Judgement, MeasureSet
from measurealign.problems import InputError
from measurealign.store import tables
from measurealign.store.change import changing, looking, now
from measurealign.store.content import answers, content, fill, keep_file
from measurealign.store.kinds import (
    ABOUT,
    COMMENTS,
    DECISIONS,
    JUDGEMENTS,
    LISTS,
    MEMBERS,
    ROUNDS,
    SETTINGS,
    VOTES,
    Kind,
    OwnList,
    ProjectFacts,
    Round,
    Setting,
    Stored,
    Value,
)
from measurealign.store.people import Action, Member, Person
from measurealign.store.words import own_list, put_back, signed, signed_vote, somebody_convenes


@dataclass(frozen=True)
class Event:
    """One line of the history: who changed what and when; before and after as JSON."""

    at: str
    by: str
    kind: str
    key: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Moment:
    """What the screens hold of a project, as it is at one moment, with the versions of each."""

    revision: int
    lists: tuple[Stored[OwnList], ...]
    judgements: tuple[Stored[Judgement], ...]
    decisions: tuple[Stored[Decision], ...]
    choices: Mapping[str, Answer]


class KeptProject:
    """A project in the store, at work with one person."""

    def __init__(self, engine: sa.Engine, person: Person, id: str) -> None:
        self.engine, self.person, self.id = engine, person, id

    def revision(self) -> int:
        """Return a number that grows with every change of anything in the project."""
        with looking(self.engine, self.id, self.person) as view:
            return view.revision()

    def all(self, kind: Kind[Value]) -> tuple[Stored[Value], ...]:
        """Return the values of a kind with their versions, in the order of their last change."""
        with looking(self.engine, self.id, self.person) as view:
            return view.all(kind)

    def may(self, action: Action) -> bool:
        """Tell whether the person may do something here."""
        with looking(self.engine, self.id, self.person) as view:
            return view.may(action)

    def member(self) -> Member | None:
        """Return the person's membership, None for who is at the own store alone."""
        with looking(self.engine, self.id, self.person) as view:
            return view.member()

    def about(self) -> Stored[ProjectFacts]:
        """Return name, year and region."""
        return self.all(ABOUT)[0]

    def content(self) -> Project:
        """Return everything that the project file holds, of one moment."""
        with looking(self.engine, self.id, self.person) as view:
            return content(view)

    def moment(self) -> Moment:
        """Return lists, judgements, decisions and answers, all of one moment."""
        with looking(self.engine, self.id, self.person) as view:
            lists, judged, decided, chosen = view.each(LISTS, JUDGEMENTS, DECISIONS, SETTINGS)
            return Moment(view.revision(), lists, judged, decided, answers(chosen))

    def history(self, most: int | None = None) -> tuple[Event, ...]:
        """Return what happened, latest first."""
        table = tables.event
        asked = sa.select(table).where(table.c.project == self.id).order_by(table.c.id.desc())
        with looking(self.engine, self.id, self.person) as view:
            rows = view.door.execute(asked.limit(most)).all()
        return tuple(
            Event(row.at, row.by, row.kind, row.key, row.before, row.after) for row in rows
        )

    def original(self, set_id: str) -> tuple[str, bytes] | None:
        """Return name and content of the file from which an own list was read."""
        table = tables.original
        with looking(self.engine, self.id, self.person) as view:
            one = view.one(LISTS, set_id)
            if one is None or one.value.file is None:
                return None
            mine = (table.c.project == self.id, table.c.digest == one.value.file)
            row = view.door.execute(sa.select(table).where(*mine)).one()
        return row.name, bytes(row.content)

    def fill(self, given: Project) -> None:
        """Put everything of a project file into this project, in the file's order."""
        with changing(self.engine, self.id, self.person, "settle") as change:
            fill(change, given)

    def bring(
        self, sets: Iterable[MeasureSet], file: tuple[str, bytes] | None = None
    ) -> tuple[Stored[OwnList], ...]:
        """Keep lists that somebody brought, with their file (name, content)."""
        with changing(self.engine, self.id, self.person, "bring") as change:
            digest = keep_file(change, *file) if file is not None else None
            sets = tuple(sets)
            for one in sets:
                own_list(change, one.id)
            return tuple(change.put(LISTS, OwnList(set=one, file=digest)) for one in sets)

    def drop(self, set_id: str) -> None:
        """Take an own list away (its file and the history stay)."""
        with changing(self.engine, self.id, self.person, "bring") as change:
            own_list(change, set_id)
            change.take(LISTS, set_id)

    def judge(
        self, given: Iterable[Judgement], seen: Mapping[str, int] | None = None
    ) -> tuple[Stored[Judgement], ...]:
        """Keep judgements: all of them, or none if one meets another's word.

        `seen`: the versions that the person saw, by the pair's key; a pair that it does not name
        was seen without a judgement.
        """
        with changing(self.engine, self.id, self.person, "judge") as change:
            return tuple(
                change.put(
                    JUDGEMENTS,
                    signed(change, one),
                    None if seen is None else seen.get(JUDGEMENTS.key(one), 0),
                )
                for one in given
            )

    def unjudge(self, keys: Mapping[str, int], back: Iterable[Judgement] = ()) -> None:
        """Take judgements back (by key, and the version seen), putting earlier ones in place."""
        with changing(self.engine, self.id, self.person, "judge") as change:
            earlier = {JUDGEMENTS.key(one): one for one in back}
            for key, seen in keys.items():
                if key in earlier:
                    change.put(JUDGEMENTS, put_back(change, earlier[key]), seen)
                else:
                    change.take(JUDGEMENTS, key, seen)

    def decide(self, one: Decision, seen: int | None = None) -> Stored[Decision]:
        """Keep what was decided about a measure."""
        with changing(self.engine, self.id, self.person, "decide") as change:
            return change.put(DECISIONS, one, seen)

    def vote(self, one: Vote, seen: int | None = None) -> Stored[Vote]:
        """Keep a vote: a member's own; a convener may record others', who are in the room."""
        with changing(self.engine, self.id, self.person, "vote") as change:
            return change.put(VOTES, signed_vote(change, one), seen)

    def comment(self, text: str, about: str | None = None) -> Stored[Comment]:
        """Keep a remark."""
        with changing(self.engine, self.id, self.person, "comment") as change:
            said = Comment(
                id=secrets.token_hex(6), by=self.person.id, on=now(), about=about, text=text
            )
            return change.put(COMMENTS, said)

    def settle(self, choices: Mapping[str, Answer]) -> int:
        """Keep answers given on the pages; None takes one away, those not named stay.

        Return the revision that this makes.
        """
        with changing(self.engine, self.id, self.person, "settle") as change:
            for name, value in choices.items():
                if value is None:
                    change.take(SETTINGS, name)
                else:
                    change.put(SETTINGS, Setting(name=name, value=value))
            return change.revision()

    def rename(self, about: ProjectFacts, seen: int | None = None) -> Stored[ProjectFacts]:
        """Change name, year and region."""
        with changing(self.engine, self.id, self.person, "settle") as change:
            return change.put(ABOUT, about, seen)

    def freeze(self, one: Round) -> Stored[Round]:
        """Freeze a round: it is never changed afterwards."""
        with changing(self.engine, self.id, self.person, "freeze") as change:
            if change.one(ROUNDS, one.name) is not None:
                raise InputError(f"a round is called '{one.name}' already: choose another name")
            return change.put(ROUNDS, one)

    def invite(self, one: Member, seen: int | None = None) -> Stored[Member]:
        """Make somebody a member, or change role and group."""
        put = one.model_copy(update={"email": one.email.strip().casefold()})
        with changing(self.engine, self.id, self.person, "invite") as change:
            done = change.put(MEMBERS, put, seen)
            somebody_convenes(change)
            return done

    def dismiss(self, email: str) -> None:
        """End a membership; what the person said stays. Raise InputError if there is none."""
        with changing(self.engine, self.id, self.person, "invite") as change:
            known, bare = [one.key for one in change.all(MEMBERS)], email.strip().casefold()
            if bare not in known:
                raise InputError(f"'{bare}' is no member: members are {', '.join(known) or 'none'}")
            change.take(MEMBERS, bare)
            somebody_convenes(change)

    def delete(self) -> None:
        """Delete the project with all that belongs to it, history and files too."""
        with changing(self.engine, self.id, self.person, "delete") as change:
            table = tables.project
            change.door.execute(sa.delete(table).where(table.c.id == self.id))
