"""The command line and the store: the same projects as the screens, the same files as before."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from measurealign.alignment import Decision
from measurealign.alignment.file import read_recommendation
from measurealign.catalog import Catalog
from measurealign.cli import app, screens
from measurealign.export.project import Project, project_file, read_project
from measurealign.judgements import in_order, judgements_file
from measurealign.model import Judgement
from measurealign.problems import InputError, UsageError
from measurealign.store import Member, Store, alone
from measurealign.store.kinds import MEMBERS
from measurealign.ui.session import people


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of the test's own; the command runs in an empty folder."""
    monkeypatch.setenv("MEASUREALIGN_STORE", str(tmp_path / "store.db"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "store.db"


def run(*words: str) -> str:
    done = CliRunner().invoke(app, list(words))
    if isinstance(done.exception, InputError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.stdout


def words() -> Judgement:
    said = {"left": "hedis-2018/controlling-high-blood-pressure",
            "right": "cpc-plus-2018/controlling-high-blood-pressure"}  # fmt: skip
    return Judgement(**said, verdict="accepted", by="Ada", why="as read")


def test_a_project_goes_out_and_comes_back_byte_for_byte(file: Path) -> None:
    held = Project(name="Core", year=2018, judgements=(words(),), choices={"size": 7})
    Path("p.yaml").write_text(project_file(held), "utf-8")
    run("project", "import", "p.yaml")
    run("project", "export", "Core", "--out", "out.yaml")
    assert Path("out.yaml").read_bytes() == Path("p.yaml").read_bytes()
    run("project", "backup", "Core", "--out", "core.zip")
    run("project", "delete", "Core", "--yes")
    assert "Core" not in run("project", "list")
    run("project", "restore", "core.zip")
    run("project", "export", "Core", "--out", "again.yaml")
    assert Path("again.yaml").read_bytes() == Path("p.yaml").read_bytes()
    assert "restored" not in run("project", "history", "Core")


def test_judgements_of_a_file_come_into_a_project(file: Path) -> None:
    Path("decisions.yaml").write_text(judgements_file([words()]), "utf-8")
    run("project", "new", "Core", "--region", "oregon")
    run("project", "import", "decisions.yaml", "--into", "Core")
    held = Store(str(file)).named(alone(), "Core").content()
    assert (held.judgements, held.region) == ((in_order(words()),), "oregon")


def test_judge_keeps_in_a_project_and_lets_nobody_overwrite_unseen(file: Path) -> None:
    run("project", "new", "Core")
    one = words()
    more = ("--project", "Core", "--why", "because")
    run("judge", one.left, one.right, "accepted", "--by", "Ada", *more)
    run("judge", one.left, one.right, "unsure", "--by", "Ada", *more)
    with pytest.raises(InputError, match="--over"):
        run("judge", one.left, one.right, "rejected", "--by", "Bob", *more)
    project = Store(str(file)).named(alone(), "Core")
    assert [each.verdict for each in project.content().judgements] == ["unsure"]
    run("judge", one.left, one.right, "rejected", "--by", "Bob", "--over", *more)
    assert [each.by for each in project.content().judgements] == ["Bob"]
    assert not Path("decisions.yaml").exists()


def test_a_vote_is_kept_with_its_reason(file: Path) -> None:
    run("project", "new", "Core")
    told = ("--project", "Core", "--by", "Pat", "--voter", "payer", "--why", "we pay it")
    run("vote", "controlling-high-blood-pressure", "against", *told)
    (vote,) = Store(str(file)).named(alone(), "Core").content().votes
    assert (vote.label, vote.vote, vote.group, vote.why) == (
        "Controlling High Blood Pressure", "against", "payer", "we pay it",
    )  # fmt: skip
    with pytest.raises(UsageError, match="did you mean 'against'"):
        run("vote", "controlling-high-blood-pressure", "againts", *told)


def test_align_takes_lists_and_decisions_of_a_project(file: Path, catalog: Catalog) -> None:
    mine = catalog.get("cpc-plus-2018").model_copy(update={"id": "mine-2018"})
    decided = Decision(family="F", label="Of another round", state="tabled", note="later")
    held = Project(name="Core", sets=(mine,), decisions=(decided,))
    Store(str(file)).create(alone(), "Core", held)
    run("align", "mine-2018", "hedis-2018", "--project", "Core", "--out", "r.yaml")
    found = read_recommendation(Path("r.yaml"))
    assert [one.id for one in found.inputs.sets] == ["mine-2018", "hedis-2018"]
    assert decided in found.decisions


def test_members_are_invited(file: Path) -> None:
    run("project", "new", "Core")
    run("project", "invite", "Core", "Con@example.org", "--role", "convener")
    run("project", "invite", "Core", "pat@example.org", "--voter", "payer", "--called", "Pat")
    members = [one.value for one in Store(str(file)).named(alone(), "Core").all(MEMBERS)]
    assert Member(email="pat@example.org", group="payer", name="Pat") in members
    assert members[0].email == "con@example.org"
    run("project", "dismiss", "Core", "Pat@example.org ")
    left = Store(str(file)).named(alone(), "Core").all(MEMBERS)
    assert [one.key for one in left] == ["con@example.org"]
    with pytest.raises(InputError, match="is no member: members are con@"):
        run("project", "dismiss", "Core", "pat@example.org")
    with pytest.raises(InputError, match="needs a convener"):
        run("project", "invite", "Core", "con@example.org", "--role", "member")
    with pytest.raises(UsageError, match="role"):
        run("project", "invite", "Core", "x@example.org", "--role", "boss")


def test_what_is_no_project_is_told(file: Path) -> None:
    with pytest.raises(UsageError, match="project new"):
        run("project", "show", "Core")
    Path("other.yaml").write_text("project: 2\n", "utf-8")
    with pytest.raises(InputError, match=r"other\.yaml:1"):
        run("project", "import", "other.yaml")
    with pytest.raises(InputError, match="cannot be read"):
        run("project", "restore", "no.zip")
    assert read_project(project_file(Project()).encode(), "p.yaml") == Project()


def test_serve_asks_for_a_sign_in_and_tells_the_app(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(UsageError, match="nobody could sign in"):
        run("serve")
    Path(".streamlit").mkdir()
    Path(".streamlit/secrets.toml").write_text('[auth]\nclient_id = "x"\n', "utf-8")
    called: list[tuple[list[str], dict[str, str]]] = []

    def take_over(_program: str, command: list[str], env: dict[str, str]) -> None:
        called.append((command, env))

    monkeypatch.setattr(screens.os, "execve", take_over)
    run("serve", "--store", "postgresql://h/d", "--port", "80")
    run("app")
    monkeypatch.setenv("MALLOC_ARENA_MAX", "7")
    run("serve", "--trust-provider")
    (group, with_group), (own, with_own), (_, trusting) = called
    assert with_group["MEASUREALIGN_SERVE"] == "1"
    assert with_group["MEASUREALIGN_STORE"] == "postgresql://h/d"
    assert group[group.index("--server.port") + 1] == "80"
    assert "MEASUREALIGN_SERVE" not in with_own
    assert (with_group[people.TRUST], trusting[people.TRUST]) == ("", "1")
    assert own[own.index("--server.address") + 1] == "127.0.0.1"
    said = with_own["MALLOC_ARENA_MAX"], trusting["MALLOC_ARENA_MAX"]
    assert said == ("2", "7"), "what the environment says goes first"


def test_what_a_project_holds_can_be_json(file: Path) -> None:
    (made,) = json.loads(run("--json", "project", "new", "Core", "--year", "2018"))
    shown = json.loads(run("--json", "project", "show", "Core"))
    assert shown[0]["text"].startswith("Core · 2018") and "0 own lists" in shown[1]["text"]
    assert json.loads(run("--json", "project", "history", "Core"))
    (table,) = json.loads(run("--json", "project", "list"))
    assert made["text"] in table["rows"][0]
