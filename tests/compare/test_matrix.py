"""The matrix is the overlap of each pair; clusters and their order are stable."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_scoring import NAMES, WEIGHTS, walks
from tiny import tiny

from measurealign.compare.matrix import clusters, leaf_order, matrix
from measurealign.crosswalk import Crosswalk
from measurealign.model import CLOSENESS
from measurealign.scoring import overlap


@given(walks(), st.sampled_from(CLOSENESS), WEIGHTS)
def test_a_cell_is_the_overlap_of_its_sets(
    walk: Crosswalk, closeness: str, weights: object
) -> None:
    table = matrix(walk, closeness, weights=weights)
    for i, a in enumerate(table.ids):
        for j, b in enumerate(table.ids):
            found = overlap(walk, a, b, closeness, weights)
            assert table.jaccard[i, j] == pytest.approx(found.jaccard)
            assert table.containment[i, j] == pytest.approx(found.left_in_right)


@given(st.permutations(["a", "b", "c", "d", "e"]), st.data())
def test_the_order_does_not_depend_on_how_the_sets_were_named(
    names: list[str], data: st.DataObject
) -> None:
    some = st.lists(st.sampled_from(NAMES), unique=True, min_size=1)
    walk = tiny({id_: data.draw(some) for id_ in "abcde"})
    plain = matrix(walk)
    assert leaf_order(plain.ordered(names)) == leaf_order(plain)
    assert clusters(plain.ordered(names)) == clusters(plain)
    assert sorted(leaf_order(plain)) == sorted(names)


def test_alike_sets_stand_side_by_side_and_cluster() -> None:
    walk = tiny({"a": ["x", "y"], "b": ["p", "q"], "c": ["x", "y", "z"], "d": ["p", "q", "r"]})
    table = matrix(walk)
    order = leaf_order(table)
    assert abs(order.index("a") - order.index("c")) == 1
    assert abs(order.index("b") - order.index("d")) == 1
    assert clusters(table, 0.5) == (("a", "c"), ("b", "d"))
    assert clusters(table, 0.9) == (("a",), ("b",), ("c",), ("d",))


def test_every_pair_of_a_cluster_of_two_agrees_as_far_as_was_asked() -> None:
    walk = tiny({"a": ["x", "y"], "b": ["y", "z"], "c": ["q"]})
    for group in clusters(matrix(walk), 1 / 3):
        for one, other in combinations(group, 2):
            assert overlap(walk, one, other, "strict").jaccard >= 1 / 3


@pytest.mark.parametrize("ids", [[], ["a"], ["a", "b"]])
def test_few_sets_are_fine(ids: list[str]) -> None:
    table = matrix(tiny({"a": ["x"], "b": []}), sets=ids)
    assert leaf_order(table) == tuple(ids)
    assert clusters(table) == tuple((id_,) for id_ in ids)


def test_the_whole_catalog_has_a_matrix(walk: Crosswalk, counted: Crosswalk) -> None:
    table = matrix(counted, "related")
    assert table.jaccard.shape == (len(walk.catalog),) * 2
    assert (table.jaccard == table.jaccard.T).all()
    assert table.jaccard.max() <= 1
    assert set(leaf_order(table)) == set(table.ids)
