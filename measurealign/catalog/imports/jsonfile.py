"""JSON from elsewhere, read under a limit, with sentences for what is wrong."""

import json
from typing import Any

from measurealign.problems import InputError, Problem

#: CMS's largest file of a year has some 2 MB; a Bundle of measures with their text some 10 MB.
MOST_BYTES = 15_000_000
#: CMS's largest file of a year lists some 1,200 entries.
MOST_ENTRIES = 20_000


def read_json(content: bytes, name: str) -> Any:
    """Return the parsed JSON; raise InputError naming line and column if it is none."""
    if len(content) > MOST_BYTES:
        what = (
            f"the file has {len(content) / 1e6:.0f} MB; at most {MOST_BYTES / 1e6:.0f} MB are read"
        )
        raise InputError(
            Problem(file=name, what=f"{what}: give one year's or one programme's file")
        )
    try:
        value = json.loads(content.decode("utf-8-sig"))
        json.dumps(value, ensure_ascii=False).encode()
        return value
    except json.JSONDecodeError as error:
        what = f"not JSON ({error.msg}): download the file again, or mend this place"
        raise InputError(Problem(name, error.lineno, error.colno, "", what)) from None
    except (ValueError, RecursionError) as error:
        raise InputError(Problem(file=name, what=_wrong(error))) from None


def _wrong(error: ValueError | RecursionError) -> str:
    """Say what is wrong with a file that is no JSON, or more than a list of measures needs."""
    match error:
        case UnicodeEncodeError():
            half = f"\\u{ord(error.object[error.start]):04x}"
            return f"half a character stands in it ({half}): mend it, or export the file again"
        case UnicodeDecodeError():
            return "not UTF-8 text: save the JSON as UTF-8"
        case RecursionError():
            return "nested too deeply: this is no list of measures"
    if "digits" in str(error):
        return "a number of thousands of digits stands in it: quote it if it is text"
    return f"not JSON ({error})"


def text_of(value: Any) -> str:
    """Return a JSON value as text, "" for what is no text, number or truth value.

    >>> text_of(" A "), text_of(18), text_of(None), text_of(["a"])
    ('A', '18', '', '')
    """
    if isinstance(value, bool) or value is None:
        return ""
    return str(value).strip() if isinstance(value, (str, int, float)) else ""


def texts_of(value: Any) -> tuple[str, ...]:
    """Return a JSON list (or one text) as texts, without empty ones."""
    items = value if isinstance(value, list) else [value]
    return tuple(text for text in map(text_of, items) if text)
