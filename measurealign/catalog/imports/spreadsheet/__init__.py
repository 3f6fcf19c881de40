"""A payer's spreadsheet (XLSX, CSV) → measure sets.

Sheets are read wherever their heading stands; columns are recognised by their headings, or as
programmes by their marks; whatever is not taken is told by sheet and row.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from measurealign.catalog.imports.imported import Imported, Notes, counted, free_key, listed
from measurealign.catalog.imports.spreadsheet.file import read_sheets
from measurealign.catalog.imports.spreadsheet.headings import FIELDS
from measurealign.catalog.imports.spreadsheet.listing import key_of, measure
from measurealign.catalog.imports.spreadsheet.ours import Facts, facts_of
from measurealign.catalog.imports.spreadsheet.reading import About, Listing, Reading
from measurealign.catalog.imports.spreadsheet.rows import mark_note
from measurealign.catalog.imports.spreadsheet.sheet import LIMITS, Limits
from measurealign.catalog.reader import slug
from measurealign.model import Choose, Group, Measure, MeasureSet, Source
from measurealign.problems import UsageError, nearest

__all__ = ["About", "apart", "read_spreadsheet"]


def read_spreadsheet(
    content: bytes | Path,
    name: str = "",
    mapping: Mapping[str, str] | None = None,
    about: About | None = None,
    limits: Limits = LIMITS,
) -> Imported:
    """Read a spreadsheet's measure sets.

    `mapping` corrects the reading: heading text (or column letter) → a field of
    `headings.FIELDS`. Raises InputError if the file cannot be read at all; if it can, but lists
    no measure, `sets` is empty and `left_out` says why.
    """
    told = _checked(mapping or {})
    name = name or (content.name if isinstance(content, Path) else "spreadsheet")
    data = content.read_bytes() if isinstance(content, Path) else content
    sheets = read_sheets(data, name, limits)
    facts = facts_of(sheets)
    reading = Reading(name, about or About(), told, facts is not None, limits)
    for sheet in sheets if facts is None else facts.lists(sheets):
        reading.take(sheet, several=len(sheets) > 1)
    return _imported(reading, facts)


def apart(own: Iterable[MeasureSet], taken: Iterable[str]) -> tuple[MeasureSet, ...]:
    """Return the sets with ids that nobody has: `-own` is added to an id that is taken."""
    used = set(taken)
    found = []
    for one in own:
        id_ = one.id
        while id_ in used:
            id_ += "-own"
        used.add(id_)
        found.append(one if id_ == one.id else _renamed(one, id_))
    return tuple(found)


def _renamed(one: MeasureSet, id_: str) -> MeasureSet:
    measures = tuple(
        each.model_copy(update={"key": f"{id_}/{each.key.split('/', 1)[1]}"})
        for each in one.measures
    )
    return one.model_copy(update={"id": id_, "measures": measures})


def _checked(mapping: Mapping[str, str]) -> Mapping[str, str]:
    for field in mapping.values():
        if field not in FIELDS:
            raise UsageError(f"no column can tell '{field}': {nearest(field, list(FIELDS))}")
    return mapping


def _imported(reading: Reading, facts: Facts | None) -> Imported:
    """Return the sets of all listings, with all remarks."""
    groups: dict[str, list[Listing]] = {}
    for one in reading.listings:
        ours = facts is not None and one.label in facts.sets
        groups.setdefault(one.label if ours else _set_id(one.label, one.year), []).append(one)
    # A set without any measure has no row; sheet Sets tells of it.
    for id_ in facts.sets if facts else ():
        groups.setdefault(id_, [])
    given: dict[str, str] = {}
    sets = [_set(id_, group, reading, facts, given) for id_, group in sorted(groups.items())]
    summary = Notes()
    for each in sets:
        said = counted(len(each.measures), "measure")
        summary.add("", 0, f"'{each.name}' ({each.year}): {said}")
    return Imported(
        name=reading.name,
        sets=tuple(sets),
        took=summary.remarks() + reading.took.remarks(),
        left_out=reading.left_out.remarks(),
        headings=tuple(reading.headings),
        preview=tuple(reading.previews),
        given=given,
    )


def _set(
    id_: str, group: list[Listing], reading: Reading, facts: Facts | None, given: dict[str, str]
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


def _choose(label: str, measures: tuple[Measure, ...], reading: Reading) -> Choose | None:
    """Return how many are to be chosen, as the person tells; ask where a menu needs it."""
    number = reading.about.choose
    if number is not None:
        return Choose(n=number)
    if any(measure.role == "menu" and not measure.must for measure in measures):
        what = "has a menu, and does not tell how many are to be chosen: say it (--choose N)"
        reading.took.add("", 0, f"'{label}' {what}; until then all of it counts")
    return None


def _measures(
    id_: str, group: list[Listing], reading: Reading, given: dict[str, str]
) -> tuple[Measure, ...]:
    """Return a set's measures; a line that stands twice is taken once."""
    found: dict[str, Measure] = {}
    bare: set[Measure] = set()
    for one in group:
        new = _measure(id_, one, reading)
        if new in bare:
            what = "the same line stands above: taken once"
            reading.left_out.add(one.place.sheet, one.row.number, what)
            continue
        bare.add(new)
        new = new.model_copy(update={"key": free_key(new.key, found)})
        found[new.key] = new
        if one.row.cells.get("key"):
            given[new.key] = one.row.cells["key"]
    return tuple(found.values())


def _measure(id_: str, one: Listing, reading: Reading) -> Measure:
    role, printed = mark_note(one.mark) if one.mark else (None, "")
    row = replace(one.row, cells={**one.row.cells, "role": role}) if role else one.row
    place = one.place
    return measure(row, id_, key_of(row), place, reading.left_out, reading.took, printed)


def _set_id(label: str, year: int) -> str:
    """Return the id of a set from its name and year.

    >>> _set_id("CPC+", 2018), _set_id("hedis-2018", 2018)
    ('cpc-plus-2018', 'hedis-2018')
    """
    name = slug(re.sub(r"\+", " plus ", label))[:80].strip("-")
    return name if str(year) in name else f"{name}-{year}"
