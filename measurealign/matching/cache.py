"""What was already found out, in the user's cache folder: plain JSON, deletable at any time.

Two files: compared wordings (by vocabulary, scorer and code), and whole results (by catalogue and
judgements as well). What cannot be read is made anew; what cannot be written is let be.
"""

import json
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from measurealign.catalog.shipped import data_folder
from measurealign.matching.pairs import Memory, Scored, Wordings
from measurealign.model import Judgement

#: Kept results; the oldest go first.
KEPT = 12


def folder() -> Path:
    """Return the cache folder (XDG_CACHE_HOME, else ~/.cache)."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "measurealign"


@cache
def knowledge() -> str:
    """Return a fingerprint of all that a comparison rests on: vocabulary, scorer, code."""
    files = [data_folder() / "vocabulary.yaml", data_folder() / "scorer.yaml"]
    files += sorted(Path(__file__).parent.glob("*.py"))
    found = sha256()
    for file in files:
        found.update(file.read_bytes())
    return found.hexdigest()[:16]


def result_name(digest: str, judgements: Sequence[Judgement], use_ids: bool) -> str:
    """Return the file name of a catalogue's result."""
    said = "\n".join(one.model_dump_json() for one in judgements)
    mark = sha256(f"{digest}|{use_ids}|{said}|{knowledge()}".encode()).hexdigest()[:24]
    return f"crosswalk-{mark}.json"


def load_memory() -> Memory:
    """Return the compared wordings of earlier runs."""
    memory = Memory()
    with suppress(OSError, ValueError, TypeError, KeyError):
        for left, right, score, similarity, kind in _read(f"wordings-{knowledge()}.json"):
            memory.known[left, right] = Wordings(score, similarity, kind)
    return memory


def save_memory(memory: Memory) -> None:
    """Keep the compared wordings, if there are new ones."""
    if memory.grown:
        rows = [[*key, w.score, w.similarity, w.kind] for key, w in sorted(memory.known.items())]
        _write(f"wordings-{knowledge()}.json", rows, "wordings-*.json", 1)


def load_scored(name: str) -> tuple[dict[tuple[int, int], Scored], tuple[int, ...]] | None:
    """Return a kept result: scored pairs and the group of each profile."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        kept = _read(name)
        scored = {(i, j): Scored(s, a, kind) for i, j, s, a, kind in kept["scored"]}
        return scored, tuple(int(each) for each in kept["groups"])
    return None


def save_scored(name: str, scored: dict[tuple[int, int], Scored], groups: Sequence[int]) -> None:
    """Keep a result."""
    rows = [[i, j, each.score, each.similarity, each.kind] for (i, j), each in scored.items()]
    _write(name, {"scored": rows, "groups": list(groups)}, "crosswalk-*.json", KEPT)


def _read(name: str) -> Any:
    return json.loads((folder() / name).read_text(encoding="utf-8"))


def _write(name: str, content: Any, kin: str, keep: int) -> None:
    """Replace a file whole; leave only the newest of its kind."""
    with suppress(OSError):
        folder().mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=folder(), prefix=".draft-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file, separators=(",", ":"))
        Path(draft).replace(folder() / name)
        newest = sorted(folder().glob(kin), key=lambda p: (-p.stat().st_mtime, p.name))
        for old in newest[keep:]:
            old.unlink(missing_ok=True)
