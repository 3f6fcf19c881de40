"""The verbs about the aligned set: align, verify, diff."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from measurealign.cli.as_json import print_lines
from measurealign.cli.compare import RECALLED, SETS
from measurealign.cli.presets import show_side_by_side
from measurealign.cli.project import STORE, named
from measurealign.cli.quiet import natives_on_stderr
from measurealign.problems import InputError, UsageError

if TYPE_CHECKING:
    from measurealign.alignment import Goal, Recommendation
    from measurealign.cli.selection import Selection


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command()(align)
    app.command("verify")(check)
    app.command("diff")(compare_rounds)


def align(
    sets: SETS,
    preset: Annotated[str | None, typer.Option(help="Rules in real use; see `presets`")] = None,
    rules: Annotated[Path | None, typer.Option(help="Your own rules, a YAML file")] = None,
    core: Annotated[float | None, typer.Option(help="Core: more than this share (0.5)")] = None,
    menu: Annotated[float | None, typer.Option(help="Menu: at least this share (0.33)")] = None,
    panel: Annotated[int | None, typer.Option(help="Patients of a practice")] = None,
    max_size: Annotated[int | None, typer.Option(help="At most so many measures")] = None,
    size: Annotated[int | None, typer.Option(help="The best set of just so many")] = None,
    floor: Annotated[float | None, typer.Option(help="Least credit that serves (0.5)")] = None,
    weigh: Annotated[str | None, typer.Option(help="each, lives or practices")] = None,
    audience: Annotated[list[str] | None, typer.Option(help="adult, child, all ...")] = None,
    horizon: Annotated[str | None, typer.Option(help="short or long")] = None,
    keep: Annotated[list[str] | None, typer.Option(help="A measure that must be in")] = None,
    exclude: Annotated[list[str] | None, typer.Option(help="A measure that must not")] = None,
    rule: Annotated[
        list[str] | None, typer.Option(help="“at most 3 measures of data source chart”; see docs")
    ] = None,
    cost: Annotated[int | None, typer.Option(help="Cost additions to propose")] = None,
    engagement: Annotated[int | None, typer.Option(help="Engagement additions")] = None,
    frontier: Annotated[bool, typer.Option(help="The best set of each size, too")] = False,
    presets: Annotated[
        bool, typer.Option("--presets", help="What each preset proposes, side by side, and why")
    ] = False,
    seconds: Annotated[float | None, typer.Option(help="Time for each solve")] = None,
    recalled: RECALLED = False,
    project: Annotated[
        str | None, typer.Option(help="A project whose lists, judgements and decisions count")
    ] = None,
    store: STORE = None,
    out: Annotated[Path | None, typer.Option(help="Write the recommendation (YAML)")] = None,
    table: Annotated[Path | None, typer.Option(help="Write the measures (CSV)")] = None,
) -> None:
    """Propose the fewest measures on which the programmes agree, with the reason for each."""
    flags = {
        "core": core, "menu": menu, "panel": panel, "max_size": max_size, "size": size,
        "floor": floor, "weigh": weigh, "audience": audience, "horizon": horizon, "keep": keep,
        "exclude": exclude, "seconds": seconds, "rules": rule,
        "additions": _told({"cost": cost, "engagement": engagement}),
    }  # fmt: skip
    from measurealign.alignment.ask.asked import goal_of
    from measurealign.alignment.file.votes import with_decisions
    from measurealign.cli.selection import selection
    from measurealign.export.proposal import decisions_in, write_proposal

    goal = goal_of(preset, rules, _told(flags), lambda field: "--" + field.replace("_", "-"))
    held = named(project, store).content() if project is not None else None
    earlier = (*(decisions_in(out) if out else ()), *(held.decisions if held else ()))
    chosen = selection(sets, held.sets if held else (), held.judgements if held else ())
    if presets:
        return show_side_by_side(chosen, recalled)
    sys.stderr.write(f"looking for the fewest measures (at most {goal.seconds:g} s a solve)\n")
    found = _answer(chosen, goal, preset, recalled)
    if out is not None:
        write_proposal(out, found, earlier)
        sys.stderr.write(f"wrote {out}\n")
    if table is not None:
        _write_table(table, with_decisions(found, earlier))
    _show(found, chosen, frontier, recalled)


def _told(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that were given: one left alone states nothing."""
    return {name: value for name, value in options.items() if value not in (None, [], {})}


def _answer(
    table: "Selection", goal: "Goal", preset: str | None, recalled: bool
) -> "Recommendation":
    """Return the recommendation as the Python door gives it, own files named."""
    import measurealign
    from measurealign.alignment.file.own_sets import with_files

    with natives_on_stderr():
        found = measurealign.align(
            table.crosswalk, table.ids, goal, preset=preset, recalled=recalled
        )
    return with_files(found, table.files)


def _write_table(out: Path, found: "Recommendation") -> None:
    from measurealign.export.measures import measures_csv
    from measurealign.writing import write

    write(out, measures_csv(found))
    sys.stderr.write(f"wrote {out}\n")


def _show(found: "Recommendation", table: "Selection", frontier: bool, recalled: bool) -> None:
    from measurealign.cli.page import Page
    from measurealign.cli.summary import summary, the_frontier

    page = Page()
    names = {one.id: one.label for one in table.crosswalk.catalog}
    summary(page, found, names)
    if frontier:
        from measurealign.alignment.optimize.frontier import frontier as points

        sys.stderr.write("drawing the frontier\n")
        walk = table.crosswalk.counted(recalled)
        with natives_on_stderr():
            drawn = points(walk, table.ids, found.inputs.goal)
        the_frontier(page, drawn)
    page.print()


def check(
    recommendation: Annotated[
        Path | None, typer.Argument(help="A file that align wrote", metavar="RECOMMENDATION")
    ] = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the file's JSON Schema")] = False,
) -> None:
    """Recompute a recommendation from its own inputs; say what differs, or that all is right."""
    from measurealign.alignment.file.schema import schema_text

    if schema:
        typer.echo(schema_text(), nl=False)
        return
    if recommendation is None:
        raise UsageError("name the recommendation file to verify")
    found = _differs(recommendation)
    if found:
        raise InputError(*(f"{recommendation}: {one}" for one in found))
    typer.echo(f"{recommendation}: every figure is what its inputs give")


def _differs(file: Path) -> tuple[str, ...]:
    """Return what differs between a file and its inputs; of version 1, what has changed since."""
    from measurealign import load_catalog
    from measurealign.alignment.file import read_any
    from measurealign.alignment.file.old import Old, changed
    from measurealign.alignment.file.verify import again, verify

    read = read_any(file)
    with natives_on_stderr():
        catalog = load_catalog()
        if isinstance(read, Old):
            return tuple(changed(read, again(read, catalog)))
        return verify(read, catalog)


def compare_rounds(
    old: Annotated[Path, typer.Argument(help="The earlier recommendation")],
    new: Annotated[Path, typer.Argument(help="The later one")],
) -> None:
    """Tell two rounds apart in words."""
    from measurealign.alignment.file import read_any, read_recommendation
    from measurealign.alignment.file.diff import diff
    from measurealign.alignment.file.old import Old, changed

    before, after = read_any(old), read_recommendation(new)
    lines = tuple(changed(before, after)) if isinstance(before, Old) else diff(before, after)
    print_lines(lines or ("nothing has changed",))
