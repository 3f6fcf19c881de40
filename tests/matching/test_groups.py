"""Groups of scored pairs: one wrong link glues nothing, and order does not matter."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurealign.matching.groups import grouped, weakest


def clique(members, chance):
    return dict.fromkeys(combinations(sorted(members), 2), chance)


def test_pairs_that_agree_become_one_group():
    assert grouped(3, clique([0, 1, 2], 0.9), 0.5) == [[0, 1, 2]]


def test_one_wrong_link_does_not_glue_two_groups():
    chances = clique([0, 1, 2], 0.9) | clique([3, 4, 5], 0.9) | {(2, 3): 0.9}
    groups = grouped(6, chances, 0.5)
    assert groups == [[0, 1, 2], [3, 4, 5]]


def test_a_chain_of_near_misses_does_not_become_one_group():
    chain = {(i, i + 1): 0.8 for i in range(9)}
    assert max(map(len, grouped(10, chain, 0.5))) == 2


def test_two_of_one_set_stay_apart_whatever_links_them():
    chances = clique([0, 1, 2], 0.95)
    groups = grouped(3, chances, 0.5, apart=[(0, 2)])
    assert [0, 1, 2] not in groups and sorted(map(len, groups)) == [1, 2]


def test_people_join_what_the_scorer_would_not():
    assert grouped(2, {}, 0.5, together=[(0, 1)]) == [[0, 1]]


def test_a_wall_is_stronger_than_a_word_for_others():
    groups = grouped(3, clique([0, 1, 2], 0.9), 0.5, apart=[(0, 1)], together=[(0, 2)])
    assert [0, 2] in groups


edges = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]),
    st.floats(0.01, 0.99),
    max_size=20,
)


@given(edges, st.floats(0.1, 0.9))
def test_groups_are_a_partition(chances, threshold):
    groups = grouped(8, chances, threshold)
    assert sorted(i for group in groups for i in group) == list(range(8))


@given(edges, st.floats(0.1, 0.9))
def test_the_members_of_a_group_agree_on_average(chances, threshold):
    for group in grouped(8, chances, threshold):
        if len(group) == 2:
            assert chances[tuple(group)] >= threshold


@given(edges, st.randoms(use_true_random=False))
def test_the_order_of_the_pairs_does_not_matter(chances, random):
    shuffled = list(chances.items())
    random.shuffle(shuffled)
    assert grouped(8, dict(shuffled), 0.5) == grouped(8, chances, 0.5)


@given(
    edges, st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]))
)
def test_walls_hold(chances, apart):
    home = {i: n for n, group in enumerate(grouped(8, chances, 0.3, apart)) for i in group}
    assert all(home[i] != home[j] for i, j in apart)


def test_the_weakest_link_holds_the_group_together():
    chances = {(0, 1): 0.9, (1, 2): 0.6, (0, 2): 0.1}
    assert weakest([0, 1, 2], lambda i, j: chances[min(i, j), max(i, j)]) == (1, 2)


@pytest.mark.parametrize("members", [[], [3]])
def test_a_single_member_has_no_weakest_link(members):
    assert weakest(members, lambda i, j: 1.0) is None
