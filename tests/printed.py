"""The commands that the pages print: found, and written out so that they can be run."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "data").rglob("*.md"),
                 *(ROOT / ".github").rglob("*.md"))
    if path.name != "CHANGELOG.md"  # which tells of the past
)  # fmt: skip
#: How a command begins; the languages of fenced blocks that hold commands.
PROGRAMS = ("measurealign", "make", "python", "pytest", "pip", "docker", "git", "pre-commit",
            "pg_dump", "sqlite3", "lint-imports")  # fmt: skip
_SHELL = ("", "sh", "bash", "console")
_FENCED = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`]+)`")
_COMMENT = re.compile(r"\s+#\s.*$|\s{3,}.*$")
_CHOICE = re.compile(r"\{([^{}]*,[^{}]*)\}")


class Printed(NamedTuple):
    """A command as a page prints it, in a block of commands or in a line of text."""

    page: str
    in_block: bool
    text: str

    @property
    def program(self) -> str:
        """The program that is called: its name, wherever it lies."""
        return _program(self.text)


def printed() -> Iterator[Printed]:
    """Yield every command that any page prints, in the order of the pages."""
    for page in PAGES:
        text = (ROOT / page).read_text("utf-8")
        for language, block in _FENCED.findall(text):
            for line in re.sub(r"\\\n\s*", "", block).splitlines() if language in _SHELL else ():
                for one in _commands(line):
                    yield Printed(page, True, one)
        spans = (" ".join(one.split()) for one in _SPAN.findall(_FENCED.sub("", text)))
        for one in dict.fromkeys(spans):
            if _program(one) in PROGRAMS:
                yield from (Printed(page, False, each) for each in _choices(one))


def _commands(line: str) -> list[str]:
    plain = _COMMENT.sub("", line.strip().removeprefix("$ "))
    found = [one.strip() for one in plain.split(" && ")]
    return [one for one in found if _program(one) in PROGRAMS]


def _program(text: str) -> str:
    first = text.split()[0] if text.split() else ""
    return first.removeprefix(".venv/bin/")


def _choices(text: str) -> list[str]:
    """Write out "export {yaml,xlsx}"."""
    found = _CHOICE.search(text)
    if not found:
        return [text]
    return [each for one in found[1].split(",")
            for each in _choices(text[: found.start()] + one + text[found.end() :])]  # fmt: skip
