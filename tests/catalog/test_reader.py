"""Every fault of a file becomes a sentence with place, problem and remedy; nothing else escapes."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from work import lines_run

from measurealign.catalog.identifiers import FORMS, SCHEMES, mended, value_problem
from measurealign.catalog.reader import read, read_sets, slug
from measurealign.catalog.shipped import data_folder
from measurealign.model import Frozen, MeasureSet, Text
from measurealign.problems import InputError

HEAD = """\
id: my-set-2024
name: My set
year: 2024
sponsor: Me
kind: payer
sources:
  - key: s1
    url: https://example.org/list
    title: The list
measures:
"""
GOOD = (
    HEAD
    + """\
  - name: Controlling High Blood Pressure
    ids:
      cbe: "0018"
      cmit: ["167", "168"]
    type: intermediate-outcome
    source: s1
    evidence: source
"""
)


def told(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_sets([path])
    return [str(problem) for problem in caught.value.problems]


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "set.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_good_file(tmp_path: Path) -> None:
    (one,) = read_sets([written(tmp_path, GOOD)])
    (measure,) = one.measures
    assert measure.key == "my-set-2024/controlling-high-blood-pressure"
    assert [str(id_) for id_ in measure.ids] == ["CBE 0018", "CMIT 167", "CMIT 168"]


def test_byte_order_mark_and_windows_lines_are_fine(tmp_path: Path) -> None:
    assert read_sets([written(tmp_path, b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())])


ROW = "  - {name: A, evidence: source}\n"
FAULTS = [
    # what stands in the file, and what the one sentence must say
    (HEAD.replace("kind: payer", "kind: payr"), ":5:7: kind: unknown word: did you mean 'payer'?"),
    (HEAD.replace("sponsor", "sponser"), "sponser: unknown key: did you mean 'sponsor'?"),
    (HEAD.replace("sponsor: Me\n", ""), "sponsor: this key is missing: add it"),
    (HEAD.replace("id: my-set-2024", "id: My Set"), "id: must be lower-case words"),
    (HEAD.replace("id: my-set-2024", "id: 2024"), "id: must be text: put it in quotes"),
    (HEAD.replace("year: 2024", "year: soon"), "year: must be a whole number (got soon)"),
    (HEAD.replace("year: 2024", "year: 24"), "year: should be greater than or equal to 1990"),
    (HEAD.replace("name: My set", "name: ''"), "name: is empty: fill it in"),
    (HEAD + "  - {evidence: source}\n", "measures.0.name: this key is missing"),
    (HEAD + "  - {name: Chlamydia}\n", "measures.0 (Chlamydia).evidence: this key is missing"),
    (HEAD + "  - Chlamydia\n", "measures.0: must be a mapping"),
    (HEAD + ROW + ROW, "measures.1 (A): the same measure as measures.0: delete one"),
    (HEAD + "  - {name: A, evidence: source, tipe: process}", "did you mean 'type'?"),
    (HEAD + "  - {name: A, evidence: source, type: proces}", "did you mean 'process'?"),
    (HEAD + "  - {name: A, evidence: source, source: s2}", "no source has this key: choose one"),
    (HEAD + "  - {name: A, evidence: source, inverse: perhaps}", "inverse: must be true or false"),
    (HEAD + "  - {name: A, evidence: source, ids: {cbe: 0034}}", '"0034" in quotes (got 0034)'),
    (HEAD + "  - {name: A, evidence: source, ids: {mips: 236}}", '"236" in quotes (got 236)'),
    (HEAD + "  - {name: A, evidence: source, ids: {cbe: 0418e}}", '"0418e" in quotes (got 0418e)'),
    (HEAD + "  - {name: A, evidence: source, ids: {cbe: 2018-01-01}}", "in quotes (got 2018-01-01"),
    (HEAD + "  - {name: A, evidence: source, ids: {hedis: NO}}", '"NO" in quotes (got NO)'),
    (HEAD + "  - {name: A, evidence: source, ids: {cbe: '18'}}", 'did you mean "0018"? (got 18)'),
    (HEAD + "  - {name: A, evidence: source, ids: {cms: '165'}}", 'did you mean "CMS165"?'),
    (HEAD + "  - {name: A, evidence: source, ids: {nqf: '0018'}}", "did you mean 'cbe'?"),
    (HEAD + "  - {name: A, evidence: source, ids: {hedi: CBP}}", "did you mean 'hedis'?"),
    (HEAD + "  - {name: A, evidence: source, ids: {cbe: }}", "an id is missing here"),
    (HEAD + "  - {name: A, evidence: source, ids: {cbe: {a: b}}}", "an id is one text"),
    (HEAD + "  - {name: A, evidence: source, ids: '0018'}", "must be a list"),
    (HEAD + "  - {name: A, name: B, evidence: source}", "measures.0.name: this key stands twice"),
    (HEAD + "  - {name: A, evidence: source, 5: x}", 'a key is text: write "5" in quotes'),
    (HEAD + "  - {name: A, evidence: source, [a]: x}", "a key is text"),
    (HEAD.replace("- key: s1", "- key: s1\n    title: X\n  - key: s1"), "rename one"),
    (HEAD + '  - {name: "A\\u0007B", evidence: source}', "an invisible control character"),
    (GOOD + "year: 2024\n", "year: this key stands twice"),
    (GOOD + "---\n" + GOOD, "a second document begins here"),
    ("a: &a [1]\nb: *a\n", "an alias (*) is not read here"),
    ("a: &a [*a]\n", "an alias (*) is not read here"),
    ("a: !!python/object:os.system ls\n", "could not determine a constructor"),
    (HEAD + "  - {name: A, evidence: source, note: 2018-13-45}", "neither a date nor a number"),
    ("year: " + "9" * 5000, "neither a date nor a number"),
    ("[" * 100_000, "nested too deeply"),
    ("[" * 300_000, "more than 150,000 values"),
    ("- a\n- b\n", "must be a mapping with the keys id, name, year, sponsor, kind (got a list)"),
    ("just words\n", "must be a mapping with the keys id"),
    ("", "the file is empty"),
    ("# nothing\n", "the file is empty"),
    ("a: [1,\n", "not YAML"),
    ("a:\tb: c\n\t- d", "not YAML"),
    (b"name: caf\xe9\n", "not UTF-8 text: save the file with the encoding UTF-8 (got byte 0xe9)"),
    ("name: a\x00b\n", ":1:8: an invisible control character"),
    (b"\x89PNG\r\n\x1a\n\x00\x00", "not UTF-8"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "says"), FAULTS, ids=[says for _, says in FAULTS])
def test_each_fault_is_one_sentence(tmp_path: Path, text: str | bytes, says: str) -> None:
    problems = told(written(tmp_path, text))
    assert any(says in one for one in problems), problems
    assert all("Traceback" not in one and "\x00" not in one for one in problems)


def test_a_place_is_line_and_column(tmp_path: Path) -> None:
    (problem,) = told(written(tmp_path, GOOD.replace("intermediate-outcome", "outcom")))
    path = tmp_path / "set.yaml"
    where = "measures.0 (Controlling High Blood Pressure).type"
    assert problem == f"{path}:15:11: {where}: unknown word: did you mean 'outcome'? (got outcom)"


def test_all_problems_of_all_files_at_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(HEAD.replace("payer", "x").replace("Me", "''"))
    problems = told(tmp_path)
    assert len(problems) == 4
    assert sum("a.yaml" in one for one in problems) == 2


def test_a_thousand_equal_faults_are_told_together(tmp_path: Path) -> None:
    rows = [f"  - {{name: M{i}, evidence: source, type: proces}}" for i in range(1000)]
    problems = told(written(tmp_path, HEAD + "\n".join([*rows, "  - {name: Z, evidence: x}"])))
    assert len(problems) == 5
    assert any("997 more like the last: unknown word" in one for one in problems)
    assert any("evidence: unknown word" in one for one in problems)


def test_places_that_are_no_files(tmp_path: Path) -> None:
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    empty = tmp_path / "empty"
    empty.mkdir()
    (tmp_path / "dir.yaml").mkdir()
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    assert "no .yaml file lies in this folder" in told(empty)[0]
    assert "there is no such file" in told(tmp_path / "none.yaml")[0]
    assert "there is no such file" in told(loop)[0] or "cannot be read" in told(loop)[0]
    assert "not a file" in told(pipe)[0]
    assert "no .yaml file lies in this folder" in told(tmp_path / "dir.yaml")[0]
    assert told(Path("a\x00b.yaml"))


def test_a_folder_that_leads_back_to_itself_is_read_once(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    (tmp_path / "self").symlink_to(tmp_path)
    assert len(read_sets([tmp_path])) == 1


def test_unreadable_file(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert "cannot be read" in told(path)[0]


def test_an_alias_bomb_is_refused_at_once(tmp_path: Path) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]  # fmt: skip  # noqa: E501
    assert "an alias (*) is not read here" in told(written(tmp_path, "\n".join(lines)))[0]


def test_any_model_can_be_read(tmp_path: Path) -> None:
    class Pair(Frozen):
        left: Text
        right: Text = "b"

    assert read(written(tmp_path, "left: a\n"), Pair) == Pair(left="a")
    with pytest.raises(InputError, match="lft: unknown key: did you mean 'left'"):
        read(written(tmp_path, "lft: a\n"), Pair)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_has_a_form_that_its_own_example_fits(scheme: str) -> None:
    import re

    examples = re.findall(r'"([^"]+)"', FORMS[scheme].says)
    assert all(value_problem(scheme, one) is None for one in examples)


MENDED = [
    ("cbe", "NQF #18", "0018"), ("cbe", "418e", "0418e"), ("cms", "cms165v6", "CMS165v6"),
    ("cms", "165", "CMS165"), ("mips", "Q1", "001"), ("hedis", "cbp", "CBP"),
    ("aco", "ACO 27", "ACO-27"), ("cmit", "00139", "139"), ("core_set", "cbp-ad", "CBP-AD"),
]  # fmt: skip


@pytest.mark.parametrize(("scheme", "written_as", "right"), MENDED)
def test_ids_are_mended(scheme: str, written_as: str, right: str) -> None:
    assert mended(scheme, written_as) == right


@given(st.text())
def test_slugs_are_slugs(name: str) -> None:
    import re

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(name))


def refused_or_read(path: Path) -> None:
    try:
        read_sets([path])
    except InputError as error:
        assert error.problems
        for problem in error.problems:
            sentence = str(problem)
            assert sentence.isprintable(), sentence
            sentence.encode()


FUZZ = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), st.dates()
)
KEYS = st.sampled_from([*MeasureSet.model_fields, "ids", "cbe", "nqf", "evidence", "key", "x"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.one_of(KEYS, SCALARS), inner, max_size=5)
    ),
    max_leaves=25,
)


@FUZZ
@given(content=st.binary(max_size=200))
@example(content=b"measures: {a: 1}")
@example(content=b"measures: [[1]]\nsources: [1, {key: 2}]")
@example(content=b"id: a\nmeasures: [{ids: {<<: {cbe: 1}}}]")
@example(content=b"measures: !!set {a, b}")
@example(content=b"? !!binary aGk=\n: 1")
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    refused_or_read(written(tmp_path, content))


@FUZZ
@given(value=VALUES)
def test_any_yaml_value_is_read_or_refused(tmp_path: Path, value: object) -> None:
    import yaml

    refused_or_read(written(tmp_path, yaml.safe_dump(value)))


@FUZZ
@given(at=st.integers(0, len(GOOD)), cut=st.integers(0, 30), put=st.text(max_size=6))
def test_any_damage_to_a_good_file_is_read_or_refused(
    tmp_path: Path, at: int, cut: int, put: str
) -> None:
    damaged = GOOD[:at] + put + GOOD[at + cut :]
    refused_or_read(written(tmp_path, damaged.encode("utf-8", "surrogatepass")))


ASKING = """\
id: my-set-2024
name: My set
year: 2024
sponsor: Me
kind: payer
groups:
  - {id: core, name: core measures, at_least: 1}
choose: {n: 2, source: s1}
sources:
  - {key: s1, title: The list, url: "https://example.org/list"}
  - {key: s2, title: Somebody's copy, url: "https://example.org/copy", whose: secondary}
measures:
  - {name: A, evidence: source, source: s1, role: menu, group: core}
  - {name: B, evidence: source, source: s2, role: menu, weight: 3, target: "61 %"}
  - {name: C, evidence: source, role: menu}
"""


def test_source_the_older_word_means_what_the_source_is(tmp_path: Path) -> None:
    """A user's own list is primary; somebody else's says so in its `whose`."""
    (one,) = read_sets([written(tmp_path, ASKING)])
    assert [m.evidence for m in one.measures] == ["primary", "secondary", "primary"]
    assert one.asks == "2 of 3; at least 1 of 1 core measures"


ASKED = [
    ("group: core}", "group: cor}", "no group has this id: did you mean 'core'?"),
    ("n: 2, source: s1", "n: 2, source: s9", "no source has this key"),
    ("n: 2, source: s1", "n: 0", "greater than or equal to 1"),
    ("n: 2, source: s1", "n: 2, of: groups", "did you mean 'group'?"),
    ("at_least: 1", "at_leest: 1", "did you mean 'at_least'?"),
    ("whose: secondary", "whose: second", "did you mean 'secondary'?"),
    ("weight: 3", "weight: much", "must be a number"),
    ('target: "61 %"', 'target: "61 %", target_source: s3', "no source has this key"),
    ("{id: core, name: core measures, at_least: 1}",
     "{id: core, name: a}\n  - {id: core, name: b}", "another group has this id: rename one"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "says"), ASKED, ids=[says for *_, says in ASKED])
def test_what_is_wrong_with_how_a_set_asks_is_told(
    right: str, wrong: str, says: str, tmp_path: Path
) -> None:
    problems = told(written(tmp_path, ASKING.replace(right, wrong)))
    assert len(problems) == 1 and says in problems[0], problems


#: Lines of Python that a row of a set file may take until it is read and checked.
LINES_A_ROW = 800


def test_the_shipped_catalog_takes_little_work_a_row() -> None:
    found: list[MeasureSet] = []
    folder = data_folder() / "measure_sets"
    work = lines_run(lambda: found.extend(read_sets([folder])))
    rows = sum(len(one.measures) for one in found)
    assert rows > 6_000
    assert work / rows < LINES_A_ROW
