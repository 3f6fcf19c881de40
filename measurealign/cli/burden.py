"""The verb for a practice: burden."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from measurealign.cli.compare import RECALLED, SETS, who_is_who
from measurealign.cli.page import letters
from measurealign.shown import count_of

if TYPE_CHECKING:
    from measurealign.burden import Ask, Burden, Conflict
    from measurealign.burden.effort import Parameters
    from measurealign.cli.page import Page
    from measurealign.crosswalk import Crosswalk


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command()(burden)


def burden(
    sets: SETS,
    clinicians: Annotated[int, typer.Option(min=1, help="Clinicians of the practice")] = 1,
    panel: Annotated[int | None, typer.Option(min=1, help="Patients of the practice")] = None,
    parameters: Annotated[
        Path | None, typer.Option(help="Your own figures (form: data/burden.yaml)")
    ] = None,
    aligned: Annotated[
        bool, typer.Option("--aligned", help="Show what the minimal aligned set would save")
    ] = False,
    recalled: RECALLED = False,
) -> None:
    """Show what payers ask of a practice: twice, in conflict, by which route, the cost."""
    from measurealign.burden import burden as what_is_asked
    from measurealign.burden.effort import parameters as read_parameters
    from measurealign.cli.page import Page
    from measurealign.cli.selection import selection

    given = read_parameters(parameters)
    table = selection(sets)
    walk = table.crosswalk.counted(recalled)
    found = what_is_asked(walk, table.ids, given)
    page = Page()
    who_is_who(page, walk, table.ids, recalled)
    _asked(page, walk, found, given)
    _costs(page, walk, found, given, clinicians, panel, aligned)
    page.print()


def _costs(
    page: "Page", walk: "Crosswalk", found: "Burden", given: "Parameters",
    clinicians: int, panel: int | None, aligned: bool,
) -> None:  # fmt: skip
    """Print what it costs, whether the panel is large enough, what alignment would save."""
    from measurealign.cli.cost import cost, panel_size, savings

    cost(page, found, clinicians, given)
    if panel is not None:
        panel_size(page, walk, found, panel, clinicians, given)
    if aligned:
        savings(page, walk, found, clinicians, given)


def _asked(page: "Page", walk: "Crosswalk", found: "Burden", given: "Parameters") -> None:
    """Print all that is asked: how much, what twice, what in conflict, by which route."""
    _totals(page, found)
    _repeated(page, found, found.sets)
    _conflicts(page, walk, found, found.sets)
    _by_route(page, found, given)
    _by_area(page, found)
    _routes(page, found, given, found.sets)


def _totals(page: "Page", found: "Burden") -> None:
    from measurealign.cli.page import Head

    sharp = [one for one in found.conflicts if not one.route_only]
    rows = [
        ("rows that ask for a measure", found.listings, f"{found.choice} may be left out"),
        ("rows wanted", found.required, _demanded(found)),
        ("distinct measures wanted", found.reported, "at most: chosen ones serve one set"),
        ("distinct measures", found.measures, f"{len(found.repeated)} asked by two sets or more"),
        ("  under different names", len(found.renamed), "the same measure, worded differently"),
        ("distinct subjects", found.subjects, "A1c control, breast cancer screening ..."),
        ("distinct specifications", found.specifications, "at least: rows often tell none"),
        ("asked in conflicting ways", len(sharp), "named below"),
        ("reports", found.reports, "pairs of set and data route"),
    ]  # fmt: skip
    page.title("What is asked")
    page.table(["", Head("", number=True), ""], [(name, str(n), note) for name, n, note in rows])
    if found.not_asked:
        names = ", ".join(f"{row.name} ({row.role})" for row in found.not_asked)
        page.say(f"Not counted, for the set itself no longer or not yet asks it: {names}.")


def _demanded(found: "Burden") -> str:
    """Tell how many of its rows each set wants reported, where it is not all."""
    name = letters(found.sets)
    few = [one for one in found.demands if one.required < one.listed or not one.told]
    return "; ".join(f"{name[one.set]} {one.says}" for one in few) or "all that is asked"


def _repeated(page: "Page", found: "Burden", ids: Sequence[str]) -> None:
    from measurealign.cli.page import MARK, Head

    name = letters(ids)
    page.title(f"Asked by several: {len(found.repeated)}")
    rows = []
    for ask in found.repeated:
        marks = {row.set_id: MARK[row.evidence] for row in ask.rows}
        who = " ".join(f"{name[id_]}{marks[id_]}" for id_ in ask.sets)
        other = [_as(ask, one, name) for one in ask.names] if len(ask.names) > 1 else []
        rows.append(("\n".join([f"{ask.label}   [{ask.area}]", *other]), who))
    page.table([Head("", width=84), ""], rows)


def _as(ask: "Ask", wording: str, name: Mapping[str, str]) -> str:
    """Tell which sets call a measure so."""
    from measurealign.compare.specification import plain

    askers = [name[row.set_id] for row in ask.rows if plain(row.name) == plain(wording)]
    return f"   {' '.join(dict.fromkeys(askers))}: {wording}"


def _conflicts(page: "Page", walk: "Crosswalk", found: "Burden", ids: Sequence[str]) -> None:
    sharp = [one for one in found.conflicts if not one.route_only]
    page.title(f"Asked in conflicting ways: {len(sharp)}")
    for one in sharp:
        _conflict(page, walk, one, ids)


def _by_route(page: "Page", found: "Burden", given: "Parameters") -> None:
    """Print the measures asked by different routes, and what is known of such differences."""
    from measurealign.burden.estimate import route_gaps

    mild = [one for one in found.conflicts if one.route_only]
    page.title(f"The same measure by different data routes: {len(mild)}")
    page.say(*(f"{one.label}: {one.differences[0]}" for one in mild))
    for gap in dict.fromkeys(gap for _, gap in route_gaps(found, given)):
        study = given.study(gap.study)
        page.say(
            f"Known of {' and '.join(gap.routes)}: {gap.points:g} points apart on average, over "
            f"{count_of(gap.measures)}; {gap.says} ({study.name}; {study.setting})."
        )


def _conflict(page: "Page", walk: "Crosswalk", one: "Conflict", ids: Sequence[str]) -> None:
    """Print the rows of a conflict side by side, in the dimensions that any of them tells."""
    from measurealign.cli.page import MARK
    from measurealign.compare.specification import DIMENSIONS

    name = letters(ids)
    differ = list(dict.fromkeys(each.dimension for each in one.differences))
    told = [d for d in DIMENSIONS if any(spec.value(d) for spec in one.specifications)]
    bound = "a part, the whole or another specification"
    what = "differ in " + ", ".join(differ) if differ else bound
    page.say("", f"{one.label}   [{one.area}]: {what}")
    for n, left in enumerate(one.families):
        for right in sorted(set(one.families[n + 1 :]) & walk.bonded(left).keys()):
            page.say(f"   {walk.bond(left, right).says}")
    page.table(
        ["", "as printed", *told],
        [
            (f"{name[row.set_id]} {MARK[row.evidence]}", row.name,
             *(spec.value(d) or "·" for d in told))
            for row, spec in zip(one.rows, one.specifications, strict=True)
        ],
    )  # fmt: skip


def _by_area(page: "Page", found: "Burden") -> None:
    """Print the areas that several sets ask about, and how many measures for each."""
    from measurealign.cli.page import Head

    name, rows = letters(found.sets), []
    for area, asks in found.areas.items():
        who = [id_ for id_ in found.sets if any(id_ in one.sets for one in asks)]
        twice = sum(len(one.sets) > 1 for one in asks)
        if len(who) > 1:
            rows.append((area, " ".join(name[id_] for id_ in who), str(len(asks)), str(twice)))
    page.title(f"Areas that several ask about: {len(rows)}")
    heads = (Head(one, number=True) for one in ("measures", "asked by two or more"))
    page.table(["area", "asked by", *heads], rows)


def _routes(page: "Page", found: "Burden", given: "Parameters", ids: Sequence[str]) -> None:
    from measurealign.cli.page import Head

    name = letters(ids)
    page.title("By which route the data travel")
    page.table(
        ["route", Head("rows", number=True), Head("of them inferred", number=True),
         "sets", Head("weight", number=True)],
        [
            (given.route(use.route).label, str(use.rows), str(use.inferred),
             " ".join(name[id_] for id_ in use.sets), f"{given.route(use.route).practice:g}")
            for use in found.routes
        ],
    )  # fmt: skip
    page.say(
        "Inferred: the row names no data source; rows of the same measure in other sets do.",
        "Weight: an assumption, 1 = a chart is opened and abstracted; all measures together: "
        f"{found.weight:.1f}. Edit it with --parameters.",
    )
