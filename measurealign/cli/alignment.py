"""The verbs about the aligned set: align, presets, verify, diff."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from measurealign.alignment import Goal, Recommendation

Sets = Annotated[list[str], typer.Argument(help="Set ids of the catalogue, or files of your own")]


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command()(align)
    app.command("presets")(presets_)


def align(
    sets: Sets,
    preset: Annotated[str | None, typer.Option(help="Rules in real use; see `presets`")] = None,
    rules: Annotated[Path | None, typer.Option(help="Your own rules, a YAML file")] = None,
    shared_by: Annotated[int | None, typer.Option(help="Sets that make a measure common")] = None,
    areas: Annotated[str | None, typer.Option(help="shared | all | none")] = None,
    open_: Annotated[
        str | None, typer.Option("--open", help="Open areas: propose | require | leave")
    ] = None,
    tier: Annotated[str | None, typer.Option(help="strict | harmonized")] = None,
    coverage: Annotated[float | None, typer.Option(help="Share of each set, 0 to 1")] = None,
    max_size: Annotated[int | None, typer.Option(help="At most so many measures")] = None,
    size: Annotated[int | None, typer.Option(help="The best set of just so many")] = None,
    keep: Annotated[list[str] | None, typer.Option(help="A measure that must be in")] = None,
    exclude: Annotated[list[str] | None, typer.Option(help="A measure that must not")] = None,
    seconds: Annotated[float | None, typer.Option(help="Time for each solve")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the recommendation (YAML)")] = None,
) -> None:
    """Propose the smallest set of measures that serves all, with the reason for each."""
    flags = {
        "shared_by": shared_by, "areas": areas, "open": open_, "tier": tier, "coverage": coverage,
        "max_size": max_size, "size": size, "keep": keep, "exclude": exclude, "seconds": seconds,
    }  # fmt: skip
    found = answer(sets, _goal(preset, rules, flags), preset)
    from measurealign.cli.summary import summary

    if out is not None:
        _write(out, found)
    typer.echo(summary(found))
    if found.status == "infeasible":
        raise typer.Exit(1)


def answer(sets: list[str], goal: "Goal", preset: str | None) -> "Recommendation":
    """Return the recommendation for sets named as ids or files."""
    from measurealign import align as ask
    from measurealign.cli.table import at_table

    table = at_table(sets)
    sys.stderr.write(f"looking for the aligned set (at most {goal.seconds:g} seconds a solve)\n")
    return ask(table.crosswalk.only(), table.ids, goal)


def _goal(preset: str | None, rules: Path | None, flags: dict[str, Any]) -> "Goal":
    """Return the goal: the preset, over it the rules file, over it the options."""
    from measurealign.alignment.presets import merged, read_rules
    from measurealign.alignment.presets import preset as named

    asked = {name: value for name, value in flags.items() if value not in (None, [])}
    parts = [named(preset).goal] if preset else []
    parts += [read_rules(rules)] if rules else []
    return merged(*parts, _from_flags(asked))


def _from_flags(asked: dict[str, Any]) -> "Goal":
    """Return the goal that options state; raise UsageError for values that they cannot have."""
    from pydantic import ValidationError

    from measurealign.alignment import Goal
    from measurealign.problems import UsageError

    try:
        return Goal.model_validate(asked)
    except ValidationError as error:
        raise UsageError(
            *(
                f"--{str(each['loc'][0]).replace('_', '-')}: {each['msg']} (got {each['input']})"
                for each in error.errors()
            )
        ) from None


def _write(out: Path, found: "Recommendation") -> None:
    from measurealign.export.yaml import to_yaml, write

    write(out, to_yaml(found))


def presets_(
    name: Annotated[str | None, typer.Argument(help="Show one preset in full")] = None,
) -> None:
    """List the rule sets that ship with the tool, or show one."""
    from measurealign.alignment.presets import preset, presets
    from measurealign.export.yaml import to_yaml

    if name is not None:
        typer.echo(to_yaml(preset(name)), nl=False)
        return
    for one in presets():
        typer.echo(f"{one.id:28} {one.name}\n{'':28} {one.says}")
