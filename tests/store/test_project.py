"""What is kept comes back as it was, what changes stands in the history, no loss is silent."""

import json

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from measurealign.alignment import Decision
from measurealign.catalog import Catalog
from measurealign.export.project import project_file, read_project
from measurealign.problems import InputError, UsageError
from measurealign.store import ConflictError, Store, tables
from measurealign.store.kinds import ABOUT, DECISIONS, JUDGEMENTS, LISTS, ProjectFacts, Round
from store.samples import ALONE, judgement, vote, whole


def test_a_project_file_goes_in_and_comes_out_as_it_was(store: Store, catalog: Catalog) -> None:
    given = whole(catalog)
    kept = store.create(ALONE, "x", given)
    text = project_file(given)
    assert kept.content() == given
    assert project_file(kept.content()).encode() == text.encode()
    again = store.create(ALONE, "y", read_project(text.encode(), "p.yaml"))
    assert project_file(again.content()) == text


def test_another_process_finds_what_was_kept(address: str, store: Store) -> None:
    id_ = store.create(ALONE, "Core").id
    store.project(ALONE, id_).judge([judgement()])
    other = Store(address)
    assert other.project(ALONE, id_).content().judgements == (judgement(),)
    assert [one.about.name for one in other.projects(ALONE)] == ["Core"]
    other.close()


def test_what_the_screens_hold_is_what_is_kept(store: Store, catalog: Catalog) -> None:
    kept = store.create(ALONE, "x", whole(catalog))
    now, all_ = kept.moment(), kept.content()
    assert now.revision == kept.revision()
    assert now.lists == kept.all(LISTS) and now.judgements == kept.all(JUDGEMENTS)
    assert now.decisions == kept.all(DECISIONS) and now.choices == all_.choices
    assert now.lists and now.judgements and now.decisions and now.choices


def test_the_last_changed_projects_come_first(store: Store) -> None:
    made = [store.create(ALONE, name).id for name in "abc"]
    every = [one.id for one in store.projects(ALONE)]
    assert sorted(every) == sorted(made)
    assert [one.id for one in store.projects(ALONE, 1)] == every[:1]
    assert [one.id for one in store.projects(ALONE, 2)] == every[:2]


def test_a_later_word_replaces_the_earlier_and_goes_last(store: Store) -> None:
    kept = store.create(ALONE, "x")
    kept.judge([judgement("a/x", "b/y"), judgement("c/x", "d/y")])
    kept.judge([judgement("b/y", "a/x", verdict="rejected")])
    assert [(one.left, one.verdict) for one in kept.content().judgements] == [
        ("c/x", "accepted"), ("b/y", "rejected"),
    ]  # fmt: skip


def test_two_who_change_one_thing_get_a_choice(store: Store) -> None:
    kept = store.create(ALONE, "x")
    first = Decision(family="F", label="A1c", state="tentative")
    seen = kept.decide(first, 0).version
    theirs = Decision(family="F", label="A1c", state="final", note="theirs")
    mine = Decision(family="F", label="A1c", state="rejected", note="mine")
    kept.decide(theirs, seen)
    with pytest.raises(ConflictError) as told:
        kept.decide(mine, seen)
    assert (told.value.mine, told.value.theirs, told.value.by) == (mine, theirs, "ada")
    assert kept.content().decisions == (theirs,), "what was refused must leave no trace"
    kept.decide(mine, told.value.version)
    assert kept.content().decisions == (mine,)
    assert "theirs" in str(kept.history()[0].before)


def test_what_one_took_away_is_told_to_who_changes_it(store: Store) -> None:
    kept = store.create(ALONE, "x")
    (one,) = kept.judge([judgement()], {})
    kept.unjudge({one.key: one.version})
    with pytest.raises(ConflictError, match="taken away"):
        kept.judge([judgement(verdict="unsure")], {one.key: one.version})
    (again,) = kept.judge([judgement()], {})
    assert again.version != one.version, "a version is never used twice"


def test_of_several_words_all_are_kept_or_none(store: Store) -> None:
    kept = store.create(ALONE, "x")
    kept.judge([judgement("c/x", "d/y", by="Bob")])
    before = kept.history()
    with pytest.raises(ConflictError):
        kept.judge([judgement("a/x", "b/y"), judgement("c/x", "d/y", verdict="unsure")], {})
    assert kept.history() == before
    assert len(kept.content().judgements) == 1


def test_the_same_word_twice_is_no_change_and_no_conflict(store: Store) -> None:
    kept = store.create(ALONE, "x")
    kept.judge([judgement()], {})
    before = kept.history()
    kept.judge([judgement()], {})
    assert kept.history() == before


def test_undo_brings_the_earlier_word_back(store: Store) -> None:
    kept = store.create(ALONE, "x")
    kept.judge([judgement(verdict="unsure")])
    (later,) = kept.judge([judgement()])
    kept.unjudge({later.key: later.version}, [judgement(verdict="unsure")])
    assert kept.content().judgements == (judgement(verdict="unsure"),)


def test_a_list_is_kept_with_its_file(store: Store, catalog: Catalog) -> None:
    kept = store.create(ALONE, "x")
    one, file = whole(catalog).sets[0], b"name\nA1c\n\x00\xff"
    kept.bring([one], ("contract 2018.csv", file))
    kept.bring([one.model_copy(update={"id": "other"})], ("contract 2018.csv", file))
    assert kept.original(one.id) == ("contract 2018.csv", file)
    kept.drop(one.id)
    assert kept.original(one.id) is None
    assert [each.key for each in kept.all(LISTS)] == ["other"]
    assert kept.original("other") == ("contract 2018.csv", file)


def test_the_history_tells_who_what_when_before_and_after(store: Store) -> None:
    kept = store.create(ALONE, "x")
    kept.vote(vote())
    kept.vote(vote(vote="against", why="too costly"))
    latest, earlier = kept.history(2)
    assert (latest.by, latest.kind, latest.at[-1]) == ("ada", "vote", "Z")
    assert json.loads(latest.before or "")["vote"] == "for"
    assert json.loads(latest.after or "")["why"] == "too costly"
    assert earlier.before is None


@pytest.mark.parametrize("what", [sa.update(tables.event).values(by="x"), sa.delete(tables.event)])
def test_nobody_rewrites_the_history(store: Store, what: sa.Executable) -> None:
    store.create(ALONE, "x")
    with pytest.raises(DBAPIError, match="history"), store.engine.begin() as door:
        door.execute(what)


def test_a_deleted_project_leaves_nothing(store: Store, catalog: Catalog) -> None:
    stays = store.create(ALONE, "stays")
    kept = store.create(ALONE, "goes", whole(catalog))
    kept.bring([whole(catalog).sets[0]], ("a.csv", b"a"))
    kept.delete()
    with store.engine.begin() as door:
        for table in (tables.entry, tables.event, tables.original):
            left = door.execute(sa.select(table.c.project).distinct()).scalars().all()
            assert set(left) <= {stays.id}
    assert [one.id for one in store.projects(ALONE)] == [stays.id]


def test_a_round_is_frozen(store: Store) -> None:
    kept = store.create(ALONE, "x")
    kept.freeze(Round(name="1", recommendation="version: 2\n"))
    with pytest.raises(InputError, match="already"):
        kept.freeze(Round(name="1", recommendation="other"))


def test_a_project_is_found_by_name_or_id(store: Store) -> None:
    one = store.create(ALONE, "Core set")
    assert store.named(ALONE, "Core set").id == store.named(ALONE, one.id).id == one.id
    with pytest.raises(UsageError, match="did you mean 'Core set'"):
        store.named(ALONE, "Core sets")
    store.create(ALONE, "Core set")
    with pytest.raises(UsageError, match="by its id"):
        store.named(ALONE, "Core set")


def test_settings_are_kept_one_by_one(store: Store) -> None:
    kept = store.create(ALONE, "x")
    kept.settle({"size": 12, "sets": ("a", "b")})
    assert kept.settle({"sets": ("a",)}) == kept.revision()
    assert dict(kept.content().choices) == {"size": 12, "sets": ("a",)}
    kept.settle({"size": None})
    assert dict(kept.content().choices) == {"sets": ("a",)}


def test_renaming_asks_for_the_version(store: Store) -> None:
    kept = store.create(ALONE, "x")
    seen = kept.about().version
    kept.rename(ProjectFacts(name="y", year=2018), seen)
    with pytest.raises(ConflictError):
        kept.rename(ProjectFacts(name="z"), seen)
    assert kept.all(ABOUT)[0].value == ProjectFacts(name="y", year=2018)


def test_every_change_is_seen_in_the_revision(store: Store) -> None:
    kept = store.create(ALONE, "x")
    numbers = [kept.revision()]
    kept.judge([judgement()])
    numbers.append(kept.revision())
    kept.comment("a word")
    numbers.append(kept.revision())
    assert numbers == sorted(set(numbers))
    assert not kept.all(DECISIONS)
    assert len(kept.all(JUDGEMENTS)) == 1
