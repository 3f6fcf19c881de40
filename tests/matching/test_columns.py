"""Many pairs in columns say, number by number, what each pair says alone."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.altered import altered
from benchmarks.gold import load
from measurealign import load_catalog
from measurealign.matching.candidates import worth_comparing
from measurealign.matching.columns.evidence import wording_columns
from measurealign.matching.columns.held import Held
from measurealign.matching.columns.letters import alike, triples_of
from measurealign.matching.columns.lines import Lines, attribute_columns, id_columns
from measurealign.matching.columns.numbers import Numbers
from measurealign.matching.columns.relation import RELATIONS, kinds
from measurealign.matching.columns.titles import Titles
from measurealign.matching.evidence import trigrams
from measurealign.matching.listings import kin_ids, profiles
from measurealign.matching.pairs import compared
from measurealign.matching.wording import read_title

NAMES = sorted({row["title"] for row in load().rows.values()})


def in_columns(lines, kin, pairs):
    """Return the evidence of pairs of lines, and the relation of each if it is not the same."""
    table = Lines.of(lines, kin)
    held = Held.of(table.titles, table.title[pairs])
    numbers = Numbers.of(held.titles, held.pairs)
    beside = attribute_columns(table, pairs) | id_columns(table, pairs)
    return wording_columns(held) | numbers.evidence | beside, kinds(held, numbers)


def agree(lines, kin, pairs):
    columns, otherwise = in_columns(lines, kin, pairs)
    for n, (a, b) in enumerate(pairs.tolist()):
        one = compared(lines[a], lines[b], kin)
        told = {name: column[n] for name, column in columns.items() if column[n]}
        alone = {name: value for name, value in one.evidence.items() if value}
        names = (lines[a].title, lines[b].title)
        assert told.keys() == alone.keys(), names
        assert told == pytest.approx(alone, abs=1e-9), names
        assert RELATIONS[otherwise[n]] == one.kind, names


def test_the_labelled_lines_in_columns_say_what_they_say_alone() -> None:
    lines = profiles(load().measures, use_ids=False)
    pairs = worth_comparing(Lines.of(lines, frozenset()))[::7]
    assert len(pairs) > 2_000
    agree(lines, frozenset(), pairs)


def test_lines_of_the_catalog_with_their_ids_say_what_they_say_alone() -> None:
    measures = tuple(load_catalog().measures.values())[::8]
    lines, kin = profiles(measures), kin_ids(measures)
    pairs = worth_comparing(Lines.of(lines, kin))[::20]
    columns, _ = in_columns(lines, kin, pairs)
    assert len(pairs) > 500 and any(columns[f"same {name} id"].any() for name in ("cbe", "mips"))
    agree(lines, kin, pairs)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(NAMES), min_size=2, max_size=6, unique=True), st.integers(0, 9999))
def test_altered_names_in_columns_say_what_they_say_alone(names, seed) -> None:
    """With slips, words turned round and left out; both ways round."""
    dice = Random(seed)
    measures = load().measures[: len(names) * 2]
    said = [*names, *(altered(altered(name, dice), dice) for name in names)]
    lines = profiles(
        one.model_copy(update={"name": name}) for one, name in zip(measures, said, strict=True)
    )
    pairs = np.stack(np.triu_indices(len(lines), 1), axis=1)
    agree(lines, frozenset(), np.concatenate([pairs, pairs[:, ::-1]]))


def test_some_lines_taken_out_say_the_same() -> None:
    lines = Lines.of(profiles(load().measures[:60]), frozenset())
    places = np.array([3, 9, 17, 40, 41])
    pairs = np.stack(np.triu_indices(len(places), 1), axis=1)
    few, all_ = lines.take(places), lines
    for table, asked in ((few, pairs), (all_, places[pairs])):
        held = Held.of(table.titles, table.title[asked])
        told = wording_columns(held) | attribute_columns(table, asked)
        if table is few:
            first = told
    assert all(first[name].tolist() == told[name].tolist() for name in told)


@given(st.lists(st.text(max_size=8), min_size=2, max_size=2))
def test_letters_are_as_alike_as_they_are_alone(texts) -> None:
    found = alike(triples_of(texts), np.array([(0, 1)]))
    assert found[0] == pytest.approx(trigrams(*texts))


def test_no_pairs_no_lines() -> None:
    none = np.zeros((0, 2), dtype=np.int64)
    titles = Titles.of([read_title("Eye Exam")])
    held = Held.of(titles, none)
    assert wording_columns(held)["overlap"].tolist() == []
    assert kinds(held, Numbers.of(titles, none)).tolist() == []
    assert worth_comparing(Lines.of((), frozenset())).tolist() == []
