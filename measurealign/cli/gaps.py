"""The verb for what is missing: gaps."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from measurealign.cli.scoring import RECALLED, SETS, standing, who_is_who

if TYPE_CHECKING:
    from measurealign.cli.page import Page
    from measurealign.crosswalk import Crosswalk
    from measurealign.gaps import Part


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command()(gaps)


def gaps(
    sets: SETS,
    best: Annotated[int, typer.Option(min=0, help="Candidates for each gap")] = 3,
    recalled: RECALLED = False,
) -> None:
    """Show what sets leave out, together: areas, kinds of measure, equity, time horizon."""
    from measurealign.cli.page import Page
    from measurealign.cli.table import at_table
    from measurealign.gaps import gaps as missing
    from measurealign.gaps import listed_by

    table = at_table(sets)
    walk = table.crosswalk.only(standing=standing(recalled))
    found = missing(walk, listed_by(walk, table.ids), best=best)
    page = Page()
    who_is_who(page, walk, table.ids, recalled)
    for side in ("type", "horizon", "equity", "data source"):
        _side(page, walk, side, found.side(side))
    page.title(f"What is missing: {len(found.gaps)}")
    page.say(
        "How many programmes of the catalogue measure it, and the measures that most of them use "
        "(in brackets: programmes; weight of the data route, 1 = chart abstraction)."
    )
    for part in found.gaps:
        page.say("", f"{part.label}   [{part.side}]   {part.programmes} programmes")
        page.say(*(f"   {one.label} ({one.programmes}; {one.weight:g})" for one in part.candidates))
    page.print()


def _side(page: "Page", walk: "Crosswalk", side: str, parts: Sequence["Part"]) -> None:
    from measurealign.cli.page import Column

    page.title(f"The mix by {side}")
    page.table(
        ["", Column("measures", number=True), Column("for example", width=56)],
        [
            (part.label, str(len(part.families)) if part.families or not part.gap else "none",
             walk.family[part.families[0]].label if part.families else "")
            for part in parts
        ],
    )  # fmt: skip
