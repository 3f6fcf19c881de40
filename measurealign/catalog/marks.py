"""YAML documents with the place of everything in them, and the faults that YAML itself hides.

Nothing else of the package reads YAML. It takes `0034` for the number 28, keeps the last of two
equal keys without a word, and lets nine short lines of aliases grow into billions of values: all
are told here, each at its place. A file is parsed once; only one in which something looks wrong is
gone through again, node by node, to say what and where.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, cast

import yaml

from measurealign.catalog.loader import DEEPEST, HIDDEN, LOADER, TEXT, Loader, unusual
from measurealign.problems import Problem

LARGEST = 20_000_000
#: Signs that part values: a bound on the values of a file that is had before it is parsed. The
#: largest file that ships has 62,000; a project of 5,000 lines some 100,000.
MOST_VALUES, _PARTING = 150_000, "\n,:{["
#: Hidden faults that are told of one file: whoever has so many has one reason for all.
_TOLD = 200
_SHOWN = 60


@dataclass(frozen=True)
class Document:
    """A document: its values and, where a problem asks for it, the node of each of them.

    `bare` are the texts without quotes that begin with a digit; `odd` says that something in it
    may be wrong which the values alone do not show.
    """

    file: str
    text: str
    data: Any
    bare: frozenset[str] = frozenset()
    odd: bool = False

    @cached_property
    def root(self) -> yaml.Node:
        """The top node."""
        return _root(self.text)

    @cached_property
    def places(self) -> dict[str, yaml.Node]:
        """Every node by its dotted place, such as `measures.3.ids.cbe`."""
        return {".".join(where): node for where, node in walked(self.root)}

    def written(self, where: str) -> str | None:
        """Return a single value as the file spells it: 0034, where YAML has read 28."""
        node = self.places.get(where)
        return node.value if isinstance(node, yaml.ScalarNode) else None

    def quoted(self, where: str, value: str) -> bool:
        """Return whether the file has a value that begins with a digit in quotes."""
        return value not in self.bare or bool(getattr(self.places.get(where), "style", None))

    def at(self, where: str, what: str, got: str | None = None, named: str = "") -> Problem:
        """Return a problem at a place, or at the nearest place above it that exists."""
        place = where
        while place and place not in self.places:
            place = place.rpartition(".")[0]
        return marked(self.file, self.places[place], named or where, what, got)


def marked(file: str, node: yaml.Node, where: str, what: str, got: str | None = None) -> Problem:
    """Return a problem at a node."""
    mark = node.start_mark
    place, says = printable(where), printable(what)
    found = None if got is None else printable(got, _SHOWN)
    return Problem(file, mark.line + 1, mark.column + 1, place, says, found)


def printable(text: str, most: int = 300) -> str:
    """Return a text that is not too long and has nothing in it that a screen cannot show."""
    plain = "".join(one if one.isprintable() else repr(one)[1:-1] for one in text[: most * 2])
    return plain if len(plain) <= most else plain[:most] + "..."


def walked(root: yaml.Node) -> Iterator[tuple[tuple[str, ...], yaml.Node]]:
    """Walk a document in its own order: every node with its place."""
    stack: list[tuple[tuple[str, ...], yaml.Node]] = [((), root)]
    while stack:
        where, node = stack.pop()
        yield where, node
        if isinstance(node, yaml.MappingNode):
            inside = [((*where, str(key.value)), value) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            inside = [((*where, str(i)), value) for i, value in enumerate(node.value)]
        else:
            continue
        stack.extend(reversed(inside))


def document(path: Path) -> tuple[Document | None, list[Problem]]:
    """Read one file: the document, or every reason why there is none."""
    content = content_of(path)
    return (None, [content]) if isinstance(content, Problem) else parsed(content, str(path))


def parsed(content: bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """Read the bytes of a file of a name: the document, or every reason why there is none."""
    text = _text(content, file)
    if isinstance(text, Problem):
        return None, [text]
    if sum(map(text.count, _PARTING)) > MOST_VALUES:
        what = f"more than {MOST_VALUES:,} values: no measure set has so many; split it"
        return None, [Problem(file=file, what=what)]
    problems = list(_hidden(file, text)) or (list(_unwelcome(file, text)) if unusual(text) else [])
    if problems:
        return None, problems
    loader = Loader(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return None, [Problem(file=file, what="the file is empty")]
        data = loader.value(root)
    except (yaml.YAMLError, RecursionError) as error:
        return None, list(_unwelcome(file, text)) or [_syntax(file, error)]
    except (ValueError, OverflowError):
        key = Problem(
            file=file, what="a key is a date or a number that cannot be: put it in quotes"
        )
        return None, list(_unreadable(file, _root(text))) or [key]
    finally:
        loader.dispose()
    return Document(file, text, data, frozenset(loader.bare), loader.odd), []


def _root(text: str) -> yaml.Node:
    """Return the top node of a text that holds a document."""
    return cast("yaml.Node", yaml.compose(text, Loader=LOADER))


def hidden_faults(found: Document) -> Iterator[Problem]:
    """Find keys that stand twice or are no text, and hidden characters written as escapes."""
    yield from islice(_hidden_faults(found) if found.odd else (), _TOLD)


def _hidden_faults(found: Document) -> Iterator[Problem]:
    for where, node in walked(found.root):
        if isinstance(node, yaml.MappingNode):
            yield from _keys(found.file, ".".join(where), node)
        elif isinstance(node, yaml.ScalarNode) and node.style == '"' and HIDDEN.search(node.value):
            what = "an invisible control character in this text: take it out"
            yield marked(found.file, node, ".".join(where), what, node.value)


def _keys(file: str, where: str, node: yaml.MappingNode) -> Iterator[Problem]:
    seen: set[str] = set()
    for key, _ in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
        place = f"{where}.{name}".lstrip(".")
        if not isinstance(key, yaml.ScalarNode) or key.tag != TEXT:
            yield marked(file, key, place, f'a key is text: write "{name}" in quotes, or rename it')
        if name in seen:
            yield marked(file, key, place, "this key stands twice: keep one")
        seen.add(name)


def content_of(path: Path) -> bytes | Problem:
    """Read the bytes of one file, hardly more than are let in, or tell why they cannot be had."""
    file = str(path)
    try:
        if not path.exists():
            return Problem(file=file, what="there is no such file")
        if not path.is_file():
            return Problem(file=file, what="this is not a file; name a YAML file")
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Problem(file=file, what=f"cannot be read: {printable(reason)}")


def _text(content: bytes, file: str) -> str | Problem:
    if len(content) > LARGEST:
        return Problem(file=file, what="larger than 20 MB: no measure set is; split it")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        what = "not UTF-8 text: save the file with the encoding UTF-8"
        return Problem(file, line, 1, "", what, f"byte 0x{error.object[error.start]:02x}")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _hidden(file: str, text: str) -> Iterator[Problem]:
    for found in HIDDEN.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        col = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
        what = "an invisible control character: delete it (is this a text file?)"
        yield Problem(file, line, col, "", what, f"U+{ord(found[0]):04X}")
        return


def _unwelcome(file: str, text: str) -> Iterator[Problem]:
    """Find aliases, too deep nesting and further documents before anything is built of them."""
    depth, documents = 0, 0
    try:
        for event in yaml.parse(text, Loader=LOADER):
            what = None
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                what = "nested too deeply: no measure set is" if depth > DEEPEST else None
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.AliasEvent):
                what = "an alias (*) is not read here: write the value out"
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                what = "a second document begins here: one set, one file" if documents > 1 else None
            if what:
                mark: Any = event.start_mark
                yield Problem(file, mark.line + 1, mark.column + 1, "", what)
                return
    except yaml.YAMLError as error:
        yield _syntax(file, error)


def _syntax(file: str, error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = f"not YAML: {printable(str(getattr(error, 'problem', None) or error))}"
    if mark is None:
        return Problem(file=file, what=what)
    return Problem(file=file, line=mark.line + 1, col=mark.column + 1, what=what)


def _unreadable(file: str, root: yaml.Node) -> Iterator[Problem]:
    """Find the values that look like a date or a number and are none."""
    for where, node in walked(root):
        loader = Loader("")
        try:
            if isinstance(node, yaml.ScalarNode):
                loader.scalar(node)
        except (ValueError, OverflowError):
            what = "neither a date nor a number that can be: quote it if it is text"
            yield marked(file, node, ".".join(where), what, node.value)
        finally:
            loader.dispose()
