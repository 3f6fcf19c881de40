"""All benchmarks in one run: `python -m benchmarks` (each part also runs by itself)."""

import subprocess
import sys
from pathlib import Path

#: Parts that are no benchmark: what others read.
_OTHER = {
    "__init__", "__main__", "bodies", "gold", "inventory_figures", "inventory_files", "jobs",
    "peers", "sizes", "train", "trials",
}  # fmt: skip


def main() -> int:
    """Run every part in turn; return the number of those that failed."""
    failed = 0
    for part in sorted(Path(__file__).parent.glob("*.py")):
        if part.stem not in _OTHER:
            print(f"\n== {part.stem} ==", flush=True)
            failed += subprocess.call([sys.executable, "-m", f"benchmarks.{part.stem}"]) != 0
    return failed


if __name__ == "__main__":
    raise SystemExit(main())
