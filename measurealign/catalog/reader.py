"""YAML files to frozen types, with every problem of every file told at once.

A problem names file, line, column, record, fault and what was found, and equal faults of one
file are told together. Nothing in a file can do more than be refused: see marks.py.
"""

import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from measurealign.catalog.faults import faults, grouped
from measurealign.catalog.kept import fingerprint, no_collection, once
from measurealign.catalog.rows import prepared, slug
from measurealign.catalog.shipped import data_folder
from measurealign.model import MeasureSet
from measurealign.problems import InputError, Problem

if TYPE_CHECKING:
    from measurealign.catalog.marks import Document

__all__ = ["contents", "read", "read_content", "read_sets", "shipped", "shipped_sets", "slug"]

Model = TypeVar("Model", bound=BaseModel)


def read(path: Path, model: type[Model]) -> Model:
    """Read one YAML file into a frozen type; raise InputError with all its problems."""
    return _sound(*_read(path, model))


def contents(path: Path) -> bytes:
    """Return the bytes of one file; raise InputError if they cannot be had."""
    from measurealign.catalog.marks import content_of

    content = content_of(path)
    if isinstance(content, Problem):
        raise InputError(content)
    return content


def read_content(content: bytes, name: str, model: type[Model]) -> Model:
    """Read the bytes of a YAML file of a name; raise InputError with all its problems."""
    from measurealign.catalog.marks import parsed

    return _sound(*_checked(*parsed(content, name), model))


def _sound(value: Model | None, problems: list[Problem]) -> Model:
    if problems or value is None:
        raise InputError(*grouped(problems))
    return value


def read_sets(paths: Iterable[Path]) -> tuple[MeasureSet, ...]:
    """Read measure-set files (or folders of them); raise InputError with all problems of all."""
    sets: list[MeasureSet] = []
    problems: list[Problem] = []
    with no_collection():
        for path in paths:
            files = _files(path)
            if not files:
                problems.append(Problem(file=str(path), what="no .yaml file lies in this folder"))
            for file in files:
                value, wrong = _read(file, MeasureSet)
                problems += grouped(wrong)
                sets += [value] if value is not None and not wrong else []
    if problems:
        raise InputError(*problems)
    return tuple(sets)


def shipped(name: str, model: type[Model]) -> Model:
    """Return a file of the data folder, as it was read before if nothing changed since."""
    path, code = data_folder() / name, sys.modules[model.__module__].__file__
    mark = fingerprint((path, Path(__file__), Path(code or __file__)), model.__qualname__)
    return once(path.stem, mark, TypeAdapter(model), lambda: read(path, model))


@cache
def shipped_sets() -> tuple[MeasureSet, ...]:
    """Return the shipped measure sets, as they were read before if nothing changed since.

    Once a process: they never change.
    """
    from measurealign import model

    folder = data_folder() / "measure_sets"
    code = (*Path(__file__).parent.glob("*.py"), *Path(model.__file__).parent.glob("*.py"))
    mark = fingerprint(sorted((*folder.rglob("*.yaml"), *code)))
    return once("sets", mark, _SETS, lambda: read_sets([folder]))


_SETS = TypeAdapter(tuple[MeasureSet, ...])


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(
        one for ending in ("*.yaml", "*.yml") for one in path.rglob(ending) if not one.is_dir()
    )


def _read(path: Path, model: type[Model]) -> tuple[Model | None, list[Problem]]:
    from measurealign.catalog.marks import document  # what was kept is read without YAML

    return _checked(*document(path), model)


def _checked(
    found: "Document | None", problems: list[Problem], model: type[Model]
) -> tuple[Model | None, list[Problem]]:
    from measurealign.catalog.marks import hidden_faults

    if found is None:
        return None, problems
    problems = list(hidden_faults(found))
    data = found.data
    if model is MeasureSet and isinstance(data, dict):
        problems += prepared(found, data)
    try:
        return model.model_validate(data), problems
    except ValidationError as error:
        told = {(one.line, one.col) for one in problems}
        more = faults(found, model, error)
        return None, problems + [one for one in more if (one.line, one.col) not in told]
