"""The presets: what each asks, and what each proposes for one table."""

from typing import TYPE_CHECKING, Annotated

import typer

from measurealign.cli.as_json import AS_JSON, print_json

if TYPE_CHECKING:
    from measurealign.alignment.file.side_by_side import PresetAnswer
    from measurealign.cli.page import Page
    from measurealign.cli.selection import Selection


#: What comes, goes, or moves to another tier.
_SIGNS = {"comes": "+", "goes": "-", "moves": "~"}


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command("presets")(list_presets)


def list_presets(
    name: Annotated[str | None, typer.Argument(help="Show one preset in full")] = None,
) -> None:
    """List the rule sets that ship with the tool, or show one."""
    from measurealign.alignment.ask.presets import preset, presets
    from measurealign.cli.page import Head, Page
    from measurealign.export.yaml import to_yaml

    if name is not None and AS_JSON.get():
        print_json(preset(name).model_dump(mode="json", exclude_defaults=True))
        return
    if name is not None:
        typer.echo(to_yaml(preset(name)), nl=False)
        return
    page = Page()
    page.table([Head("id", width=26), "what it asks"], [(one.id, one.says) for one in presets()])
    page.print()


def show_side_by_side(table: "Selection", recalled: bool) -> None:
    """Print what each preset proposes for a table, and why it differs from the default."""
    from measurealign.alignment.file.side_by_side import side_by_side
    from measurealign.cli.page import Page
    from measurealign.cli.quiet import natives_on_stderr

    walk = table.crosswalk.counted(recalled)
    with natives_on_stderr():
        answers = side_by_side(walk, table.ids)
    page = Page()
    page.title("The presets on this table")
    page.say(", ".join(walk.catalog.get(one).label for one in table.ids))
    _overview(page, answers)
    for one in answers[1:]:
        _one(page, one)
    page.print()


def _overview(page: "Page", answers: "tuple[PresetAnswer, ...]") -> None:
    from measurealign.cli.page import Head

    rows = [one.row() for one in answers]
    heads = [Head(head, number=head not in ("preset", "status")) for head in rows[0]]
    page.table(heads, [["" if v is None else str(v) for v in row.values()] for row in rows])


def _one(page: "Page", one: "PresetAnswer") -> None:
    """Print a preset's rule and each difference with its reason."""
    page.title(f"{one.preset.name}  [{one.preset.id}]")
    page.say(one.preset.says)
    if one.problem:
        page.say(f" it proposes nothing: {one.problem}")
    elif not one.differences:
        page.say(" the same measures as the default question")
    for each in one.differences:
        page.say(f" {_SIGNS[each.kind]} {each.measure}  [{each.subject}]: {each.why}")
    page.say(*(f" ! cannot hold: {each}" for each in one.broken))
