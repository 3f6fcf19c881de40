"""A quick reading of YAML: values in one pass, and a note of whatever must be looked at again."""

import re
from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAP = "tag:yaml.org,2002:map"
DEEPEST = 40
TEXT = "tag:yaml.org,2002:str"
# All but tab, line feed, carriage return and next line: what no text editor shows.
HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
#: What may be an alias, an anchor, a tag, a second document or deep nesting: looked at closely.
_UNUSUAL = re.compile(
    r"(^|[\s\[{,:-])[*&!][^\s*&!]|^(---|\.\.\.|%)|^ {41}|([-?:] ){20}|[\[{](\s*[\[{]){19}",
    re.MULTILINE,
)
_BRACKETS = re.compile(r"[\[{]")
_MOST_BRACKETS = 500


class Loader(LOADER):  # type: ignore[misc]
    """Builds values and notes what is to be looked at: odd keys, and bare words like 0418e."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.odd = False
        self.bare: set[str] = set()

    def resolve(self, kind: Any, value: str, implicit: Any) -> str:
        """Return a tag; what no pattern can fit by its first letter is text at once."""
        if kind is yaml.ScalarNode:
            quoted = not implicit[0]
            if quoted or (value and value[0] not in self.yaml_implicit_resolvers):
                return TEXT
        return str(super().resolve(kind, value, implicit))

    def mapping(self, node: yaml.MappingNode) -> dict[Any, Any]:
        """Build a mapping; note keys that stand twice or are no text."""
        made: dict[Any, Any] = {}
        for key, value in node.value:
            name = self.construct_object(key, deep=True)
            self.odd = self.odd or not isinstance(name, str) or name in made
            if isinstance(name, str):
                made[name] = self.construct_object(value, deep=True)
        return made

    def text(self, node: yaml.ScalarNode) -> str:
        """Build a text; note bare ones that begin with a digit, and hidden characters."""
        value = str(node.value)
        if not node.style:
            if value[:1].isdigit():
                self.bare.add(value)
        elif node.style == '"' and not value.isprintable():
            self.odd = self.odd or bool(HIDDEN.search(value))
        return value


Loader.add_constructor(_MAP, Loader.mapping)
Loader.add_constructor(TEXT, Loader.text)


def unusual(text: str) -> bool:
    """Tell whether a text may hold what is not read here; a plain list of measures does not."""
    if text.count("[") + text.count("{") > _MOST_BRACKETS or _UNUSUAL.search(text):
        return True
    return any(len(_BRACKETS.findall(line)) > DEEPEST // 2 for line in text.split("\n"))
