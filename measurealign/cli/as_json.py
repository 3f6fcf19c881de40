"""What a verb prints, as JSON where that is asked for (`--json`): titles, texts and tables."""

import json
import sys
from collections.abc import Iterable, Sequence
from contextvars import ContextVar

#: Whether --json was given.
AS_JSON: ContextVar[bool] = ContextVar("as_json", default=False)


def print_lines(lines: Sequence[str]) -> None:
    """Write lines as they are; as JSON a list of texts."""
    if AS_JSON.get():
        print_json([{"text": line} for line in lines])
    elif lines:
        sys.stdout.write("\n".join(lines) + "\n")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table as CSV; as JSON one table, its cells as the CSV has them."""
    if AS_JSON.get():
        print_json([{"columns": columns, "rows": [[*row] for row in rows]}])
        return
    from measurealign.catalog.cells import to_csv

    sys.stdout.write(to_csv(columns, rows))


def print_json(value: object) -> None:
    """Write a value as JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")
