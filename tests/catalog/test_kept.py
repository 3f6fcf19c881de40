"""What was worked out before comes back as it was; damaged, old or unwritable, it is made anew."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from measurealign.burden.effort import Parameters
from measurealign.catalog import kept
from measurealign.catalog.kept import BESIDE, fingerprint, once, preparing
from measurealign.catalog.reader import read, read_sets, shipped, shipped_sets
from measurealign.catalog.regions import Payers
from measurealign.catalog.shipped import data_folder
from measurealign.compare.origin import Studies
from measurealign.inventory.subjects import Agenda
from measurealign.matching.linking.spanish import Spanish
from measurealign.matching.linking.weights import Weights
from measurealign.matching.relation import Scorer
from measurealign.matching.vocabulary import Vocabulary
from measurealign.model import Frozen
from measurealign.problems import InputError

NUMBERS = TypeAdapter(tuple[int, ...])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own, and nothing prepared."""
    monkeypatch.setattr(kept, "user_cache_path", lambda *_, **__: tmp_path)
    monkeypatch.setattr(kept, "prepared_folder", lambda: tmp_path / "prepared")
    return tmp_path


def counted() -> tuple[list[int], Callable[[], tuple[int, ...]]]:
    """Return a maker of a value, and the list of its calls."""
    calls: list[int] = []

    def make() -> tuple[int, ...]:
        calls.append(1)
        return (1, 2, 3)

    return calls, make


def test_what_was_made_once_is_read_the_next_time() -> None:
    calls, make = counted()
    assert [once("n", "a", NUMBERS, make) for _ in range(3)] == [(1, 2, 3)] * 3
    assert len(calls) == 1
    once("n", "b", NUMBERS, make)
    assert len(calls) == 2, "another mark is another content"


@pytest.mark.parametrize("damage", [b"", b"[1, 2", b'["x"]', b"\xff\xfe", b"[" * 100_000])
def test_what_is_damaged_is_made_anew_and_mended(folder: Path, damage: bytes) -> None:
    calls, make = counted()
    once("n", "a", NUMBERS, make)
    (file,) = folder.glob("n-*.json")
    file.write_bytes(damage)
    assert [once("n", "a", NUMBERS, make) for _ in range(2)] == [(1, 2, 3)] * 2
    assert len(calls) == 2


WORDS = TypeAdapter(dict[str, int])


def remembered(told: dict[str, int], asked: str) -> tuple[int, list[str]]:
    """Ask a new memory; return what it says, and what it had to ask for."""
    made: list[str] = []

    def make() -> int:
        made.append(asked)
        return told[asked]

    memory = kept.Memory.of("m", lambda: "a", WORDS)
    found = memory.get(asked, make)
    assert memory.get(asked, make) == found
    memory.save()
    return found, made


def test_a_memory_asks_once_for_each_word() -> None:
    told = {"one": 1, "two": 2}
    assert remembered(told, "one") == (1, ["one"])
    assert remembered(told, "two") == (2, ["two"])
    assert remembered({}, "one") == (1, [])
    assert remembered({}, "two") == (2, [])


@pytest.mark.parametrize("damage", [b"", b'{"one": ', b'{"one": "x"}', b"[1]", b"\xff"])
def test_a_damaged_memory_asks_anew(folder: Path, damage: bytes) -> None:
    remembered({"one": 1}, "one")
    (file,) = folder.glob("m-*.json")
    file.write_bytes(damage)
    assert remembered({"one": 1}, "one") == (1, ["one"])
    assert remembered({}, "one") == (1, [])


def test_a_running_memory_forgets_the_first_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 2)
    memory = kept.Memory.of("m", lambda: "a", WORDS)
    assert [memory.get(word, lambda word=word: len(word)) for word in ("one", "three", "four")] == [
        3, 5, 4,
    ]  # fmt: skip
    assert list(memory._known) == ["three", "four"]
    assert memory.get("one", lambda: 1) == 1


def test_half_of_what_a_memory_knew_at_the_start_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 2)
    for word in ("one", "two", "three"):
        remembered(dict.fromkeys(("one", "two", "three"), 1), word)
    assert remembered({"two": 5}, "two") == (5, ["two"])
    assert remembered({}, "one") == (1, [])


def test_what_is_told_again_is_not_forgotten_as_the_first() -> None:
    memory = kept.Memory.of("m", lambda: "a", WORDS)
    for words in ({"one": 1, "two": 2}, {"one": 1}):
        memory.take(words)
    assert list(memory.known(("one", "two", "three"))) == ["one", "two"]
    assert list(memory._known) == ["two", "one"]


def test_a_folder_that_cannot_be_written_does_no_harm(folder: Path) -> None:
    folder.rmdir()
    folder.write_text("a file where the folder should be")
    calls, make = counted()
    assert [once("n", "a", NUMBERS, make) for _ in range(2)] == [(1, 2, 3)] * 2
    assert len(calls) == 2


def test_few_old_ones_stay_beside_the_newest(folder: Path) -> None:
    for mark in "abcdefg":
        once("n", mark, NUMBERS, lambda: (1,))
    assert len(list(folder.glob("n-*.json"))) == BESIDE + 1


def test_what_was_prepared_is_opened_where_the_user_has_nothing(folder: Path) -> None:
    calls, make = counted()
    with preparing():
        once("n", "a", NUMBERS, make)
    assert not list(folder.glob("n-*.json")), "the user's folder rests"
    assert [once("n", "a", NUMBERS, make) for _ in range(2)] == [(1, 2, 3)] * 2
    assert len(calls) == 1


def test_what_was_prepared_of_another_content_or_is_damaged_is_made_anew(folder: Path) -> None:
    calls, make = counted()
    with preparing():
        once("n", "a", NUMBERS, make)
    once("n", "b", NUMBERS, make)
    assert len(calls) == 2, "another mark is another content"
    (folder / "prepared" / "n-a.json").write_text("[1, 2")
    assert [once("n", "a", NUMBERS, make) for _ in range(2)] == [(1, 2, 3)] * 2
    assert len(calls) == 3, "made once, and kept for the user"


def test_what_is_prepared_stands_alone_of_its_kind(folder: Path) -> None:
    for mark in "abc":
        with preparing():
            once("n", mark, NUMBERS, lambda: (1,))
            once("other", "a", NUMBERS, lambda: (1,))
    left = sorted(one.name for one in (folder / "prepared").iterdir())
    assert left == ["n-c.json", "other-a.json"]


def test_whoever_prepares_is_told_that_it_cannot_be_written(folder: Path) -> None:
    (folder / "prepared").write_text("a file where the folder should be")
    with pytest.raises(InputError, match="cannot be written"), preparing():
        once("n", "a", NUMBERS, lambda: (1,))


def test_a_fingerprint_tells_contents_apart(tmp_path: Path) -> None:
    one = tmp_path / "one"
    one.write_text("a")
    before = fingerprint([one])
    assert before == fingerprint([one]) != fingerprint([one], "word")
    one.write_text("b")
    assert before != fingerprint([one])


def test_the_kept_catalog_is_the_catalog_that_its_files_give() -> None:
    read = read_sets([data_folder() / "measure_sets"])
    for how in ("as it is made", "as it is read back"):
        shipped_sets.cache_clear()
        assert shipped_sets() == read, how
    assert shipped_sets() is shipped_sets(), "once a process"


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("vocabulary.yaml", Vocabulary),
        ("subjects.yaml", Agenda),
        ("scorer.yaml", Scorer),
        ("linker.yaml", Weights),
        ("spanish.yaml", Spanish),
        ("studies.yaml", Studies),
        ("burden.yaml", Parameters),
        ("payers.yaml", Payers),
    ],
)
def test_a_kept_file_of_the_data_is_what_the_file_gives(name: str, model: type[Frozen]) -> None:
    fresh = read(data_folder() / name, model)
    for _ in ("as it is made", "as it is read back"):
        kept_one = shipped(name, model)
        assert kept_one == fresh
        assert kept_one.model_dump_json() == fresh.model_dump_json(), "in the same order"
