"""The order in which links are put before a person."""

import pytest

from measurealign.compare.review_queue import doubt, questions
from measurealign.crosswalk import Crosswalk
from measurealign.model import Evidence, Judgement, Link

TABLE = ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018")


def test_the_weightiest_doubt_comes_first(walk: Crosswalk) -> None:
    found = questions(walk.only(TABLE))
    assert found, "three real sets leave no doubt at all: that cannot be"
    weights = [one.weight for one in found]
    assert weights == sorted(weights, reverse=True)
    assert all(one.doubt >= 0.05 and one.link.status == "proposed" for one in found)


@pytest.mark.parametrize(
    ("weights", "relation", "confidence", "open_"),
    [
        ((0.0,), "same", 0.5, 1.0),
        ((9.0, -9.0), "related", 0.5, 1.0),
        ((30.0,), "same", 1.0, 0.0),
        ((-30.0,), "related", 1.0, 0.0),
        ((-30.0,), "variant", 0.7, 0.3),
    ],
)
def test_doubt_is_greatest_at_an_even_chance(
    weights: tuple[float, ...], relation: str, confidence: float, open_: float
) -> None:
    reasons = tuple(Evidence(kind="x", weight=one, says="x") for one in weights)
    link = Link(
        left="a/x", right="b/x", relation=relation, confidence=confidence, similarity=0.5,
        evidence=reasons,
    )  # fmt: skip
    assert doubt(link) == pytest.approx(open_, abs=1e-9)


def test_two_names_are_asked_about_once(walk: Crosswalk) -> None:
    table = walk.only(TABLE)
    names = table.catalog.measures
    pairs = [
        frozenset((names[one.link.left].name, names[one.link.right].name))
        for one in questions(table)
    ]
    assert len(pairs) == len(set(pairs))


def test_a_judged_pair_is_not_asked_again(walk: Crosswalk) -> None:
    from measurealign import crosswalk

    first = questions(walk.only(TABLE))[0].link
    said = Judgement(left=first.left, right=first.right, verdict="rejected", by="A")
    again = questions(crosswalk(walk.catalog, [said]).only(TABLE))
    ends = {frozenset((one.link.left, one.link.right)) for one in again}
    assert frozenset((first.left, first.right)) not in ends
