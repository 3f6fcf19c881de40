"""Own lists and project files: brought, corrected, put on the table, kept, private."""

from streamlit.testing.v1 import AppTest

from measurealign.catalog import Catalog
from measurealign.export.project import Project, project_file, read_project
from measurealign.model import Judgement
from pages.app import fine, go, opened, words

CONTRACT = (
    b"Acme Health Plan 2024 contract;;\n"
    b";;\n"
    b"Quality Measure;NQF;What it is\n"
    b"Controlling High Blood Pressure;18;outcome\n"
    b"*Bold* <b>measure</b>;;process\n"
)
KEY = "acme-health-plan-2024-contract"


def brought(app: AppTest, content: bytes = CONTRACT) -> AppTest:
    """Hand the page a file."""
    app.file_uploader(key="own_file").set_value(("c.csv", content, "text/csv"))
    return fine(app.run())


def seated(app: AppTest) -> AppTest:
    """Go on with what was read."""
    (way,) = [one for one in app.button if one.label.startswith("Go on with ")]
    return fine(way.click().run())


def test_a_contract_is_read_and_takes_its_place_at_the_table() -> None:
    app = brought(opened("mylist"))
    said = words(app)
    assert "2 measures" in said
    assert "0018" in said, "that 18 was read as 0018 must be told"
    app = seated(app)
    (own,) = app.session_state["_own"]
    assert own.id == KEY
    assert [str(i) for m in own.measures for i in m.ids] == ["CBE 0018"]
    assert KEY in app.multiselect(key="sets").value
    app = go(go(app, "align"), "mylist")
    assert KEY in app.multiselect(key="sets").value, "the own set was lost on the way"
    assert own.measures[1].name == "*Bold* <b>measure</b>", "a name is kept letter by letter"


def test_a_heading_can_be_corrected() -> None:
    app = brought(opened("mylist"))
    (column,) = [
        one for one in app.selectbox if one.label.replace("\\", "").startswith("C: What it is")
    ]
    assert column.value == "", "a heading that is not usual must not be guessed"
    fine(column.set_value("type").run())
    app = seated(app)
    (own,) = app.session_state["_own"]
    assert [m.type for m in own.measures] == ["outcome", "process"]


def test_what_cannot_be_read_is_told_in_a_sentence() -> None:
    app = brought(opened("mylist"), b"PK\x03\x04 not really a workbook")
    assert any("c.csv" in one.value.replace("\\", "") for one in app.error)


def test_a_project_goes_out_and_comes_back() -> None:
    app = seated(brought(opened("mylist")))
    app.session_state["_judgements"] = (
        Judgement(left="a/x", right="b/y", verdict="unsure", by="A"),
    )
    held = {"choices": {"sets": ("hedis-2018", KEY)}, "sets": app.session_state["_own"],
            "judgements": app.session_state["_judgements"]}  # fmt: skip
    text = project_file(Project.model_validate(held))
    assert read_project(text.encode(), "p.yaml").sets == app.session_state["_own"]

    other = opened("align")
    assert "_own" not in other.session_state, "another session must not see what this one brought"
    fine(
        other.file_uploader(key="project_file")
        .set_value(("p.yaml", text.encode(), "text/yaml"))
        .run()
    )
    assert isinstance(other.session_state["_project"], str), "it is still at its own project"
    (way,) = [one for one in other.button if one.label == "Open as a new project"]
    fine(way.click().run())
    assert other.session_state["_own"] == app.session_state["_own"]
    assert other.session_state["_judgements"] == app.session_state["_judgements"]
    assert other.multiselect(key="sets").value == ["hedis-2018", KEY]


def test_a_project_file_sets_nothing_but_answers_and_its_sets_stand_apart(
    catalog: Catalog,
) -> None:
    """Whatever a file states: the pages go on working, and what the app keeps stays the app's."""
    app = opened("compare")
    held = read_project(b"project: 1\nchoices: {sets: [hedis-2018, nowhere-1999], left: nowhere, "
                        b"least: 1000, preset: none, core: 0, rule: [x]}\n", "p.yaml")  # fmt: skip
    own = catalog.get("hedis-2018")
    shipped = own.label
    own = own.model_copy(update={"name": "Mine", "measures": own.measures[:2]})
    held = held.model_copy(update={"sets": (own,)})
    app = go(app, "align")
    fine(
        app.file_uploader(key="project_file")
        .set_value(("p.yaml", project_file(held).encode(), "text/yaml"))
        .run()
    )
    (way,) = [one for one in app.button if one.label == "Open as a new project"]
    fine(way.click().run())
    assert [one.id for one in app.session_state["_own"]] == ["hedis-2018-own"]
    for page in ("compare", "burden", "review", "mylist", "align"):
        app = go(app, page)
        assert app.session_state["_made_labels"][0].made["hedis-2018"] == shipped
    bad = b"project: 1\nchoices: {_own: x, sets: [hedis-2018]}\n"
    fine(app.file_uploader(key="project_file").set_value(("p.yaml", bad, "text/yaml")).run())
    told = [one.value.replace("\\", "") for one in app.error]
    assert any("choices._own" in one for one in told), told
    assert not any(one.label == "Open as a new project" for one in app.button)


def test_another_file_is_read_by_itself() -> None:
    app = brought(opened("mylist"))
    column = next(one for one in app.selectbox if "What it is" in one.label)
    column.set_value("")
    next(one for one in app.text_input if one.label == "Name of the set").set_value("Corrected")
    next(one for one in app.number_input if one.label == "To choose").set_value(1).run()
    assert "Corrected" in words(fine(app))
    app = brought(app, CONTRACT.replace(b"What it is", b"Measure type"))
    column = next(one for one in app.selectbox if "Measure type" in one.label)
    assert column.value == "type"
    assert next(one for one in app.number_input if one.label == "To choose").value is None
    assert "Corrected" not in words(app)
