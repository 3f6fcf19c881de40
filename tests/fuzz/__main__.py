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
from fuzz.run import memory, tried


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
    wrong = 0
    for name in READERS:
        if told.only in name:
            wrong += _apart(name)
    return int(wrong > 0)


def _apart(name: str) -> int:
    """Try one reader in a process of its own: its memory is its own, and so is its cache."""
    with tempfile.TemporaryDirectory(prefix="fuzz-cache-") as cache:
        env = {**os.environ, "XDG_CACHE_HOME": cache} if name.startswith("cache") else None
        command = [sys.executable, "-m", "fuzz", *sys.argv[1:], "--one", name]
        return subprocess.call(command, env=env)


def _one(name: str, count: int, seed: int, keep: Path | None) -> int:
    found = tried(READERS[name], count, seed)
    print(f"{found}, {memory():,.0f} MB", flush=True)
    for kind, (content, trace) in found.first.items():
        print(f"  {kind}\n{trace[-1500:]}", flush=True)
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            word = "".join(sign if sign.isalnum() else "-" for sign in f"{name}-{kind}"[:80])
            (keep / word).write_bytes(content)
    return int(not found.sound)


if __name__ == "__main__":
    sys.exit(main())
