"""The rows of a measure-set file before they become types: keys, standings, names, ids.

What pydantic cannot see is found here: ids that cannot be told apart, rows that stand twice, names
of sources and groups that the set does not have.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from measurealign.catalog.faults import named
from measurealign.catalog.identifiers import scheme_problem, value_problem
from measurealign.problems import Problem, nearest

if TYPE_CHECKING:
    from measurealign.catalog.marks import Document

_SLUG = re.compile(r"[^a-z0-9]+")
_SIGNS = ((">", " gt "), ("<", " lt "), ("≥", " ge "), ("≤", " le "), ("'", ""), ("’", ""))
#: Fields of a row that name another part of the file, and what that part holds.
_NAMES = (("source", "source"), ("target_source", "source"), ("group", "group"))
_KEYS = {"sources": "key", "groups": "id"}


def slug(name: str) -> str:
    """Return a name as lower-case words joined by hyphens, for keys.

    >>> slug("Diabetes: HbA1c Poor Control (>9%)")
    'diabetes-hba1c-poor-control-gt-9'
    """
    plain = name.lower()
    for sign, word in _SIGNS:
        plain = plain.replace(sign, word)
    return _SLUG.sub("-", plain).strip("-") or "measure"


def prepared(found: "Document", data: dict[str, Any]) -> list[Problem]:
    """Give each row its key and standing in place; return what is wrong with rows and names."""
    if data.get("measures") is None:
        data["measures"] = []
    if not isinstance(data["measures"], list):
        return []
    names = {part: [str(one[by]) for one in _listed(data, part, by)] for part, by in _KEYS.items()}
    problems: list[Problem] = []
    for part, given in names.items():
        what = f"another {part[:-1]} has this {_KEYS[part]}: rename one"
        problems += _twice(found, part, given, what)
    choose = data.get("choose")
    if isinstance(choose, dict):
        problems += _unknown(found, "choose.source", choose.get("source"), "source", names)
    for i, row in enumerate(data["measures"]):
        problems += _row(found, i, row, names) if isinstance(row, dict) else ()
    what = "the same measure as {}: delete one, or give one a `key`"
    return problems + list(_twice(found, "measures", _finished(data), what))


def _finished(data: dict[str, Any]) -> list[str]:
    """Give the rows their whole keys, and their standing where they say no more than `source`."""
    sources = _listed(data, "sources", "key")
    second = {str(one["key"]) for one in sources if one.get("whose") == "secondary"}
    keys = []
    for row in data["measures"]:
        if not isinstance(row, dict):
            keys.append("")
            continue
        if row.get("evidence") == "source":
            row["evidence"] = "secondary" if str(row.get("source")) in second else "primary"
        row["key"] = f"{data.get('id')}/{row.get('key') or slug(str(row.get('name')))}"
        keys.append(row["key"])
    return keys


def _listed(data: dict[str, Any], part: str, by: str) -> list[dict[str, Any]]:
    """Return the mappings of a part that have a key; a part of a wrong form has none."""
    rows = data.get(part)
    listed = rows if isinstance(rows, list) else []
    return [row for row in listed if isinstance(row, dict) and by in row]


def _row(
    found: "Document", i: int, row: dict[str, Any], names: dict[str, list[str]]
) -> Iterator[Problem]:
    """Find what a row names and the set does not have, and ids that are none."""
    yield from _ids(found, f"measures.{i}", row.get("ids"))
    for field, what in _NAMES:
        yield from _unknown(found, f"measures.{i}.{field}", row.get(field), what, names)


def _unknown(
    found: "Document", where: str, key: Any, what: str, names: dict[str, list[str]]
) -> Iterator[Problem]:
    """Find a name of a source or group that the set does not have."""
    known = names[f"{what}s"]
    if key is not None and str(key) not in known:
        hint = nearest(str(key), known) if known else f"the set names no {what}s"
        says = f"no {what} has this {_KEYS[f'{what}s']}: {hint}"
        yield found.at(where, says, str(key), named(found.data, where))


def _twice(found: "Document", part: str, keys: Sequence[str], what: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for i, key in enumerate(keys):
        if key and first.setdefault(key, i) != i:
            where = f"{part}.{i}"
            says = what.format(f"{part}.{first[key]}")
            yield found.at(where, says, named=named(found.data, where))


def _ids(found: "Document", where: str, ids: Any) -> Iterator[Problem]:
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


def _id(found: "Document", place: str, scheme: str, value: Any) -> Iterator[Problem]:
    got: str | None = None
    if isinstance(value, str):
        what = value_problem(scheme, value)
        if what is None and value[:1].isdigit() and not found.quoted(place, value):
            what = f'an id is text: write "{value}" in quotes'
        got = value
    elif value is None:
        what = "an id is missing here: write it, or delete the line"
    elif isinstance(value, dict | list):
        what = 'an id is one text, such as cbe: "0018"'
    else:
        got = found.written(place) or str(value)
        what = f'an id is text: write "{got}" in quotes'
    if what:
        yield found.at(place, what, got, named(found.data, place))
