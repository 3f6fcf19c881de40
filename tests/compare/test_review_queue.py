"""The order in which lines and bonds are put before a person."""

from dataclasses import replace

import pytest
from tiny import Table, tiny

from measurealign.compare.review_queue import (
    CHOICES,
    LineQuestion,
    PairQuestion,
    doubt,
    questions,
)
from measurealign.crosswalk import Crosswalk, crosswalk
from measurealign.inventory.bonds import Bond
from measurealign.judgements import MEASURE
from measurealign.model import Choice, Judgement, Link


def waiting(key: str, measure: str, confidence: float, margin: float = 9.0) -> Link:
    other = Choice(
        measure="other", title="Other", confidence=0.1, likeness=0.1, how="name", says="?"
    )
    return Link(
        line=key, measure=measure, status="confirm", how="likeness", confidence=confidence,
        margin=margin, next=(other,) * 7,
    )  # fmt: skip


def table() -> Crosswalk:
    return tiny(
        {"a": ["often", "sure"], "b": ["often", "rare"], "c": ["often"]},
        links={
            **{f"{id_}/often-0": waiting(f"{id_}/often-0", "m1", 0.6) for id_ in "abc"},
            "b/rare-1": waiting("b/rare-1", "m2", 0.5),
            "a/sure-1": Link(line="a/sure-1", measure="m3", status="sure", confidence=0.9),
        },
    )


def test_the_line_that_most_bear_comes_first_and_is_asked_about_once() -> None:
    first, second = questions(table())
    assert isinstance(first, LineQuestion) and isinstance(second, LineQuestion)
    assert (first.name, first.lines) == ("often", ("a/often-0", "b/often-0", "c/often-0"))
    assert first.weight == pytest.approx(3 * first.doubt)
    assert second.name == "rare" and second.doubt > first.doubt
    assert len(second.choices) == CHOICES


@pytest.mark.parametrize(
    ("confidence", "margin", "open_"),
    [(1.0, 0.0, 1.0), (1.0, 40.0, 0.0), (0.5, 40.0, 1.0), (0.0, 3.0, 0.0), (0.8, 40.0, 0.4)],
)
def test_doubt_is_greatest_at_an_even_chance(
    confidence: float, margin: float, open_: float
) -> None:
    assert doubt(waiting("a/x", "m", confidence, margin)) == pytest.approx(open_, abs=1e-9)


def test_bonds_read_from_titles_come_after_the_lines() -> None:
    class Read(Table):
        def between(self, left, right):  # type: ignore[no-untyped-def]
            return super().between(left, right).model_copy(update={"stated": False})

    walk = tiny({"a": ["x", "y"], "b": ["x", "z"]})
    bonds = Read((("x", "y", "variant"), ("y", "z", "related")))
    (one,) = questions(replace(walk, bonds=bonds))
    assert isinstance(one, PairQuestion)
    assert one.match.bond == "variant" and set(one.lines) == {"a/x-0", "b/x-0", "a/y-1"}
    assert isinstance(bonds.between(*walk.families[:2]), Bond)
    assert questions(replace(walk, bonds=bonds, spoken=frozenset({("x", "y")}))) == ()


def test_a_pair_that_a_person_called_unsure_is_asked_again_at_no_other_table(
    walk: Crosswalk,
) -> None:
    one = next(one for one in questions(walk) if isinstance(one, PairQuestion) and many(walk, one))
    word = Judgement(left=one.match.left, right=one.match.right, verdict="unsure", by="A")
    heard = crosswalk(walk.catalog, [word])
    first = {key.split("/")[0] for key in (one.match.left, one.match.right)}
    others = heard.only([each.id for each in walk.catalog if each.id not in first])
    pairs = [each for each in questions(others) if isinstance(each, PairQuestion)]
    assert pairs and not any(set(each.lines) <= set(one.lines) for each in pairs)


def many(walk: Crosswalk, one: PairQuestion) -> bool:
    """Tell whether each measure of a pair stands in sets without its first line, too."""
    first = {key.split("/")[0] for key in (one.match.left, one.match.right)}
    families = {walk.family_of(key).id for key in (one.match.left, one.match.right)}
    return all(set(walk.sets_with[id_]) - first for id_ in families)


def test_a_line_of_a_pair_that_is_unsure_still_asks_what_it_is() -> None:
    walk = table()
    word = Judgement(left="b/rare-1", right="c/often-0", verdict="unsure", by="A")
    assert questions(replace(walk, judgements=(word,))) == questions(walk)


def test_the_shipped_catalog_asks_each_line_once_with_real_choices(walk: Crosswalk) -> None:
    found = [one for one in questions(walk) if isinstance(one, LineQuestion)]
    lines = [key for one in found for key in one.lines]
    assert len(lines) == len(set(lines)) > 10
    assert {walk.links[key].status for key in lines} == {"confirm"}
    weights = [one.weight for one in found]
    assert weights == sorted(weights, reverse=True)
    for one in found:
        assert all(choice.measure in walk.inventory for choice in one.choices)
        assert one.choices[0].measure == walk.links[one.lines[0]].measure


def test_a_line_that_a_person_judged_is_not_asked_again(walk: Crosswalk) -> None:
    first = questions(walk)[0]
    assert isinstance(first, LineQuestion)
    for verdict in ("accepted", "rejected", "unsure"):
        said = [
            Judgement(
                left=key, right=f"{MEASURE}{first.choices[0].measure}", verdict=verdict, by="A"
            )
            for key in first.lines
        ]
        again = questions(crosswalk(walk.catalog, said))
        lines = [one for one in again if isinstance(one, LineQuestion)]
        assert not {key for one in lines for key in one.lines} & set(first.lines)
