"""Pydantic's errors as sentences that name the measure, the fault and the remedy."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from measurealign.problems import Problem, nearest

if TYPE_CHECKING:
    from measurealign.catalog.marks import Document

#: How many equal faults of one file are told one by one.
TOLD = 3
#: How many problems of a file are told at all, and of how many errors each is placed.
MOST, _LOOKED_AT = 100, 2_000
_ROW = re.compile(r"(\.|^)\d+( \([^)]*\))?(?=\.|$|:)")
_SAYS = {
    "missing": "this key is missing: add it",
    "string_type": "must be text: put it in quotes",
    "string_too_short": "is empty: fill it in, or delete the key",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "tuple_type": "must be a list: lines that begin with '-'",
    "list_type": "must be a list: lines that begin with '-'",
    "model_type": "must be a mapping: lines such as 'name: ...'",
    "model_attributes_type": "must be a mapping: lines such as 'name: ...'",
    "dict_type": "must be a mapping: lines such as 'name: ...'",
    "string_pattern_mismatch": "must be lower-case words and numbers joined by hyphens",
    "invalid_key": "a key is text: put it in quotes",
}


def faults(found: "Document", model: type[BaseModel], error: ValidationError) -> list[Problem]:
    """Return one problem for each error, at its place in the document."""
    errors = error.errors(include_url=False)
    return [_fault(found, model, each) for each in errors[:_LOOKED_AT]]


def named(data: Any, where: str) -> str:
    """Return a place that names its row, so that nobody must count rows.

    >>> named({"measures": [{"name": "Chlamydia Screening"}]}, "measures.0.type")
    'measures.0 (Chlamydia Screening).type'
    """
    parts = where.split(".")
    if len(parts) < 2 or not parts[1].isdecimal() or not isinstance(data, Mapping):
        return where
    rows = data.get(parts[0])
    row = rows[int(parts[1])] if isinstance(rows, list) and int(parts[1]) < len(rows) else None
    name = _name(row)
    if not name:
        return where
    plain = " ".join(name.split())
    short = plain if len(plain) <= 60 else plain[:57] + "..."
    return ".".join([parts[0], f"{parts[1]} ({short})", *parts[2:]])


def _name(row: Any) -> str | None:
    named_by = ("name", "title", "label", "id")
    found = (row[key] for key in named_by if isinstance(row.get(key), str))
    return next(found, None) if isinstance(row, Mapping) else None


def grouped(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems in order; of many equal faults in one file the first few and a count.

    >>> rows = [Problem("a.yaml", n, 1, f"measures.{n}.type", "unknown word") for n in range(1, 9)]
    >>> print(grouped(rows)[-1])
    a.yaml: 5 more like the last: unknown word (lines 4, 5, 6, 7, 8)
    """
    alike: dict[tuple[str, str, str], list[Problem]] = defaultdict(list)
    for problem in sorted(problems):
        alike[problem.file, _ROW.sub(".*", problem.where), problem.what].append(problem)
    told: list[Problem] = []
    for (file, _, what), group in alike.items():
        if len(group) <= TOLD + 1:
            told += group
            continue
        rest = [str(one.line) for one in group[TOLD:]]
        lines = ", ".join(rest[:10]) + (" ..." if len(rest) > 10 else "")
        more = f"{len(rest)} more like the last: {what} (lines {lines})"
        told += [*group[:TOLD], Problem(file=file, what=more)]
    if len(told) > MOST:
        more = f"{len(told) - MOST:,} more problems: mend these first"
        told = [*told[:MOST], Problem(file=told[MOST].file, what=more)]
    return told


def _fault(found: "Document", model: type[BaseModel], error: ErrorDetails) -> Problem:
    loc = [str(part) for part in error["loc"] if not str(part).startswith("function-")]
    where = ".".join(loc)
    what = _says(model, loc, error)
    got = error["input"]
    scalar = isinstance(got, str | int | float) and error["type"] != "extra_forbidden"
    if not where and not isinstance(found.data, Mapping):
        kind = "a list" if isinstance(found.data, list) else "a single value"
        return found.at("", f"must be a mapping with the keys {_listed(model)}", kind)
    return found.at(where, what, str(got) if scalar else None, named(found.data, where))


def _says(model: type[BaseModel], loc: list[str], error: ErrorDetails) -> str:
    if error["type"] == "literal_error":
        words = re.findall(r"'([^']*)'", error["ctx"]["expected"])
        return f"unknown word: {nearest(str(error['input']), words)}"
    if error["type"] == "extra_forbidden":
        return f"unknown key: {nearest(loc[-1], _fields(model, loc[:-1]))}"
    if error["type"] in _SAYS:
        return _SAYS[error["type"]]
    return error["msg"].removeprefix("Value error, ").replace("Input should", "should")


def _listed(model: type[BaseModel]) -> str:
    required = [name for name, field in model.model_fields.items() if field.is_required()]
    return ", ".join(required or list(model.model_fields))


def _fields(model: type[BaseModel], loc: list[str]) -> list[str]:
    """Return the keys that are known at a place of a model."""
    if not loc:
        return list(model.model_fields)
    if loc[0] in model.model_fields:
        inner = _model_in(model.model_fields[loc[0]].annotation)
        if inner is not None:
            return _fields(inner, [part for part in loc[1:] if not part.isdecimal()])
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((one for arg in get_args(annotation) if (one := _model_in(arg))), None)
