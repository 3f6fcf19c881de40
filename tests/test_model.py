"""The frozen types: what they accept, what they refuse, what they answer."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast, get_args

import pytest
from pydantic import ValidationError

from measurealign.model import (
    PRIOR,
    STANDINGS,
    Choice,
    Evidence,
    Family,
    Identifier,
    LineLinks,
    Link,
    LinkStatus,
    Match,
    Measure,
    MeasureSet,
    Standing,
    SubjectGroup,
)


def measure(**fields: object) -> Measure:
    given = {"key": "a-2020/b", "name": "B", "evidence": "source", **fields}
    return Measure.model_validate(given)


def test_ids_are_read_from_a_mapping_and_are_always_text() -> None:
    one = measure(ids={"cbe": "0018", "cmit": ["139", "00139-02-C-PARTC"]})
    assert [(id_.scheme, id_.value) for id_ in one.ids] == [
        ("cbe", "0018"), ("cmit", "139"), ("cmit", "00139-02-C-PARTC"),
    ]  # fmt: skip
    with pytest.raises(ValidationError):
        measure(ids={"cbe": 18})


@pytest.mark.parametrize(
    ("scheme", "value", "base"),
    [
        ("cms", "CMS165v6", "CMS165"), ("cms", "CMS165", "CMS165"), ("cbe", "0018", "0018"),
        ("cbe", "0418e", "0418"), ("cmit", "00139-02-C-PARTC", "139"), ("cmit", "139", "139"),
        ("hedis", "BCS-E", "BCS-E"),
    ],
)  # fmt: skip
def test_the_base_of_an_id_drops_its_version(scheme: str, value: str, base: str) -> None:
    assert Identifier.model_validate({"scheme": scheme, "value": value}).base == base


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""}, {"grain": "idea"}, {"type": "proces"}, {"evidence": "heard"},
        {"role": "outcome-group"}, {"colour": "red"}, {"key": 5}, {"ids": {"nqf": "0018"}},
    ],
)  # fmt: skip
def test_what_is_not_in_the_words_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        measure(**fields)


def test_values_never_change_and_equal_content_is_equal() -> None:
    one = measure()
    with pytest.raises(ValidationError):
        one.name = "C"  # type: ignore[misc]
    assert one == measure() and hash(one) == hash(measure())


def test_a_measure_knows_its_set() -> None:
    assert measure().set_id == "a-2020"


def test_a_set_has_a_label_with_its_year_once() -> None:
    given = {"id": "a", "name": "Long name", "year": 2020, "sponsor": "s", "kind": "payer"}
    assert MeasureSet.model_validate(given).label == "Long name 2020"
    assert MeasureSet.model_validate({**given, "short": "HEDIS MY 2020"}).label == "HEDIS MY 2020"


def test_a_match_tells_its_reasons_in_their_order() -> None:
    reasons = (
        Evidence(kind="variant", weight=0.5, says="another specification"),
        Evidence(kind="id", weight=1.0, says="its id"),
        Evidence(kind=PRIOR, weight=-2.0, says="most are different"),
    )
    match = Match(
        left="a/x", right="b/y", relation="related", bond="related", confidence=0.4, likeness=0.6,
        evidence=reasons,
    )  # fmt: skip
    assert match.says == "another specification; its id"
    with pytest.raises(ValidationError):
        Match.model_validate({**match.model_dump(), "confidence": 1.2})


@pytest.mark.parametrize(
    ("status", "measure", "counts"),
    [("sure", "m", True), ("accepted", "m", True), ("confirm", "m", False),
     ("rejected", "m", False), ("none", None, False)],
)  # fmt: skip
def test_only_sure_links_and_peoples_count(status: str, measure: str | None, counts: bool) -> None:
    link = Link(line="a/x", status=cast(LinkStatus, status), measure=measure)
    assert link.counts == counts


@pytest.mark.parametrize("kind", [Link, Choice, Family, SubjectGroup])
def test_what_a_long_list_has_thousands_of_is_small(kind: type) -> None:
    assert "__dict__" not in dir(kind)


def test_a_shared_link_is_told_of_each_line() -> None:
    link = Link(line="Printed", status="sure", measure="m", confidence=0.9)
    links = LineLinks({"a/x": link, "b/x": link})
    assert [links[key].line for key in links] == ["a/x", "b/x"]
    assert links["a/x"] == replace(link, line="a/x")
    assert links["a/x"] is links["a/x"]
    assert len(links) == 2 and "c/x" not in links
    assert dict(links) == {key: link.of(key) for key in ("a/x", "b/x")}


def a_set(rows: Sequence[dict[str, Any]], **told: Any) -> MeasureSet:
    made = [{"key": f"a/{i}", "name": f"M{i}", "evidence": "primary", **row}
            for i, row in enumerate(rows)]  # fmt: skip
    given = {"id": "a", "name": "A", "year": 2020, "sponsor": "S", "kind": "payer"}
    return MeasureSet.model_validate({**given, "measures": made, **told})


MENU, MUST = {"role": "menu"}, {"role": "incentive"}


@pytest.mark.parametrize(
    ("rows", "told", "count"),
    [
        ([MUST] * 3, {}, 3),
        ([MENU] * 3, {}, 3),
        ([{"role": "optional"}] * 3, {}, 0),
        ([{"role": "retired"}, {"role": "proposed"}, MUST], {}, 1),
        ([MENU] * 5, {"choose": {"n": 2}}, 2),
        ([MENU] * 5, {"choose": {"n": 9}}, 5),
        ([MENU] * 5 + [MUST] * 2, {"choose": {"n": 2}}, 4),
        ([{**MUST, "required": False}] * 4, {"choose": {"n": 3}}, 3),
        ([{**MENU, "required": True}] + [MENU] * 3, {"choose": {"n": 2}}, 3),
        ([{**MENU, "group": g} for g in "aabbb"],
         {"groups": [{"id": "a", "name": "a"}, {"id": "b", "name": "b"}],
          "choose": {"n": 1, "of": "group"}}, 2),
        ([{**MENU, "group": g} for g in "aabbb"],
         {"groups": [{"id": "a", "name": "a", "at_least": 2}, {"id": "b", "name": "b"}]}, 2),
        ([{"role": "core", "group": "a"}] * 2 + [{**MENU, "group": "b"}] * 17,
         {"groups": [{"id": "a", "name": "a", "at_least": 2}, {"id": "b", "name": "b"}],
          "choose": {"n": 9}}, 9),
    ],
)  # fmt: skip
def test_how_many_must_be_reported(
    rows: list[dict[str, Any]], told: dict[str, Any], count: int
) -> None:
    one = a_set(rows, **told)
    assert one.required_count() == count
    shares = [share for row in one.measures if (share := one.share_of(row)) is not None]
    if one.rule_told:
        assert sum(shares) == pytest.approx(count)


def test_a_menu_without_a_number_has_no_share() -> None:
    one = a_set([MENU, MUST, {"role": "retired"}])
    assert [one.share_of(row) for row in one.measures] == [None, 1.0, 0.0]
    assert one.asks == "all; how many may be left out is not stated"


def test_standings_are_told_once_and_firmest_first() -> None:
    assert list(STANDINGS) == list(get_args(Standing))
    assert len({mark.sign for mark in STANDINGS.values()}) == len(STANDINGS)
    assert Measure(key="a/b", name="B", evidence="source").evidence == "primary"  # type: ignore[arg-type]
