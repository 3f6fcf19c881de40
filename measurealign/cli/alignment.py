"""The verbs about the aligned set: align, presets, verify, diff."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from measurealign.cli.compare import RECALLED, SETS, standing
from measurealign.cli.quiet import natives_on_stderr
from measurealign.problems import InputError, UsageError

if TYPE_CHECKING:
    from measurealign.alignment import Decision, Goal, Recommendation
    from measurealign.cli.selection import Selection


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command()(align)
    app.command("presets")(list_presets)
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
    seconds: Annotated[float | None, typer.Option(help="Time for each solve")] = None,
    recalled: RECALLED = False,
    out: Annotated[Path | None, typer.Option(help="Write the recommendation (YAML)")] = None,
    table: Annotated[Path | None, typer.Option(help="Write the measures (CSV)")] = None,
) -> None:
    """Propose the fewest measures on which the programmes agree, with the reason for each."""
    flags = {
        "core": core, "menu": menu, "panel": panel, "max_size": max_size, "size": size,
        "floor": floor, "weigh": weigh, "audience": audience, "horizon": horizon, "keep": keep,
        "exclude": exclude, "seconds": seconds, "rules": rule,
        "additions": {"cost": cost, "engagement": engagement},
    }  # fmt: skip
    goal = _goal(preset, rules, flags)
    earlier = _earlier(out)
    from measurealign.cli.selection import selection

    chosen = selection(sets)
    with natives_on_stderr():
        found = _answer(chosen, goal, recalled)
    found = _completed(found, sets, chosen, preset)
    if out is not None:
        _write(out, found, earlier)
    if table is not None:
        _write_table(table, found)
    _show(found, chosen, frontier, recalled)


def _answer(table: "Selection", goal: "Goal", recalled: bool) -> "Recommendation":
    """Return the recommendation."""
    from measurealign.alignment import align as ask

    walk = table.crosswalk.only(standing=standing(recalled))
    sys.stderr.write(f"looking for the fewest measures (at most {goal.seconds:g} s a solve)\n")
    return ask(walk, table.ids, goal)


def _completed(
    found: "Recommendation", names: list[str], table: "Selection", preset: str | None
) -> "Recommendation":
    """Return the recommendation with own sets and judgements held in it, and the preset's name."""
    from measurealign import judgements, load_catalog
    from measurealign.alignment.file.own_sets import with_inputs

    shipped = load_catalog()
    own = [table.crosswalk.catalog.get(one) for one in table.ids if one not in shipped]
    alone = len(names) == len(table.ids)
    files = dict(zip(table.ids, names, strict=True)) if alone else {}
    return with_inputs(found, own, preset, files, judgements.own())


def _goal(preset: str | None, rules: Path | None, flags: dict[str, Any]) -> "Goal":
    """Return the goal: the preset, over it the rules file, over it the options.

    Rules and names to keep or exclude are added to those before; all else is replaced.
    """
    from measurealign.alignment.ask.presets import merged, read_rules
    from measurealign.alignment.ask.presets import preset as named
    from measurealign.alignment.ask.sentences import read_rule

    base = merged(
        *([named(preset).goal] if preset else []), *([read_rules(rules)] if rules else [])
    )
    asked = {name: value for name, value in flags.items() if value not in (None, [])}
    asked["additions"] = base.additions.model_dump() | {
        purpose: count for purpose, count in asked["additions"].items() if count is not None
    }
    asked["rules"] = [read_rule(text) for text in asked.get("rules", ())]
    for name in ("rules", "keep", "exclude"):
        asked[name] = (*getattr(base, name), *asked.get(name, ()))
    return merged(base, _from_flags(asked))


def _from_flags(asked: dict[str, Any]) -> "Goal":
    """Return the goal that options state; raise UsageError for values that they cannot have."""
    from pydantic import ValidationError

    from measurealign.alignment import Goal

    try:
        return Goal.model_validate(asked)
    except ValidationError as error:
        raise UsageError(
            *(
                f"--{str(each['loc'][-1]).replace('_', '-')}: {each['msg']} (got {each['input']})"
                for each in error.errors()
            )
        ) from None


def _earlier(out: Path | None) -> "tuple[Decision, ...]":
    """Return the decisions of the file that a new one will replace; they must not be lost."""
    if out is not None and not out.parent.is_dir():
        raise InputError(f"{out}: cannot be written: choose a folder that exists")
    if out is None or not out.exists():
        return ()
    from measurealign.alignment.file import read_any

    try:
        return read_any(out).decisions
    except InputError as error:
        remedy = f"{out} is no recommendation that can be read; choose another name or mend it:"
        raise InputError(remedy, *error.problems[:10]) from None


def _write(out: Path, found: "Recommendation", earlier: "tuple[Decision, ...]") -> None:
    from measurealign.alignment.file.votes import with_decisions
    from measurealign.export.yaml import recommendation_file, write

    write(out, recommendation_file(with_decisions(found, earlier)))
    sys.stderr.write(f"wrote {out}\n")


def _write_table(out: Path, found: "Recommendation") -> None:
    from measurealign.export.measures import measures_csv
    from measurealign.export.yaml import write

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
        walk = table.crosswalk.only(standing=standing(recalled))
        with natives_on_stderr():
            drawn = points(walk, table.ids, found.inputs.goal)
        the_frontier(page, drawn)
    page.print()


def list_presets(
    name: Annotated[str | None, typer.Argument(help="Show one preset in full")] = None,
) -> None:
    """List the rule sets that ship with the tool, or show one."""
    from measurealign.alignment.ask.presets import preset, presets
    from measurealign.cli.page import Column, Page
    from measurealign.export.yaml import to_yaml

    if name is not None:
        typer.echo(to_yaml(preset(name)), nl=False)
        return
    page = Page()
    page.table([Column("id", width=26), "what it asks"], [(one.id, one.says) for one in presets()])
    page.print()


def check(
    recommendation: Annotated[
        Path | None, typer.Argument(help="A file that align wrote", metavar="RECOMMENDATION")
    ] = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the file's JSON Schema")] = False,
) -> None:
    """Recompute a recommendation from its own inputs; silent when all is right."""
    from measurealign.alignment.file.schema import schema_text

    if schema:
        typer.echo(schema_text(), nl=False)
        return
    if recommendation is None:
        raise UsageError("name the recommendation file to verify")
    found = _differs(recommendation)
    if found:
        raise InputError(*(f"{recommendation}: {one}" for one in found))


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
    typer.echo("\n".join(lines) if lines else "nothing has changed")
