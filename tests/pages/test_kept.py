"""Work is there after a reload, a restart and in another tab; two who differ get a choice."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from measurealign.model import Judgement
from measurealign.store import KeptProject, Member, Person, Store, alone
from measurealign.store.kinds import JUDGEMENTS, ProjectFacts
from measurealign.ui.session import people
from pages.app import fine, go, opened, view, words
from pages.test_own_data import KEY, brought, seated

CASE = {"left": "hedis-2018/x", "right": "cpc-plus-2018/y", "by": "Ada"}


def address(app: AppTest) -> str:
    """The project that a window is at."""
    return app.session_state["_project"]


def kept(app: AppTest, file: Path):
    return Store(str(file)).project(alone(), address(app))


def word(**more: object) -> Judgement:
    return Judgement.model_validate({**CASE, "verdict": "accepted", **more})


def test_a_reload_finds_everything_again(kept_apart: Path) -> None:
    app = seated(brought(opened("mylist")))
    go(app, "align")
    app.query_params["size_rule"], app.query_params["size"] = "most", "7"  # as a browser does
    app.selectbox(key="size_rule").set_value("most").run()
    app.number_input(key="size").set_value(7).run()
    again = opened("align", f"project={address(app)}")
    assert [one.id for one in again.session_state["_own"]] == [KEY]
    assert KEY in again.multiselect(key="sets").value
    assert again.number_input(key="size").value == 7
    assert kept(app, kept_apart).original(KEY)[0] == "c.csv"


def test_the_address_tells_nothing_private() -> None:
    app = seated(brought(opened("mylist")))
    assert "acme" not in address(app).casefold()


def test_a_plain_address_opens_the_last_project() -> None:
    app = seated(brought(opened("mylist")))
    plain = AppTest.from_file(str(Path(__file__).parents[2] / "app.py"), default_timeout=120)
    fine(plain.run())
    assert address(plain) == address(app)
    assert [one.id for one in plain.session_state["_own"]] == [KEY]


def test_ones_own_answer_is_no_news_and_anothers_is(kept_apart: Path) -> None:
    app = opened("compare")
    fine(app.selectbox(key="closeness").set_value("strict").run())
    app = view(app, "look", "Areas")
    mine = kept(app, kept_apart)
    assert app.session_state["_revision"] == mine.revision()
    mine.settle({"closeness": "related"})
    view(app, "look", "Gaps")
    assert app.session_state["closeness"] == "related"


def test_another_tab_sees_it_at_its_next_action(kept_apart: Path) -> None:
    one = opened("review")
    other = opened("review", f"project={address(one)}")
    kept(one, kept_apart).judge([word()])
    fine(other.run())
    assert other.session_state["_judgements"] == (word(),)


def test_who_work_on_one_project_hold_one_list_not_each_a_copy() -> None:
    # A list that nobody else in this process holds.
    one = seated(brought(opened("mylist"), b"Measure\nFlu shots of Dunwich\nEye Exam\n"))
    other = opened("mylist", f"project={address(one)}")
    assert other.session_state["_own"][0] is one.session_state["_own"][0]


def test_a_link_changes_nothing_until_something_is_changed(kept_apart: Path) -> None:
    app = opened("compare")
    app.multiselect(key="sets").set_value(["hedis-2018", "cpc-plus-2018"]).run()
    assert kept(app, kept_apart).content().choices["sets"] == ("hedis-2018", "cpc-plus-2018")
    link = AppTest.from_file(str(Path(__file__).parents[2] / "app.py"), default_timeout=120)
    link.query_params["sets"] = "HEDIS 2018"
    go(link.run(), "compare")
    assert address(link) == address(app)
    assert kept(app, kept_apart).content().choices["sets"] == ("hedis-2018", "cpc-plus-2018")


def test_two_who_decide_at_once_get_a_choice(kept_apart: Path) -> None:
    app = opened("align", "view=Decisions")
    family = app.session_state["_answers"][1].decisions[0].family
    theirs = app.session_state["_answers"][1].decisions[0].model_copy(update={"note": "theirs"})
    # Between the page's drawing and the click, somebody else decides.
    kept(app, kept_apart).decide(theirs)
    next(one for one in app.text_input if one.label == "Reason").set_value("mine")
    fine(next(one for one in app.button if one.label == "Decide").click().run())
    said = words(app)
    assert "has changed it meanwhile" in said
    assert "note: mine" in said
    assert "note: theirs" in said
    (stands,) = kept(app, kept_apart).content().decisions
    assert (stands.family, stands.note) == (family, "theirs")
    fine(app.button(key="clash_mine").click().run())
    assert kept(app, kept_apart).content().decisions[0].note == "mine"
    assert "has changed it meanwhile" not in words(app)


def test_an_answer_taken_back_is_taken_back_in_the_store(kept_apart: Path) -> None:
    app = opened("review", "sets=mips-quality-2018&sets=hedis-2017")
    buttons = [one for one in app.button if (one.key or "").startswith("answer-")]
    fine(next(one for one in buttons if not one.disabled).click().run())
    assert kept(app, kept_apart).all(JUDGEMENTS)
    (undo,) = [one for one in app.button if one.label == "Undo last answer"]
    fine(undo.click().run())
    assert not kept(app, kept_apart).all(JUDGEMENTS)


def test_a_project_that_is_not_there_is_told_and_not_made() -> None:
    app = opened("review", "project=no-such-project")
    assert address(app) != "no-such-project"


def test_a_visitor_from_elsewhere_sees_and_keeps_nothing(
    kept_apart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = seated(brought(opened("mylist")))
    monkeypatch.setattr(people, "person", lambda: None)
    app = opened("mylist", f"project={address(mine)}")
    assert "_own" not in app.session_state
    assert "_project" not in app.session_state
    app = seated(brought(app))
    assert [one.id for one in app.session_state["_own"]] == [KEY]
    before = len(Store(str(kept_apart)).projects(alone()))
    opened("mylist", "project=new")
    assert len(Store(str(kept_apart)).projects(alone())) == before


def test_without_a_store_the_session_works_for_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("MEASUREALIGN_STORE", str(tmp_path / "file" / "store.db"))
    app = seated(brought(opened("mylist")))
    assert [one.id for one in app.session_state["_own"]] == [KEY]
    assert "_project" not in app.session_state


def test_a_group_signs_in_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(people.GROUP, "1")
    app = AppTest.from_file(str(Path(__file__).parents[2] / "app.py"), default_timeout=120)
    fine(app.run())
    assert [one.label for one in app.button] == ["Sign in"]
    assert not app.multiselect


def test_who_sits_at_the_table_sees_the_answers_of_the_others(kept_apart: Path) -> None:
    app = opened("compare")
    app.multiselect(key="sets").set_value(["hedis-2018", "cpc-plus-2018"]).run()
    other = opened("compare", f"project={address(app)}")
    app.multiselect(key="sets").set_value(["hedis-2018", "or-cco-incentive-2018"]).run()
    fine(other.run())
    assert other.multiselect(key="sets").value == ["hedis-2018", "or-cco-incentive-2018"]
    other.multiselect(key="sets").set_value(["hedis-2018", "cpc-plus-2018"]).run()
    fine(other.run())
    assert other.multiselect(key="sets").value == ["hedis-2018", "cpc-plus-2018"]
    fine(app.run())
    assert app.multiselect(key="sets").value == ["hedis-2018", "cpc-plus-2018"]


@pytest.mark.parametrize(
    ("told", "trusts", "counts"),
    [(True, "", True), ("true", "", True), (None, "", False), (None, "1", True),
     (False, "1", False), ("false", "1", False)],
)  # fmt: skip
def test_an_address_counts_only_if_it_is_confirmed(
    monkeypatch: pytest.MonkeyPatch, told: object, trusts: str, counts: bool
) -> None:
    user = {"is_logged_in": True, "email": "Pat@Example.org ", "email_verified": told}
    monkeypatch.setattr(people.st, "user", user)
    monkeypatch.setenv(people.GROUP, "1")
    monkeypatch.setenv(people.TRUST, trusts)
    assert people.person() == (Person("pat@example.org") if counts else None)


def other_person(monkeypatch: pytest.MonkeyPatch, who: Person) -> None:
    """Let somebody else sit at the session from now on."""
    monkeypatch.setattr(people, "person", lambda: who)


def test_an_answer_put_back_is_taken_from_the_project_and_from_everybody(kept_apart: Path) -> None:
    app = opened("align")
    other = opened("align", f"project={address(app)}")
    app.query_params["size_rule"] = "at most …"  # as a browser does
    app.selectbox(key="size_rule").set_value("most").run()
    fine(other.run())
    assert other.selectbox(key="size_rule").value == "most"
    del app.query_params["size_rule"]  # a default stands in no address
    app.selectbox(key="size_rule").set_value(None).run()
    assert "size_rule" not in kept(app, kept_apart).content().choices
    fine(other.run())
    assert other.selectbox(key="size_rule").value is None
    again = opened("align", f"project={address(app)}")
    assert again.selectbox(key="size_rule").value is None


def test_what_others_answered_is_not_settled_once_more(
    kept_apart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened("compare")
    mine = kept(app, kept_apart)
    mine.settle({"closeness": "strict"})
    told: list[object] = []
    settle = KeptProject.settle
    monkeypatch.setattr(KeptProject, "settle", lambda self, it: told.append(it) or settle(self, it))
    fine(app.run())
    assert app.session_state["closeness"] == "strict"
    assert not told, "a newer answer of somebody else would be written over"


def test_an_answer_given_before_ones_own_word_is_seen_after_it(kept_apart: Path) -> None:
    app = opened("review", "sets=mips-quality-2018&sets=hedis-2017")
    kept(app, kept_apart).settle({"rows": ("primary",)})
    buttons = [one for one in app.button if (one.key or "").startswith("answer-")]
    fine(next(one for one in buttons if not one.disabled).click().run())
    assert app.session_state["rows"] == ["primary"]


def test_another_project_begins_with_none_of_the_last_ones_rules(kept_apart: Path) -> None:
    app = opened("align")
    first = address(app)
    app.selectbox(key="size_rule").set_value("most").run()
    go(app, "projects")
    next(one for one in app.text_input if one.label == "A new project").set_value("Second")
    fine(next(one for one in app.button if one.label == "Create project").click().run())
    assert address(app) != first
    assert go(app, "align").selectbox(key="size_rule").value is None


def test_a_word_on_a_project_that_is_gone_is_refused_in_a_sentence(kept_apart: Path) -> None:
    app = opened("review", "sets=mips-quality-2018&sets=hedis-2017")
    kept(app, kept_apart).delete()
    buttons = [one for one in app.button if (one.key or "").startswith("answer-")]
    fine(next(one for one in buttons if not one.disabled).click().run())
    assert "there is no such project" in words(app)


def test_a_link_from_anothers_project_shows_its_choices(
    kept_apart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = Store(str(kept_apart)).create(Person("con@example.org"), "Theirs")
    other_person(monkeypatch, Person("pat@example.org"))
    app = AppTest.from_file(str(Path(__file__).parents[2] / "app.py"), default_timeout=120)
    app.query_params["project"], app.query_params["sets"] = theirs.id, "HEDIS 2018"
    fine(app.run())
    assert not app.error
    assert "you see its choices only" in words(app)
    assert app.multiselect(key="sets").value == ["hedis-2018"]


def test_a_plain_address_opens_ones_own_last_project(
    kept_apart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, bo = Person("ada@example.org"), Person("bo@example.org")
    store = Store(str(kept_apart))
    mine, ours = store.create(ada, "Mine"), store.create(bo, "Ours")
    ours.invite(Member(email=ada.id))
    assert store.last(ada) == mine.id
    other_person(monkeypatch, ada)
    plain = AppTest.from_file(str(Path(__file__).parents[2] / "app.py"), default_timeout=120)
    assert address(fine(plain.run())) == mine.id
    mine.invite(Member(email="new@example.org"))
    assert store.last(Person("new@example.org")) == mine.id, (
        "who said nothing yet: the last changed"
    )
    assert store.last(Person("nobody@example.org")) is None


def label(app: AppTest, name: str) -> object:
    return next(one for one in app.text_input if one.label == name)


def test_two_who_rename_at_once_get_a_choice_that_holds(kept_apart: Path) -> None:
    app = opened("projects")
    mine = kept(app, kept_apart)
    label(app, "Name").set_value("Mine")
    mine.rename(ProjectFacts(name="Theirs"))
    fine(next(one for one in app.button if one.label == "Keep").click().run())
    said = words(app)
    assert "name: Mine" in said and "name: Theirs" in said
    assert mine.about().value.name == "Theirs"
    mine.rename(ProjectFacts(name="A third"))
    fine(app.run())
    fine(app.button(key="clash_mine").click().run())
    assert mine.about().value.name == "A third", "nobody showed it: it may not be written over"
    assert "name: A third" in words(app)
    fine(app.button(key="clash_mine").click().run())
    assert mine.about().value.name == "Mine"
    assert "meanwhile" not in words(app)


def test_mine_instead_replaces_only_the_word_that_was_shown(kept_apart: Path) -> None:
    app = opened("review", "sets=mips-quality-2018&sets=hedis-2017")
    project = kept(app, kept_apart)
    buttons = [one for one in app.button if (one.key or "").startswith("answer-")]
    one = next(one for one in buttons if not one.disabled)
    fine(one.click().run())
    (said,) = project.all(JUDGEMENTS)
    project.judge([said.value.model_copy(update={"why": "second"})])
    fine(next(each for each in app.button if each.label == "Undo last answer").click().run())
    assert "why: second" in words(app)
    project.judge([said.value.model_copy(update={"why": "third"})])
    fine(app.run())
    fine(app.button(key="clash_mine").click().run())
    assert project.all(JUDGEMENTS)[0].value.why == "third"
    assert "why: third" in words(app)
    fine(app.button(key="clash_mine").click().run())
    assert not project.all(JUDGEMENTS)


def test_an_answer_that_no_page_holds_any_more_is_no_change(kept_apart: Path) -> None:
    app = opened("align")
    before = kept(app, kept_apart).revision()
    app.session_state["_chosen"] = {**app.session_state["_chosen"], "left": "a set that is gone"}
    fine(app.run())
    assert kept(app, kept_apart).revision() == before
