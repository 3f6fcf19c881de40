"""Long lists are looked up block by block: each line as it is looked up alone, whoever works."""

import os

import pytest

from measurealign.catalog.imports.lines import Line
from measurealign.crosswalk import explain, look_up, look_up_many, wordings_of
from measurealign.matching.engine import Workers
from measurealign.matching.linking import many
from measurealign.model import Identifier, Judgement, Measure
from measurealign.problems import UsageError

CBP = Identifier(scheme="cbe", value="0018")
NAMES = ("Eye Exam", "Controlling High Blood Pressure", "Zqx vrbl wkfj", "Eye Exam", "Flu shots")
LINES = tuple(
    Line(n, name, (CBP,) if n == 3 else (), named=n != 9) for n, name in enumerate(NAMES * 3, 1)
)


@pytest.mark.parametrize(("workers", "block", "ahead"), [(1, 1_000, 50_000), (1, 2, 3), (2, 1, 4)])
def test_each_line_is_answered_as_alone_and_in_order(monkeypatch, workers, block, ahead) -> None:
    monkeypatch.setattr(many, "BLOCK", block)
    monkeypatch.setattr(many, "AHEAD", ahead)
    found = list(look_up_many(iter(LINES), workers=workers))
    assert [line for line, _ in found] == list(LINES)
    alone = look_up(LINES)
    assert [link.measure for _, link in found] == [link.measure for link in alone]
    assert [link.confidence for _, link in found] == [link.confidence for link in alone]
    assert found[8][1].status == "none", "a line that names nothing is none"


def test_each_different_line_is_looked_up_once(monkeypatch) -> None:
    asked = []
    monkeypatch.setattr(
        "measurealign.matching.shipped_links", lambda lines: asked.extend(lines) or look(lines)
    )
    from measurealign.matching import linker, shipped

    def look(lines):
        return tuple(linker(shipped()).links(lines))

    list(look_up_many(LINES))
    assert len(asked) == len(set(asked)) == 6, "five names, one of them with an id; the nameless"


def _ends(_: int) -> int:
    os._exit(1)


def test_workers_that_are_ended_are_told_in_a_sentence() -> None:
    with pytest.raises(UsageError, match="fewer `workers`"):
        list(Workers(2)(_ends, range(4)))


def test_workers_answer_in_order() -> None:
    assert list(Workers(2)(abs, range(-40, 0))) == list(range(40, 0, -1))
    assert list(Workers(2)(abs, ())) == []


def test_names_of_a_long_list_relate_as_two_lines_do() -> None:
    found = {(one.row, other.row): told for one, other, *told in wordings_of(LINES, every=True)}
    assert all(one < other for one, other in found) and {*sum(found, ())} <= {1, 2, 3, 4, 5, 8}
    assert (1, 4) not in found, "of equal names the first stands for all"
    for (one, other), (relation, confidence) in found.items():
        ends = [
            Measure(key=f"{n}/x", name=LINES[n - 1].name, ids=LINES[n - 1].ids, evidence="primary")
            for n in (one, other)
        ]
        alone = explain(*ends)
        assert (relation, confidence) == (alone.relation, pytest.approx(alone.confidence))


def test_peoples_word_counts_whoever_does_the_work() -> None:
    word = Judgement(
        left="hedis-2018/x", right="measure:flu-vaccinations-adults-18-64", relation="same",
        verdict="accepted", by="Ada",
    )  # fmt: skip
    lines = (Line(1, "Eye Exam", key="hedis-2018/x"), Line(2, "Eye Exam", key="line 2"))
    told = [link for _, link in look_up_many(lines, [word])]
    assert [one.measure for one in told] == [one.measure for one in look_up(lines, [word])]
    assert [one.status for one in told] == ["accepted", "sure"]
