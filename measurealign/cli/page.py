"""Tables and sentences on a page of 100 columns, for people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from measurealign.model import STANDINGS

WIDTH = 100
#: How a row's standing is marked wherever it is shown.
MARK: Mapping[str, str] = {standing: mark.sign for standing, mark in STANDINGS.items()}
LEGEND = "   ".join(mark.label for mark in STANDINGS.values()) + " (not seen)"


@dataclass(frozen=True)
class Head:
    """A heading; numbers stand to the right, words may wrap, `width` fixes the columns."""

    title: str
    number: bool = False
    width: int | None = None


@dataclass
class Page:
    """What a verb prints, part by part, and then at once."""

    parts: list[Any] = field(default_factory=list)

    def title(self, text: str) -> None:
        """Add a heading, with an empty line before it."""
        from rich.text import Text

        self.parts += ["", Text(text, style="bold")] if self.parts else [Text(text, style="bold")]

    def say(self, *lines: str) -> None:
        """Add sentences, a paragraph each; what begins with spaces stays indented throughout."""
        from rich.padding import Padding
        from rich.text import Text

        for line in lines:
            text = line.lstrip(" ")
            self.parts.append(Padding(Text(text), (0, 0, 0, len(line) - len(text))))

    def table(self, columns: Sequence[Head | str], rows: Iterable[Sequence[str]]) -> None:
        """Add a table; nothing is cut, long words wrap."""
        from rich.table import Table
        from rich.text import Text

        heads = [Head(one) if isinstance(one, str) else one for one in columns]
        named = any(one.title for one in heads)
        grid = Table(box=None, pad_edge=False, show_header=named, header_style="italic")
        for column in heads:
            align: Any = "right" if column.number else "left"
            grid.add_column(column.title, justify=align, width=column.width, overflow="fold")
        for row in rows:
            grid.add_row(*(Text(cell) for cell in row))
        self.parts.append(grid)

    def print(self) -> None:
        """Write the page to stdout, at most 100 columns wide, without colour in a file."""
        from rich.console import Console

        console = Console(width=WIDTH, highlight=False, markup=False, emoji=False)
        with console.capture() as told:
            for part in self.parts:
                console.print(part)
        console.file.write("\n".join(line.rstrip() for line in told.get().split("\n")))


def percent(share: float) -> str:
    """Return a share as whole percent.

    >>> percent(0.256)
    '26 %'
    """
    return f"{100 * share:.0f} %"


def letters(ids: Sequence[str]) -> dict[str, str]:
    """Name the sets A, B, C ... (then A2, B2 ...), so that a table can hold many of them.

    >>> letters(["cpc-plus-2018", "hedis-2018"])
    {'cpc-plus-2018': 'A', 'hedis-2018': 'B'}
    """
    return {
        id_: chr(65 + i % 26) + (str(i // 26 + 1) if i >= 26 else "") for i, id_ in enumerate(ids)
    }
