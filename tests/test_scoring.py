"""Overlap, coverage, alignment: bounds, symmetry, monotony, the order of closeness."""

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tiny import tiny

import measurealign
from measurealign.crosswalk import Crosswalk
from measurealign.model import CLOSENESS, Closeness
from measurealign.problems import UsageError
from measurealign.scoring import (
    alignment_score,
    answered_by,
    answering,
    closeness_named,
    coverage,
    overlap,
    reach,
    rows,
)

NAMES = [f"f{i}" for i in range(9)]
GROUPS = ["x", "y", "z"]


PAIRS = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES))


@st.composite
def walks(draw: st.DrawFn) -> Crosswalk:
    """Four sets of up to nine families, some bound to each other, some of one subject."""
    some = st.lists(st.sampled_from(NAMES), unique=True, max_size=7)
    subjects = draw(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(GROUPS)))
    kinds = st.sampled_from(["slice", "rate", "variant", "broader", "related"])
    pairs = draw(st.dictionaries(PAIRS, kinds, max_size=5))
    bonds = [(a, b, kind) for (a, b), kind in pairs.items() if a != b and (b, a) not in pairs]
    return tiny({id_: draw(some) for id_ in "abcd"}, bonds, subjects)


WEIGHTS = st.none() | st.fixed_dictionaries({n: st.floats(0.1, 9) for n in NAMES})


@pytest.fixture
def three() -> Crosswalk:
    return tiny(
        {
            "a": ["bp", "a1c poor", "breast", "falls"],
            "b": ["bp", "a1c good", "breast", "asthma", "statin"],
            "c": ["bp", "ldl"],
        },
        bonds=[("a1c poor", "a1c good", "variant"), ("statin", "ldl", "related")],
        subjects={"falls": "home", "asthma": "home"},
    )


@pytest.mark.parametrize(
    ("closeness", "jaccard", "left_in_right", "right_in_left"),
    [
        ("strict", 2 / 7, 2 / 4, 2 / 5),
        ("harmonized", 3 / 6, 3 / 4, 3 / 5),
        ("related", 4 / 5, 4 / 4, 4 / 5),
    ],
)
def test_each_closeness_counts_what_it_says(
    three: Crosswalk, closeness: str, jaccard: float, left_in_right: float, right_in_left: float
) -> None:
    found = overlap(three, "a", "b", closeness)
    assert found.jaccard == pytest.approx(jaccard)
    assert found.left_in_right == pytest.approx(left_in_right)
    assert found.right_in_left == pytest.approx(right_in_left)


def test_the_measures_behind_the_numbers(three: Crosswalk) -> None:
    found = overlap(three, "a", "b", "harmonized")
    assert [one.left for one in found.same] == ["bp", "breast"]
    assert [(one.left, one.right) for one in found.partly] == [("a1c poor", "a1c good")]
    assert found.related == ()
    assert found.only_left == ("falls",)
    assert found.only_right == ("asthma", "statin")
    assert overlap(three, "a", "b", "related").only_left == ()


def test_two_specifications_of_one_idea_do_not_lower_the_looser_closeness() -> None:
    """With ideas as units this pair would fall from 2/3 to 1/2: families are counted."""
    walk = tiny({"a": ["f", "g"], "b": ["f", "g", "h"]}, [("f", "g", "variant")])
    assert overlap(walk, "a", "b", "strict").jaccard == pytest.approx(2 / 3)
    assert overlap(walk, "a", "b", "harmonized").jaccard == pytest.approx(2 / 3)


def test_what_one_side_has_left_is_paired_with_what_the_other_has_paired_already() -> None:
    """Both list f; only b lists h, another specification of f: h is met, in part."""
    walk = tiny({"a": ["f"], "b": ["f", "h"]}, [("f", "h", "variant")])
    for left, right, pair in (("a", "b", ("f", "h")), ("b", "a", ("h", "f"))):
        found = overlap(walk, left, right, "harmonized")
        assert [(one.left, one.right) for one in found.same] == [("f", "f")]
        assert [(one.left, one.right) for one in found.partly] == [pair]
        assert (found.only_left, found.only_right) == ((), ())


def test_what_is_only_related_counts_by_its_subject_alone() -> None:
    walk = tiny({"a": ["eye"], "b": ["foot"]}, [("eye", "foot", "related")])
    assert overlap(walk, "a", "b", "related").jaccard == 0
    walk = tiny({"a": ["eye"], "b": ["foot"]}, subjects={"eye": "limb", "foot": "limb"})
    assert overlap(walk, "a", "b", "harmonized").jaccard == 0
    assert overlap(walk, "a", "b", "related").jaccard == 1


def test_weights_say_how_much_a_measure_counts(three: Crosswalk) -> None:
    assert reach(three)["bp"] == 3
    found = overlap(three, "a", "b", "strict", reach(three))
    assert found.jaccard == pytest.approx((3 + 2) / (3 + 2 + 1 + 1 + 1 + 1 + 1))


def test_a_measure_without_a_weight_weighs_one() -> None:
    walk = tiny({"a": ["bp", "x"], "b": ["bp", "y"]}, [("x", "z", "variant")])
    assert overlap(walk, "a", "b", "strict", {"bp": 3.0}).jaccard == pytest.approx(3 / (3 + 1 + 1))
    assert coverage(walk, "a", ["bp"], {"x": 3.0}).value == pytest.approx(1 / (1 + 3))


def test_a_part_counts_its_credit_times_its_weight() -> None:
    walk = tiny({"a": ["x", "y"], "b": ["z"]}, [("x", "z", "variant")])
    assert coverage(walk, "a", ["z"], {"x": 4.0}).value == pytest.approx(0.5 * 4 / (4 + 1))


WORTH = [
    ("slice", 0.75), ("rate", 0.75), ("combination", 0.75), ("component", 0.75), ("variant", 0.5),
    ("broader", 0), ("narrower", 0), ("related", 0), ("different", 0),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "worth"), WORTH)
def test_what_a_bond_is_worth_to_whoever_counts_the_other(kind: str, worth: float) -> None:
    walk = tiny({"a": ["x"], "b": ["y"]}, [("x", "y", kind)])
    assert walk.bond("x", "y").credit == worth
    assert coverage(walk, "a", ["y"]).value == coverage(walk, "b", ["x"]).value == worth
    assert overlap(walk, "a", "b", "harmonized").jaccard == (1 if worth else 0)
    assert walk.bond("x", "x").credit == 1


def test_a_closeness_is_named_and_a_wrong_word_gets_the_nearest() -> None:
    assert [closeness_named(one) for one in ("strict", "harmonized", "related")] == list(CLOSENESS)
    with pytest.raises(UsageError, match=r"'harmonised' is no closeness.*'harmonized'"):
        closeness_named("harmonised")


def test_an_empty_set_agrees_with_nobody() -> None:
    walk = tiny({"a": [], "b": ["bp"]})
    found = overlap(walk, "a", "b", "related")
    assert (found.jaccard, found.left_in_right, found.right_in_left) == (0, 0, 0)
    assert coverage(walk, "a", ["bp"]).counted == 0


def test_an_unknown_set_is_named_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"no measure set 'alph'.*did you mean 'alpha'"):
        overlap(tiny({"alpha": ["bp"]}), "alpha", "alph")


@given(walks(), st.sampled_from(CLOSENESS), WEIGHTS)
def test_overlap_is_bounded_and_symmetric(walk: Crosswalk, closeness: str, weights: object) -> None:
    one, other = (
        overlap(walk, "a", "b", closeness, weights),
        overlap(walk, "b", "a", closeness, weights),
    )
    for share in (one.jaccard, one.left_in_right, one.right_in_left):
        assert 0 <= share <= 1 + 1e-12
    assert one.jaccard == pytest.approx(other.jaccard)
    assert one.left_in_right == pytest.approx(other.right_in_left)
    assert one.jaccard <= max(one.left_in_right, one.right_in_left) + 1e-12
    assert overlap(walk, "a", "a", closeness).jaccard == (1 if walk.families_in("a") else 0)


@given(walks(), st.sampled_from(CLOSENESS))
def test_what_is_met_is_what_the_other_set_answers(walk: Crosswalk, closeness: str) -> None:
    found = overlap(walk, "a", "b", closeness)
    for mine, theirs, met in (("a", "b", found.left_met), ("b", "a", found.right_met)):
        asked, given = walk.families_in(mine), walk.families_in(theirs)
        assert met == len(answering(walk, given, closeness, asked))


def test_pairs_stand_in_the_order_of_the_labels() -> None:
    lists = {"a": ["m", "k"], "b": ["z", "c", "l"]}
    walk = tiny(lists, (), dict.fromkeys("mkzcl", GROUPS[0]))
    found = overlap(walk, "a", "b", "related").related
    assert [one.left + one.right for one in found] == ["kc", "kl", "kz", "mc", "ml", "mz"]
    turned = overlap(walk, "b", "a", "related").related
    assert [one.left + one.right for one in turned] == ["ck", "cm", "lk", "lm", "zk", "zm"]


@given(walks(), WEIGHTS)
def test_a_looser_closeness_never_finds_less(walk: Crosswalk, weights: object) -> None:
    found = [overlap(walk, "a", "b", closeness, weights) for closeness in CLOSENESS]
    for tight, loose in itertools.pairwise(found):
        assert tight.jaccard <= loose.jaccard + 1e-12
        assert tight.left_in_right <= loose.left_in_right + 1e-12
    for closeness in CLOSENESS:
        assert walk.families_in("a") <= answering(walk, walk.families_in("a"), closeness)


@given(walks(), st.sampled_from(CLOSENESS))
def test_every_family_stands_in_one_list(walk: Crosswalk, closeness: str) -> None:
    found = overlap(walk, "a", "b", closeness)
    paired = {one.left for one in (*found.same, *found.partly, *found.related)}
    assert paired | set(found.only_left) == walk.families_in("a")
    assert not paired & set(found.only_left)
    assert found.left_size == len(walk.families_in("a"))
    assert found.left_in_right == pytest.approx(found.left_met / max(found.left_size, 1))


@given(
    st.lists(st.sampled_from(NAMES), unique=True),
    st.lists(st.sampled_from(NAMES), unique=True),
    st.dictionaries(st.sampled_from(NAMES), st.sampled_from(GROUPS)),
    st.sampled_from([*GROUPS, None]),
    st.sampled_from(CLOSENESS),
)
def test_a_shared_measure_more_never_lowers_overlap(
    a: list[str], b: list[str], subjects: dict[str, str], group: str | None, closeness: str
) -> None:
    more = subjects | ({"new": group} if group else {})
    before = overlap(tiny({"a": a, "b": b}, (), subjects), "a", "b", closeness)
    after = overlap(tiny({"a": [*a, "new"], "b": [*b, "new"]}, (), more), "a", "b", closeness)
    assert after.jaccard >= before.jaccard - 1e-12
    assert after.left_in_right >= before.left_in_right - 1e-12


def test_coverage_credits_a_family_by_its_bond(three: Crosswalk) -> None:
    found = coverage(three, "b", ["bp", "a1c poor"])
    assert found.value == pytest.approx((1 + 0.5) / 5)
    assert found.served == ("bp",)
    assert found.partly == ("a1c good",)
    assert found.missing == ("asthma", "breast", "statin")
    bonds = [("ppc", "timely", "rate"), ("ppc", "late", "variant")]
    walk = tiny({"a": ["ppc"], "b": ["timely", "late"]}, bonds)
    assert coverage(walk, "a", ["timely", "late"]).value == pytest.approx(0.75)
    assert coverage(walk, "a", ["late"]).value == pytest.approx(0.5)


@given(walks(), st.lists(st.sampled_from(NAMES)), st.sampled_from(NAMES), WEIGHTS)
def test_coverage_is_bounded_and_grows_with_the_chosen(
    walk: Crosswalk, chosen: list[str], more: str, weights: object
) -> None:
    one = coverage(walk, "a", chosen, weights)
    other = coverage(walk, "a", [*chosen, more], weights)
    assert -1e-12 <= one.value <= other.value + 1e-9 <= 1 + 1e-6
    assert set(one.served) | set(one.partly) | set(one.missing) == walk.families_in("a")
    if walk.families_in("a"):
        assert coverage(walk, "a", walk.families_in("a"), weights).value == pytest.approx(1)


def test_alignment_counts_the_users_of_each_measure(three: Crosswalk) -> None:
    found = alignment_score(three, ["bp", "a1c poor"], ["b", "c"])
    assert found.users == {"bp": 2, "a1c poor": 0}
    assert found.score == pytest.approx((2 + 0) / (2 * 2))
    assert (found.used_by_one, found.used_by_two, found.used_by_half) == (0.5, 0.5, 0.5)
    loose = alignment_score(three, ["bp", "a1c poor"], ["b", "c"], "harmonized")
    assert loose.score == pytest.approx((2 + 1) / (2 * 2))
    assert loose.used_by_half == 1
    nobody = alignment_score(three, ["bp"], [])
    assert (nobody.score, nobody.used_by_half) == (0, 0)


@pytest.mark.parametrize("closeness", CLOSENESS)
def test_answers_worked_out_once_give_the_same_scores(
    three: Crosswalk, closeness: Closeness
) -> None:
    answered = answered_by(three, ["a", "b", "c"], closeness)
    for candidate, others in (("a", ["b", "c"]), ("c", ["a"])):
        families = three.families_in(candidate)
        alone = alignment_score(three, families, others, closeness)
        assert alignment_score(three, families, others, closeness, answered) == alone


@given(walks(), st.lists(st.sampled_from(NAMES), unique=True))
def test_alignment_is_bounded_and_grows_with_the_closeness(
    walk: Crosswalk, candidate: list[str]
) -> None:
    found = [
        alignment_score(walk, candidate, ["b", "c", "d"], closeness) for closeness in CLOSENESS
    ]
    for one in found:
        assert 0 <= one.used_by_two <= one.used_by_one <= 1
        assert one.used_by_half == one.used_by_two
        assert one.score <= one.used_by_one + 1e-12
    for tight, loose in itertools.pairwise(found):
        assert tight.score <= loose.score + 1e-12


def test_rows_are_the_lines_that_list_a_family(three: Crosswalk) -> None:
    assert [m.name for m in rows(three, "a", "bp")] == ["bp"]
    assert rows(three, "c", "breast") == ()


@pytest.mark.parametrize("closeness", CLOSENESS)
def test_the_shipped_sets_share_what_their_sheets_list(
    walk: Crosswalk, counted: Crosswalk, closeness: str
) -> None:
    found = measurealign.overlap(counted, "cpc-plus-2018", "hedis-2018", closeness)
    shared = {walk.family[one.left].label.lower() for one in found.same}
    for word in ("controlling high blood pressure", "breast", "cervical", "colorectal"):
        assert any(word in label for label in shared), word


def test_the_strategy_makes_every_kind_of_walk() -> None:
    """The properties above mean something only if bonds and shared subjects do occur."""
    seen: set[str] = set()

    @given(walks())
    def look(walk: Crosswalk) -> None:
        assume(walk.families)
        jaccards = [overlap(walk, "a", "b", closeness).jaccard for closeness in CLOSENESS]
        if jaccards[0] < jaccards[1]:
            seen.add("harmonized")
        if jaccards[1] < jaccards[2]:
            seen.add("related")

    look()
    assert seen == {"harmonized", "related"}
