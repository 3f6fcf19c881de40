"""All benchmarks in one run: `python -m benchmarks` (each part also runs by itself)."""

import subprocess
import sys

#: What measures, and writes no data that ship: those who learn or write are called by their names.
MEASURING = (
    "accuracy", "linking", "backtest", "alignment", "scoring", "scale", "formats", "app", "people",
)  # fmt: skip


def main() -> int:
    """Run every part in turn; return the number of those that failed."""
    failed = 0
    for part in MEASURING:
        print(f"\n== {part} ==", flush=True)
        failed += subprocess.call([sys.executable, "-m", f"benchmarks.{part}"]) != 0
    return failed


if __name__ == "__main__":
    raise SystemExit(main())
