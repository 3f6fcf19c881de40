"""The inventory's files as people write them: read, added to, written back in one style."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

#: An entry or part as it stands in a file.
Raw = dict[str, Any]
#: Text that YAML would read as a number, a truth or nothing is quoted.
_QUOTED = re.compile(r"^(?:[\d.+-].*|no|yes|on|off|null|true|false|y|n)$", re.IGNORECASE)


class _Style(yaml.CSafeDumper):
    """Plain block style: nothing is shared between places, doubtful text is quoted."""

    def ignore_aliases(self, data: object) -> bool:
        """Write every value out."""
        return True


def _text(dumper: _Style, text: str) -> yaml.ScalarNode:
    style = '"' if _QUOTED.match(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Style.add_representer(str, _text)


def dump(entries: list[Raw]) -> str:
    """Return a file's text."""
    return yaml.dump(
        {"measures": entries}, Dumper=_Style, sort_keys=False, allow_unicode=True, width=100
    )


@dataclass(frozen=True)
class Files:
    """All files of a folder, to be changed and written back."""

    content: Mapping[Path, list[Raw]]

    @classmethod
    def read(cls, folder: Path) -> "Files":
        """Read every file of a folder."""
        return cls(
            {
                path: yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)["measures"]
                for path in sorted(folder.glob("*.yaml"))
            }
        )

    def entries(self) -> Iterator[Raw]:
        """Yield the entries of all files."""
        for entries in self.content.values():
            yield from entries

    def entry(self, id_: str) -> Raw:
        """Return the entry or part with an id; raise KeyError if there is none."""
        for one in self.entries():
            if one["id"] == id_:
                return one
            for part in one.get("parts", ()):
                if f"{one['id']}/{part['word']}" == id_:
                    found: Raw = part
                    return found
        raise KeyError(id_)

    def write(self) -> None:
        """Write the files that changed."""
        for path, entries in self.content.items():
            text = dump(entries)
            if text != path.read_text("utf-8"):
                path.write_text(text, "utf-8")


def add_name(entry: Raw, name: str, by: str, years: str) -> None:
    """Add a published name to an entry, unless it stands there; names follow the title and ids."""
    if name == entry["title"] or any(name == named(one) for one in entry.get("names", ())):
        return
    told = {"name": name, "by": by, "years": years}
    _unspoken(entry, name)
    if "names" in entry:
        entry["names"].append(told)
        return
    before = [fact for fact in ("title", "labels", "steward", "ids") if fact in entry]
    facts = list(entry.items())
    at = 1 + max(i for i, (fact, _) in enumerate(facts) if fact in before)
    entry.clear()
    entry.update([*facts[:at], ("names", [told]), *facts[at:]])


def _unspoken(entry: Raw, name: str) -> None:
    """Drop a wording from the spoken ones: it was published."""
    if name in entry.get("spoken", ()):
        entry["spoken"] = [one for one in entry["spoken"] if one != name]
    if not entry.get("spoken", True):
        del entry["spoken"]


def seen_in(entry: Raw, set_id: str) -> None:
    """Note that an entry stands in the source of a set."""
    entry["evidence"] = "source"
    if set_id not in entry.setdefault("sources", []):
        entry["sources"].append(set_id)


def named(one: str | Raw) -> str:
    """Return the wording of a name as it stands in a file."""
    return one if isinstance(one, str) else str(one["name"])


def span(years: Iterable[int]) -> str:
    """Return years as people write them.

    >>> span([2016, 2018, 2017, 2021])
    '2016-2018, 2021'
    """
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in runs)
