"""How long formats take, and what memory: `python -m benchmarks.formats [measures-data.json ...]`.

Broken spreadsheets (tests/broken_sheets.py) are read in a process of their own, whose peak memory
is told; QPP files are those named on the command line.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from measurealign import align, crosswalk, load_catalog
from measurealign.catalog.imports.qpp import read_qpp
from measurealign.catalog.imports.spreadsheet import read_spreadsheet
from measurealign.crosswalk import Crosswalk
from measurealign.export.brief import proposal_brief
from measurealign.export.brief.docx import docx
from measurealign.export.brief.html import html
from measurealign.export.sssom import read_sssom, write_sssom
from measurealign.export.xlsx import write_xlsx

THREE = ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018")
BROKEN = """
from pathlib import Path
from time import perf_counter
from broken_sheets import broken_sheets
from measurealign.catalog.imports.spreadsheet import read_spreadsheet
from measurealign.problems import InputError
times = {}
for one in broken_sheets():
    start = perf_counter()
    try:
        read_spreadsheet(one.content, one.name)
    except InputError:
        pass
    times[one.case] = perf_counter() - start
slow = max(times, key=times.get)
status = Path("/proc/self/status")
peak = [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")]
print(f"{len(times)} broken spreadsheets: {sum(times.values()):.1f} s in all, "
      f"slowest {times[slow]:.2f} s ({slow}), peak {int(peak[0]) / 1000:.0f} MB")
"""


def jobs(walk: Crosswalk) -> dict[str, Callable[[], object]]:
    """Return what is timed."""
    found = align(walk, THREE)
    every = [one.id for one in walk.catalog]
    small, text = write_xlsx(walk, THREE, found), write_sssom(walk, THREE)
    return {
        "workbook of three sets, written": lambda: write_xlsx(walk, THREE, found),
        "workbook of three sets, read back": lambda: read_spreadsheet(small, "x.xlsx"),
        "brief of three sets, HTML": lambda: html(proposal_brief(walk, THREE, found)),
        "brief of three sets, DOCX": lambda: docx(proposal_brief(walk, THREE, found)),
        "SSSOM of three sets, written": lambda: write_sssom(walk, THREE),
        "SSSOM of three sets, read back": lambda: read_sssom(text),
        f"workbook of {len(every)} sets, written": lambda: write_xlsx(walk, every),
    }


def main(files: list[str]) -> None:
    """Print what each took."""
    tests = Path(__file__).parent.parent / "tests"
    out = subprocess.run(
        [sys.executable, "-c", BROKEN], cwd=tests, capture_output=True, text=True, check=True
    )
    print(out.stdout, end="")
    for name in files:
        start = perf_counter()
        found = read_qpp(Path(name))
        took = perf_counter() - start
        print(f"{took:8.2f} s  {Path(name).name}: {len(found.sets)} sets")
    for what, job in jobs(crosswalk(load_catalog()).only()).items():
        start = perf_counter()
        job()
        print(f"{perf_counter() - start:8.2f} s  {what}")


if __name__ == "__main__":
    main(sys.argv[1:])
