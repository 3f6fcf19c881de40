"""Lists without any heading: the column that names known measures is told by its cells."""

from measurealign.catalog.imports.spreadsheet.known_ids import is_listed
from measurealign.catalog.imports.spreadsheet.sheet import Sheet
from measurealign.catalog.imports.spreadsheet.table import Column, Table
from measurealign.catalog.imports.spreadsheet.titles import undressed

HEADLESS = "no row heads the columns: {} names measures and is read; head the others if they matter"
_LOOKED = 60
#: So many known measures, and this share of a column's cells, tell a column of names.
_LEAST, _SHARE = 2, 0.5


def headless(sheet: Sheet) -> Table | None:
    """Return a sheet's table where no row heads it, None where no column names known measures."""
    rows = sheet.rows[:_LOOKED]
    width = max(map(len, rows), default=0)
    cells = {at: [row[at] for row in rows if at < len(row) and row[at]] for at in range(width)}
    known = {
        at: sum(is_listed(undressed(one)[0]) for one in column) for at, column in cells.items()
    }
    best = max(known, key=lambda at: (known[at], -at), default=0)
    if known.get(best, 0) < _LEAST or known[best] < _SHARE * len(cells[best]):
        return None
    return Table(-1, tuple(Column(at, "", "name" if at == best else "") for at in range(width)))
