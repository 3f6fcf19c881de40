"""A writer of the crash tests: judges and votes, and tells a file what was acknowledged."""

from pathlib import Path

from measurealign.store import Store
from store.samples import ALONE, judgement, vote


def write(address: str, project: str, name: str, count: int, told: Path) -> None:
    kept = Store(address).project(ALONE, project)
    with told.open("w") as out:
        for at in range(count):
            kept.judge([judgement(f"{name}/{at}", "b/y", by=name)], {})
            kept.vote(vote(f"F{at}", by=name), 0)
            print(at, file=out, flush=True)
