"""The rules of relation and evidence, each on a pair made by hand: weights stand beside the words.

A term is written "class name"; a pair is what both say, what only the left and what only the right
one says, each with its weight.
"""

from collections.abc import Mapping
from math import exp, log

import pytest

from measurealign.matching.evidence import (
    Comparison,
    compare,
    number_evidence,
    told_numbers,
    trigrams,
    wording_evidence,
)
from measurealign.matching.kinship import Kinship
from measurealign.matching.lexicon import Term
from measurealign.matching.numbers import Found
from measurealign.matching.rarity import Rarity
from measurealign.matching.relation import Scorer, kind_of, log_odds
from measurealign.matching.vocabulary import Vocabulary
from measurealign.matching.wording import Reading
from measurealign.model import chance

Weights = Mapping[str, float]
NOTHING: Weights = {}
NO_NUMBERS = Found()
ASTHMA = {"condition asthma": 0.8}
CHILD, ADULT, OVERLAPPING = ((5.0, 17.0),), ((18.0, 39.0),), ((5.0, 19.0),)


def term(text: str) -> Term:
    kind, _, name = text.partition(" ")
    return kind, name


def title(terms: Weights | tuple[str, ...], numbers: Found = NO_NUMBERS, **more: object) -> Reading:
    return Reading(" ".join(terms), tuple(map(term, terms)), numbers, **more)


def pair(
    shared: Weights = NOTHING, left: Weights = NOTHING, right: Weights = NOTHING,
    one: Found = NO_NUMBERS, other: Found = NO_NUMBERS,
) -> Comparison:  # fmt: skip
    return Comparison(
        title({**shared, **left}, one),
        title({**shared, **right}, other),
        tuple((term(text), term(text), weight) for text, weight in shared.items()),
        tuple((term(text), weight) for text, weight in left.items()),
        tuple((term(text), weight) for text, weight in right.items()),
    )


TURN = {"broader": "narrower", "narrower": "broader"}
RULES = [
    # Each names a subject of its own: related from a shared weight of one half on.
    ("related", {"event admission": 0.5}, {"condition asthma": 0.6}, {"condition copd": 0.6}),
    ("related", {"event admission": 0.8}, {"condition asthma": 0.6}, {"condition copd": 0.6}),
    ("different", {"event admission": 0.49}, {"condition asthma": 0.6}, {"condition copd": 0.6}),
    ("different", {"step screen": 0.9}, {"condition asthma": 0.6}, {"condition copd": 0.6}),
    # A slight rest (up to 0.35) is a matter of phrasing, a heavier one a subject.
    ("variant", ASTHMA, {"condition x": 0.35}, {"drug y": 0.35}),
    ("different", {"condition asthma": 0.49}, {"condition x": 0.36}, {"drug y": 0.36}),
    ("related", {"condition asthma": 0.49}, {"condition x": 0.35}, {"condition y": 0.35}),
    # Other people on both sides.
    ("related", ASTHMA, {"population men": 0.36}, {"population women": 0.36}),
    ("different", {"condition asthma": 0.49}, {"population men": 0.36}, {"population women": 0.36}),
    ("related", {"condition asthma": 0.49}, {"population men": 0.35}, {"population women": 0.36}),
    ("related", ASTHMA, {"population men": 0.01}, {"population women": 0.01}),
    ("variant", ASTHMA, {"population men": 0.01}, NOTHING),
    # Nothing in common, little in common.
    ("different", NOTHING, NOTHING, NOTHING),
    ("different", NOTHING, {"condition asthma": 0.3}, NOTHING),
    ("related", {"step screen": 0.4}, NOTHING, NOTHING),
    ("variant", {"condition asthma": 0.35}, NOTHING, NOTHING),
    ("related", {"condition asthma": 0.34}, NOTHING, NOTHING),
    # A further subject of a kind that the other does not name: narrower.
    ("narrower", ASTHMA, {"drug statin": 0.36}, NOTHING),
    ("variant", ASTHMA, {"drug statin": 0.35}, NOTHING),
    # One more of what both name: broader, if it is more than half of what is further.
    ("broader", ASTHMA, {"condition copd": 0.6}, NOTHING),
    ("broader", ASTHMA, {"condition copd": 0.4, "drug statin": 0.3}, NOTHING),
    ("narrower", ASTHMA, {"condition copd": 0.3, "drug statin": 0.4}, NOTHING),
    ("narrower", ASTHMA, {"condition copd": 0.35, "drug statin": 0.35}, NOTHING),
    ("narrower", {**ASTHMA, "word care": 0.1}, {"word plan": 0.6}, NOTHING),
    # ... unless the other adds something, too.
    ("related", ASTHMA, {"drug statin": 0.6}, {"site breast": 0.05}),
    ("narrower", ASTHMA, {"drug statin": 0.6}, {"site breast": 0.04}),
    ("related", ASTHMA, {"drug statin": 0.6, "step screen": 0.36}, {"step control": 0.36}),
    ("narrower", ASTHMA, {"drug statin": 0.6, "step screen": 0.35}, {"step control": 0.36}),
    # A setting, a stage, people that only one names.
    ("narrower", ASTHMA, {"setting hospital": 0.36}, NOTHING),
    ("variant", ASTHMA, {"setting hospital": 0.35}, NOTHING),
    ("narrower", ASTHMA, {"stage acute": 0.5}, NOTHING),
    ("narrower", ASTHMA, {"stage acute": 0.5}, {"direction low": 0.04}),
    ("variant", ASTHMA, {"stage acute": 0.5}, {"direction low": 0.05}),
    ("narrower", ASTHMA, {"stage acute": 0.5, "step screen": 0.34}, {"step control": 0.5}),
    ("related", ASTHMA, {"stage acute": 0.5, "step screen": 0.35}, {"step control": 0.5}),
    ("narrower", ASTHMA, {"population men": 0.5}, NOTHING),
    ("broader", {**ASTHMA, "population women": 0.3}, {"population men": 0.5}, NOTHING),
    ("narrower", {**ASTHMA, "population women": 0.3},
     {"population men": 0.2, "setting hospital": 0.3}, NOTHING),
    ("narrower", {**ASTHMA, "population women": 0.3},
     {"population men": 0.35, "setting hospital": 0.3}, NOTHING),
    # A further step widens; another step is another measure, unless both are control.
    ("broader", ASTHMA, {"step screen": 0.36}, NOTHING),
    ("variant", ASTHMA, {"step screen": 0.35}, NOTHING),
    ("broader", ASTHMA, {"step screen": 0.5}, {"step use": 0.04}),
    ("related", ASTHMA, {"step screen": 0.5}, {"step use": 0.05}),
    ("variant", ASTHMA, {"step screen": 0.5, "direction low": 0.05}, NOTHING),
    ("broader", ASTHMA, {"step screen": 0.5, "direction low": 0.04}, NOTHING),
    ("variant", ASTHMA, {"step control": 0.5}, {"step poor control": 0.5}),
    ("related", ASTHMA, {"step control": 0.5}, {"step screen": 0.5}),
    # Another word on each side, however light, is no mere specification.
    ("related", ASTHMA, {"setting hospital": 0.1}, {"setting clinic": 0.1}),
    ("related", ASTHMA, {"stage acute": 0.1}, {"stage chronic": 0.1}),
    ("related", ASTHMA, {"condition x": 0.1}, {"condition y": 0.1}),
    ("variant", ASTHMA, {"direction low": 0.1}, {"direction high": 0.1}),
]  # fmt: skip


@pytest.mark.parametrize(("relation", "shared", "left", "right"), RULES)
def test_a_rule(relation: str, shared: Weights, left: Weights, right: Weights) -> None:
    assert kind_of(pair(shared, left, right)) == relation
    assert kind_of(pair(shared, right, left)) == TURN.get(relation, relation)


NUMBERS = [
    # Ages that do not meet are other people, however much else is shared.
    ("related", 0.5, Found(ages=CHILD), Found(ages=ADULT)),
    ("different", 0.49, Found(ages=CHILD), Found(ages=ADULT)),
    ("related", 0.8, Found(ages=((5, 18),)), Found(ages=((18, 39),))),
    ("variant", 0.8, Found(ages=OVERLAPPING), Found(ages=ADULT)),
    ("variant", 0.8, Found(ages=CHILD), Found(ages=CHILD)),
    ("variant", 0.8, Found(ages=(*CHILD, *ADULT)), Found(ages=((6, 30),))),
    # Ages inside others, or that only one names.
    ("narrower", 0.8, Found(ages=CHILD), Found(ages=((5, 20),))),
    ("narrower", 0.8, Found(ages=CHILD), Found(ages=((2, 17),))),
    ("narrower", 0.8, Found(ages=CHILD), Found(ages=(*CHILD, *ADULT))),
    ("narrower", 0.8, Found(ages=CHILD), Found()),
    ("narrower", 0.8, Found(ages=CHILD), Found(spans=(24,))),
    # Rates: one span or part of several.
    ("narrower", 0.8, Found(spans=(168,)), Found()),
    ("narrower", 0.8, Found(spans=(168, 720)), Found(spans=(168,))),
    ("narrower", 0.8, Found(parts=("phase acute",)), Found()),
    ("variant", 0.8, Found(spans=(168,)), Found(spans=(720,))),
    ("variant", 0.8, Found(parts=("combination 3",)), Found(parts=("combination 10",))),
    ("variant", 0.8, Found(limits=((">", 9),)), Found(limits=(("<", 8),))),
    ("variant", 0.8, Found(limits=((">", 9),)), Found()),
]


@pytest.mark.parametrize(("relation", "weight", "one", "other"), NUMBERS)
def test_numbers_tell_parts_from_strangers(
    relation: str, weight: float, one: Found, other: Found
) -> None:
    shared = {"condition asthma": weight}
    assert kind_of(pair(shared, one=one, other=other)) == relation
    assert kind_of(pair(shared, one=other, other=one)) == TURN.get(relation, relation)


def test_a_part_is_of_the_same_subject_but_for_words_that_nobody_knows() -> None:
    child = Found(ages=CHILD)
    assert kind_of(pair(ASTHMA, {"word plan": 0.9}, other=child)) == "broader"
    assert kind_of(pair(ASTHMA, {"drug statin": 0.35}, other=child)) == "broader"
    assert kind_of(pair(ASTHMA, {"drug statin": 0.36}, other=child)) == "narrower"


def test_what_is_left_of_a_near_idea_is_no_clash() -> None:
    near = Comparison(
        title(("condition stroke", "test x")), title(("condition tia", "test x")),
        ((term("test x"), term("test x"), 0.5), (term("condition stroke"),
                                                 term("condition tia"), 0.2)),
        ((term("condition stroke"), 0.1),), ((term("condition tia"), 0.1),),
    )  # fmt: skip
    assert kind_of(near) == "variant"


def test_numbers_that_everyone_means_tell_nothing_where_one_side_names_them() -> None:
    usual = Found(limits=((">", 9),), spans=(720,))
    full, bare = title(("test a1c",), usual, usual=usual), title(("test a1c",))
    assert told_numbers(full, bare) == (Found(), Found())
    assert told_numbers(bare, full) == (Found(), Found())
    other = title(("test a1c",), Found(limits=(("<", 8),)))
    assert told_numbers(full, other) == (Found(limits=((">", 9),)), other.numbers)
    assert told_numbers(other, full) == (other.numbers, Found(limits=((">", 9),)))


def test_what_numbers_say() -> None:
    one = Found(ages=CHILD, limits=(("<", 8),), spans=(24, 48), parts=("phase acute",))
    other = Found(ages=ADULT, limits=((">", 9),), spans=(24,), parts=("phase acute",))
    assert {name for name, value in number_evidence(one, other).items() if value} == {
        "ages conflict", "limits conflict", "opposite limit", "spans on one side", "parts agree",
    }  # fmt: skip
    assert {name for name, value in number_evidence(other, one).items() if value} == {
        "ages conflict", "limits conflict", "opposite limit", "spans on one side", "parts agree",
    }  # fmt: skip
    assert not any(number_evidence(Found(), Found()).values())
    two, mixed = Found(limits=(("<", 8), (">", 5))), Found(limits=((">", 9),))
    assert number_evidence(two, mixed)["opposite limit"] == 0
    assert number_evidence(two, Found())["opposite limit"] == 0
    assert number_evidence(two, Found())["limits on one side"] == 1


def test_a_term_weighs_by_its_rarity() -> None:
    """Ten titles: ln(11 / 2.5) / ln(11 / 1.5) for a term of two, never less than a twentieth."""
    found = Rarity(10, {"asthma": 2, "care": 10})
    assert found.weight(term("condition asthma")) == pytest.approx(log(11 / 2.5) / log(11 / 1.5))
    assert found.weight(term("word care")) == pytest.approx(0.05)
    assert found.weight(term("word unseen")) == pytest.approx(1)


def test_each_wording_is_counted_once() -> None:
    titles = [title(("condition asthma", "word care")), title(("word care", "condition asthma")),
              title(("word care", "site care"))]  # fmt: skip
    found = Rarity.of(titles)
    assert (found.titles, found.counts) == (2, {"asthma": 1, "care": 2})


KIN = Kinship({"statin": frozenset({"drug"})}, frozenset([frozenset({"stroke", "tia"})]))


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [
        ("drug statin", "drug statin", 1),
        ("drug statin", "word statin", 1),
        ("drug statin", "drug drug", 0.5),
        ("condition stroke", "condition tia", 0.6),
        ("word arteriovenou", "word arterioveniou", 0.9),
        ("word arteriovenou", "drug arterioveniou", 0),
        ("word hypothermic", "word hyperthermic", 0),
        ("word prenatal", "word postnatal", 0),
        ("word plans", "word plan", 0),
        ("word cancer", "word cancers", 0.9),
        ("condition stroke", "condition asthma", 0),
    ],
)
def test_how_much_of_a_term_another_says(one: str, other: str, close: float) -> None:
    assert KIN.closeness(term(one), term(other)) == close
    assert KIN.closeness(term(other), term(one)) == close


def test_kinds_of_kinds_are_kinds() -> None:
    words = Vocabulary.model_construct(kinds=(("a", "b"), ("b", "c"), ("c", "d")),
                                       near=(("x", "y", "z"),))  # fmt: skip
    found = Kinship.of(words)
    assert found.wider["a"] == {"b", "c", "d"}
    assert found.near == {frozenset("xy"), frozenset("xz"), frozenset("yz")}


def test_terms_are_matched_one_to_one_the_closest_first() -> None:
    """Of weight 1 each: stroke and tia share 0.6 and keep 0.4; asthma and copd stay whole."""
    rare = Rarity(10, {})
    found = compare(title(("condition stroke", "condition asthma", "drug drug")),
                    title(("condition tia", "condition copd", "drug drug")), rare, KIN)  # fmt: skip
    assert {(a[1], b[1]): weight for a, b, weight in found.shared} == pytest.approx(
        {("drug", "drug"): 1, ("stroke", "tia"): 0.6}
    )
    assert {t[1]: weight for t, weight in found.only_left} == pytest.approx(
        {"stroke": 0.4, "asthma": 1}
    )
    assert {t[1]: weight for t, weight in found.only_right} == pytest.approx(
        {"tia": 0.4, "copd": 1}
    )
    assert found.both == pytest.approx(1.6)
    assert found.only("condition") == (pytest.approx(1.4), pytest.approx(1.4))


def test_a_near_pair_weighs_as_the_commoner_of_the_two() -> None:
    found = compare(title(("drug statin",)), title(("drug drug",)), Rarity(10, {"drug": 2}), KIN)
    assert found.both == pytest.approx(0.5 * log(11 / 2.5) / log(11 / 1.5))
    assert dict(found.only_left) == {term("drug statin"): pytest.approx(0.5)}


def test_a_wider_idea_is_nought_beside_its_narrower_one() -> None:
    """Statin medication is statin: the wider word of the same title says nothing more."""
    found = compare(title(("drug statin", "drug drug")), title(()), Rarity(10, {}), KIN)
    assert [t[1] for t, _ in found.only_left] == ["statin"]
    apart = compare(title(("drug statin", "word drug")), title(()), Rarity(10, {}), KIN)
    assert [t[1] for t, _ in apart.only_left] == ["statin", "drug"], "of ideas only, not of words"


def test_the_evidence_of_a_pair_by_hand() -> None:
    """Shared 0.6; left over 0.3 and 0.1: overlap 0.6 / 1.0."""
    found = wording_evidence(
        pair({"condition asthma": 0.6}, {"step screen": 0.3}, {"setting hospital": 0.1})
    )
    expected = {
        "shared ideas": 1 - exp(-0.6), "overlap": 0.6, "overlap over half": 0.1,
        "overlap over three quarters": 0, "left over on both": 1 - exp(-0.1),
        "left over on one": 1 - exp(-0.2), "nothing left over on one": 0,
        "nothing left over on both": 0, "only in the heading": 0,
        "step on one side": 0.3, "setting on one side": 0.1, "further step": 0,
        "condition on one side": 0, "step conflict": 0,
    }  # fmt: skip
    assert {name: found[name] for name in expected} == pytest.approx(expected)


def test_a_conflict_and_a_further_idea_of_a_class() -> None:
    """A rest of 0.05 on the other side is a conflict; below it the greater rest is further."""
    clash = wording_evidence(pair(ASTHMA, {"condition x": 0.4}, {"condition y": 0.3}))
    assert (clash["condition conflict"], clash["further condition"]) == (0.3, 0)
    edge = wording_evidence(pair(ASTHMA, {"condition x": 0.4}, {"condition y": 0.05}))
    assert edge["further condition"] == 0
    more = wording_evidence(pair(ASTHMA, {"condition x": 0.4}, {"condition y": 0.04}))
    assert (more["further condition"], more["condition on one side"]) == (0.4, 0)
    heavy = wording_evidence(pair(NOTHING, {"site x": 0.7, "site z": 0.7}, {"site y": 1.4}))
    assert (heavy["site conflict"], heavy["overlap"]) == (1, 0)
    alone = wording_evidence(pair(NOTHING, {"site x": 0.7, "site z": 0.7}))
    assert alone["site on one side"] == 1


@pytest.mark.parametrize(
    ("rest", "nothing"), [({"word x": 0.009}, 1.0), ({"word x": 0.01}, 0.0), (NOTHING, 1.0)]
)
def test_less_than_a_hundredth_is_nothing_left_over(rest: Weights, nothing: float) -> None:
    found = wording_evidence(pair(ASTHMA, rest, {"word y": 0.5}))
    assert (found["nothing left over on one"], found["nothing left over on both"]) == (nothing, 0)
    both = wording_evidence(pair(ASTHMA, rest))
    assert (both["nothing left over on one"], both["nothing left over on both"]) == (1, nothing)


def test_what_stands_in_a_heading() -> None:
    """Of 0.8 that is left over, the 0.6 before the colon are a chapter's topic."""
    one = title(("condition melanoma", "step follow up", "step use"),
                heading=frozenset([term("condition melanoma")]))  # fmt: skip
    made = Comparison(one, title(("step follow up",)), (), (
        (term("condition melanoma"), 0.6), (term("step use"), 0.2)), ())  # fmt: skip
    assert wording_evidence(made)["only in the heading"] == pytest.approx(0.75)


def test_letter_triples() -> None:
    """ " ab " gives " ab" and "ab "; " ac " none of them; an empty text none but its ends."""
    assert trigrams("ab", "ab") == 1
    assert trigrams("ab", "ac") == 0
    assert trigrams("abc", "abd") == pytest.approx(2 * 1 / (3 + 3))
    assert trigrams("", "") == 1


def test_a_score_is_the_sum_of_weight_times_evidence() -> None:
    made = Scorer.model_construct(
        weights={"overlap": 2.0, "unused": 0.0}, declared={"same cbe id": 3.0}
    )
    told = {"overlap": 0.5, "same cbe id": 1.0, "unused": 1.0, "unknown": 1.0, "left": 0.0}
    assert made.weigh(told) == {"overlap": 1.0, "same cbe id": 3.0}


def test_confidence_stays_between_nothing_and_all() -> None:
    assert chance(1) == pytest.approx(0.731059, abs=1e-6)
    assert chance(-100) == chance(-40) > 0
    assert chance(100) == chance(40) <= 1
    assert log_odds(0) == pytest.approx(log(1e-6 / (1 - 1e-6)))
    assert log_odds(1) == pytest.approx(-log_odds(0))
