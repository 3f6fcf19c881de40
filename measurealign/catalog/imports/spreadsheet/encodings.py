"""Bytes → text: Unicode in its usual forms, else the old one-byte set whose signs make sense."""

from measurealign.catalog.imports.spreadsheet.sheet import refused

#: One-byte sets by what people call them, the usual one first.
_OLD = (
    ("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman"), ("cp850", "DOS 850"),
    ("iso8859_15", "ISO 8859-15"),
)  # fmt: skip
_LIKELY = frozenset("–—‘’“”•…®™≥≤±°§†‡¹²³½áéíóúñüàèçöäâêôßÁÉÍÓÚÑÜ¿¡º\u00a0")
_MARKED = (
    (b"\xff\xfe\x00\x00", "utf-32", "UTF-32"), (b"\x00\x00\xfe\xff", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16"), (b"\xfe\xff", "utf-16", "UTF-16"),
)  # fmt: skip


def decoded(content: bytes, name: str) -> tuple[str, str]:
    """Return the text and the name of its encoding; raise InputError for bytes that are no text."""
    encoding, called = encoding_of(content, name)
    return content.decode(encoding, errors="replace"), called


def encoding_of(content: bytes, name: str) -> tuple[str, str]:
    """Return a text's encoding, for Python and for people; raise InputError if it is no text."""
    for mark, encoding, called in _MARKED:
        if content.startswith(mark):
            return encoding, called
    if content.startswith(b"\xef\xbb\xbf"):
        return _one_byte(content, name, "utf-8-sig", "UTF-8 with byte order mark")
    half = content[:2000]
    if half.count(0) > len(half) // 4:
        order = "utf-16-le" if half[1:2] == b"\x00" else "utf-16-be"
        return order, "UTF-16 without byte order mark"
    return _one_byte(content, name, "utf-8", "UTF-8")


def _one_byte(content: bytes, name: str, unicode: str, called: str) -> tuple[str, str]:
    """Return the encoding if it fits, else the old one-byte set that makes most sense."""
    _refuse_binary(content, name)
    try:
        content.decode(unicode)
    except UnicodeDecodeError:
        scored = [(_sense(content, encoding), -at) for at, (encoding, _) in enumerate(_OLD)]
        encoding, old = _OLD[-max(scored)[1]]
        return encoding, f"{old} (it is not UTF-8)"
    return unicode, called


def _sense(content: bytes, encoding: str) -> float:
    """Return the share of the signs beyond ASCII that people use in lists of measures."""
    text = content[:200_000].decode(encoding, errors="replace")
    beyond = [sign for sign in text if ord(sign) > 127]
    return sum(sign in _LIKELY for sign in beyond) / max(len(beyond), 1)


def _refuse_binary(content: bytes, name: str) -> None:
    """Raise InputError for bytes that are no text in any encoding."""
    head = content[:4000]
    strange = sum(byte < 9 or 13 < byte < 32 for byte in head)
    if strange > len(head) // 20:
        remedy = "give a spreadsheet (.xlsx) or text with columns (.csv)"
        raise refused(name, "", "these bytes are neither a spreadsheet nor text", remedy)
