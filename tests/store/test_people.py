"""Who may do what: every verb asks, a stranger learns nothing, nobody speaks in another's name."""

from collections.abc import Callable
from typing import get_args

import pytest

from measurealign.alignment import Decision
from measurealign.catalog import Catalog
from measurealign.export.project import Project
from measurealign.problems import InputError
from measurealign.store import DeniedError, KeptProject, Member, Person, Store
from measurealign.store.backup import backup
from measurealign.store.kinds import KINDS, MEMBERS, ProjectFacts, Round
from measurealign.store.people import MAY, Action
from store.samples import (
    ALONE,
    CONVENER,
    PAYER,
    PRACTICE,
    READER,
    STRANGER,
    judgement,
    vote,
    whole,
    workgroup,
)

#: Every verb that changes, and the action that it needs.
WRITES: tuple[tuple[str, Action, Callable[[KeptProject], object]], ...] = (
    ("fill", "settle", lambda p: p.fill(Project())),
    ("bring", "bring", lambda p: p.bring([])),
    ("drop", "bring", lambda p: p.drop("x")),
    ("judge", "judge", lambda p: p.judge([judgement()])),
    ("unjudge", "judge", lambda p: p.unjudge({"x": 1})),
    ("decide", "decide", lambda p: p.decide(Decision(family="F", label="A1c"))),
    ("vote", "vote", lambda p: p.vote(vote())),
    ("comment", "comment", lambda p: p.comment("a word")),
    ("settle", "settle", lambda p: p.settle({"size": 3})),
    ("rename", "settle", lambda p: p.rename(ProjectFacts(name="y"))),
    ("freeze", "freeze", lambda p: p.freeze(Round(name="1", recommendation="x"))),
    ("invite", "invite", lambda p: p.invite(Member(email="n@example.org"))),
    ("dismiss", "invite", lambda p: p.dismiss("n@example.org")),
    ("delete", "delete", lambda p: p.delete()),
    ("backup", "delete", backup),
)
READS: tuple[Callable[[KeptProject], object], ...] = (
    lambda p: p.revision(), lambda p: p.content(), lambda p: p.history(), lambda p: p.about(),
    lambda p: p.member(), lambda p: p.may("read"), lambda p: p.original("x"),
    lambda p: p.moment(),
    *(lambda p, kind=kind: p.all(kind) for kind in KINDS),
)  # fmt: skip


def test_every_verb_is_tried() -> None:
    verbs = {name for name, what in vars(KeptProject).items()
             if callable(what) and not name.startswith("_")}  # fmt: skip
    read = {"revision", "content", "history", "about", "member", "may", "original", "all", "moment"}
    assert verbs == {name for name, *_ in WRITES} - {"backup"} | read
    assert {action for _, action, _ in WRITES} == set(get_args(Action)) - {"read", "record"}


@pytest.mark.parametrize(("verb", "action", "do"), WRITES, ids=[one[0] for one in WRITES])
@pytest.mark.parametrize("person", [PAYER, READER, STRANGER], ids=lambda one: one.id)
def test_who_may_not_does_not(
    store: Store, person: Person, verb: str, action: Action, do: Callable[[KeptProject], object]
) -> None:
    convened = workgroup(store)
    before, words = convened.history(), convened.content()
    role = {PAYER: "member", READER: "reader"}.get(person)
    tried = KeptProject(store.engine, person, convened.id)
    if role is not None and action in MAY[role]:
        do(tried)
        return
    with pytest.raises(DeniedError) as told:
        do(tried)
    assert "Core set" not in str(told.value)
    assert (convened.history(), convened.content()) == (before, words)


@pytest.mark.parametrize("do", READS)
def test_a_stranger_reads_nothing(store: Store, do: Callable[[KeptProject], object]) -> None:
    project = workgroup(store)
    do(KeptProject(store.engine, READER, project.id))
    with pytest.raises(DeniedError) as here:
        do(KeptProject(store.engine, STRANGER, project.id))
    with pytest.raises(DeniedError) as nowhere:
        do(KeptProject(store.engine, STRANGER, "no-such-id"))
    assert str(here.value) == str(nowhere.value), "a stranger must not learn that it exists"


def test_the_list_shows_members_their_projects_only(store: Store) -> None:
    project = workgroup(store)
    store.create(STRANGER, "Another")
    assert [one.id for one in store.projects(PAYER)] == [project.id]
    assert [one.about.name for one in store.projects(STRANGER)] == ["Another"]
    assert len(store.projects(ALONE)) == 2


def test_who_is_dismissed_is_a_stranger_at_once(store: Store) -> None:
    project = workgroup(store)
    theirs = store.project(PAYER, project.id)
    project.dismiss(PAYER.id)
    with pytest.raises(DeniedError):
        theirs.content()


def test_who_takes_a_word_back_puts_no_word_into_anothers_mouth(store: Store) -> None:
    convened = workgroup(store)
    theirs = judgement(by="Ada", verdict="unsure")
    convened.judge([theirs])
    practice = KeptProject(store.engine, PRACTICE, convened.id)
    (mine,) = practice.judge([judgement()])
    practice.unjudge({mine.key: mine.version}, [judgement(by="Ada", why="never said")])
    (kept,) = convened.content().judgements
    assert (kept.by, kept.why) == (PRACTICE.id, "never said")
    practice.judge([judgement()])
    (mine,) = practice.judge([judgement(verdict="rejected")])
    practice.unjudge({mine.key: mine.version}, [theirs])
    assert convened.content().judgements == (theirs,), "what stood here once stands again"


def test_a_member_speaks_in_the_own_name_and_group(store: Store) -> None:
    project = workgroup(store)
    theirs = store.project(PAYER, project.id)
    assert theirs.vote(vote(by=PRACTICE.id, group="practice")).value.by == PAYER.id
    (kept,) = project.content().votes
    assert (kept.by, kept.group) == (PAYER.id, "payer")
    (said,) = theirs.judge([judgement(by=CONVENER.id)])
    assert said.value.by == PAYER.id
    assert theirs.comment("a word").value.by == PAYER.id


def test_a_convener_records_who_is_in_the_room_and_the_history_says_so(store: Store) -> None:
    project = workgroup(store)
    project.vote(vote(by="Dr Room", group="practice"))
    assert project.content().votes[0].by == "Dr Room"
    assert project.history(1)[0].by == CONVENER.id


def test_a_member_leaves_others_lists_alone(store: Store, catalog: Catalog) -> None:
    project = workgroup(store)
    one = whole(catalog).sets[0]
    store.project(PAYER, project.id).bring([one])
    other = store.project(PRACTICE, project.id)
    with pytest.raises(DeniedError):
        other.drop(one.id)
    with pytest.raises(DeniedError):
        other.bring([one.model_copy(update={"name": "Mine now"})])
    store.project(PAYER, project.id).drop(one.id)
    assert not project.content().sets


def test_a_project_never_loses_its_last_convener(store: Store) -> None:
    project = workgroup(store)
    with pytest.raises(InputError, match="needs a convener"):
        project.dismiss(CONVENER.id)
    with pytest.raises(InputError, match="needs a convener"):
        project.invite(Member(email=CONVENER.id, role="reader"))
    project.invite(Member(email="Payer@Example.org ", role="convener"))
    project.dismiss(CONVENER.id)
    emails = {one.key for one in store.project(PAYER, project.id).all(MEMBERS)}
    assert emails == {PAYER.id, PRACTICE.id, READER.id}
