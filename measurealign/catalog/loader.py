"""A quick reading of YAML: values in one pass, and a note of whatever must be looked at again."""

import re
from functools import lru_cache
from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 40
#: A whole number of more bits is no year and no count; Python cannot even print the longest.
_LONGEST = 64
TEXT = "tag:yaml.org,2002:str"
_MAPPING, _SEQUENCE = "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"
#: What tells the tag of a bare text.
_PLAIN: Any = yaml.resolver.Resolver()
# All but tab, line feed, carriage return and next line: what no text editor shows.
HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
#: What may begin an alias, an anchor or a tag.
_ALIAS = re.compile(r"[*&!](?<![^\s\[{,:-].)(?=[^\s*&!])", re.DOTALL)
#: What may begin another document, a directive, or nest deeply.
_ODD = ("\n---", "\n...", "\n%", "\n" + " " * DEEPEST, "- " * 5, "? ", "- - ? ")
_MOST_BRACKETS = DEEPEST // 2


@lru_cache(maxsize=1 << 15)
def _tag(value: str) -> str:
    """Return the tag of a bare text: the same short words stand in every file."""
    return str(_PLAIN.resolve(yaml.ScalarNode, value, (True, False)))


class Loader(LOADER):  # type: ignore[misc]
    """Builds values and notes what is to be looked at: odd keys, and bare words like 0418e."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.odd = False
        self.bare: set[str] = set()

    def resolve(self, kind: Any, value: str, implicit: Any) -> str:
        """Return a tag; what no pattern can fit by its first letter is text at once."""
        if kind is not yaml.ScalarNode:
            return _MAPPING if kind is yaml.MappingNode else _SEQUENCE
        quoted = not implicit[0]
        if quoted or (value and value[0] not in self.yaml_implicit_resolvers):
            return TEXT
        return _tag(value)

    def value(self, node: yaml.Node) -> Any:
        """Return the value of a node; note keys that stand twice or are no text."""
        if isinstance(node, yaml.ScalarNode):
            return self._text(node) if node.tag == TEXT else self.scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(inner) for inner in node.value]
        made: dict[str, Any] = {}
        for key, inner in node.value:
            name = self.value(key)
            if not isinstance(name, str):
                self.odd = True
                continue
            self.odd = self.odd or name in made
            made[name] = self.value(inner)
        return made

    def scalar(self, node: yaml.Node) -> Any:
        """Return a number, date or truth value; raise ValueError for a number beyond all use."""
        value = self.construct_object(node)
        if isinstance(value, int) and value.bit_length() > _LONGEST:
            raise ValueError("a number of more than 64 bits")
        return value

    def _text(self, node: yaml.ScalarNode) -> str:
        """Return a text; note bare ones that begin with a digit, and hidden characters."""
        text = str(node.value)
        if not node.style:
            if text[:1].isdigit():
                self.bare.add(text)
        elif not text.isprintable():
            self.odd = self.odd or bool(HIDDEN.search(text))
        return text


def unusual(text: str) -> bool:
    """Tell whether a text may hold what is not read here; a plain list of measures does not."""
    if text.count("[") + text.count("{") > _MOST_BRACKETS or text.startswith(("---", "%")):
        return True
    return any(odd in text for odd in _ODD) or bool(_ALIAS.search(text))
