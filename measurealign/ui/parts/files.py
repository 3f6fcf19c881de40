"""Files that people hand to a page, read as files of the disk are; problems bear their names."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from measurealign.problems import InputError, Problem

Made = TypeVar("Made")


def read(content: bytes, name: str, how: Callable[[Path], Made]) -> Made:
    """Return what `how` reads in an upload; raise InputError that names it as the person does."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload.yaml"
        path.write_bytes(content)
        try:
            return how(path)
        except InputError as error:
            told = (Problem(name, *_rest(each)) for each in error.problems)
            raise InputError(*told) from None


def _rest(one: Problem) -> tuple[int, int, str, str, str | None]:
    return one.line, one.col, one.where, one.what, one.got
