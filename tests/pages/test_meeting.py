"""Meeting and Projects: votes by group, what is decided, minutes, rounds, people."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from measurealign.alignment.file import read_recommendation
from measurealign.alignment.file.tally import tally
from measurealign.problems import InputError
from measurealign.store import DeniedError, KeptProject, Member, Person, Store, alone
from measurealign.store.kinds import MEMBERS, ROUNDS
from measurealign.ui.session import people
from pages.app import fine, go, opened, view, words

CONVENER, PAYER = Person("con@example.org"), Person("pat@example.org")
READER, STRANGER = Person("rea@example.org"), Person("nobody@example.org")


def label(app: AppTest, name: str, kind: str = "button"):
    return next(one for one in getattr(app, kind) if one.label == name)


def kept(app: AppTest, file: Path) -> KeptProject:
    return Store(str(file)).project(alone(), app.session_state["_project"])


def cast(app: AppTest, who: str, word: str, why: str) -> AppTest:
    name = label(app, "Who votes", "text_input")
    if not name.disabled:
        name.set_value(who)
    label(app, "Vote", "segmented_control").set_value(word)
    label(app, "Why", "text_input").set_value(why)
    return fine(label(app, "Vote").click().run())


def test_a_vote_a_decision_and_the_next_subject(kept_apart: Path) -> None:
    app = opened("meeting")
    first = words(app)
    cast(app, "Pat", "for", "we pay it")
    cast(app, "Rae", "abstain", "too early")
    said = words(app)
    assert "1 for, 0 against, 1 abstained" in said
    assert "Pat: we pay it" in said
    label(app, "Follow-up", "text_input").set_value("ask the plans")
    label(app, "Decision", "segmented_control").set_value("tabled")
    fine(label(app, "Decide").click().run())
    (decided,) = kept(app, kept_apart).content().decisions
    assert (decided.state, decided.votes_for, decided.follow_up) == ("tabled", 1, "ask the plans")
    log = view(go(app, "align"), "view", "Decisions")
    assert "1 for, 0 against, 1 abstained" in words(log)
    assert not [one for one in log.number_input if one.label.startswith("Votes")], "they were cast"
    assert label(log, "Decision", "segmented_control").value == "tabled"
    label(log, "Decision", "segmented_control").set_value("final")
    fine(label(log, "Decide").click().run())
    (decided,) = kept(app, kept_apart).content().decisions
    assert (decided.state, decided.votes_for, decided.votes_against) == ("final", 1, 0)
    go(log, "meeting")
    fine(label(app, "Next").click().run())
    assert words(app) != first
    again = opened("meeting", f"project={app.session_state['_project']}")
    assert again.header[0].value == app.header[0].value, "the others are not at the same subject"


def test_a_vote_without_a_word_says_so_and_keeps_what_was_written(kept_apart: Path) -> None:
    app = opened("meeting")
    label(app, "Who votes", "text_input").set_value("Pat")
    label(app, "Why", "text_input").set_value("we pay it")
    fine(label(app, "Vote").click().run())
    assert "Nothing was recorded" in words(app)
    assert label(app, "Why", "text_input").value == "we pay it"
    label(app, "Vote", "segmented_control").set_value("for")
    fine(label(app, "Vote").click().run())
    assert "Pat: we pay it" in words(app)
    assert label(app, "Why", "text_input").value == "", "the next vote begins with an empty form"


def test_a_round_is_frozen_and_compared(kept_apart: Path, tmp_path: Path) -> None:
    app = opened("projects")
    label(app, "A new project", "text_input").set_value("Région Å")
    fine(label(app, "Create project").click().run())
    fine(label(app, "Freeze").click().run())
    (frozen,) = kept(app, kept_apart).all(ROUNDS)
    (tmp_path / "r.yaml").write_text(frozen.value.recommendation, "utf-8")
    assert read_recommendation(tmp_path / "r.yaml").chosen
    there = opened("align", f"project={app.session_state['_project']}&view=Last round")
    assert "Since Round 1" in words(there) and "Nothing changed." in words(there)
    fine(there.multiselect(key="sets").set_value(["hedis-2018", "cpc-plus-2018"]).run())
    assert "or-cco-incentive-2018 left" in words(there)
    fine(label(there, "Since which round", "selectbox").set_value("a file from last time").run())
    assert "Since Round 1" not in words(there) and there.file_uploader(key="last_round")
    label(app, "Remark", "text_input").set_value("*a* word")
    fine(label(app, "Post").click().run())
    assert "*a* word" in words(app)
    assert kept(app, kept_apart).content().name == "Région Å"


def test_each_sees_what_the_role_may(kept_apart: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Store(str(kept_apart)).create(CONVENER, "Secret name")
    project.invite(Member(email=PAYER.id, group="payer"))
    project.invite(Member(email=READER.id, role="reader"))
    monkeypatch.setenv(people.GROUP, "1")

    def sees(who: Person, page: str) -> AppTest:
        monkeypatch.setattr(people, "person", lambda: who)
        return opened(page, f"project={project.id}")

    member = sees(PAYER, "meeting")
    cast(member, "Somebody Else", "against", "costs")
    assert [(v.by, v.group) for v in project.content().votes] == [(PAYER.id, "payer")]
    assert "quorum: 1 of 1 voted" in words(member)
    names = {one.label for one in member.button}
    assert not {"Decide"} & names
    log = view(sees(PAYER, "align"), "view", "Decisions")
    assert "Decided: ○ open" in words(log).replace("*", "")
    assert "Decide" not in {one.label for one in log.button}, "only who may decide has the form"
    reader = sees(READER, "meeting")
    assert not {"Decide", "Vote"} & {one.label for one in reader.button}
    assert label(reader, "Next").disabled
    shelf = sees(READER, "projects")
    assert "Secret name" in words(shelf)
    shut = {"Freeze", "Invite", "End the membership", "Post", "Keep"}
    assert not shut & {one.label for one in shelf.button}
    for page in ("projects", "meeting", "review", "align"):
        stranger = sees(STRANGER, page)
        assert "Secret name" not in words(stranger)
        assert "_project" not in stranger.session_state, "a stranger has no project here at all"
    convener = sees(CONVENER, "projects")
    assert {"Freeze", "Invite", "Keep"} <= {one.label for one in convener.button}
    label(convener, "Who leaves", "selectbox").set_value(READER.id)
    fine(label(convener, "End the membership").click().run())
    assert READER.id not in {one.key for one in project.all(MEMBERS)}
    assert "Secret name" not in words(sees(READER, "projects"))


def test_another_project_is_opened_and_left_whole(kept_apart: Path) -> None:
    first = opened("review", "sets=HEDIS 2018")
    one = first.session_state["_project"]
    go(first, "projects")
    label(first, "A new project", "text_input").set_value("Second")
    fine(label(first, "Create project").click().run())
    assert first.session_state["_project"] != one
    fine(first.button(key=f"open-{one}").click().run())
    assert first.session_state["_project"] == one


def test_a_vote_of_nobody_has_a_quorum_only_where_nobody_is_invited() -> None:
    assert tally((), "F", {}).quorum
    assert not tally((), "F", {"a": "payer"}).quorum


@pytest.mark.parametrize(
    "why",
    [InputError("the store is out of reach, nothing was kept: gone"),
     DeniedError("there is no such project, or you are not one of its members")],
)  # fmt: skip
def test_a_meeting_that_loses_its_project_says_so(
    why: InputError, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened("meeting")
    revision, asked = KeptProject.revision, iter(range(9))

    def once(self: KeptProject) -> int:
        """The page begins well; when it looks again, the project cannot be had."""
        if next(asked):
            raise why
        return revision(self)

    monkeypatch.setattr(KeptProject, "revision", once)
    fine(app.run())
    assert str(why) in words(app)
