"""A few hostile files for every reader at each run; `make fuzz` gives them thousands."""

from dataclasses import replace
from pathlib import Path

import pytest
from broken_sheets import broken_sheets
from fuzz.__main__ import left_behind
from fuzz.readers import READERS
from fuzz.run import HANG, Told, _give, tried
from fuzz.spoilt import TOKENS, Spoiler

from measurealign.catalog.imports.own import read_upload
from measurealign.catalog.marks import MOST_VALUES
from measurealign.catalog.reader import read_content
from measurealign.model import MeasureSet
from measurealign.problems import InputError

#: Files for each reader beside its bombs.
EACH = 12
#: Readers that differ from "spreadsheet (XLSX)" by the name of the file and its sound seeds. What
#: a file is, its bytes tell, so the bombs, the same for all, are given to that one.
BY_NAME = ("CSV", "XLSB", "XLS", "ODS", "Parquet", "page called .xls", "2003 called .xls")


@pytest.mark.parametrize("name", READERS)
def test_only_sentences_come_out(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if name.startswith("cache"):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    reader = READERS[name]
    if name in [f"spreadsheet ({kind})" for kind in BY_NAME]:
        reader = replace(reader, bombs=tuple)
    told = tried(reader, EACH, seeded=7)
    print(told)
    assert told.sound, told.first
    assert told.files >= EACH // 2
    if not name.startswith("cache"):  # which is never refused, but made anew
        assert told.refused, "hostile files that are all read test nothing"


def test_the_bombs_of_one_reader_are_those_of_every_name_of_a_sheet() -> None:
    bombs = set(READERS["spreadsheet (XLSX)"].bombs())
    for kind in BY_NAME:
        assert bombs.issuperset(READERS[f"spreadsheet ({kind})"].bombs())


@pytest.mark.parametrize("ending", ["csv", "xlsb", "xls", "ods", "parquet"])
def test_what_a_sheet_is_its_bytes_tell_not_its_name(ending: str) -> None:
    small = [one.content for one in broken_sheets() if len(one.content) < 1000]
    assert len(small) > 10
    for content in small:
        assert _said(content, f"a.{ending}") == _said(content, "a.xlsx")


def _said(content: bytes, name: str) -> str:
    """What comes of a file, its own name left out."""
    try:
        told = repr(read_upload(content, name))
    except InputError as error:
        told = "\n".join(map(str, error.problems))
    return told.replace(name, "")


def test_what_breaks_is_counted_by_kind() -> None:
    def broken(content: bytes) -> None:
        if content.startswith(b"a"):
            raise KeyError("x")
        if content.startswith(b"b"):
            raise InputError("")
        if content.startswith(b"c"):
            while True:
                pass

    told = Told("x")
    reader = READERS["decisions.yaml"].__class__("x", broken, lambda: (b"",))
    for content in (b"a", b"ab", b"b", b"ok"):
        _give(reader, content, told)
    assert sorted(told.faults.values()) == [1, 2]
    assert not told.sound
    assert (told.read, told.files) == (1, 5), "a refusal without a sentence is a fault, too"


def test_half_a_character_in_a_refusal_can_be_shown() -> None:
    reader = READERS["SSSOM (TSV)"]
    plan = (5, 0.55, [("value", 0.55, 0.74, 0.74, TOKENS.index(b'"\\ud800"'))])
    told = Told("x")
    _give(reader, Spoiler(tuple(reader.seeds())).file(plan), told)
    assert (told.refused, told.sound) == (1, True), told.first


def test_what_a_reader_leaves_in_the_folder_for_temporary_files_is_told(tmp_path: Path) -> None:
    own = tmp_path / "fuzz-own"
    own.mkdir()
    (own / "lines.csv").touch()
    assert left_behind(tmp_path) == []
    (tmp_path / "tmpabc").touch()
    (own / ".lines.csv.draft").touch()
    assert left_behind(tmp_path) == ["fuzz-own/.lines.csv.draft", "tmpabc"]


def test_a_plan_spoils_and_the_same_plan_spoils_alike() -> None:
    spoiler = Spoiler((b"a: 1\nb: 2\n",))
    plan = (0, 0.0, [("value", 0.9, 0.5, 0.9, TOKENS.index(b"NaN"))])
    assert spoiler.file(plan) == spoiler.file(plan) != spoiler.seeds[0]
    assert spoiler.file(b"any") == b"any"


def test_a_file_of_more_values_than_any_set_has_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(InputError, match=r"more than 150,000 values: no measure set has so many"):
        read_content(b"a: 1\n" * (MOST_VALUES // 2 + 1), "a.yaml", MeasureSet)
    with pytest.raises(InputError) as told:
        read_content(b"".join(b"k%d: 1\n" % at for at in range(5000)), "a.yaml", MeasureSet)
    assert len(told.value.problems) <= 101
    assert "more problems: mend these first" in str(told.value.problems[-1])
    assert HANG == 5
