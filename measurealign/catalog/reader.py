"""YAML files to frozen types, with every problem of every file told at once.

A problem names file, line, column, record, fault and what was found. YAML reads `0034` as the
number 28 and keeps the last of two equal keys without a word: both are caught here.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from measurealign.model import MeasureSet
from measurealign.problems import InputError, Problem, nearest

Model = TypeVar("Model", bound=BaseModel)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNQUOTED = re.compile(r"^[0-9]")
_SLUG = re.compile(r"[^a-z0-9]+")


def read(path: Path, model: type[Model]) -> Model:
    """Read one YAML file into a frozen type; raise InputError with all its problems."""
    value, problems = _read(path, model)
    if problems or value is None:
        raise InputError(*problems)
    return value


def read_sets(paths: Iterable[Path]) -> tuple[MeasureSet, ...]:
    """Read measure-set files (or folders of them); raise InputError with all problems of all."""
    sets: list[MeasureSet] = []
    problems: list[Problem] = []
    for path in _files(paths):
        value, faults = _read(path, MeasureSet)
        problems += faults
        if value is not None and not faults:
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
    for sign, word in ((">", " gt "), ("<", " lt "), ("≥", " ge "), ("≤", " le "), ("'", "")):
        plain = plain.replace(sign, word)
    return _SLUG.sub("-", plain).strip("-") or "measure"


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(path.rglob("*.yaml"))
        else:
            yield path


def _read(path: Path, model: type[Model]) -> tuple[Model | None, list[Problem]]:
    try:
        text = path.read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=_LOADER)
    except FileNotFoundError:
        return None, [Problem(file=str(path), what="there is no such file")]
    except (OSError, UnicodeDecodeError) as error:
        return None, [Problem(file=str(path), what=f"cannot be read: {error}")]
    except yaml.YAMLError as error:
        return None, [_syntax(path, error)]
    if root is None:
        return None, [Problem(file=str(path), what="the file is empty")]
    problems = list(_doubled(path, root)) + list(_unquoted(path, root))
    data = yaml.load(text, Loader=_LOADER)  # noqa: S506 - the loader is a safe loader
    if model is MeasureSet:
        problems += _keys(path, root, data)
    try:
        return model.model_validate(data), problems
    except ValidationError as error:
        return None, problems + [_fault(path, root, data, each) for each in error.errors()]


def _syntax(path: Path, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = f"not YAML: {getattr(error, 'problem', None) or error}"
    if mark is None:
        return Problem(file=str(path), what=what)
    return Problem(file=str(path), line=mark.line + 1, col=mark.column + 1, what=what)


def _at(path: Path, node: yaml.Node, where: str, what: str, got: str | None = None) -> Problem:
    mark = node.start_mark
    return Problem(str(path), mark.line + 1, mark.column + 1, where, what, got)


def _nodes(node: yaml.Node, where: str = "") -> Iterator[tuple[str, yaml.Node]]:
    """Walk a document: every node with its dotted place."""
    yield where, node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _nodes(value, f"{where}.{key.value}".lstrip("."))
    elif isinstance(node, yaml.SequenceNode):
        for i, value in enumerate(node.value):
            yield from _nodes(value, f"{where}.{i}".lstrip("."))


def _doubled(path: Path, root: yaml.Node) -> Iterator[Problem]:
    """Find keys that stand twice in one mapping."""
    for where, node in _nodes(root):
        if not isinstance(node, yaml.MappingNode):
            continue
        seen: set[str] = set()
        for key, _ in node.value:
            name = str(key.value)
            if name in seen:
                yield _at(path, key, f"{where}.{name}".lstrip("."), "this key stands twice")
            seen.add(name)


def _unquoted(path: Path, root: yaml.Node) -> Iterator[Problem]:
    """Find ids that YAML would read as numbers, dates or truth values."""
    for where, node in _nodes(root):
        if ".ids." not in where or not isinstance(node, yaml.ScalarNode) or node.style:
            continue
        if node.tag != "tag:yaml.org,2002:str" or _UNQUOTED.match(node.value):
            remedy = f"an id is text: quote it as '{node.value}'"
            yield _at(path, node, where, remedy, node.value)


def _fault(path: Path, root: yaml.Node, data: Any, error: Any) -> Problem:
    """Turn one pydantic error into a problem at its place in the file."""
    loc = [part for part in error["loc"] if not str(part).startswith("function-")]
    node, place = root, ""
    for where, candidate in _nodes(root):
        if ".".join(map(str, loc)).startswith(where) and len(where) >= len(place):
            node, place = candidate, where
    what, got = error["msg"], None
    if error["type"] == "literal_error":
        words = re.findall(r"'([^']+)'", error["ctx"]["expected"])
        what = f"unknown word: {nearest(str(error['input']), words)}"
    if error["type"] == "extra_forbidden":
        what = "this key is not known here"
    if isinstance(node, yaml.ScalarNode):
        got = node.value
    return _at(path, node, _named(data, loc), what, got)


def _named(data: Any, loc: list[Any]) -> str:
    """Name a place by its measure rather than by its number."""
    where = ".".join(map(str, loc))
    if len(loc) > 1 and loc[0] == "measures" and isinstance(loc[1], int):
        row = data["measures"][loc[1]]
        if isinstance(row, dict) and isinstance(row.get("name"), str):
            return f"{where} ({row['name']})"
    return where


def _keys(path: Path, root: yaml.Node, data: Any) -> list[Problem]:
    """Give each measure its key in place; report measures that cannot be told apart."""
    if not isinstance(data, dict) or not isinstance(data.get("measures") or [], list):
        return []
    places = dict(_nodes(root))
    known = {s.get("key") for s in data.get("sources") or [] if isinstance(s, dict)}
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for i, row in enumerate(data.get("measures") or []):
        if not isinstance(row, dict):
            continue
        where, node = f"measures.{i} ({row.get('name')})", places[f"measures.{i}"]
        row["key"] = f"{data.get('id')}/{row.get('key') or slug(str(row.get('name')))}"
        if row["key"] in seen:
            first = f"measures.{seen[row['key']]}"
            what = f"the same measure as {first}: delete one, or give one a `key`"
            problems.append(_at(path, node, where, what))
        seen.setdefault(row["key"], i)
        if row.get("source") is not None and row["source"] not in known:
            at = places[f"measures.{i}.source"]
            hint = nearest(str(row["source"]), [str(key) for key in known])
            what = f"no source has this key: {hint}"
            problems.append(_at(path, at, where, what, str(row["source"])))
    if data.get("measures") is None:
        data["measures"] = []
    return problems
