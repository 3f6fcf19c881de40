"""Many pairs at once say what each pair says alone, in whatever blocks they are judged."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.test_wordings import TITLES, line
from measurealign.matching import verdicts
from measurealign.matching.columns.lines import Lines
from measurealign.matching.columns.relation import RELATIONS
from measurealign.matching.listings import profiles
from measurealign.matching.pairs import compared
from measurealign.matching.relation import scorer
from measurealign.matching.verdicts import Verdicts, blocks, judged, rivalled

PAIRS = [(0, 1), (0, 2), (0, 3), (4, 2)]
SETS = np.array([0, 1, 1, 2, 0])


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        ((2.0, 3.0, 0.5, -1.0), (True, False, False, True)),
        ((2.0, 2.0 + 1e-12, 0.5, 2.0), (False, False, False, False)),
        ((1.0, 3.0, 0.5, 4.0), (True, True, False, False)),
    ],
)
def test_a_rival_is_a_likelier_partner_in_the_others_set(score, expected) -> None:
    for pairs in (np.array(PAIRS), np.array(PAIRS)[:, ::-1]):
        assert rivalled(pairs, np.array(score), SETS).tolist() == list(expected)


def test_no_pairs_no_rivals() -> None:
    none = Verdicts.joined(())
    assert none.same(np.array([0])).tolist() == []


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(TITLES)), min_size=2, max_size=8),
    st.integers(1, 9),
)
def test_a_block_says_what_each_of_its_pairs_says(lines, size) -> None:
    found = profiles(line(f"{home}-2020/{n}", name) for n, (home, name) in enumerate(lines))
    pairs = np.stack(np.triu_indices(len(found), 1), axis=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verdicts, "BLOCK", size)
        parts = list(blocks(Lines.of(found, frozenset()), pairs))
        told = Verdicts.joined(map(judged, parts))
    assert all(len(part.pairs) <= size for part in parts)
    assert told.pairs.tolist() == pairs.tolist()
    for n, (a, b) in enumerate(pairs.tolist()):
        one = compared(found[a], found[b])
        assert told.score[n] == pytest.approx(one.score, abs=1e-9)
        assert RELATIONS[told.otherwise[n]] == one.kind
        assert told.together[n] == bool(one.evidence["same set and year"])


def test_the_same_are_likely_not_listed_together_and_no_rivals() -> None:
    odds = np.log(scorer().threshold / (1 - scorer().threshold))
    pairs, zero = np.array([(0, 1), (2, 3), (4, 5)]), np.zeros(3, np.int8)
    told = Verdicts(pairs, odds + np.array([0.0, -1e-6, 1.0]), np.array([0, 0, 1], bool), zero)
    assert told.same(np.arange(6)).tolist() == [True, False, False]
