"""Files are replaced whole: a reader finds the old content or the new, never half of it.

Whatever measurealign writes but its database is written here. A file is drafted beside its place,
flushed to the disk, and takes its name in one step; a draft whose writer was killed goes with the
next write.
"""

import errno
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from measurealign.problems import InputError, Problem

try:
    import fcntl
except ImportError:  # no advisory locks on this system: files are still replaced whole
    fcntl = None  # type: ignore[assignment]

_DRAFT = ".draft"
#: What helps, by what the system says.
_REMEDIES = {
    errno.ENOSPC: "the disk is full: make room, and do it again",
    errno.EDQUOT: "your share of the disk is full: make room, and do it again",
    errno.EFBIG: "files may not grow so large here: choose another folder",
    errno.EROFS: "it can only be read there: choose another folder",
    errno.EACCES: "it may not be written there: choose a folder that is yours",
    errno.EPERM: "it may not be written there: choose a folder that is yours",
    errno.EISDIR: "this is a folder: name a file",
    errno.ENOENT: "there is no such folder: choose a folder that exists, or make it",
    errno.ENOTDIR: "what should be a folder is a file: choose a folder that exists",
    errno.ENAMETOOLONG: "the name is too long: choose a shorter one",
}


def write(path: Path, content: str | bytes | Iterable[bytes]) -> None:
    """Replace a file whole: the old content stays until the new one, all its parts, is on the disk.

    A link is followed; a device or a pipe (/dev/stdout) is written to as it stands. Raise
    InputError, with what helps, if it cannot be written; then nothing has changed.
    """
    with told(path):
        data = content.encode() if isinstance(content, str) else content
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as device:
                device.writelines(_parts(data))
        else:
            replace(path.resolve(), data)


def folder(path: Path) -> None:
    """Make a folder, with those above it; raise InputError if it cannot be made."""
    with told(path):
        path.mkdir(parents=True, exist_ok=True)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Say in a sentence why something cannot be written, and what helps."""
    try:
        yield
    except UnicodeEncodeError:
        what = "cannot be written: it has half a character in it (a lone surrogate): mend the text"
        raise InputError(Problem(file=str(path), what=what)) from None
    except OSError as error:
        what = f"cannot be written: {why(error)}"
        raise InputError(Problem(file=str(path), what=what)) from None
    except ValueError as error:
        what = f"this can be no file's name: {error}"
        raise InputError(Problem(file=repr(str(path)), what=what)) from None


def why(error: OSError) -> str:
    """Return why the system would not write, and what helps.

    >>> why(OSError(28, "No space left on device"))
    'the disk is full: make room, and do it again'
    """
    return _REMEDIES.get(error.errno or 0, error.strerror or str(error))


def replace(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write beside a file, flush to the disk, then put the new one in its place; raise OSError.

    The file keeps its rights (a new one gets those that the user gives to new files). Drafts of
    it that nobody writes any more are swept.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    _sweep(path)
    draft, handle = _draft(path)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(_parts(data))
            file.flush()
            os.fsync(file.fileno())
            if path.exists():
                draft.chmod(path.stat().st_mode & 0o7777)
            draft.replace(path)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
    _flush_folder(path.parent)


def _parts(data: bytes | Iterable[bytes]) -> Iterable[bytes]:
    return (data,) if isinstance(data, bytes) else data


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a file's lock while it is read and replaced: one writer after the other.

    The lock is a file beside it, which goes when it is given back. Raise InputError where the
    folder may not be written.
    """
    if fcntl is None:
        yield
        return
    lock = path.with_name(f".{path.name}.lock")
    with told(path):
        handle = _taken(lock)
    try:
        yield
    finally:
        with suppress(OSError):
            lock.unlink()
        os.close(handle)


def _taken(lock: Path) -> int:
    """Wait for a lock, and take it; one that was given back and removed meanwhile is made anew."""
    while True:
        handle = os.open(lock, os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(handle, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), lock.stat()):
                return handle
        os.close(handle)


def _draft(path: Path) -> tuple[Path, int]:
    """Make an empty draft beside a file, locked as long as its writer lives."""
    while True:
        # A long name leaves no room for more: what matters is that nobody else has it.
        draft = path.with_name(f".{path.name[:60]}.{secrets.token_hex(6)}{_DRAFT}")
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
        if fcntl is None:
            return draft, handle
        fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return draft, handle
        os.close(handle)  # another writer took it for a left one, just before it was locked


def _sweep(path: Path) -> None:
    """Take the drafts of a file away whose writers were killed: nobody holds their locks."""
    if fcntl is None:
        return
    begins, left = f".{path.name[:60]}.", list[Path]()
    with suppress(OSError):  # a folder that may be written but not listed
        left = [one for one in path.parent.iterdir() if one.name.startswith(begins)]
    for one in left:
        if one.name.endswith(_DRAFT):
            with suppress(OSError):
                handle = os.open(one, os.O_RDWR)
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    one.unlink()
                finally:
                    os.close(handle)


def _flush_folder(path: Path) -> None:
    """Bring the new name to the disk, too; where folders cannot be flushed, the system does it."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
