"""The catalog on pages of text: sets, areas, one set, regions."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from measurealign.catalog.programmes import counted as editions
from measurealign.catalog.programmes import programme, reach
from measurealign.cli.page import LEGEND, MARK, Head, Page, percent
from measurealign.model import STANDINGS, Measure, MeasureSet, counting
from measurealign.shown import count_of

if TYPE_CHECKING:
    from measurealign.catalog.regions import Region
    from measurealign.catalog.sample import Drawn

_LISTS = {
    "complete": "all named",
    "near": "nearly all",
    "partial": "some named",
    "none": "none sourced",
}


def sets(chosen: Sequence[MeasureSet]) -> Page:
    """Return the sets by kind: id, name, year, region, measures counted of rows, evidence."""
    page = Page()
    for kind in dict.fromkeys(one.kind for one in sorted(chosen, key=_kind_order)):
        inside = [one for one in chosen if one.kind == kind]
        page.title(f"{kind} ({len(inside)})")
        page.table(*_grid(inside))
    rows = [measure for one in chosen for measure in one.measures]
    number = editions(chosen)
    page.title(f"{number}, {len(rows):,} rows, {sum(map(counted, rows)):,} counted")
    page.say(LEGEND, "Counted: rows that name one measure and were read in a source or inferred.")
    return page


def areas(chosen: Sequence[MeasureSet]) -> Page:
    """Return how many measures each area has, and the share of `other`."""
    from measurealign import crosswalk
    from measurealign.catalog import Catalog
    from measurealign.catalog.areas import areas

    found = Counter(crosswalk(Catalog.of(chosen)).areas.values())
    total = sum(found.values())
    page = Page()
    columns: list[Head | str] = [
        "area",
        Head("measures", number=True),
        Head("share", number=True),
    ]
    labels = {area.id: area.label for area in areas()}
    ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    page.table(columns, ((labels.get(id_, id_), f"{n:,}", _share(n, total)) for id_, n in ranked))
    other = found.get("other", 0)
    page.say("", f"{total:,} measures; {other} ({_share(other, total)}) have no area of their own.")
    return page


def one_set(one: MeasureSet, notes: bool) -> Page:
    """Return a set: who, how, where it was read, and its measures."""
    page = Page()
    page.title(f"{one.label} · {one.id}")
    place = f", {one.region}" if one.region else ""
    page.say(one.name, f"{one.sponsor} · {one.kind}{place} · {one.status}")
    if one.payers:
        page.say("Payers: " + "; ".join(one.payers))
    page.say(f"Programme: {programme(one)}" + (f" ({reached})" if (reached := _reach(one)) else ""))
    for title, text in (
        ("How it operates", one.operation),
        ("How it asks", one.asks if one.measures else None),
        ("Fixed", one.fixed_by),
        ("May be changed", one.may_change),
        ("Note", one.note),
    ):
        if text:
            page.title(title)
            page.say(text)
    if one.sources:
        _sources(page, one)
    _measures(page, one, notes)
    return page


def _sources(page: Page, one: MeasureSet) -> None:
    page.title("Sources")
    for source in one.sources:
        told = f": {source.note}" if source.note else ""
        page.say(f"{source.key}  {STANDINGS[source.whose].label}  {source.title}{told}")
        if source.url:
            page.say(f"    {source.url}")


def drawn(rows: "Sequence[Drawn]") -> Page:
    """Return rows drawn by lot: each as the set prints it, and where it was read."""
    page = Page()
    for at, one in enumerate(rows, 1):
        row, source = one.row, one.source
        page.title(f"{at}. {MARK[row.evidence]} {row.name}")
        page.say(f"   {row.key}", f"   {one.set.name}, {one.set.year} · {one.set.sponsor}")
        told = (*map(str, row.ids), row.steward, row.type, row.data_source, row.role, row.note)
        page.say("   " + " · ".join(word for word in told if word))
        page.say(f"   {source.title}: {source.url}" if source else "   no source")
    page.say("", f"{count_of(len(rows), 'row')}. {LEGEND}")
    return page


def _reach(one: MeasureSet) -> str | None:
    found = reach().get(programme(one))
    return f"{found.says}, {found.year}" if found else None


def regions(known: "Sequence[Region]") -> Page:
    """Return the CPC+ regions: round, payers, sets, measures read."""
    page = Page()
    columns = [
        Head("region", width=28), Head("round", number=True), Head("payers", number=True),
        Head("payer list", width=14), Head("sets", number=True),
        Head("efforts without a list", number=True), Head("measures read", number=True),
        Head("of them asked for", number=True),
    ]  # fmt: skip
    page.table(
        columns,
        (
            (
                one.name, str(one.sheet.round), str(len(one.sheet.payers)),
                _LISTS[one.sheet.payer_list], str(len(one.sets)), str(len(one.efforts)),
                str(one.read) if one.read else "none found", str(one.asked),
            )
            for one in known
        ),
    )  # fmt: skip
    page.say("", "Sets count where they are of the region or of its whole state.")
    page.say("Measures read: single measures seen in a source; inferred and recalled ones are not.")
    page.say("Asked for: without what a State only publishes (role `monitoring`).")
    return page


def region(one: "Region") -> Page:
    """Return one region: payers, how it operates, sets, gaps, sources."""
    from measurealign.catalog.regions import ASPECTS

    page, sheet = Page(), one.sheet
    page.title(f"{sheet.name} · CPC+ round {sheet.round}" + (f" · {sheet.area}" * bool(sheet.area)))
    page.title(f"Payers ({_LISTS[sheet.payer_list]})")
    for payer in sheet.payers:
        page.say(f"{MARK[payer.evidence]} {payer.name}" + (f" ({payer.note})" * bool(payer.note)))
    if sheet.note:
        page.say(sheet.note)
    page.title("How it operates")
    page.say(f"Geography: {one.geography}.")
    for aspect, label in ASPECTS.items():
        told = [f"{fact.says} [{', '.join(fact.sets)}]" for fact in one.facts(aspect)]
        page.say(f"{label}: {' '.join(told) or 'not found.'}")
    _lists(page, one)
    page.title("Not found")
    page.say(*(one.gaps or ("no gap known",)))
    page.title("Sources of the payers")
    page.say(*(f"{source.title}: {source.url}" for source in one.sources))
    page.say("", LEGEND)
    return page


def _lists(page: Page, one: "Region") -> None:
    page.title("Measure sets")
    for each in one.sets:
        read = sum(map(counted, each.measures))
        page.say(
            f"{each.id}: {each.name} ({read} of {count_of(len(each.measures), 'row')} counted)"
        )
    for each in one.efforts:
        page.say(f"{each.id}: {each.name} (no list of measures was found)")


def counted(measure: Measure) -> bool:
    """Return whether an analysis counts a row by default."""
    return measure.grain == "measure" and measure.evidence in counting()


def _kind_order(one: MeasureSet) -> int:
    return ("federal", "national", "state", "regional", "payer").index(one.kind)


def _grid(inside: Sequence[MeasureSet]) -> tuple[list[Head | str], list[list[str]]]:
    """Return the columns and rows of some sets; the region only where one has a region."""
    columns: list[Head | str] = [
        Head("set", width=max(len(one.id) for one in inside)), Head("name", width=15),
        Head("year", width=4), Head("region", width=11),
        Head("counted", number=True, width=7),
        *(Head(mark, number=True, width=3) for mark in MARK.values()),
    ]  # fmt: skip
    lines = [list(_line(one)) for one in inside]
    if not any(one.region for one in inside):
        columns.pop(3)
        for line in lines:
            line.pop(3)
    return columns, lines


def _line(one: MeasureSet) -> tuple[str, ...]:
    marks = Counter(measure.evidence for measure in one.measures)
    read = f"{sum(map(counted, one.measures))}/{len(one.measures)}" if one.measures else "no list"
    numbers = (str(marks[standing] or "") for standing in MARK)  # type: ignore[index]
    return (one.id, one.short or one.name, str(one.year), one.region or "", read, *numbers)


def _measures(page: Page, one: MeasureSet, notes: bool) -> None:
    from measurealign import crosswalk
    from measurealign.catalog import Catalog

    if not one.measures:
        page.title("Measures: no list was found; the set documents how the effort operates")
        return
    from measurealign.catalog.areas import areas

    labels = {area.id: area.label for area in areas()}
    found = {key: labels.get(id_, id_) for key, id_ in crosswalk(Catalog.of([one])).areas.items()}
    page.title(f"Measures ({sum(map(counted, one.measures))} of {len(one.measures)} counted)")
    columns = [
        Head("", width=2), Head("measure", width=33), Head("ids", width=21),
        Head("area", width=16), Head("type, role", width=20),
    ]  # fmt: skip
    page.table(columns, (_row(m, found.get(m.key, m.grain), notes) for m in one.measures))
    page.say("", LEGEND)


def _row(measure: Measure, area: str, notes: bool) -> tuple[str, ...]:
    name = measure.name + (" (lower is better)" if measure.inverse else "")
    note = f"\n  {measure.note}" if notes and measure.note else ""
    kind = "\n".join(word for word in (measure.type, measure.role) if word)
    ids = "\n".join(str(id_) for id_ in measure.ids)
    return (MARK[measure.evidence], name + note, ids, area, kind)


def _share(part: int, total: int) -> str:
    return percent(part / total) if total else "-"
