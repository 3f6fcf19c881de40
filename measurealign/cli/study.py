"""The verb for those who study measure sets: study."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from measurealign.cli.compare import RECALLED
from measurealign.problems import UsageError

if TYPE_CHECKING:
    from measurealign.cli.page import Page
    from measurealign.compare.origin import PublishedStudy
    from measurealign.compare.study import StudyTable
    from measurealign.crosswalk import Crosswalk

_KIND = Annotated[list[str] | None, typer.Option(help="federal, national, state, regional, payer")]
_REGION = Annotated[list[str] | None, typer.Option(help="Part of a region's name")]
_YEAR = Annotated[list[int] | None, typer.Option(help="A year; may be given several times")]


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command()(study)


def study(
    sets: Annotated[list[str] | None, typer.Argument(metavar="[SET...]")] = None,
    kind: _KIND = None,
    region: _REGION = None,
    year: _YEAR = None,
    every_year: Annotated[
        bool, typer.Option("--every-year", help="Count each year of a programme as a set")
    ] = False,
    recalled: RECALLED = False,
) -> None:
    """Count how far sets share measures, beside the published studies of 2013 and 2024."""
    from measurealign.cli.page import Page
    from measurealign.cli.selection import selection

    table = selection(list(sets or ()))
    walk = table.crosswalk.counted(recalled)
    ids = table.ids or _picked(walk, kind or [], region or [], year or [])
    ids = ids if every_year or table.ids else _latest(walk, ids)
    if not ids:
        raise UsageError("no set is of that kind, region and year; `measurealign sets` lists all")
    page = Page()
    _beside(page, walk, table.crosswalk, ids, every_year or bool(table.ids))
    _silent(page, walk, ids)
    ids = tuple(id_ for id_ in ids if walk.listed(id_))
    _mix(page, walk, ids, named=bool(table.ids))
    _groups(page, walk, ids)
    _together(page, walk, ids)
    page.print()


def _picked(
    walk: "Crosswalk", kinds: Sequence[str], regions: Sequence[str], years: Sequence[int]
) -> tuple[str, ...]:
    from typing import get_args

    from measurealign.catalog.programmes import sets_of
    from measurealign.model import SetKind
    from measurealign.problems import nearest

    for kind in kinds:
        if kind not in get_args(SetKind):
            raise UsageError(f"'{kind}' is no kind of set: {nearest(kind, get_args(SetKind))}")
    return sets_of(walk.catalog, kinds, regions, years)


def _latest(walk: "Crosswalk", ids: Sequence[str]) -> tuple[str, ...]:
    """Return the latest year of each programme that has a row to count, else its latest year."""
    from measurealign.catalog.programmes import latest, programme

    told = latest(walk.catalog, [id_ for id_ in ids if walk.listed(id_)])
    of = {id_: programme(walk.catalog.get(id_)) for id_ in ids}
    known = {of[id_] for id_ in told}
    rest = latest(walk.catalog, [id_ for id_ in ids if of[id_] not in known])
    return tuple(sorted((*told, *rest)))


def _silent(page: "Page", walk: "Crosswalk", ids: Sequence[str]) -> None:
    """Name the sets that were asked for and have no row to count."""
    silent = [id_ for id_ in ids if not walk.listed(id_)]
    if silent:
        page.say(f"Without a row that counts (none, or recalled ones only): {', '.join(silent)}.")


def _beside(
    page: "Page", walk: "Crosswalk", whole: "Crosswalk", ids: Sequence[str], every_year: bool
) -> None:
    """Print the study table beside the published figures, and how the methods differ."""
    from measurealign.cli.page import Head
    from measurealign.compare.origin import published
    from measurealign.compare.study import COUNTS
    from measurealign.compare.study import study as count

    found, all_, known = count(walk, ids), count(whole, ids), published()
    paper, seen = known.studies[0], {"source": "seen", "recalled": "recalled, not seen"}
    rows = []
    for name, words, share in COUNTS:
        figure = known.figure(paper.key, name)
        ours = [_figure(getattr(one, name), share) for one in (found, all_)]
        theirs = _figure(figure.value, share) if figure else "-"
        rows.append((words, *ours, theirs, seen[figure.evidence] if figure else ""))
    page.title(f"How far measure sets share measures, beside {paper.name}")
    heads = (Head(one, number=True) for one in ("here", "all rows", "2013"))
    page.table(["", *heads, "the figure of 2013 was"], rows)
    once = "" if every_year else " One set a programme is counted, its latest (--every-year: all)."
    page.say(
        f"Most used here: {found.top}.{once} All rows: recalled ones too.",
        f"2013: {paper.cite}. {paper.url}",
        "The methods differ:",
        *(f"  {line}" for line in paper.method),
    )


def _figure(value: float, share: bool) -> str:
    from measurealign.cli.page import percent

    return percent(value) if share else f"{value:,.0f}"


def _mix(page: "Page", walk: "Crosswalk", ids: Sequence[str], named: bool) -> None:
    """Print measures per payer mix: of the named sets, else of each region."""
    from measurealign.cli.page import Head
    from measurealign.compare.origin import published
    from measurealign.compare.study import PayerMix, payer_mix

    paper = next(one for one in published().studies if one.key == "boone-2024")
    groups = {"the named sets": list(ids)} if named else _regions(walk, ids)
    rows = [_seen(paper)]
    for name, inside in groups.items():
        one: PayerMix = payer_mix(walk, inside)
        rows.append((name, one.contracts, one.per_contract, one.unique, one.distinct_share))
    page.title("Measures that one practice meets with a contract under each set")
    heads = ("contracts", "measures a contract", "distinct over all", "distinct of listed")
    page.table(
        ["", *(Head(one, number=True) for one in heads)],
        [(n, f"{c:.4g}", f"{p:.1f}", f"{u:.4g}", f"{100 * d:.0f} %") for n, c, p, u, d in rows],
    )
    page.say(
        f"{paper.name} (seen; its last column is worked out from the others): {paper.cite}. "
        f"{paper.url}"
    )
    page.say("The methods differ:", *(f"  {line}" for line in paper.method))


def _seen(paper: "PublishedStudy") -> tuple[str, float, float, float, float]:
    """Return what a study counted; the share of distinct measures is worked out."""
    from measurealign.compare.origin import published

    values = {one.count: one.value for one in published().figures if one.study == paper.key}
    whole = values["contracts"] * values["per_contract"]
    return (paper.name, values["contracts"], values["per_contract"], values["unique"],
            values["unique"] / whole)  # fmt: skip


def _regions(walk: "Crosswalk", ids: Sequence[str]) -> dict[str, list[str]]:
    """Group sets by region, where a region has two or more."""
    found: dict[str, list[str]] = {}
    for id_ in ids:
        region = walk.catalog.get(id_).region
        if region:
            found.setdefault(region, []).append(id_)
    return {name: inside for name, inside in sorted(found.items()) if len(inside) > 1}


def _groups(page: "Page", walk: "Crosswalk", ids: Sequence[str]) -> None:
    from measurealign.compare.study import by_area, by_kind, by_region, by_year

    for title, make in (("kind", by_kind), ("region", by_region), ("year", by_year)):
        tables = make(walk, ids)
        if len(tables) > 1:
            _tables(page, f"By {title}", tables)
    _tables(page, "By area", by_area(walk, ids))


def _together(page: "Page", walk: "Crosswalk", ids: Sequence[str]) -> None:
    """Print the groups of sets that agree with each other."""
    from measurealign.compare.matrix import clusters, matrix

    found = [group for group in clusters(matrix(walk, "harmonized", ids), 0.25) if len(group) > 1]
    page.title(
        f"Sets that go together (mean Jaccard 25 % or more, harmonized): {len(found)} groups"
    )
    page.say(*(f"  {', '.join(group)}" for group in found))


def _tables(page: "Page", title: str, tables: Sequence["StudyTable"]) -> None:
    from measurealign.cli.page import Head, percent

    page.title(title)
    heads = ("sets", "listed", "distinct", "shared", "in a third", "top reach", "modifying")
    page.table(
        [Head("", width=30), *(Head(one, number=True) for one in heads)],
        [
            (one.name, str(one.sets), str(one.listings), str(one.distinct), percent(one.shared),
             str(one.by_third), percent(one.top_reach) if one.sets > 1 else "-",
             percent(one.sets_modifying))
            for one in tables
        ],
    )  # fmt: skip
