"""The verb for a programme's years: changes."""

from typing import TYPE_CHECKING, Annotated

import typer

from measurealign.problems import UsageError

if TYPE_CHECKING:
    from measurealign.cli.page import Page
    from measurealign.compare.year_to_year import YearChange
    from measurealign.crosswalk import Crosswalk


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command()(changes)


def changes(
    sets: Annotated[
        list[str], typer.Argument(metavar="PROGRAMME | SET SET...", help="e.g. or-cco-incentive")
    ],
    across: Annotated[
        bool, typer.Option("--across", help="The two sets are of different programmes, on purpose")
    ] = False,
    all_: Annotated[bool, typer.Option("--all", help="List the measures that stayed, too")] = False,
) -> None:
    """Show what changed in a programme from year to year: renamed, replaced, retired, new."""
    from measurealign.cli.page import LEGEND, Page
    from measurealign.cli.selection import selection
    from measurealign.compare.year_to_year import through_the_years

    table = selection([] if len(sets) == 1 else sets)
    ids = table.ids or _years(table.crosswalk, sets[0])
    page = Page()
    page.say(f"All rows are counted, recalled ones too. {LEGEND}")
    for one in through_the_years(table.crosswalk, ids, across):
        _year(page, one, all_)
    page.print()


def _years(walk: "Crosswalk", name: str) -> tuple[str, ...]:
    from measurealign.catalog.programmes import programme, years_of

    named = programme(walk.catalog.get(name)) if name in walk.catalog else name
    ids = years_of(walk.catalog, named)
    if len(ids) < 2:
        raise UsageError(f"the catalog has one year of '{name}' only; name two sets")
    return ids


def _year(page: "Page", one: "YearChange", all_: bool) -> None:
    from measurealign.cli.page import MARK
    from measurealign.compare.year_to_year import KINDS

    page.title(f"{one.old} to {one.new}: " + ", ".join(f"{one.count(k)} {k}" for k in KINDS))
    for change in one.changes:
        if change.kind == "kept" and not all_:
            continue
        rows = change.after or change.before
        names = " / ".join(f"{MARK[row.evidence]} {row.name}" for row in rows)
        page.say(f"  {change.kind}: {names}")
        if change.before and change.kind in ("renamed", "respecified", "replaced"):
            page.say("      was: " + " / ".join(row.name for row in change.before))
        page.say(*(f"      {difference}" for difference in change.differences))
