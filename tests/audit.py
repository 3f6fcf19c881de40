"""What the product is made of: an SBOM and the licences into a folder, and known weaknesses told.

python tests/audit.py PYTHON FOLDER (`make audit`), run by a Python that has cyclonedx-bom and
pip-audit. Exit 0: no known weakness; 1: some, told; 3: the database of weaknesses was out of reach.
"""

import csv
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
UNREACHED = 3
#: What pip-audit ends with when it has nothing, and when it has something to tell.
_ANSWERS = (0, 1)


def main(python: str, folder: Path) -> int:
    """Write sbom.json and licences.csv; tell known weaknesses."""
    folder.mkdir(parents=True, exist_ok=True)
    bom = folder / "sbom.json"
    _tool("cyclonedx_py", "environment", "--pyproject", str(ROOT / "pyproject.toml"),
          "--output-reproducible", "--mc-type", "application", "-o", str(bom), python)  # fmt: skip
    made = json.loads(bom.read_text("utf-8"))
    rows = licences(made)
    with (folder / "licences.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([("package", "version", "licence"), *rows])
    unknown = [name for name, _, licence in rows if not licence]
    print(f"{bom}: CycloneDX {made['specVersion']}, {len(rows)} packages; licences.csv beside it")
    print("no licence in the metadata of: " + (", ".join(unknown) or "none"))
    return weaknesses(_audited(python))


def licences(bom: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return (package, version, licence as its metadata states it, "" if it does not)."""
    found = []
    for one in bom.get("components", ()):
        told = dict.fromkeys(_licence(each) for each in one.get("licenses", ()))
        found.append((one["name"], one.get("version", ""), "; ".join(filter(None, told))))
    return sorted(found, key=lambda row: row[0].casefold())


def _licence(one: Mapping[str, Any]) -> str:
    told = one.get("license", {})
    name = one.get("expression") or told.get("id") or told.get("name") or ""
    short = str(name).rsplit(" :: ", 1)[-1].strip()
    # Some packages put the whole text there: its first line names it.
    return short.splitlines()[0][:80] if short else ""


def weaknesses(answer: Mapping[str, Any] | None) -> int:
    """Tell what pip-audit knows of the packages; None: it could not ask."""
    if answer is None:
        print("the database of known weaknesses could not be asked: nothing is said of them")
        return UNREACHED
    known = [(one["name"], one["version"], each) for one in answer["dependencies"]
             for each in one.get("vulns", ())]  # fmt: skip
    for name, version, each in known:
        mended = ", ".join(each.get("fix_versions", ())) or "no version yet"
        print(f"{name} {version}: {each['id']}, mended in {mended}")
    print(f"{len(known)} known weaknesses in {len(answer['dependencies'])} packages")
    return int(bool(known))


def _audited(python: str) -> Mapping[str, Any] | None:
    where = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    site = subprocess.run([python, "-c", where], capture_output=True, text=True, check=True).stdout
    done = _tool("pip_audit", "--path", site.strip(), "--format", "json", "--progress-spinner",
                 "off", answers=_ANSWERS, quiet=True)  # fmt: skip
    try:
        told: Mapping[str, Any] = json.loads(done)
        return told
    except json.JSONDecodeError:
        return None


def _tool(module: str, *words: str, answers: Sequence[int] = (0,), quiet: bool = False) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module, *words], capture_output=True, text=True, check=False
    )
    if done.returncode not in answers:
        sys.exit(f"{module} failed:\n{done.stderr[-2000:]}")
    if not quiet:
        sys.stderr.write(done.stderr)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
