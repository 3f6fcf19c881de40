"""A writer of the crash tests: judges and votes, and prints what was acknowledged."""

import sys

from measurealign.store import Store
from store.samples import ALONE, judgement, vote


def main(address: str, project: str, name: str, count: int) -> None:
    kept = Store(address).project(ALONE, project)
    for at in range(count):
        kept.judge([judgement(f"{name}/{at}", "b/y", by=name)], {})
        kept.vote(vote(f"F{at}", by=name), 0)
        print(at, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
