"""Frozen types to YAML that people read and edit; every id is quoted.

YAML 1.1 reads `0034` as 28 and `NO` as false, and PyYAML writes `cbe: 0018` without quotes: here
every text that stands under `ids` or begins with a digit is quoted.
"""

from collections.abc import Mapping
from typing import Any

import yaml
from pydantic import BaseModel

from measurealign.alignment.recommendation import VERSION, Recommendation
from measurealign.catalog.reader import slug
from measurealign.model import Measure, MeasureSet

#: Where the file's schema stands: in the repository, and in the installed package.
SCHEMA = "data/schema/recommendation.schema.json"
_HEAD = f"""\
# A proposal of measurealign. Everything above `decisions` is computed: `measurealign verify` checks it.
# The decision log at the end is yours. state: open | tentative | final | tabled | rejected; you may add
# votes_for, votes_against, on (a date), follow_up, note. It is kept when align writes here again.
# Version {VERSION} of the file. $schema: {SCHEMA} (installed: measurealign/{SCHEMA}; or verify --schema).
"""  # noqa: E501 - one sentence a line in the file


class _Quoted(str):
    """A text that must stand in quotes."""


class _Dumper(yaml.SafeDumper):
    """Block style, lists indented under their key, no anchors."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.add_representer(
    _Quoted, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)


def to_yaml(value: BaseModel | Mapping[str, Any]) -> str:
    """Return a frozen type or a plain mapping as YAML text; what is absent or empty is left out.

    >>> print(to_yaml({"ids": {"cbe": "0018"}, "note": None}), end="")
    ids:
      cbe: "0018"
    """
    record = _plain(_set_record(value) if isinstance(value, MeasureSet) else value)
    return yaml.dump(record, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=98)


def recommendation_file(found: Recommendation) -> str:
    """Return a recommendation as the file that people keep, edit at its end, and verify.

    Its first line is the verdict: who opens thousands of lines reads first what they come to.
    """
    return f"# {found.says}.\n{_HEAD}{to_yaml(found)}"


def _set_record(one: MeasureSet) -> dict[str, Any]:
    """Return a set as people write it: short keys only where needed, ids as a mapping."""
    record = one.model_dump(mode="json")
    record["measures"] = [_row(measure) for measure in one.measures]
    return record


def _row(measure: Measure) -> dict[str, Any]:
    row = measure.model_dump(mode="json")
    short = measure.key.split("/", 1)[-1]
    row["key"] = None if short == slug(measure.name) else short
    row["grain"] = None if measure.grain == "measure" else measure.grain
    row["inverse"] = measure.inverse or None
    ids: dict[str, Any] = {}
    for one in measure.ids:
        ids.setdefault(one.scheme, []).append(one.value)
    row["ids"] = {scheme: v[0] if len(v) == 1 else v for scheme, v in ids.items()}
    order = ("name", "key", "grain", "ids")
    return {name: row[name] for name in (*order, *(n for n in row if n not in order))}


def _plain(value: Any, under_ids: bool = False) -> Any:
    """Return plain YAML values: ids quoted, absent and empty fields left out.

    A field whose default is something is written also where it is empty: read back it would be
    the default.
    """
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return {
            name: _plain(inner, under_ids or name == "ids")
            for name, inner in value
            if not (_blank(inner) and _blank(fields[name].get_default(call_default_factory=True)))
        }
    if isinstance(value, Mapping):
        return {
            str(key): _plain(inner, under_ids or key == "ids")
            for key, inner in value.items()
            if not _blank(inner)
        }
    if isinstance(value, list | tuple):
        return [_plain(inner, under_ids) for inner in value]
    if isinstance(value, str):
        bare = " " not in value and value[:1].isdigit()
        return _Quoted(value) if under_ids or bare else str(value)
    return value


def _blank(value: Any) -> bool:
    return value is None or value in ([], (), {}, "")
