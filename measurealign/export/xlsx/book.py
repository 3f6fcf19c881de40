"""A workbook of real Excel tables: columns with widths and number formats, text that stays text.

No cell is ever a formula: text is written as text, whatever it begins with. Only the addresses of
sources are links, shown as they are. The same content gives the same bytes (no clock, fixed
properties).
"""

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from measurealign.catalog.cells import clean
from measurealign.export.xlsx.field import CellForm, Field, fitted, height, shown
from measurealign.export.xlsx.paper import BETWEEN, printed, set_page, set_scale, too_wide

_LONGEST = 32_000
#: Excel follows no longer address.
_LONGEST_ADDRESS = 2_000
_FORMS: dict[CellForm, dict[str, Any]] = {
    "text": {"valign": "top", "align": "left", "indent": 1},
    "wrap": {"valign": "top", "align": "left", "indent": 1, "text_wrap": True},
    "whole": {"valign": "top", "num_format": "#,##0"},
    "decimal": {"valign": "top", "num_format": "#,##0.00"},
    "percent": {"valign": "top", "num_format": "0 %"},
    "mark": {"valign": "top", "align": "center", "text_wrap": True},
    "link": {"valign": "top", "align": "left", "font_color": "#0B5394", "underline": 1},
}
#: One quiet colour for each area, in turn.
_COLOURS = (
    "#DCE9F7", "#FDE7CF", "#E2F0D9", "#F3DDEB", "#FFF4C9", "#D9EEF0", "#EADFF3", "#F6DFD9",
    "#E4E8D2", "#D6E4E5", "#F2E6D8", "#DFE3F4",
)  # fmt: skip


class Book:
    """An XLSX workbook under way."""

    def __init__(self, title: str) -> None:
        self._bytes = BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = xlsxwriter.Workbook(self._bytes, options)
        self._book.set_properties(
            {"title": title, "author": "measurealign", "created": datetime(2000, 1, 1)}
        )
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._looks: dict[tuple[CellForm, str | None], Format] = {}
        self._tables = 0
        self._wide: dict[Worksheet, float] = {}

    def format(self, **properties: Any) -> Format:
        """Return a cell format; equal ones are made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(key))
        return self._formats[key]

    def _look(self, form: CellForm, tint: str | None) -> Format:
        """Return the format of a column's cells; a large workbook asks for one a million times."""
        if (form, tint) not in self._looks:
            colour = {"bg_color": tint} if tint else {}
            self._looks[form, tint] = self.format(**_FORMS[form], **colour)
        return self._looks[form, tint]

    def sheet(self, name: str, *above: str, colour: str | None = None) -> tuple[Worksheet, int]:
        """Add a sheet with a title and remarks; return it and the row below them."""
        sheet = self._book.add_worksheet(name)
        set_page(sheet)
        if colour:
            sheet.set_tab_color(colour)
        for row, text in enumerate(above):
            look = {"bold": True, "font_size": 14} if row == 0 else {"font_color": "#555555"}
            self._text(sheet, row, 0, text, self.format(**look))
        return sheet, len(above) + bool(above)

    def table(
        self,
        name: str,
        columns: Sequence[Field],
        rows: Sequence[Sequence[object]],
        above: Sequence[str] = (),
        frozen: int = 1,
        tints: Sequence[str] = (),
        tinted: int = 1,
    ) -> tuple[Worksheet, int]:
        """Add a sheet with one table; return it and the row of its heading.

        `frozen` columns stay in view; `tints` names an area for each row, whose colour the first
        `tinted` cells take.
        """
        columns = fitted(columns, rows)
        sheet, top = self.sheet(name, *above)
        self.fill(sheet, top, columns, rows, tints, tinted)
        sheet.freeze_panes(top + 1, frozen)
        sheet.repeat_rows(top)
        on_paper = self._on_paper(sheet, columns)
        if on_paper < len(columns):
            sheet.print_area(0, 0, top + max(len(rows), 1), on_paper - 1)
        if frozen and too_wide(self._wide[sheet]):
            sheet.repeat_columns(0, frozen - 1)
        return sheet, top

    def _on_paper(self, sheet: Worksheet, columns: Sequence[Field]) -> int:
        """Set the scale that the printed columns of a sheet need; return how many they are."""
        number = printed([(one.width, one.printed) for one in columns])
        width = sum(one.width + BETWEEN for one in columns[:number])
        self._wide[sheet] = max(self._wide.get(sheet, 0.0), width)
        set_scale(sheet, self._wide[sheet])
        if too_wide(self._wide[sheet]):
            sheet.repeat_columns(0, 0)
        return number

    def fill(
        self,
        sheet: Worksheet,
        top: int,
        columns: Sequence[Field],
        rows: Sequence[Sequence[object]],
        tints: Sequence[str] = (),
        tinted: int = 1,
    ) -> int:
        """Write a table at a row; return the row below it."""
        colours = {area: _COLOURS[i % len(_COLOURS)] for i, area in enumerate(dict.fromkeys(tints))}
        for down, row in enumerate(rows, top + 1):
            tint = colours.get(tints[down - top - 1]) if tints else None
            sheet.set_row(down, height(columns, row))
            for at, (column, value) in enumerate(zip(columns, row, strict=True)):
                shade = tint if at < tinted else None
                if value is None or value == "":
                    if shade:
                        sheet.write_blank(down, at, None, self._look(column.form, shade))
                    continue  # an empty cell looks as its column does
                look = self._look(shown(column.form, value), shade)
                linked = column.form == "link" and _linked(sheet, down, at, value, look)
                if not linked:
                    self._value(sheet, down, at, value, look)
        self._head(sheet, top, columns, len(rows))
        self._on_paper(sheet, columns)
        return top + len(rows) + 2

    def _head(self, sheet: Worksheet, top: int, columns: Sequence[Field], rows: int) -> None:
        """Write the headings, and make the rows below them a table."""
        headings = _distinct([column.heading for column in columns])
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width, self._look(column.form, None))
        turned = any(column.turned for column in columns)
        heads = [Field("", column.width, "wrap") for column in columns]
        sheet.set_row(top, 150 if turned else height(heads, headings))
        look = {"bold": True, "text_wrap": True, "valign": "bottom", "bg_color": "#E8ECF1"}
        told = [
            {
                "header": heading,
                "header_format": self.format(**look, **({"rotation": 90} if c.turned else {})),
            }
            for c, heading in zip(columns, headings, strict=True)
        ]
        if rows:
            self._tables += 1
            style = {"style": "Table Style Light 15", "name": f"Table{self._tables}"}
            # Header cells are text too: add_table writes them as strings.
            sheet.add_table(top, 0, top + rows, len(columns) - 1, {"columns": told, **style})
            return
        for at, one in enumerate(told):
            self._text(sheet, top, at, str(one["header"]), one["header_format"])
        self._text(sheet, top + 1, 0, "none", self.format(font_color="#555555"))

    def _value(self, sheet: Worksheet, row: int, column: int, value: object, look: Format) -> None:
        if isinstance(value, bool):
            self._text(sheet, row, column, "yes" if value else "no", look)
        elif isinstance(value, (int, float)):
            sheet.write_number(row, column, value, look)
        else:
            self._text(sheet, row, column, str(value), look)

    def _text(self, sheet: Worksheet, row: int, column: int, text: str, look: Any) -> None:
        """Write text as text: "=1+1" is shown, not run."""
        sheet.write_string(row, column, text[:_LONGEST], look)

    def bytes(self) -> bytes:
        """Finish the workbook and return it."""
        self._book.close()
        return self._bytes.getvalue()


def _linked(sheet: Worksheet, row: int, column: int, value: object, look: Format) -> bool:
    """Write an address of the web to be followed; tell whether it could be written so."""
    text = str(value or "")
    if not re.fullmatch(r"https?://\S+", text) or len(text) > _LONGEST_ADDRESS:
        return False
    return bool(sheet.write_url(row, column, text, look, text) == 0)


def _distinct(headings: Sequence[str]) -> list[str]:
    r"""Return headings that differ in more than capitals, as a table needs them.

    >>> _distinct(["A", "a", "B\n2"])
    ['A', 'a (2)', 'B 2']
    """
    seen: dict[str, int] = {}
    found = []
    for heading in headings:
        text = " ".join(clean(heading).split())[:240] or "column"
        number = seen[text.lower()] = seen.get(text.lower(), 0) + 1
        found.append(text if number == 1 else f"{text} ({number})")
    return found
