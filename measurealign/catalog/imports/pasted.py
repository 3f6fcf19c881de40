"""What a clipboard holds → measure sets: rows of a spreadsheet, or one name a line.

Excel puts cells on it divided by tabs, quoted where a cell holds a line break. Without tabs each
line is a name, whatever commas are in it. A heading is used where there is one.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from measurealign.catalog.imports.imported import Imported
from measurealign.catalog.imports.own import read_upload

if TYPE_CHECKING:
    from measurealign.catalog.imports.spreadsheet import About

#: What the rows are read as.
NAME = "pasted.tsv"
_HEADING = "Measure"


def read_pasted(
    content: bytes,
    name: str = NAME,
    mapping: Mapping[str, str] | None = None,
    about: "About | None" = None,
) -> Imported:
    """Read what was pasted (UTF-8) as an upload is read; raise InputError if it cannot be read.

    Where no row heads a column of measures, the column with the longest texts is it.
    """
    text = content.decode()
    cells = text if "\t" in text else quoted(text)
    found = read_upload(cells.encode(), name, mapping, about)
    if found.sets:
        return found
    return read_upload(f"{heading_of(text)}\r\n{cells}".encode(), name, mapping, about)


def quoted(text: str) -> str:
    r"""Return lines of which each is one cell.

    >>> quoted('Flu shot, 65+\nThe "Eye" Exam')
    '"Flu shot, 65+"\r\n"The ""Eye"" Exam"'
    """
    return "\r\n".join('"' + line.replace('"', '""') + '"' for line in text.splitlines())


def heading_of(text: str) -> str:
    r"""Return a heading for rows that have none: it stands on the column with the longest texts.

    >>> heading_of("0018\tControlling High Blood Pressure\tNCQA")
    '\tMeasure\t'
    """
    rows = [line.split("\t") for line in text.splitlines()] or [[""]]
    wide = range(max(map(len, rows)))
    letters = [sum(len(row[at]) for row in rows if at < len(row)) for at in wide]
    longest = letters.index(max(letters))
    return "\t".join(_HEADING if at == longest else "" for at in range(len(letters)))
