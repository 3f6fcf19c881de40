"""Sheets → listings: each row of a list, once for each set that lists it, with remarks."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from measurealign.catalog.imports.imported import Heading, Notes, Preview, listed
from measurealign.catalog.imports.spreadsheet.headings import Table, find_table
from measurealign.catalog.imports.spreadsheet.listing import Place
from measurealign.catalog.imports.spreadsheet.rows import Row, listing_rows, with_programmes
from measurealign.catalog.imports.spreadsheet.sheet import LIMITS, Limits, Sheet, refused
from measurealign.model import Kind

#: The newest year of the shipped catalog: what a list without any year is taken for.
NEWEST_YEAR = 2026
_YEAR = re.compile(r"(?<!\d)(199\d|20\d\d)(?!\d)")
_PREVIEWED = 8
_DULL = re.compile(
    r"(sheet|tabelle|feuil|hoja)\s*\d*|measures?|list|data|export|csv", re.IGNORECASE
)


@dataclass(frozen=True)
class About:
    """What a person tells of a file that the file itself does not.

    `choose`: how many of the measures that may be left out are to be reported.
    """

    name: str | None = None
    year: int | None = None
    sponsor: str | None = None
    kind: Kind = "payer"
    choose: int | None = None


@dataclass(frozen=True)
class Listing:
    """One row as listed by one set."""

    label: str
    year: int
    row: Row
    place: Place
    mark: str = ""


class Reading:
    """The listings that the sheets of one file hold, and the remarks made on the way."""

    def __init__(
        self,
        name: str,
        about: About,
        mapping: Mapping[str, str],
        ours: bool = False,
        limits: Limits = LIMITS,
    ) -> None:
        self.limits = limits
        self.name, self.about, self.mapping, self.ours = name, about, mapping, ours
        self.took, self.left_out = Notes(), Notes()
        self.listings: list[Listing] = []
        self.headings: list[Heading] = []
        self.previews: list[Preview] = []

    def take(self, sheet: Sheet, several: bool) -> None:
        """Read the listings of one sheet."""
        if sheet.hidden:
            self.left_out.add(sheet.name, 0, "hidden, left out: unhide it to have it read")
            return
        table = find_table(sheet, self.mapping)
        if table is None:
            self._tableless(sheet)
            return
        table = with_programmes(sheet, table)
        self._tell(sheet, table)
        place = Place(sheet.name, "file", self.ours)
        label, year = self._label(sheet, table, several)
        rows = list(listing_rows(sheet, table, self.left_out, plain_list=self.ours))
        if not rows:
            what = "no line lists a measure below the heading: add them, or leave the sheet out"
            self.left_out.add(sheet.name, table.row + 1, what)
        for row in rows:
            self.listings += self._listings(row, table, place, label, year)
            if len(self.listings) > self.limits.listings:
                what = f"more than {self.limits.listings:,} measures are listed (marks counted)"
                where = f"sheet '{sheet.name}', row {row.number}"
                raise refused(self.name, where, what, "keep fewer programmes or rows")

    def _tableless(self, sheet: Sheet) -> None:
        """Say that a sheet has no heading row, and show what stands there."""
        shown = [(at, row) for at, row in enumerate(sheet.rows, 1) if any(row)][:_PREVIEWED]
        self.previews.append(Preview(sheet.name, (), tuple(shown)))
        what = "no row heads a column of measures: head it 'Measure', or say which column it is"
        self.left_out.add(sheet.name, 0, what if shown else "empty, left out")

    def _tell(self, sheet: Sheet, table: Table) -> None:
        """Note how the sheet was understood."""
        for notice in sheet.notices:
            self.took.add(sheet.name, 0, notice)
        for what, rows in sheet.cleaned.items():
            self.took.add(sheet.name, rows, what)
        if table.row > 0:
            self.took.add(sheet.name, table.row + 1, "the heading stands here")
        texts = tuple(column.text for column in table.columns)
        body = sheet.rows[table.row + 1 :]
        shown = [(at, row) for at, row in enumerate(body, table.row + 2) if any(row)][:_PREVIEWED]
        self.previews.append(Preview(sheet.name, texts, tuple(shown)))
        used = [
            c for c in table.columns if c.text or any(c.index < len(r) and r[c.index] for r in body)
        ]
        self.headings += [Heading(sheet.name, c.letter, c.text, c.field) for c in used]
        stray = [f"'{c.text}' ({c.letter})" for c in used if not c.field]
        if stray and not self.ours:
            what = (
                f"columns that were not placed: {listed(stray)}; head them otherwise if they matter"
            )
            self.left_out.add(sheet.name, 0, what)

    def _label(self, sheet: Sheet, table: Table, several: bool) -> tuple[str, int | None]:
        """Return what a sheet without set column is called, and its year."""
        stem = re.sub(r"[_\s]+", " ", Path(self.name).stem).strip() or "spreadsheet"
        above = [next(filter(None, row), "") for row in sheet.rows[: max(table.row, 0)]]
        title = next((text for text in above if 3 < len(text) <= 90), "")
        tab = "" if not several or _DULL.fullmatch(sheet.name.strip()) else sheet.name
        label = self.about.name or (f"{stem}: {tab}" if tab else title or stem)
        if self.about.name and tab:
            label = f"{self.about.name}: {tab}"
        years = (_YEAR.search(text) for text in (tab, *above, stem))
        year = self.about.year or next((int(found[0]) for found in years if found), None)
        return label, year

    def _listings(
        self, row: Row, table: Table, place: Place, label: str, year: int | None
    ) -> Iterable[Listing]:
        """Yield a row once for each set that lists it."""
        if table.of("programme"):
            if not row.marks:
                what = "no programme is marked: mark one, or delete the row"
                self.left_out.add(place.sheet, row.number, what)
            for programme, mark in row.marks.items():
                # A column headed by a year marks the list as it was in that year.
                called = f"{label} {programme}" if _YEAR.fullmatch(programme) else programme
                yield self._listing(row, place, called, year, mark)
            return
        yield self._listing(row, place, row.cells.get("set") or label, year, "")

    def _listing(self, row: Row, place: Place, label: str, year: int | None, mark: str) -> Listing:
        told = row.cells.get("year", "")
        found = _YEAR.search(told) or _YEAR.search(label)
        if told and not _YEAR.search(told):
            what = f"'{told}' is no year: write four digits"
            self.left_out.add(place.sheet, row.number, what)
        if not found and year is None:
            what = f"no year is told: {NEWEST_YEAR} is written; tell the year if it is another"
            self.took.add(place.sheet, 0, what)
        return Listing(label, int(found[0]) if found else year or NEWEST_YEAR, row, place, mark)
