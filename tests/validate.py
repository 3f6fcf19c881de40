"""What is written, held against other people's validators: run by `make validate`.

SSSOM by sssom-py, FHIR R4 and R5 by fhir.resources, set and recommendation files by
check-jsonschema under their published schemas, the workbook and the brief by LibreOffice where
there is one: the brief must be one page.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from fhir.resources.bundle import Bundle
from fhir.resources.R4B.bundle import Bundle as EarlierBundle

ROOT = Path(__file__).parents[1]
OUT = ROOT / "out" / "validate"
#: The validators with requirements of their own stand apart from the product's.
APART = ROOT / ".venv" / "validators" / "bin"
PAGE = re.compile(rb"/Type\s*/Page(?![s\w])")
SETS = ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018")


def ours(*words: str) -> str:
    """Return what the command line prints."""
    command = [sys.executable, "-m", "measurealign", "--quiet", *words]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def written() -> None:
    """Write a file of each kind."""
    OUT.mkdir(parents=True, exist_ok=True)
    ours("export", "sssom", *SETS, "--out", str(OUT / "links.sssom.tsv"))
    ours("export", "xlsx", *SETS, "--out", str(OUT / "crosswalk.xlsx"))
    for release in ("R4", "R5"):
        ours("export", "fhir", *SETS, "--release", release, "--out", str(OUT / f"{release}.json"))
    ours("export", "yaml", SETS[0], "--out", str(OUT / "set.yaml"))
    ours("export", "brief", *SETS, "--out", str(OUT / "brief.docx"))
    ours("align", *SETS, "--out", str(OUT / "recommendation.yaml"))
    (OUT / "set.schema.json").write_text(ours("validate", "--schema"), encoding="utf-8")
    (OUT / "recommendation.schema.json").write_text(ours("verify", "--schema"), encoding="utf-8")


def commands() -> Iterator[tuple[str, list[str]]]:
    """Yield what each validator is called with."""
    yield "SSSOM", [str(APART / "sssom"), "validate", str(OUT / "links.sssom.tsv")]
    for kind in ("set", "recommendation"):
        schema = str(OUT / f"{kind}.schema.json")
        check = str(APART / "check-jsonschema")
        yield f"{kind} file", [check, "--schemafile", schema, str(OUT / f"{kind}.yaml")]
    office = shutil.which("soffice")
    if office:
        home = f"-env:UserInstallation={(OUT / 'home').as_uri()}"
        told = [home, "--headless", "--convert-to", "pdf", "--outdir", str(OUT)]
        yield "workbook, printed", [office, *told, str(OUT / "crosswalk.xlsx")]
        yield "brief, printed", [office, *told, str(OUT / "brief.docx")]
    else:
        print("workbook, brief: not printed, there is no LibreOffice here")


def main() -> int:
    """Validate everything; return how much was refused."""
    (OUT / "brief.pdf").unlink(missing_ok=True)
    written()
    EarlierBundle.model_validate_json((OUT / "R4.json").read_text("utf-8"))
    Bundle.model_validate_json((OUT / "R5.json").read_text("utf-8"))
    print("FHIR R4, R5: accepted")
    refused = 0
    for what, command in commands():
        done = subprocess.run(command, capture_output=True, text=True)
        print(f"{what}: {'refused' if done.returncode else 'accepted'}")
        if done.returncode:
            refused += 1
            print(done.stdout[-2000:], done.stderr[-2000:])
    return refused + too_long(OUT / "brief.pdf")


def too_long(printed: Path) -> bool:
    """Tell whether a brief that was printed has more than its one page."""
    if not printed.exists():
        return False  # said above: nothing was printed here
    pages = len(PAGE.findall(printed.read_bytes()))
    print(f"brief: {pages} page{'s' * (pages > 1)}")
    return pages > 1


if __name__ == "__main__":
    raise SystemExit(main())
