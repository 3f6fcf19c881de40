"""Write the catalog's figures into docs/data.md, between their markers."""

from pathlib import Path

from measurealign import load_catalog
from measurealign.catalog.figures import figures, written

PAGE = Path(__file__).parents[1] / "docs" / "data.md"


def main() -> None:
    """Write the figures and print them."""
    found = figures(load_catalog())
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), found), encoding="utf-8")
    print(*found.says, sep="\n")


if __name__ == "__main__":
    main()
