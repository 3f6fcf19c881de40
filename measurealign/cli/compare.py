"""The verb that lays sets side by side: compare."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from measurealign.cli.page import letters
from measurealign.model import USUAL_CLOSENESS
from measurealign.problems import UsageError
from measurealign.shown import PARTED

if TYPE_CHECKING:
    from measurealign.cli.page import Page
    from measurealign.compare.common import Common
    from measurealign.crosswalk import Crosswalk
    from measurealign.model import Closeness, Match

SETS = Annotated[list[str], typer.Argument(metavar="SET...", help="Ids or files of your own")]
RECALLED = Annotated[bool, typer.Option("--recalled", help="Count rows from memory too (marked ○)")]


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command()(compare)


def compare(
    sets: SETS,
    closeness: Annotated[str, typer.Option(help="strict, harmonized or related")] = USUAL_CLOSENESS,
    recalled: RECALLED = False,
    by_reach: Annotated[
        bool, typer.Option("--by-reach", help="Weigh a measure by how many sets list it")
    ] = False,
    only: Annotated[bool, typer.Option("--only", help="List what one set alone asks, too")] = False,
) -> None:
    """Show how far sets agree, the measures that they share with the evidence, area by area."""
    from measurealign.cli.compare_tables import alignment, areas, pairs
    from measurealign.cli.page import Page
    from measurealign.cli.selection import selection
    from measurealign.scoring import closeness_named

    checked = closeness_named(closeness)
    if len(sets) < 2:
        raise UsageError("compare needs two sets or more; name another")
    table = selection(sets)
    walk = table.crosswalk.counted(recalled)
    page = Page()
    who_is_who(page, walk, table.ids, recalled)
    pairs(page, table.crosswalk, walk, table.ids, by_reach)
    alignment(page, table.crosswalk, walk, table.ids)
    _shared(page, table.crosswalk, walk, table.ids, checked)
    areas(page, walk, table.ids)
    _alone(page, walk, table.ids, only)
    page.print()


def who_is_who(page: "Page", walk: "Crosswalk", ids: Sequence[str], recalled: bool) -> None:
    """Print the sets, how much of each is counted, and what the marks mean."""
    from measurealign.cli.page import LEGEND, Head

    page.title("The sets")
    rows = []
    for id_, letter in letters(ids).items():
        one, counted = walk.catalog.get(id_), walk.listed(id_)
        lines = [m for m in one.measures if m.grain == "measure"]
        out = len(lines) - len(counted)
        note = f"{out} recalled left out" if out else "" if counted else "no row to count"
        rows.append((letter, id_, one.label, str(len(counted)), note))
    page.table(["", "id", "name", Head("rows", number=True), ""], rows)
    page.say(LEGEND + ("" if recalled else "   (--recalled counts ○ too)"))


def _shared(
    page: "Page",
    whole: "Crosswalk",
    walk: "Crosswalk",
    ids: Sequence[str],
    closeness: "Closeness",
) -> None:
    """Print what two sets or more share, each with its evidence."""
    from measurealign.compare.common import common

    found = common(walk, ids, closeness)
    page.title(f"Shared by two sets or more, {closeness}: {len(found)}")
    for one in found:
        _one_shared(page, whole, one, ids)


def _one_shared(page: "Page", whole: "Crosswalk", one: "Common", ids: Sequence[str]) -> None:
    from measurealign.cli.page import MARK
    from measurealign.compare.specification import differences, specification

    name = letters(ids)
    letters_ = " ".join(name[id_] for id_ in one.near)
    near = f"   ({PARTED.lower()}: {letters_})" if one.near else ""
    page.say("", f"{one.label}   [{one.area}]   {' '.join(name[id_] for id_ in one.sets)}{near}")
    first = one.rows[0]
    for row in one.rows:
        role = f" ({row.role})" if row.role in ("retired", "proposed") else ""
        page.say(f"   {name[row.set_id]} {MARK[row.evidence]} {row.name}{role}")
        if row is not first and row.set_id != first.set_id:
            found = whole.match(first.key, row.key)
            sure = "more than 99" if found.confidence > 0.99 else f"{100 * found.confidence:.0f}"
            page.say(f"       {sure} % sure: {briefly(found)}")
    for difference in differences(specification(row) for row in one.rows):
        page.say(f"   differs in {difference}")


def briefly(found: "Match") -> str:
    """Return how two lines relate in a sentence, and what told the measure of each."""
    bond, *told = found.evidence
    by = ", ".join(dict.fromkeys(reason.kind for reason in told))
    return bond.says + (f" (told by {by})" if by else "")


def _alone(page: "Page", walk: "Crosswalk", ids: Sequence[str], listed: bool) -> None:
    """Print what one set alone lists: the number, and the names if asked for."""
    from measurealign.crosswalk import TableNames
    from measurealign.scoring import by_label

    families, label = {id_: walk.families_in(id_) for id_ in ids}, TableNames(walk, tuple(ids))
    page.title("Listed by one set alone (strict)")
    for id_, letter in letters(ids).items():
        rest = frozenset().union(*(families[other] for other in ids if other != id_))
        alone = by_label(walk, families[id_] - rest)
        page.say(f"{letter} {len(alone)} of {len(families[id_])}")
        if listed:
            page.say(*(f"   {label[one]}" for one in alone))
