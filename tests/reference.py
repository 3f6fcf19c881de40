"""The API reference, from the docstrings: `python tests/reference.py FOLDER` (see `make docs`)."""

import sys
from pathlib import Path

import pdoc

import measurealign as ma

ROOMS = (
    "model", "catalog", "inventory", "links", "crosswalk", "scoring", "compare", "burden",
    "alignment", "export", "store", "judgements", "problems",
)  # fmt: skip


def door() -> pdoc.doc.Module:
    """Return the package's page; what it opens only when asked for is opened first."""
    for name in ma.__all__:
        getattr(ma, name)
    return pdoc.doc.Module(ma)


def main() -> None:
    """Write the pages of the package and of its rooms into a folder."""
    door()
    pdoc.render.configure(docformat="google")
    rooms = (f"measurealign.{one}" for one in ROOMS)
    pdoc.pdoc("measurealign", *rooms, output_directory=Path(sys.argv[1]))


if __name__ == "__main__":
    main()
