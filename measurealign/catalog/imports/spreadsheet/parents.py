"""Sub-rows keep their parent: "30 days" below a measure is that measure's rate.

A row is a part of the one above by its words (a rate, an age band, a phase), by its indent, or by
a bullet where the row above has none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from measurealign.catalog.identifiers import SCHEMES
from measurealign.catalog.imports.imported import Notes
from measurealign.catalog.imports.spreadsheet.known_ids import stands_alone
from measurealign.catalog.imports.spreadsheet.rows import Row
from measurealign.catalog.imports.spreadsheet.titles import could_be_of, is_part, undressed

_IDS = (*SCHEMES, "ids", "key")
#: A name of so few words may be a part's, though it is a measure's elsewhere: Eye Exam.
_SHORT = 2
_DRESSED = "bullets and footnote marks were taken off the names"
_JOINED = "taken for parts of the measure above: its name was put before theirs"
_HEAD = "taken for the title of its parts below; fill another cell if it is a measure of its own"


def with_parents(rows: Iterable[Row], sheet: str, took: Notes) -> tuple[Row, ...]:
    """Return the rows with plain names, those of parts behind the name of their parent."""
    plain = [_plain(row, sheet, took) for row in rows]
    bulleted = [dressed for _, dressed in plain]
    mixed = not all(bulleted)
    bare = [row for row, _ in plain]
    below = [dressed and mixed and not stands_alone(row.cells["name"]) for row, dressed in plain]
    deep = [row.indent + sunk for row, sunk in zip(bare, below, strict=True)]
    return tuple(_joined(bare, deep, sheet, took))


def _plain(row: Row, sheet: str, took: Notes) -> tuple[Row, bool]:
    name, bulleted = undressed(row.cells["name"])
    if name == " ".join(row.cells["name"].split()):
        return row, False
    took.add(sheet, row.number, _DRESSED)
    return replace(row, cells={**row.cells, "name": name}), bulleted


def _joined(rows: Sequence[Row], deep: Sequence[int], sheet: str, took: Notes) -> Iterator[Row]:
    parent: Row | None = None
    depth = 0
    for at, row in enumerate(rows):
        name = row.cells["name"]
        part = is_part(name) and (parent is None or could_be_of(name, parent.cells["name"]))
        below = parent is not None and parent.section == row.section and deep[at] > depth
        below &= not _alone(name)
        if not part and not below:
            parent, depth = row, deep[at]
            if row.lone and _heads(rows, deep, at):
                took.add(sheet, row.number, _HEAD)
                continue
            yield row
            continue
        if parent is not None and parent.section == row.section:
            yield _under(row, parent, part)
        elif part and row.section:
            yield replace(row, cells={**row.cells, "name": f"{row.section}: {name}"})
        else:
            yield row
            continue
        took.add(sheet, row.number, _JOINED)


def _alone(name: str) -> bool:
    """Tell whether an indented name needs no other before it: Colorectal Cancer Screening."""
    return len(name.split()) > _SHORT and stands_alone(name)


def _heads(rows: Sequence[Row], deep: Sequence[int], at: int) -> bool:
    """Tell whether the row after a lone name is a part of it."""
    if at + 1 == len(rows) or rows[at + 1].section != rows[at].section:
        return False
    return is_part(rows[at + 1].cells["name"]) or deep[at + 1] > deep[at]


def _under(row: Row, parent: Row, part: bool) -> Row:
    """Return a part behind its parent's name; a rate without an id has its parent's ids."""
    cells = dict(row.cells)
    cells["name"] = f"{parent.cells['name']}: {cells['name']}"
    if part and not any(cells.get(field) for field in _IDS):
        cells |= {one: parent.cells[one] for one in _IDS[:-1] if parent.cells.get(one)}
    return replace(row, cells=cells)
