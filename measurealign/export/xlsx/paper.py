"""How a sheet is printed: landscape on Letter, readable, headings repeated, pages numbered.

A table that is too wide for one page at a readable size goes on over pages side by side, its first
columns repeated; columns that only programs read are left off the paper.
"""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

#: Letters of 11 points in a line of a landscape page at full size, where they are widest (a digit
#: of Calibri has 5.58 points, as LibreOffice reckons; Excel takes 5.25), and the smallest scale
#: (per cent) at which they have 8 points.
ACROSS = 131
SMALLEST = 75
#: What stands between two columns, in letters.
BETWEEN = 0.75
_LETTER = 1
_FOOTER = "&L&8&F: &A&R&8Page &P of &N"


def set_page(sheet: Worksheet) -> None:
    """Set paper, margins and page numbers of a sheet."""
    sheet.set_landscape()
    sheet.set_paper(_LETTER)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(_FOOTER)


def set_scale(sheet: Worksheet, width: float) -> None:
    """Let columns of a width (in letters) fit the page, as far as they stay readable."""
    sheet.set_print_scale(scale_of(width))


def too_wide(width: float) -> bool:
    """Tell whether columns of a width (in letters) go on over pages side by side."""
    return width * SMALLEST > 100 * ACROSS


def scale_of(width: float) -> int:
    """Return the scale, per cent, at which columns of a width fit a page, but no unreadable one.

    >>> scale_of(100), scale_of(160), scale_of(900)
    (100, 81, 75)
    """
    return max(SMALLEST, min(100, int(100 * ACROSS / max(width, 1))))


def printed(columns: Sequence[tuple[float, bool]]) -> int:
    """Return how many columns (width, whether it is printed) stand on the paper, from the left.

    >>> printed([(10, True), (44, False), (10, True), (44, False)])
    3
    """
    return max((at for at, (_, shown) in enumerate(columns, 1) if shown), default=0)
