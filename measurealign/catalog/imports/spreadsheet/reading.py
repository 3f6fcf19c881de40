"""Sheets → listings: each row of a list, once for each set that lists it, with remarks."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from measurealign.catalog.cells import one_line
from measurealign.catalog.imports.imported import Heading, Notes, Preview, listed
from measurealign.catalog.imports.spreadsheet.asked import headings_found, held_against
from measurealign.catalog.imports.spreadsheet.doubts import doubts
from measurealign.catalog.imports.spreadsheet.headings import find_table, find_tables
from measurealign.catalog.imports.spreadsheet.headless import HEADLESS
from measurealign.catalog.imports.spreadsheet.listing import Place
from measurealign.catalog.imports.spreadsheet.parents import with_parents
from measurealign.catalog.imports.spreadsheet.programmes import with_programmes
from measurealign.catalog.imports.spreadsheet.rows import Row, listing_rows, titled
from measurealign.catalog.imports.spreadsheet.seats import beside, retold
from measurealign.catalog.imports.spreadsheet.sheet import LIMITS, Limits, Sheet, refused
from measurealign.catalog.imports.spreadsheet.table import Table
from measurealign.catalog.imports.spreadsheet.told import tell_sheet, tell_unsaved
from measurealign.catalog.imports.spreadsheet.turned import turned
from measurealign.catalog.imports.spreadsheet.years import first_told
from measurealign.catalog.imports.spreadsheet.years import named as named_years
from measurealign.model import SetKind
from measurealign.problems import UsageError, nearest

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

    `choose`: how many of the measures that may be left out are to be reported; `sheets`: those of
    a workbook that are to be taken (none: its lists, without what stands beside them).
    """

    name: str | None = None
    year: int | None = None
    sponsor: str | None = None
    kind: SetKind = "payer"
    choose: int | None = None
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listing:
    """One row as listed by one set."""

    label: str
    year: int
    row: Row
    place: Place
    mark: str = ""


class FileListings:
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
        self.offered: FileListings | None = None
        self.headings: list[Heading] = []
        self.previews: list[Preview] = []

    def take(self, sheets: Sequence[Sheet]) -> None:
        """Read the listings of all sheets; what stands beside the lists is offered, not taken."""
        if not self.ours:
            sheets = [turned(one) for one in sheets]
            held_against(self.mapping, sheets)
        found = [(one, self._found(one)) for one in sheets]
        aside = {} if self.ours else beside(found)
        for name in self.about.sheets:
            if name not in {one.name for one in sheets}:
                hint = nearest(name, [one.name for one in sheets])
                raise UsageError(f"--sheet {name}: there is no such sheet: {hint}")
        wanted = self.about.sheets or [s.name for s, t in found if t and s.name not in aside]
        for sheet, tables in found:
            self._sheet(sheet, tables, aside, wanted)

    def _found(self, sheet: Sheet) -> tuple[Table, ...]:
        """Return the tables of a sheet; a sheet of ours has one, told by its headings alone."""
        if sheet.hidden:
            return ()
        if not self.ours:
            return find_tables(sheet, self.mapping)
        table = find_table(sheet, self.mapping, weigh=False)
        return (table,) if table else ()

    def _sheet(
        self,
        sheet: Sheet,
        tables: tuple[Table, ...],
        aside: Mapping[str, str],
        wanted: Sequence[str],
    ) -> None:
        if sheet.hidden:
            self.left_out.add(sheet.name, 0, "hidden, left out: unhide it to have it read")
        elif not tables:
            self._tableless(sheet)
        elif sheet.name not in wanted:
            self._aside(sheet, tables, aside.get(sheet.name, "other sheets were asked for"))
        else:
            self._tables(sheet, tables, several=len(wanted) > 1)

    def _aside(self, sheet: Sheet, tables: tuple[Table, ...], why: str) -> None:
        """Offer a sheet's lists, with remarks of their own."""
        remedy = f"offered, not taken; to take it: --sheet '{sheet.name}'"
        self.left_out.add(sheet.name, 0, f"{why}: {remedy}")
        about = replace(self.about, sheets=())
        apart = self.offered or FileListings(self.name, about, self.mapping, False, self.limits)
        self.offered = apart
        apart._tables(sheet, tables, several=True)

    def _tables(self, sheet: Sheet, tables: tuple[Table, ...], several: bool) -> None:
        if not self.ours:
            tables = self._told_once(sheet, tables)
        tell_sheet(sheet, tables, self.took, self.left_out, self.ours)
        for table in tables:
            self._table(sheet, table, tables[0], several)

    def _told_once(self, sheet: Sheet, tables: tuple[Table, ...]) -> tuple[Table, ...]:
        """Return the tables that list measures of their own."""
        more = retold(sheet, tables)
        for one in more:
            what = f"the table headed in row {one.row + 1} tells more of the same measures"
            remedy = "delete the other table if this is the list"
            self.left_out.add(sheet.name, 0, f"{what}: left out; {remedy}")
        kept = tuple(one for one in tables if one not in more)
        return (titled(sheet, kept[0]),) if len(kept) == 1 else kept

    def _table(self, sheet: Sheet, given: Table, first: Table, several: bool) -> None:
        table, said = with_programmes(sheet, given)
        if not self.ours:
            for what in (*said, *doubts(sheet, table)):
                self.left_out.add(sheet.name, 0, what)
        self._tell(sheet, table)
        label, year = self._label(sheet, first, several)
        rows: Sequence[Row] = list(listing_rows(sheet, table, self.left_out, plain_list=self.ours))
        if not rows:
            what = "no line lists a measure below the heading: add them, or leave the sheet out"
            self.left_out.add(sheet.name, table.row + 1, what)
        rows = rows if self.ours else with_parents(rows, sheet.name, self.took)
        place = Place(sheet.name, "file", self.ours)
        for row in rows:
            self.listings += self._listings(row, table, place, label, year)
            if len(self.listings) > self.limits.listings:
                what = f"more than {self.limits.listings:,} measures are listed (marks counted)"
                where = f"sheet '{sheet.name}', row {row.number}"
                raise refused(self.name, where, what, "keep fewer programmes or rows")

    def _tableless(self, sheet: Sheet) -> None:
        """Say that a sheet has no heading row, and show what stands there."""
        tell_unsaved(sheet, self.left_out)
        shown = [(at, row) for at, row in enumerate(sheet.rows, 1) if any(row)][:_PREVIEWED]
        self.previews.append(Preview(sheet.name, (), tuple(shown)))
        what = "no row heads a column of measures: head it 'Measure', or say which column it is"
        self.left_out.add(
            sheet.name, 0, what + headings_found(sheet) if shown else "empty, left out"
        )

    def _tell(self, sheet: Sheet, table: Table) -> None:
        """Note how a table's columns were understood."""
        if table.row > 0:
            self.took.add(sheet.name, table.row + 1, "the heading stands here")
        elif table.row < 0 and not self.mapping:
            self.took.add(sheet.name, 0, HEADLESS.format(table.of("name")[0].letter))
        body = table.body(sheet)
        texts = tuple(column.text for column in table.columns)
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
        above = [list(dict.fromkeys(filter(None, r))) for r in sheet.rows[: max(table.row, 0)]]
        alone = [one_line(cells[0]) for cells in above if len(cells) == 1]
        title = next((text for text in alone if 3 < len(text) <= 90 and text != table.title), "")
        tab = "" if not several or _DULL.fullmatch(sheet.name.strip()) else sheet.name
        label = self.about.name or (f"{stem}: {tab}" if tab else title or stem)
        if self.about.name and tab:
            label = f"{self.about.name}: {tab}"
        if self.about.year or self.ours:
            return label, self.about.year
        return label, self._year(sheet.name, (tab, *map(" ".join, above), sheet.name, stem))

    def _year(self, sheet: str, texts: Sequence[str]) -> int | None:
        """Return the year that the words tell, and say from which; ask where they name several."""
        told = first_told(texts)
        words = told.words if len(told.words) <= 70 else told.words[:67] + "..."
        if told.certain:
            self.took.add(sheet, 0, f"the year {told.certain} is read from '{words}'")
        elif told.years:
            named = " and ".join(map(str, told.years))
            what = f"'{words}' names the years {named}: which is it? Tell it (--year YEAR)"
            self.took.add(sheet, 0, f"{what}; until then {told.years[-1]} is written")
        return told.years[-1] if told.years else None

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
        years = named_years(told) or named_years(label)
        if told and not named_years(told):
            what = f"'{told}' is no year: write four digits"
            self.left_out.add(place.sheet, row.number, what)
        if not years and year is None:
            what = f"no year is told: {NEWEST_YEAR} is written; tell the year if it is another"
            self.took.add(place.sheet, 0, what)
        return Listing(label, years[-1] if years else year or NEWEST_YEAR, row, place, mark)
