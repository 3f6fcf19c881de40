"""Files are replaced whole: a reader finds the old content or the new, never half of it."""

import os
import tempfile
from pathlib import Path

from measurealign.problems import InputError, Problem


def write(path: Path, content: str | bytes) -> None:
    """Replace a file whole: the old content stays until the new one is on the disk.

    A link is followed; a device or a pipe (/dev/stdout) is written to as it stands. Raise
    InputError when the folder is missing or may not be written.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            replace(path.resolve(), data)
    except OSError as error:
        what = f"cannot be written: {error.strerror}; choose a folder that exists and is yours"
        raise InputError(Problem(file=str(path), what=what)) from None


def replace(path: Path, data: bytes) -> None:
    """Write beside a file, flush to the disk, then put the new one in its place; raise OSError.

    The file keeps the rights that it had (a new one: read by all, written by its owner).
    """
    rights = path.stat().st_mode & 0o777 if path.exists() else 0o644
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).chmod(rights)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
