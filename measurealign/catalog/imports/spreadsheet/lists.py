"""The listings of a file → its measure sets, with all remarks."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from measurealign.catalog.cells import one_line
from measurealign.catalog.imports.imported import Imported, Keys, Notes, listed
from measurealign.catalog.imports.spreadsheet.listing import key_of, measure
from measurealign.catalog.imports.spreadsheet.ours import SetFacts
from measurealign.catalog.imports.spreadsheet.programmes import mark_note
from measurealign.catalog.imports.spreadsheet.reading import FileListings, Listing
from measurealign.catalog.reader import slug
from measurealign.model import Choose, Group, Identifier, Measure, MeasureSet, Source
from measurealign.shown import count_of

_COLLECTED = "the measure of a line above, collected in another way: taken once, with both ways"


def imported(reading: FileListings, facts: SetFacts | None) -> Imported:
    """Return the sets of all listings, with all remarks."""
    groups = _grouped(reading.listings, facts)
    # A set without any measure has no row; sheet Sets tells of it.
    for id_ in facts.sets if facts else ():
        groups.setdefault(id_, [])
    given: dict[str, str] = {}
    sets = [_set(id_, group, reading, facts, given) for id_, group in sorted(groups.items())]
    beside = reading.offered
    groups = _grouped(beside.listings, None) if beside else {}
    offered = [_set(id_, each, beside, None, {}) for id_, each in groups.items() if beside]
    summary = Notes()
    for each in sets:
        said = count_of(len(each.measures), "measure")
        summary.add("", 0, f"'{each.name}' ({each.year}): {said}")
    return Imported(
        name=reading.name,
        sets=tuple(sets),
        took=summary.remarks() + reading.took.remarks(),
        left_out=reading.left_out.remarks(),
        headings=tuple(reading.headings),
        preview=tuple(reading.previews),
        offered=tuple(offered),
        given=given,
    )


def _grouped(listings: Iterable[Listing], facts: SetFacts | None) -> dict[str, list[Listing]]:
    """Return the listings by the id of their set."""
    groups: dict[str, list[Listing]] = {}
    for one in listings:
        ours = facts is not None and one.label in facts.sets
        groups.setdefault(one.label if ours else _set_id(one.label, one.year), []).append(one)
    return groups


def _set(
    id_: str,
    group: list[Listing],
    reading: FileListings,
    facts: SetFacts | None,
    given: dict[str, str],
) -> MeasureSet:
    measures = _measures(id_, group, reading, given)
    if facts and id_ in facts.sets:
        return facts.sets[id_].model_copy(update={"measures": measures})
    first, about = group[0], reading.about
    choose = _choose(first.label, measures, reading)
    sheets = sorted({one.place.sheet for one in group} - {Path(reading.name).stem})
    read_in = f"{reading.name}, sheet {listed(sheets)}" if sheets else reading.name
    return MeasureSet(
        id=id_,
        name=first.label,
        year=first.year,
        sponsor=about.sponsor or first.label,
        kind=about.kind,
        groups=_groups(group, measures),
        choose=choose,
        sources=(Source(key="file", title=read_in),),
        measures=measures,
    )


def _groups(group: list[Listing], measures: tuple[Measure, ...]) -> tuple[Group, ...]:
    """Return the groups that the rows name, called as the list calls them."""
    called = {slug(text): text for one in group if (text := one.row.cells.get("group"))}
    used = dict.fromkeys(measure.group for measure in measures if measure.group)
    return tuple(Group(id=id_, name=called.get(id_, id_)) for id_ in used)


def _choose(label: str, measures: tuple[Measure, ...], reading: FileListings) -> Choose | None:
    """Return how many are to be chosen, as the person tells; ask where a menu needs it."""
    number = reading.about.choose
    if number is not None:
        return Choose(n=number)
    if any(measure.role == "menu" and not measure.must for measure in measures):
        what = "has a menu, and does not tell how many are to be chosen: say it (--choose N)"
        reading.took.add("", 0, f"'{label}' {what}; until then all of it counts")
    return None


def _measures(
    id_: str, group: list[Listing], reading: FileListings, given: dict[str, str]
) -> tuple[Measure, ...]:
    """Return a set's measures; a line that stands twice is taken once."""
    found: dict[str, Measure] = {}
    bare: set[Measure] = set()
    collected: dict[tuple[str, tuple[Identifier, ...]], tuple[str, list[str]]] = {}
    keys = Keys()
    for one in group:
        new = _measure(id_, one, reading)
        number, sheet = one.row.number, one.place.sheet
        if new in bare:
            reading.left_out.add(sheet, number, "the same line stands above: taken once")
            continue
        bare.add(new)
        route = one_line(one.row.cells.get("data_source", ""))
        known = collected.get((new.name.lower(), new.ids)) if not one.place.ours else None
        if known and route and route not in known[1]:
            known[1].append(route)
            reading.took.add(sheet, number, _COLLECTED)
            continue
        new = new.model_copy(update={"key": keys.free(new.key)})
        found[new.key] = new
        if route:
            collected.setdefault((new.name.lower(), new.ids), (new.key, [route]))
        if one.row.cells.get("key"):
            given[new.key] = one.row.cells["key"]
    return tuple(_with_routes(found, collected.values()))


def _with_routes(
    found: dict[str, Measure], collected: Iterable[tuple[str, list[str]]]
) -> Iterable[Measure]:
    """Return the measures, those that are collected in several ways with all of them in a note."""
    for key, routes in collected:
        if len(routes) > 1:
            said = "collection: " + ", ".join(routes)
            note = f"{found[key].note}; {said}" if found[key].note else said
            found[key] = found[key].model_copy(update={"note": note})
    return found.values()


def _measure(id_: str, one: Listing, reading: FileListings) -> Measure:
    role, printed = mark_note(one.mark) if one.mark else (None, "")
    row = replace(one.row, cells={**one.row.cells, "role": role}) if role else one.row
    place = one.place
    left_out, took = reading.left_out, reading.took
    return measure(row, id_, key_of(row), place, left_out, took, one.label, printed)


def _set_id(label: str, year: int) -> str:
    """Return the id of a set from its name and year.

    >>> _set_id("CPC+", 2018), _set_id("hedis-2018", 2018)
    ('cpc-plus-2018', 'hedis-2018')
    """
    name = slug(re.sub(r"\+", " plus ", label))[:80].strip("-")
    return name if str(year) in name else f"{name}-{year}"
