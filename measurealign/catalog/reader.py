"""YAML files to frozen types, with every problem of every file told at once.

A problem names file, line, column, record, fault and what was found, and equal faults of one
file are told together. Nothing in a file can do more than be refused: see marks.py.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from measurealign.catalog.faults import faults, grouped, named
from measurealign.catalog.identifiers import scheme_problem, value_problem
from measurealign.catalog.marks import Document, document, hidden_faults
from measurealign.model import MeasureSet
from measurealign.problems import InputError, Problem, nearest

Model = TypeVar("Model", bound=BaseModel)
_SLUG = re.compile(r"[^a-z0-9]+")
_SIGNS = ((">", " gt "), ("<", " lt "), ("≥", " ge "), ("≤", " le "), ("'", ""), ("’", ""))


def read(path: Path, model: type[Model]) -> Model:
    """Read one YAML file into a frozen type; raise InputError with all its problems."""
    value, problems = _read(path, model)
    if problems or value is None:
        raise InputError(*grouped(problems))
    return value


def read_sets(paths: Iterable[Path]) -> tuple[MeasureSet, ...]:
    """Read measure-set files (or folders of them); raise InputError with all problems of all."""
    sets: list[MeasureSet] = []
    problems: list[Problem] = []
    for path in paths:
        files = _files(path)
        if not files:
            problems.append(Problem(file=str(path), what="no .yaml file lies in this folder"))
        for file in files:
            value, wrong = _read(file, MeasureSet)
            problems += grouped(wrong)
            if value is not None and not wrong:
                sets.append(value)
    if problems:
        raise InputError(*problems)
    return tuple(sets)


def slug(name: str) -> str:
    """Return a name as lower-case words joined by hyphens, for keys.

    >>> slug("Diabetes: HbA1c Poor Control (>9%)")
    'diabetes-hba1c-poor-control-gt-9'
    """
    plain = name.lower()
    for sign, word in _SIGNS:
        plain = plain.replace(sign, word)
    return _SLUG.sub("-", plain).strip("-") or "measure"


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(
        one for ending in ("*.yaml", "*.yml") for one in path.rglob(ending) if not one.is_dir()
    )


def _read(path: Path, model: type[Model]) -> tuple[Model | None, list[Problem]]:
    found, problems = document(path)
    if found is None:
        return None, problems
    problems = list(hidden_faults(found))
    data = found.data
    if model is MeasureSet and isinstance(data, dict):
        problems += _rows(found, data)
    try:
        return model.model_validate(data), problems
    except ValidationError as error:
        told = {(one.line, one.col) for one in problems}
        more = faults(found, model, error)
        return None, problems + [one for one in more if (one.line, one.col) not in told]


def _rows(found: Document, data: dict[str, Any]) -> list[Problem]:
    """Give each measure its key in place; report ids and rows that cannot be told apart."""
    if data.get("measures") is None:
        data["measures"] = []
    if not isinstance(data["measures"], list):
        return []
    sources = data.get("sources")
    listed = sources if isinstance(sources, list) else []
    known = [str(one["key"]) for one in listed if isinstance(one, dict) and "key" in one]
    problems = list(_twice(found, "sources", known, "another source has this key: rename one"))
    keys: list[str] = []
    for i, row in enumerate(data["measures"]):
        if not isinstance(row, dict):
            keys.append("")
            continue
        problems += _ids(found, f"measures.{i}", row.get("ids"))
        problems += _source(found, f"measures.{i}.source", row.get("source"), known)
        row["key"] = f"{data.get('id')}/{row.get('key') or slug(str(row.get('name')))}"
        keys.append(row["key"])
    what = "the same measure as {}: delete one, or give one a `key`"
    return problems + list(_twice(found, "measures", keys, what))


def _twice(found: Document, part: str, keys: list[str], what: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for i, key in enumerate(keys):
        if key and first.setdefault(key, i) != i:
            where = f"{part}.{i}"
            says = what.format(f"{part}.{first[key]}")
            yield found.at(where, says, named=named(found.data, where))


def _source(found: Document, where: str, key: Any, known: list[str]) -> Iterator[Problem]:
    if key is not None and str(key) not in known:
        hint = nearest(str(key), known) if known else "the set names no sources"
        what = f"no source has this key: {hint}"
        yield found.at(where, what, str(key), named(found.data, where))


def _ids(found: Document, where: str, ids: Any) -> Iterator[Problem]:
    """Find ids under unknown schemes, ids that are no text, and ids of a wrong form."""
    if not isinstance(ids, dict):
        return
    for scheme, given in ids.items():
        place = f"{where}.ids.{scheme}"
        problem = scheme_problem(str(scheme))
        if problem:
            yield found.at(place, problem, str(scheme), named(found.data, place))
            continue
        many = isinstance(given, list)
        for j, one in enumerate(given if many else [given]):
            yield from _id(found, f"{place}.{j}" if many else place, scheme, one)


def _id(found: Document, place: str, scheme: str, value: Any) -> Iterator[Problem]:
    written = found.written(place) or str(value)
    got: str | None = written
    if isinstance(value, str):
        what = value_problem(scheme, value)
        if what is None and value[:1].isdigit() and not found.quoted(place):
            what = f'an id is text: write "{written}" in quotes'
    elif value is None:
        what, got = "an id is missing here: write it, or delete the line", None
    elif isinstance(value, dict | list):
        what, got = 'an id is one text, such as cbe: "0018"', None
    else:
        what = f'an id is text: write "{written}" in quotes'
    if what:
        yield found.at(place, what, got, named(found.data, place))
