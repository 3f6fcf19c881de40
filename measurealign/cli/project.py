"""The verbs about projects in the store: list, new, show, export, import, history, back up ..."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from measurealign.cli.as_json import print_lines
from measurealign.problems import InputError

if TYPE_CHECKING:
    from measurealign.export.project import Project
    from measurealign.store import KeptProject, Store

STORE = Annotated[
    str | None,
    typer.Option(
        envvar="MEASUREALIGN_STORE", show_envvar=True, help="A file, or postgresql://...",
    ),
]  # fmt: skip
NAME = Annotated[str, typer.Argument(help="The project's name, or its id")]
OUT = Annotated[Path, typer.Option(help="The file to write")]

group = typer.Typer(no_args_is_help=True, help="Projects: what a workgroup keeps.")


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.add_typer(group, name="project")


def opened(store: str | None) -> "Store":
    """Open the store."""
    from measurealign.store import Store

    return Store(store)


def named(name: str, store: str | None) -> "KeptProject":
    """Return a project by its name or id, as whoever runs the command sees it."""
    from measurealign.store import alone

    return opened(store).named(alone(), name)


@group.command("list")
def list_(store: STORE = None) -> None:
    """List the projects, the last changed first."""
    from measurealign.cli.page import Head, Page
    from measurealign.store import alone

    page = Page()
    rows = [
        (one.about.name, str(one.about.year or ""), one.about.region or "", one.changed, one.id)
        for one in opened(store).projects(alone())
    ]
    page.table([Head("project", width=30), "year", "region", "changed", "id"], rows)
    page.print()


@group.command()
def new(
    name: Annotated[str, typer.Argument(help="What the project is called")],
    year: Annotated[int | None, typer.Option(help="The year it is made for")] = None,
    region: Annotated[str | None, typer.Option(help="Where")] = None,
    store: STORE = None,
) -> None:
    """Make a project; its id, which the address of the screens bears, is printed."""
    from measurealign.export.project import Project
    from measurealign.store import alone

    given = Project(name=name, year=year, region=region)
    print_lines([opened(store).create(alone(), name, given).id])


@group.command()
def show(name: NAME, store: STORE = None) -> None:
    """Show what a project holds, and its last changes."""
    from measurealign.store.kinds import MEMBERS, ROUNDS

    project = named(name, store)
    held = project.content()
    counts = {"own lists": held.sets, "judgements": held.judgements, "decisions": held.decisions,
              "votes": held.votes, "comments": held.comments, "rounds": project.all(ROUNDS),
              "members": project.all(MEMBERS)}  # fmt: skip
    about = f"{held.name} · {held.year or 'no year'} · {held.region or 'no region'}"
    told = ", ".join(f"{len(found)} {what}" for what, found in counts.items())
    print_lines([about, told, *_changes(project, 5)])


@group.command()
def export(name: NAME, out: OUT, store: STORE = None) -> None:
    """Write a project file (YAML), which `import` and the screens open."""
    from measurealign.export.project import project_file
    from measurealign.writing import write

    write(out, project_file(named(name, store).content()))
    typer.echo(f"wrote {out}", err=True)


@group.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A project file, or a file of judgements")],
    name: Annotated[str | None, typer.Option(help="What to call it; default: as the file")] = None,
    into: Annotated[str | None, typer.Option(help="A project that it is added to")] = None,
    store: STORE = None,
) -> None:
    """Put a project file, or a decisions.yaml of judgements, into a new project or into one."""
    from measurealign import load_catalog
    from measurealign.export.project import set_apart
    from measurealign.store import alone

    given = set_apart(_read(file), load_catalog())
    if into is not None:
        project = named(into, store)
        project.fill(given.model_copy(update={"name": None}))
    else:
        given = given.model_copy(update={"name": name or given.name or file.stem})
        project = opened(store).create(alone(), str(given.name), given)
    print_lines([project.id])


@group.command()
def history(
    name: NAME,
    most: Annotated[int | None, typer.Option(help="So many lines")] = None,
    store: STORE = None,
) -> None:
    """Tell who changed what and when, latest first."""
    print_lines([*_changes(named(name, store), most)])


@group.command()
def backup(name: NAME, out: OUT, store: STORE = None) -> None:
    """Write everything of a project, history and original files too, as one ZIP file."""
    from measurealign.store.backup import backup as zipped
    from measurealign.writing import write

    write(out, zipped(named(name, store)))
    typer.echo(f"wrote {out}", err=True)


@group.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `backup` wrote")], store: STORE = None
) -> None:
    """Put a backup into a store that does not have the project (any more)."""
    from measurealign.store import alone
    from measurealign.store.backup import restore as unzipped

    try:
        content = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror}") from None
    print_lines([unzipped(opened(store), alone(), content).id])


@group.command()
def invite(
    name: NAME,
    email: Annotated[str, typer.Argument(help="The address that the person signs in with")],
    role: Annotated[str, typer.Option(help="convener, member or reader")] = "member",
    voter: Annotated[str | None, typer.Option(help="payer, practice, consumer or state")] = None,
    called: Annotated[str | None, typer.Option(help="The person's name")] = None,
    store: STORE = None,
) -> None:
    """Make somebody a member of a project, or change role and group."""
    from measurealign.cli.given import made
    from measurealign.store import Member

    told = {"email": email, "role": role, "group": voter, "name": called}
    named(name, store).invite(made(Member, told))


@group.command()
def dismiss(
    name: NAME,
    email: Annotated[str, typer.Argument(help="The address of the member who leaves")],
    store: STORE = None,
) -> None:
    """End a membership; what the person said stays."""
    named(name, store).dismiss(email)


@group.command()
def delete(
    name: NAME,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask")] = False,
    store: STORE = None,
) -> None:
    """Delete a project with its history and files; nothing of it is left in the store."""
    project = named(name, store)
    if not yes:
        typer.confirm(f"Delete '{project.about().value.name}' for good?", abort=True, err=True)
    project.delete()


def _changes(project: "KeptProject", most: int | None) -> Iterator[str]:
    for one in project.history(most):
        what = "taken away" if one.after is None else "changed" if one.before else "new"
        yield f"{one.at}  {one.by}  {one.kind} {one.key}: {what}"


def _read(file: Path) -> "Project":
    """Read a project file; of a file of judgements, a project that holds these."""
    from measurealign import judgements
    from measurealign.catalog.marks import parsed
    from measurealign.catalog.reader import contents
    from measurealign.export.project import Project, read_project

    content = contents(file)
    found, _ = parsed(content, str(file))
    if found is not None and isinstance(found.data, dict) and set(found.data) == {"judgements"}:
        return Project(judgements=judgements.read_judgements(file))
    return read_project(content, str(file))
