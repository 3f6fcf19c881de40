"""CMS's QPP measures data (measures-data.json of one year) → MIPS and programme measure sets.

The file's fields have drifted since 2017; every field but the title may be absent. Facts only:
descriptions belong to their stewards and are not read.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from measurealign.catalog.imports.imported import Imported, Keys, Notes, listed
from measurealign.catalog.imports.jsonfile import MOST_ENTRIES, read_json, text_of
from measurealign.catalog.imports.qpp_asks import choose_of, group_of, groups_of, role_of
from measurealign.catalog.imports.qpp_entry import QppMeasure, entry
from measurealign.catalog.imports.qpp_entry import category as category_of
from measurealign.catalog.imports.spreadsheet.reading import NEWEST_YEAR
from measurealign.catalog.reader import slug
from measurealign.model import Measure, MeasureSet, Role, Source, Status
from measurealign.problems import InputError, Problem
from measurealign.shown import count_of

CMS = "Centers for Medicare & Medicaid Services"
#: Where CMS keeps the file.
_ADDRESS = "https://github.com/CMSgov/qpp-measures-data"
#: Programmes that the file names beside MIPS: (id without year, name).
_PROGRAMMES = {
    "app1": ("app", "APM Performance Pathway (APP) quality measures"),
    "appPlus": ("app-plus", "APP Plus quality measures"),
    "ssp": ("mssp", "Medicare Shared Savings Program quality measures"),
    "pcf": ("primary-care-first", "Primary Care First quality measures"),
    "cpcPlus": ("cpc-plus", "Comprehensive Primary Care Plus (CPC+) measures"),
}
_MVP = re.compile(r"[GM]\d{4}")
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_NOT_MEASURES = {
    "ia": "improvement activities",
    "pi": "promoting-interoperability objectives",
    "aci": "advancing-care-information objectives",
}
#: A programme that allows more than this share of all quality measures selects none.
_NEARLY_ALL = 0.6
#: CMS's file of 2026 names 79.
_MOST_SETS = 400
#: Sets by (id without year, name, role of their measures).
_Groups = dict[tuple[str, str, Role | None], list[QppMeasure]]


def read_qpp(
    content: bytes | Path,
    name: str = "",
    year: int | None = None,
    pathways: Mapping[str, str] | None = None,
) -> Imported:
    """Read a year's measures-data.json; raise InputError if it is something else.

    The year is told, or read from the file's name, or the newest first year of a measure.
    `pathways` are the titles of Value Pathways by number (qpp_pathways.py).
    """
    name = name or (content.name if isinstance(content, Path) else "measures-data.json")
    data = read_json(content.read_bytes() if isinstance(content, Path) else content, name)
    rows = _rows(data, name)
    took, left_out = Notes(), Notes()
    year = year or _year(rows, name, took)
    entries = [entry(row) for row in _measures(rows, left_out)]
    if not entries:
        what = "it lists no quality or cost measure: give CMS's measures-data.json of one year"
        raise InputError(Problem(file=name, what=what))
    found = (_titled(one, pathways or {}) for one in _sets(entries, year, name, left_out))
    sets = tuple(sorted(found, key=lambda one: one.id))
    said = count_of(len(entries), "quality and cost measure")
    took.add("", 0, f"{said} of {year}, in {count_of(len(sets), 'set')}")
    given = {
        measure.key: value
        for one in sets
        for measure in one.measures
        if (value := next((i.value for i in measure.ids if i.scheme in ("mips", "qcdr")), ""))
    }
    return Imported(name, sets, took.remarks(), left_out.remarks(), given=given)


def status_of(year: int) -> Status:
    """Return what the file of a year says of its sets: past, in force, or not yet.

    >>> status_of(2018), status_of(NEWEST_YEAR), status_of(NEWEST_YEAR + 1)
    ('historical', 'final', 'proposed')
    """
    if year == NEWEST_YEAR:
        return "final"
    return "historical" if year < NEWEST_YEAR else "proposed"


def _titled(one: MeasureSet, pathways: Mapping[str, str]) -> MeasureSet:
    """Return a set, a Value Pathway's under its title."""
    found = re.fullmatch(rf"mvp-(\w+)-{one.year}", one.id)
    title = pathways.get(found[1].upper()) if found else None
    if found is None or title is None:
        return one
    return one.model_copy(
        update={"name": f"MIPS Value Pathway {found[1].upper()}: {title} {one.year}"}
    )


def looks_like_qpp(data: Any) -> bool:
    """Tell whether parsed JSON is a list of QPP measures."""
    rows = _list(data)
    return any(isinstance(row, dict) and "measureId" in row for row in rows[:5])


def _list(data: Any) -> list[Any]:
    if isinstance(data, dict):
        data = data.get("measures") or data.get("data") or []
    if isinstance(data, dict):
        data = data.get("measures") or []
    return data if isinstance(data, list) else []


def _rows(data: Any, name: str) -> list[dict[str, Any]]:
    entries = _list(data)
    if len(entries) > MOST_ENTRIES:
        what = f"it lists {len(entries):,} entries: at most {MOST_ENTRIES:,} are read"
        raise InputError(Problem(file=name, what=f"{what}; give CMS's file of one year"))
    rows = [row for row in entries if isinstance(row, dict) and text_of(row.get("title"))]
    if not rows or not any("measureId" in row or "category" in row for row in rows):
        what = "this is no QPP measures data: it needs a list of measures with title and measureId"
        raise InputError(Problem(file=name, what=what))
    return rows


def _year(rows: list[dict[str, Any]], name: str, took: Notes) -> int:
    found = re.search(r"(?<!\d)20[12]\d(?!\d)", name)
    if found:
        return int(found[0])
    firsts = [row.get("firstPerformanceYear") for row in rows]
    year = max((one for one in firsts if isinstance(one, int) and 2010 < one < 2100), default=2017)
    took.add(
        "", 0, f"the year {year} is the newest first year of a measure: tell it if it is another"
    )
    return year


def _measures(rows: list[dict[str, Any]], left_out: Notes) -> list[dict[str, Any]]:
    """Return the quality and cost measures; say what the others were."""
    others: Counter[str] = Counter()
    parts: list[str] = []
    kept = []
    for row in rows:
        id_, category = text_of(row.get("measureId")), category_of(row)
        if category not in ("quality", "cost"):
            others[_NOT_MEASURES.get(category, f"entries of category '{category}'")] += 1
        elif re.fullmatch(r"CAHPS_.*|ACO\d+|\d+SSP|dmComposite", id_):
            parts.append(id_)
        else:
            kept.append(row)
    for what, number in sorted(others.items()):
        left_out.add("", 0, f"{number} {what}: they are no quality measures")
    if parts:
        what = "parts of the CAHPS survey, or copies of a measure for ACOs: left out"
        left_out.add("", 0, f"{listed(parts)}: {what}")
    return kept


def _sets(entries: list[QppMeasure], year: int, name: str, left_out: Notes) -> Iterator[MeasureSet]:
    """Yield the sets that the file tells of: MIPS, QCDR, cost, CPC+, specialties, programmes."""
    quality = [each for each in entries if each.category == "quality" and not each.qcdr]
    groups: _Groups = {
        ("mips-quality", "MIPS quality measures", "menu"): quality,
        ("mips-qcdr", "MIPS QCDR measures", "menu"): [one for one in entries if one.qcdr],
        ("mips-cost", "MIPS cost measures", None): [e for e in entries if e.category == "cost"],
        ("cpc-plus", _PROGRAMMES["cpcPlus"][1], None): [one for one in entries if one.cpc_plus],
    }
    groups |= _specialties(entries) | _programmes(entries, len(quality), left_out)
    if len(groups) > _MOST_SETS:
        what = f"it names {len(groups):,} specialties and programmes: at most {_MOST_SETS} are read"
        raise InputError(Problem(file=name, what=f"{what}; give CMS's file of one year"))
    seen: set[str] = set()
    for (id_, called, role), members in groups.items():
        if members and id_ not in seen:
            seen.add(id_)
            yield _set(f"{id_}-{year}", f"{called} {year}", year, role, members, name)


def _specialties(entries: list[QppMeasure]) -> _Groups:
    groups: _Groups = {}
    for specialty, members in _by(entries, "specialties").items():
        words = " ".join(word.capitalize() for word in _WORDS.findall(specialty)) or specialty
        groups[f"mips-{slug(words)}", f"MIPS specialty set: {words}", "menu"] = members
    return groups


def _by(entries: list[QppMeasure], field: str) -> dict[str, list[QppMeasure]]:
    """Return the entries by each word of a field."""
    groups: dict[str, list[QppMeasure]] = {}
    for each in entries:
        for word in dict.fromkeys(getattr(each, field)):
            groups.setdefault(word, []).append(each)
    return dict(sorted(groups.items()))


def _programmes(entries: list[QppMeasure], quality: int, left_out: Notes) -> _Groups:
    """Return the programmes that the file names; those that allow nearly every measure are none."""
    groups: _Groups = {}
    for code, members in _by(entries, "programmes").items():
        if len(members) > _NEARLY_ALL * quality:
            what = f"programme '{code}' allows nearly every measure: it is no set of its own"
            left_out.add("", 0, what)
            continue
        plain = (f"mips-{slug(code)}", f"Programme {code}")
        mvp = (f"mvp-{code.lower()}", f"MIPS Value Pathway {code}: quality and cost measures")
        id_, called = _PROGRAMMES.get(code) or (mvp if _MVP.fullmatch(code) else plain)
        groups[id_, called, None] = members
    return groups


def _set(
    id_: str, called: str, year: int, role: Role | None, members: list[QppMeasure], name: str
) -> MeasureSet:
    measures: dict[str, Measure] = {}
    keys = Keys()
    groups = groups_of(id_, members)
    for each in members:
        key = keys.free(f"{id_}/{each.measure.key.split('/', 1)[1]}")
        told = {"key": key, "role": role_of(id_, each, role)}
        if groups:
            told["group"] = group_of(each)
        measures[key] = each.measure.model_copy(update=told)
    return MeasureSet(
        id=id_,
        name=called,
        year=year,
        sponsor=CMS,
        kind="federal",
        status=status_of(year),
        payers=("Medicare FFS",),
        groups=groups,
        choose=choose_of(id_, members),
        sources=(Source(key="file", url=_ADDRESS, title=f"CMS QPP measures data, {name}"),),
        measures=tuple(measures.values()),
    )
