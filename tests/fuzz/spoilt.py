"""Sound files, spoilt: bytes flipped and cut, values replaced by what no file should hold.

Hypothesis makes the plan of what is spoilt (so that a failing plan is made small and shown); what
is done with it stands here.
"""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from hypothesis import strategies as st

#: Values and signs that readers stumble over, in one format or another.
TOKENS = tuple(
    word.encode("utf-8", "surrogatepass")
    for word in (
        "", "~", "null", "true", "NaN", ".inf", "-1", "0", "1e999", "9" * 400, "9" * 5000,
        "0x" + "f" * 5000, "0b" + "1" * 9000, "1_0", "9999-99-99", "2018-01-01", "12:30:45",
        "!!binary aGk=", "!!python/object:os.system x", "!!int 'x'", "!!float x", "!!set {a}", "&a [*a]",  # noqa: E501
        "*a", "<<: *a", "? ", "- " * 60, "[" * 60, "{" * 60, "[" * 20_000, '{"a":' * 20_000, "[]", "{}",  # noqa: E501
        '"\\ud800"', '"\\u0000"', "\ud800", "\x00", "\x1b[2J", "\ufeff", "\u202e", "\u2028", "💉" * 40,  # noqa: E501
        "é" * 3000, "x" * 70_000, "=cmd|' /C calc'!A0", "<script>", "![a](http://x.example)", "%", "@", "`",  # noqa: E501
        "'", '"', '"""', "\\", "\t", "\r", "\n", "\n\n---\n", ", ,", ";", "|", "a: b: c", "../../etc/passwd",  # noqa: E501
        "measure:nowhere", "hedis-2018", "x" * 300, "İ", "ß", "１２", "٣", "<!ENTITY a 'b'>", "&amp;", "&#x0;",  # noqa: E501
        "]]>", "1048576", "XFD1048576", "A1:XFD1048576", "PK\x03\x04", "PAR1",
    )
)  # fmt: skip
#: What is done: its name, where (0-1, three numbers), which token.
Step = tuple[str, float, float, float, int]
_SHARE = st.floats(0, 1, allow_nan=False)
_WAYS = ("flip", "cut", "head", "tail", "copy", "put", "value", "value", "value", "key", "swap")
STEPS = st.lists(
    st.tuples(st.sampled_from(_WAYS), _SHARE, _SHARE, _SHARE, st.integers(0, len(TOKENS) - 1)),
    min_size=1, max_size=5,
)  # fmt: skip
#: A plan: which sound file, which of its members (of an archive), what is done; or any bytes.
Plan = tuple[int, float, list[Step]] | bytes
PLANS: st.SearchStrategy[Plan] = st.one_of(
    st.tuples(st.integers(0, 40), _SHARE, STEPS),
    st.tuples(st.integers(0, 40), _SHARE, STEPS),
    st.tuples(st.integers(0, 40), _SHARE, STEPS),
    st.binary(max_size=300),
)
MOST = 3_000_000


@dataclass(frozen=True)
class Spoiler:
    """Sound files of a reader, and whether they are archives (then a member is spoilt)."""

    seeds: tuple[bytes, ...]
    archives: bool = False

    def file(self, plan: Plan) -> bytes:
        """Return a spoilt file."""
        if isinstance(plan, bytes):
            return plan
        which, member, steps = plan
        seed = self.seeds[which % len(self.seeds)]
        if self.archives and member < 0.8:
            return _in_archive(seed, member / 0.8, steps)
        return spoilt(seed, steps)


def spoilt(data: bytes, steps: list[Step]) -> bytes:
    """Return some bytes after some steps."""
    for way, *told in steps:
        data = _WAY[way](data, *told)[:MOST]  # type: ignore[arg-type]
    return data


def _in_archive(data: bytes, member: float, steps: list[Step]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        chosen = names[min(int(member * len(names)), len(names) - 1)]
        for name in names:
            content = old.read(name)
            new.writestr(name, spoilt(content, steps) if name == chosen else content)
    return out.getvalue()


def _two(data: bytes, one: float, other: float) -> tuple[int, int]:
    first, second = sorted((int(one * len(data)), int(other * len(data))))
    return first, second


def _flip(data: bytes, one: float, other: float, much: float, token: int) -> bytes:
    at = min(int(one * len(data)), len(data) - 1)
    return data[:at] + bytes([data[at] ^ (1 << int(much * 7))]) + data[at + 1 :] if data else data


def _cut(data: bytes, one: float, other: float, much: float, token: int) -> bytes:
    first, second = _two(data, one, other)
    return data[:first] + data[second:]


def _copy(data: bytes, one: float, other: float, much: float, token: int) -> bytes:
    first, second = _two(data, one, other)
    return data[:second] + data[first:second] * int(1 + much * 30) + data[second:]


def _put(data: bytes, one: float, other: float, much: float, token: int) -> bytes:
    at = int(one * len(data))
    return data[:at] + TOKENS[token] + data[at:]


def _line(data: bytes, one: float) -> tuple[list[bytes], int]:
    lines = data.split(b"\n")
    return lines, min(int(one * len(lines)), len(lines) - 1)


def _value(data: bytes, one: float, other: float, much: float, token: int) -> bytes:
    """Replace what stands after a sign that divides a line: a value, a cell."""
    lines, at = _line(data, one)
    places = [i + 1 for i, sign in enumerate(lines[at][:2000]) if sign in b":,;\t|=>{[ "]
    begin = places[min(int(other * len(places)), len(places) - 1)] if places else 0
    ends = [
        i
        for i in (lines[at].find(sign, begin) for sign in (b",", b";", b"\t", b"<", b"}"))
        if i > 0
    ]
    end = min(ends, default=len(lines[at]))
    gap = b" " if much < 0.5 else b""
    lines[at] = lines[at][:begin] + gap + TOKENS[token] + lines[at][end:]
    return b"\n".join(lines)


def _key(data: bytes, one: float, other: float, much: float, token: int) -> bytes:
    """Replace what stands before the first colon of a line: a key."""
    lines, at = _line(data, one)
    key, sign, rest = lines[at].partition(b":")
    indent = key[: len(key) - len(key.lstrip(b" -"))]
    lines[at] = indent + TOKENS[token] + sign + rest
    return b"\n".join(lines)


def _swap(data: bytes, one: float, other: float, much: float, token: int) -> bytes:
    lines, at = _line(data, one)
    _, there = _line(data, other)
    lines[at], lines[there] = lines[there], lines[at]
    return b"\n".join(lines)


_WAY: dict[str, Callable[[bytes, Any, Any, Any, Any], bytes]] = {
    "flip": _flip, "cut": _cut, "copy": _copy, "put": _put, "value": _value, "key": _key, "swap": _swap,  # noqa: E501
    "head": lambda data, one, *_: data[int(one * len(data)) :],
    "tail": lambda data, one, *_: data[: int(one * len(data))],
}  # fmt: skip
