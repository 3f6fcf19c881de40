"""The verb for what is missing: gaps."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from measurealign.cli.compare import RECALLED, who_is_who
from measurealign.problems import UsageError
from measurealign.shown import count_of

if TYPE_CHECKING:
    from measurealign.alignment.explain.gaps import Gaps, GapSide, MixPart
    from measurealign.cli.page import Page
    from measurealign.crosswalk import Crosswalk, TableNames


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command()(gaps)


def gaps(
    sets: Annotated[
        list[str] | None, typer.Argument(metavar="[SET...]", help="Ids or files of your own")
    ] = None,
    proposal: Annotated[
        Path | None, typer.Option(help="A recommendation: what its measures leave out")
    ] = None,
    best: Annotated[int, typer.Option(min=0, help="Candidates for each gap")] = 3,
    recalled: RECALLED = False,
) -> None:
    """Show what sets, together, or a proposal leave out: areas, kinds, equity, timing."""
    from measurealign.alignment.explain.gaps import gaps as missing
    from measurealign.alignment.explain.gaps import listed_by
    from measurealign.cli.page import Page
    from measurealign.cli.selection import selection
    from measurealign.crosswalk import TableNames

    if bool(sets) == bool(proposal):
        raise UsageError("name sets, or a proposal with --proposal, not both")
    table = selection(sets or [])
    walk = table.crosswalk.counted(recalled)
    page = Page()
    if proposal:
        families = _chosen(walk, proposal)
        page.say(f"{count_of(len(families))} of {proposal}, additions included.")
    else:
        families = listed_by(walk, table.ids)
        who_is_who(page, walk, table.ids, recalled)
    called = TableNames(walk, tuple(table.ids))
    _print(page, called, missing(called, families, best=best))


def _chosen(walk: "Crosswalk", proposal: Path) -> frozenset[str]:
    """Return the families of a recommendation; say on stderr which are not in the catalog."""
    from measurealign.alignment.file import read_recommendation

    found = read_recommendation(proposal)
    named = {one.facts.family: one.facts.label for one in found.chosen}
    named |= {one.family: one.name for one in found.additions if one.family}
    for family in sorted(named.keys() - walk.family.keys()):
        sys.stderr.write(f"{proposal}: not in this catalog, left out: {named[family]}\n")
    return frozenset(named.keys() & walk.family.keys())


def _print(page: "Page", called: "TableNames", found: "Gaps") -> None:
    sides: tuple[GapSide, ...] = ("type", "timing", "equity", "data source")
    for side in sides:
        _side(page, called, side, found.side(side))
    page.title(f"What is missing: {len(found.gaps)}")
    page.say(
        "How many programmes of the catalog measure it, and the measures that most of them use "
        "(in brackets: programmes; weight of the data route, 1 = chart abstraction)."
    )
    for part in found.gaps:
        page.say("", f"{part.label}   [{part.side}]   {count_of(part.programmes, 'programme')}")
        page.say(*(f"   {one.label} ({one.programmes}; {one.weight:g})" for one in part.candidates))
    page.print()


def _side(page: "Page", called: "TableNames", side: "GapSide", parts: Sequence["MixPart"]) -> None:
    from measurealign.cli.page import Head

    page.title(f"The mix by {side}")
    page.table(
        ["", Head("measures", number=True), Head("for example", width=56)],
        [
            (part.label, str(len(part.families)) if part.families or not part.gap else "none",
             called[part.families[0]] if part.families else "")
            for part in parts
        ],
    )  # fmt: skip
