"""Which sheets of a workbook are its lists, and which stand beside them: offered, not taken."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from measurealign.catalog.cells import one_line
from measurealign.catalog.identifiers import NUMBERED
from measurealign.catalog.imports.spreadsheet.doubts import doubts
from measurealign.catalog.imports.spreadsheet.fields import plain
from measurealign.catalog.imports.spreadsheet.sheet import Sheet
from measurealign.catalog.imports.spreadsheet.table import Table
from measurealign.catalog.imports.spreadsheet.years import named

#: Sheets that are called so hold what belongs to a list, or an older one.
_ASIDE = re.compile(
    r"\b(benchmarks?|thresholds?|percentiles?|iles?|contacts?|specs?|specifications?|definitions?|"
    r"acronyms?|abbreviations?|faqs?|questions?|revisions?|logs?|icd( ?\d+)?|cpt|hcpcs|codes?|"
    r"code sets?|value ?sets?|change ?(log|s)|history|archived?|"
    r"old|prior|previous|retired|removed|draft|superseded|dropped|lookups?|crosswalks?|mappings?|"
    r"glossary|read ?me|instructions?|results?|rates|scores?|rationale|comments?|notes|"
    r"do not use|backup|copy|template|example)\b"
)
#: Fields that tell a list of measures; names alone stand in many a table.
_TELLING = frozenset(
    [*NUMBERED, "steward", "type", "data_source", "role", "weight", "programme", "set"]
)
#: A sheet with so many of its names in a fuller one lists nothing of its own.
_SAME = 0.6


@dataclass(frozen=True)
class _Seen:
    sheet: str
    names: tuple[str, ...]
    fields: int
    doubted: str = ""

    @property
    def different(self) -> frozenset[str]:
        return frozenset(self.names)


def beside(found: Sequence[tuple[Sheet, tuple[Table, ...]]]) -> dict[str, str]:
    """Return the sheets that are no list of their own, each with the reason."""
    seen = [one for one in (_seen(sheet, tables) for sheet, tables in found) if one.names]
    if len(seen) < 2:
        return {}
    aside: dict[str, str] = {}
    for one in seen:
        if _ASIDE.search(plain(one.sheet)):
            aside[one.sheet] = "its name says that it stands beside the list"
        elif one.doubted:
            aside[one.sheet] = one.doubted
        elif len(one.different) * 2 <= len(one.names) and len(one.names) > 1:
            aside[one.sheet] = "it tells several things of each measure"
    full = [one for one in seen if one.sheet not in aside]
    for at, one in enumerate(full):
        if any(_holds(other, one, at > full.index(other)) for other in full if other is not one):
            aside[one.sheet] = "another sheet lists the same measures"
    return aside if len(aside) < len(seen) else _but_fullest(seen, aside)


def retold(sheet: Sheet, tables: Sequence[Table]) -> tuple[Table, ...]:
    """Return the tables of a sheet that only tell more of the measures of another one there."""
    seen = [_seen(sheet, (table,)) for table in tables]
    return tuple(
        table
        for table, one in zip(tables, seen, strict=True)
        if one.names and any(o.fields > one.fields and _holds(o, one, True) for o in seen)
    )


def _holds(other: _Seen, one: _Seen, later: bool) -> bool:
    """Tell whether a sheet lists what another does, and tells less of it.

    Lists of two years are two lists, if they tell the same.
    """
    if one.fields == other.fields and named(one.sheet) != named(other.sheet):
        return False
    same = len(one.different & other.different)
    if same < _SAME * len(one.different):
        return False
    return (other.fields, len(other.different)) > (one.fields, len(one.different)) or (
        later and other.fields == one.fields and other.different == one.different
    )


def _but_fullest(seen: Sequence[_Seen], aside: dict[str, str]) -> dict[str, str]:
    best = max(seen, key=lambda one: (one.fields, len(one.different)))
    return {name: why for name, why in aside.items() if name != best.sheet}


def _seen(sheet: Sheet, tables: Sequence[Table]) -> _Seen:
    names: list[str] = []
    fields: set[str] = set()
    for table in tables:
        for column in table.of("name"):
            cells = (row[column.index] for row in table.body(sheet) if column.index < len(row))
            names += [one_line(cell).lower() for cell in cells if cell]
        fields |= {column.field for column in table.columns if column.field in _TELLING}
    doubted = [said.partition(",")[0] for table in tables for said in doubts(sheet, table)]
    return _Seen(sheet.name, tuple(names), len(fields), next(iter(doubted), ""))
