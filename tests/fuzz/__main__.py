"""Every reader in a process of its own; the counts as the table that stands in docs/reliability.md.

python -m fuzz [--each N] [--seed S] [--only WORD] [--keep FOLDER]
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from fuzz.readers import READERS
from fuzz.run import Told, memory, tried

#: Megabytes that no reader may take.
MOST = 1000
HEAD = """\
| reader | files | read | refused | tracebacks | hangs | longest | memory | left behind |
|---|---|---|---|---|---|---|---|---|"""


def main() -> int:
    """Try all readers; return 1 if anything but sentences came out."""
    asked = argparse.ArgumentParser(prog="fuzz")
    asked.add_argument("--each", type=int, default=300)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--only", default="")
    asked.add_argument("--keep", type=Path, help="a folder for the files that broke a reader")
    asked.add_argument("--one", help=argparse.SUPPRESS)
    told = asked.parse_args()
    if told.one:
        return _one(told.one, told.each, told.seed, told.keep)
    print(HEAD, flush=True)
    wrong = 0
    for name in READERS:
        if told.only in name:
            wrong += _apart(name)
    return int(wrong > 0)


def _apart(name: str) -> int:
    """Try one reader in a process of its own: its memory, temporary files and cache are its own."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as scratch:
        own = {"TMPDIR": scratch}
        if name.startswith("cache"):
            own["XDG_CACHE_HOME"] = f"{scratch}/fuzz-cache"
        command = [sys.executable, "-m", "fuzz", *sys.argv[1:], "--one", name]
        return subprocess.call(command, env={**os.environ, **own})


def _one(name: str, count: int, seed: int, keep: Path | None) -> int:
    found = tried(READERS[name], count, seed)
    left = left_behind(Path(tempfile.gettempdir()))
    print(f"{found} {memory():,.0f} MB | {len(left)} |", flush=True)
    if left:
        print(f"  left behind: {', '.join(left[:5])}", flush=True)
    _tell(found, keep)
    return int(not found.sound or bool(left) or memory() >= MOST)


def left_behind(folder: Path) -> list[str]:
    """Return what a reader left in the folder for temporary files: all but the tests' own files."""
    own = [one for one in folder.glob("fuzz-*") if one.is_dir()]
    beside = [one for one in folder.iterdir() if one not in own]
    drafts = [one for each in own for one in each.rglob(".*")]
    return sorted(str(one.relative_to(folder)) for one in (*beside, *drafts))


def _tell(found: Told, keep: Path | None) -> None:
    for kind, (content, trace) in found.first.items():
        print(f"  {kind}\n{trace[-1500:]}", flush=True)
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            word = "".join(sign if sign.isalnum() else "-" for sign in f"{found.name}-{kind}"[:80])
            (keep / word).write_bytes(content)


if __name__ == "__main__":
    sys.exit(main())
