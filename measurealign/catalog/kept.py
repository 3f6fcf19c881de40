"""What was worked out before, kept in the user's cache folder: plain text, deletable any time.

A file's name tells what its content rests on; what cannot be read is made anew, and what cannot
be written is let be. What the user's folder lacks may lie prepared beside the data, made once for
whoever uses the installation (`measurealign prepare`): under another name it is not opened.
"""

import atexit
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from contextvars import ContextVar
from functools import cached_property
from hashlib import sha256
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from platformdirs import user_cache_path
from pydantic import TypeAdapter

from measurealign.catalog.shipped import data_folder
from measurealign.problems import InputError
from measurealign.writing import folder, replace

Value = TypeVar("Value")

#: Words remembered at most, of each kind.
MOST = 30_000
#: Files of a kind that are left beside the newest one.
BESIDE = 3
#: What writes what is new and not yet written, when the process or `preparing` ends.
_AT_END: list[Callable[[], None]] = []
#: Whether what is made is kept beside the data, for everybody, instead of the user's folder.
_PREPARING = ContextVar("preparing", default=False)


def at_end(write: Callable[[], None]) -> None:
    """Have what is new written when the process ends, or what is being prepared.

    Writing it all at every new word would take longer than finding it out.
    """
    _AT_END.append(write)
    atexit.register(write)


def fingerprint(files: Iterable[Path], also: str = "") -> str:
    """Return what tells some files' content (and a word beside) from any other."""
    found = sha256(also.encode())
    for file in files:
        found.update(file.read_bytes())
    return found.hexdigest()[:24]


def once(kind: str, mark: str, form: TypeAdapter[Value], make: Callable[[], Value]) -> Value:
    """Return what is kept of a kind under a mark; else make it, and keep it."""
    text = kept(kind, mark)
    with no_collection():
        with suppress(ValueError):
            if text is not None:
                return form.validate_json(text)
        value = make()
    keep(kind, mark, form.dump_json(value, by_alias=True, exclude_defaults=True).decode())
    return value


@contextmanager
def no_collection() -> Iterator[None]:
    """Hold the cyclic collector while many small values are made, none of them in a circle.

    It would go through all that was read again and again: half of the time of a large catalog.
    """
    held = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if held:
            gc.enable()


class Memory(Generic[Value]):
    """What was worked out for words, by these words: each is worked out once.

    `mark` tells what it rests on; `read` and `write` turn the whole from and into a file's text,
    `read` raises ValueError for a damaged one. What is new is written at the end.
    """

    def __init__(
        self, kind: str, mark: Callable[[], str], read: Callable[[str], dict[str, Value]],
        write: Callable[[dict[str, Value]], str],
    ) -> None:  # fmt: skip
        self._kind, self._mark, self._read, self._write = kind, mark, read, write
        self._adding = Lock()  # sessions of one server share what is known
        self._new = False
        at_end(self.save)

    @classmethod
    def of(
        cls, kind: str, mark: Callable[[], str], form: TypeAdapter[dict[str, Value]]
    ) -> "Memory[Value]":
        """Return a memory whose file is plain JSON of this type."""
        return cls(kind, mark, form.validate_json, lambda known: form.dump_json(known).decode())

    @cached_property
    def _known(self) -> dict[str, Value]:
        text = kept(self._kind, self._mark())
        with suppress(ValueError), no_collection():
            if text is not None:
                return self._read(text)
        return {}

    @cached_property
    def _at_start(self) -> int:
        return len(self._known)

    def get(self, words: str, make: Callable[[], Value]) -> Value:
        """Return what is known for some words; else make and remember it."""
        with suppress(KeyError):
            return self._known[words]
        made = make()
        self.take({words: made})
        return made

    def known(self, words: Iterable[str]) -> dict[str, Value]:
        """Return what is known of some words, by these."""
        # Asked once for each: another session may be telling it again just then.
        return {one: value for one in words if (value := self._known.get(one)) is not None}

    def take(self, found: Mapping[str, Value]) -> None:
        """Remember what was made for some words; where they are too many, the first ones go.

        Those that were known at the start stay, up to half of all: everybody asks for them. What
        is told again counts as new.
        """
        with self._adding:
            stay = min(self._at_start, MOST // 2)
            for words in found:
                self._known.pop(words, None)
            self._known.update(found)
            self._new |= bool(found)
            excess = max(0, len(self._known) - MOST)
            for first in list(islice(self._known, stay, stay + excess)):
                del self._known[first]

    def save(self) -> None:
        """Write what is known if something is new."""
        with self._adding:
            if self._new:
                keep(self._kind, self._mark(), self._write(self._known))
                self._new = False


@contextmanager
def preparing() -> Iterator[None]:
    """Keep what is made meanwhile beside the data, alone of its kind; the user's folder rests.

    Raise InputError if it cannot be written.
    """
    before = _PREPARING.set(True)
    try:
        yield
        for write in _AT_END:
            write()
    finally:
        _PREPARING.reset(before)


def prepared_folder() -> Path:
    """Return where lies what was prepared with the installation."""
    return data_folder() / "prepared"


def kept(kind: str, mark: str) -> str | None:
    """Return what is kept of a kind under a mark; None if there is nothing to read."""
    for place in (_folder(), prepared_folder()):
        with suppress(OSError, UnicodeDecodeError):
            return (place / f"{kind}-{mark}.json").read_text(encoding="utf-8")
    return None


def keep(kind: str, mark: str, text: str) -> None:
    """Keep a text, replaced whole; the oldest of its kind go."""
    path = _folder() / f"{kind}-{mark}.json"
    if not path.is_absolute():  # whoever has no home keeps nothing
        return
    everybodys = _PREPARING.get()
    with nullcontext() if everybodys else suppress(OSError, InputError):
        folder(path.parent)
        replace(path, text.encode())
        others = [one for one in path.parent.glob(f"{kind}-*.json") if one != path]
        others.sort(key=lambda one: one.stat().st_mtime, reverse=True)
        for old in others[0 if everybodys else BESIDE :]:
            old.unlink(missing_ok=True)


def _folder() -> Path:
    if _PREPARING.get():
        return prepared_folder()
    return user_cache_path("measurealign", appauthor=False)
