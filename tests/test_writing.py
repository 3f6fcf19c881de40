"""Files are replaced whole, or not at all."""

import contextlib
import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from measurealign import judgements
from measurealign.catalog import kept as caches
from measurealign.model import Judgement
from measurealign.problems import InputError
from measurealign.store import Store
from measurealign.writing import folder, locked, replace, why, write

ROOT = Path(__file__).parents[1]


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path):
    with pytest.raises(InputError, match="choose a folder that exists"):
        write(tmp_path / "nowhere" / "r.yaml", "a: 1\n")


def test_no_half_file_is_left_behind(tmp_path: Path):
    (tmp_path / "taken").mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        write(tmp_path / "taken", "a: 1\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["taken"]


def test_what_breaks_off_leaves_the_old_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    kept = tmp_path / "kept.yaml"
    kept.write_text("old", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="the disk is full: make room"):
        write(kept, "new")
    assert kept.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["kept.yaml"]


def test_the_new_content_is_on_the_disk_before_it_takes_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    kept, seen = tmp_path / "kept.yaml", []
    kept.write_text("old", encoding="utf-8")
    flush = os.fsync

    def watched(handle: int) -> None:
        seen.append((kept.read_text(encoding="utf-8"), os.fstat(handle).st_size))
        flush(handle)

    monkeypatch.setattr(os, "fsync", watched)
    replace(kept, b"newer")
    assert seen[0] == ("old", 5)
    assert kept.read_text(encoding="utf-8") == "newer"


def test_a_file_keeps_its_rights_and_a_new_one_can_be_read_by_all(tmp_path: Path):
    kept, new = tmp_path / "kept.yaml", tmp_path / "new.yaml"
    kept.write_text("old", encoding="utf-8")
    kept.chmod(0o600)
    write(kept, "mine alone")
    write(new, "for all")
    assert [path.stat().st_mode & 0o777 for path in (kept, new)] == [0o600, 0o644]


def test_a_device_and_a_link_are_written_to_not_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "kept.yaml", tmp_path / "link.yaml"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    write(link, "new")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"
    write(Path("/dev/null"), "gone")
    assert Path("/dev/null").is_char_device()
    if Path("/dev/full").is_char_device():
        with pytest.raises(InputError, match="cannot be written"):
            write(Path("/dev/full"), "x" * 9000)
        assert Path("/dev/full").is_char_device()
    with pytest.raises(InputError, match="cannot be written"):
        write(tmp_path, "a folder")


@contextlib.contextmanager
def nobody() -> Iterator[None]:
    """Be nobody for a moment: to root everything may be written."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


def command(*words: str, limit: int | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a verb; `limit`: no file may have more bytes than this."""

    def bounded() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-m", "measurealign", *words], capture_output=True, text=True, cwd=ROOT,
        timeout=300, env={**os.environ, **env}, preexec_fn=bounded,
    )  # fmt: skip


def one_sentence(done: subprocess.CompletedProcess[str], says: str) -> None:
    assert done.returncode == 1, done.stderr
    told = [line for line in done.stderr.splitlines() if line]
    assert len(told) == 1
    assert says in told[0]


def test_every_writer_goes_through_this_one() -> None:
    ways = ("write_text(", "write_bytes(", "NamedTemporaryFile(", "mkstemp(", ".mkdir(", 'open("w')
    others = {
        path.name
        for path in (ROOT / "measurealign").rglob("*.py")
        if any(way in path.read_text("utf-8") for way in ways)
    }
    assert others == {"writing.py", "database.py"}, "database.py makes the folder of the store"


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o555)
    tmp_path.chmod(0o755)
    for above in tmp_path.parents[:3]:
        above.chmod(0o755)
    file = shut / "r.yaml"
    with nobody():
        with pytest.raises(InputError, match=r"r\.yaml: cannot be written: it may not be written"):
            write(file, "a: 1")
        with pytest.raises(InputError, match="may not be written there"):
            folder(shut / "new")
        one = Judgement(left="a/x", right="b/y", verdict="accepted", by="Ada")
        with pytest.raises(InputError, match="may not be written there"):
            judgements.keep(file, one)
        with pytest.raises(InputError, match="cannot be kept there: it may not be written there"):
            Store(str(shut / "store.db"))
    assert not any(shut.iterdir())


@pytest.mark.parametrize(
    ("number", "says"),
    [(errno.EROFS, "only be read there"), (errno.ENAMETOOLONG, "too long"),
     (errno.ENOTDIR, "is a file"), (errno.EDQUOT, "share of the disk is full")],
)  # fmt: skip
def test_what_helps_is_told(number: int, says: str) -> None:
    assert says in why(OSError(number, os.strerror(number)))


def test_a_full_disk_is_told_and_nothing_half_is_left(
    tmp_path: Path, kept_before: Callable[..., Path]
) -> None:
    out = tmp_path / "set.yaml"
    out.write_text("old", encoding="utf-8")
    cache = {"XDG_CACHE_HOME": str(kept_before("inventory", "links"))}
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    done = command("export", "yaml", "hedis-2018", "--out", str(out), limit=2000, **cache)
    one_sentence(done, "files may not grow so large here")
    assert out.read_text("utf-8") == "old"
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_full_disk_keeps_the_store_whole(tmp_path: Path) -> None:
    store = str(tmp_path / "store.db")
    assert command("project", "new", "One", "--store", store).returncode == 0
    wal = tmp_path / "store.db-wal"
    size = (tmp_path / "store.db").stat().st_size + (wal.stat().st_size if wal.exists() else 0)
    done = command("project", "new", "Two" * 9000, "--store", store, limit=min(size, 4096))
    one_sentence(done, "the store ")
    listed = command("project", "list", "--store", store)
    assert "One" in listed.stdout and "Two" not in listed.stdout


def test_without_a_home_the_work_is_done_and_the_store_is_told() -> None:
    lost = {"HOME": "/proc/1/nowhere", "XDG_CACHE_HOME": "", "XDG_DATA_HOME": ""}
    done = command("sets", **lost)
    assert (done.returncode, done.stderr) == (0, "")
    assert "hedis-2018" in done.stdout
    one_sentence(command("project", "list", MEASUREALIGN_STORE="", **lost), "cannot be kept there")


def test_no_home_at_all_makes_no_folder_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(caches, "user_cache_path", lambda *_, **__: Path("~/.cache"))
    caches.keep("sets", "mark", "{}")
    assert caches.kept("sets", "mark") is None
    with pytest.raises(InputError, match="you have no home folder"):
        Store("~no-such-person/store.db")
    assert not any(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_stdout_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, "-m", "measurealign", "sets"], stdout=full,
                              stderr=subprocess.PIPE, text=True, cwd=ROOT, timeout=300)  # fmt: skip
    assert (done.returncode, done.stderr) == (
        1,
        "the output: cannot be written: the disk is full: make room, and do it again\n",
    )


def test_whoever_reads_no_further_gets_no_sentence() -> None:
    with subprocess.Popen([sys.executable, "-m", "measurealign", "sets"], cwd=ROOT,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # fmt: skip
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=300) == 1


def test_a_new_file_has_the_rights_that_the_user_gives(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        write(tmp_path / "mine.yaml", "a: 1")
    finally:
        os.umask(before)
    assert (tmp_path / "mine.yaml").stat().st_mode & 0o777 == 0o600


def test_the_folder_is_flushed_after_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, flush = [], os.fsync

    def watched(handle: int) -> None:
        seen.append(Path(f"/proc/self/fd/{handle}").resolve())
        flush(handle)

    monkeypatch.setattr(os, "fsync", watched)
    write(tmp_path / "a.yaml", "a: 1")
    assert seen[0].name.endswith(".draft")
    assert seen[1] == tmp_path.resolve()


def test_drafts_of_the_dead_are_swept_those_of_the_living_stay(tmp_path: Path) -> None:
    import fcntl

    dead, alive = (tmp_path / f".a.yaml.{word}.draft" for word in ("dead", "alive"))
    other = tmp_path / ".b.yaml.dead.draft"
    for one in (dead, alive, other):
        one.write_text("half", encoding="utf-8")
    with alive.open("r+") as writer:
        fcntl.flock(writer, fcntl.LOCK_EX)
        write(tmp_path / "a.yaml", "a: 1")
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
            [alive.name, other.name, "a.yaml"]
        )


def test_a_lock_is_given_back_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / ".a.lock").write_text("of a killed writer", encoding="utf-8")
    with locked(tmp_path / "a"), contextlib.suppress(RuntimeError), locked(tmp_path / "b"):
        raise RuntimeError
    assert not any(tmp_path.iterdir())


def test_names_and_texts_that_cannot_be(tmp_path: Path) -> None:
    for name in ("a\0b", "n" * 300):
        with pytest.raises(InputError):
            write(tmp_path / name, "x")
    with pytest.raises(InputError, match="half a character"):
        write(tmp_path / "a", "\ud800")
    assert not any(tmp_path.iterdir())


def test_a_word_that_could_not_be_read_again_is_not_kept(tmp_path: Path) -> None:
    file = tmp_path / "decisions.yaml"
    one = Judgement(left="a/x", right="b/y", verdict="accepted", by="Ada", why="as read")
    judgements.keep(file, one)
    before = file.read_bytes()
    for why_ in ("\x1b[31mred", "half \ud800"):
        with pytest.raises(InputError):
            judgements.keep(file, one.model_copy(update={"right": "b/z", "why": why_}))
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["decisions.yaml"]
