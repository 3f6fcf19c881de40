"""What a line tells besides its wording: ids, steward, level, direction, its set."""

import pytest

from measurealign.matching.candidates import worth_comparing
from measurealign.matching.columns.lines import Lines
from measurealign.matching.listings import (
    Profile,
    attribute_evidence,
    id_evidence,
    ids_of,
    kin_ids,
    level,
    plain_title,
    profiles,
    same_steward,
    steward_name,
)
from measurealign.matching.pairs import compared
from measurealign.matching.relation import scorer
from measurealign.matching.wordings import wordings
from measurealign.model import Measure


def line(key: str, name: str = "Eye Exam", **fields: object) -> Measure:
    ids = [{"scheme": scheme, "value": value} for scheme, value in fields.pop("ids", ())]
    return Measure.model_validate({"key": key, "name": name, "evidence": "primary",
                                   "ids": ids, **fields})  # fmt: skip


def profile(key: str, name: str = "Eye Exam", **fields: object) -> Profile:
    return profiles([line(key, name, **fields)])[0]


def said(left: Profile, right: Profile) -> set[str]:
    return {name for name, value in attribute_evidence(left, right).items() if value}


@pytest.mark.parametrize(
    ("printed", "id_"),
    [
        (("cbe", "0018"), ("cbe", "18")),
        (("mips", "001"), ("mips", "1")),
        (("aco", "08"), ("aco", "8")),
        (("cms", "CMS165v9"), ("cms", "CMS165")),
        (("hedis", "CBP"), ("hedis", "CBP")),
        (("hedis", "FUA-AD"), ("hedis", "FUA")),
        (("core_set", "CBP-HH"), ("hedis", "CBP")),
        (("hedis", "BCS-E"), ("hedis", "BCS")),
    ],
)
def test_ids_are_compared_without_version_noughts_and_population(
    printed: tuple[str, str], id_: tuple[str, str]
) -> None:
    assert ids_of(line("a/x", ids=[printed])) == {id_}
    assert not ids_of(line("a/x", ids=[printed]), use=False)


@pytest.mark.parametrize("printed", [("star", "C07"), ("payer", "12"), ("cmit", "9")])
def test_numbers_that_change_their_meaning_are_no_ids(printed: tuple[str, str]) -> None:
    assert not ids_of(line("a/x", ids=[printed]))


def test_stewards_go_by_several_names() -> None:
    assert steward_name("National Committee for Quality Assurance") == steward_name("NCQA")
    assert steward_name(None) == ""
    assert same_steward("ncqa", "ncqa")
    assert not same_steward("ncqa", "cms")
    assert same_steward("american urological association", "american urological association aqua")


def test_titles_without_signs() -> None:
    assert plain_title("HbA1c: Poor Control (≥9%)") == "hba1c poor control >=9%"


@pytest.mark.parametrize(
    ("set_id", "expected"), [("hedis-2018", "plan"), ("mips-2018", "clinician"), ("abc", "")]
)
def test_the_level_of_a_set_is_in_its_name(set_id: str, expected: str) -> None:
    assert level(set_id) == expected


def test_directions_are_known_only_in_a_set_that_marks_one() -> None:
    lines = [line("a/1", inverse=True), line("a/2"), line("b/1")]
    assert [one.inverse for one in profiles(lines)] == [True, False, None]
    assert [one.key for one in profiles(lines[::-1])] == ["a/1", "a/2", "b/1"]


def test_an_id_that_stands_twice_in_a_set_is_of_kin() -> None:
    twice = [line("a/1", "CIS MMR", ids=[("hedis", "CIS")]),
             line("a/2", "CIS Combo 3", ids=[("hedis", "CIS")])]  # fmt: skip
    assert kin_ids(twice) == {("hedis", "CIS")}
    again = [line("a/1", "CIS", ids=[("hedis", "CIS")]), line("a/2", "CIS!",
                                                             ids=[("hedis", "CIS")])]  # fmt: skip
    assert not kin_ids(again), "one title, printed twice"
    assert not kin_ids([line("a/1", "CIS MMR", ids=[("hedis", "CIS")]),
                        line("b/1", "CIS", ids=[("hedis", "CIS")])])  # fmt: skip


ATTRIBUTES = [
    (("a-2018/x", {"steward": "NCQA"}), ("b-2018/y", {"steward": "CMS"}), {"steward differs"}),
    (("a-2018/x", {"steward": "NCQA"}), ("b-2018/y", {"steward": "NCQA"}), set()),
    (("a-2018/x", {"steward": "NCQA"}), ("b-2018/y", {}), set()),
    (("a-2018/x", {"type": "process"}), ("b-2018/y", {"type": "outcome"}), {"type differs"}),
    (("a-2018/x", {"type": "process"}), ("b-2018/y", {"type": "process"}), set()),
    (("a-2018/x", {"type": "process"}), ("b-2018/y", {}), set()),
    (("hedis-2018/x", {}), ("mips-2018/y", {}), {"level differs"}),
    (("hedis-2018/x", {}), ("b-2018/y", {}), set()),
    (("a-2018/x", {}), ("a-2017/y", {}), {"same set, other year"}),
    (("a-2018/x", {}), ("b-2017/y", {}), set()),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "expected"), ATTRIBUTES)
def test_attributes(left: tuple, right: tuple, expected: set[str]) -> None:
    one, other = profile(left[0], **left[1]), profile(right[0], **right[1])
    assert said(one, other) == said(other, one) == expected


def test_two_lines_of_one_set_are_two_measures_unless_one_is_printed_twice() -> None:
    assert said(profile("a/x", "Eye Exam"), profile("a/y", "Foot Exam")) == {"same set and year"}
    assert "same set and year" not in said(profile("a/x", "Flu shots"), profile("a/y", "Flu Shots"))
    ages = profile("a/x", "Flu shots"), profile("a/y", "Flu shots, ages 5 to 17")
    assert "same set and year" in said(*ages), "other ages are another measure"


@pytest.mark.parametrize(
    ("left", "right", "differs"),
    [(True, False, True), (True, True, False), (None, True, False), (False, None, False)],
)
def test_directions(left: bool | None, right: bool | None, differs: bool) -> None:
    one, other = (
        Profile(key, "eye exam", "Eye Exam", frozenset(), "", "", inverse)
        for key, inverse in (("a/x", left), ("b/y", right))
    )
    assert ("direction differs" in said(one, other)) == differs


KIN = frozenset([("hedis", "CIS")])
IDS = [
    ([("cbe", "18")], [("cbe", "18")], {"same cbe id"}),
    ([("cbe", "18")], [("cbe", "59")], {"other cbe id"}),
    ([("cbe", "18")], [], set()),
    ([("cbe", "18")], [("mips", "236")], set()),
    ([("hedis", "CIS")], [("hedis", "CIS")], {"id of a kin"}),
    ([("hedis", "CIS"), ("hedis", "X")], [("hedis", "CIS"), ("hedis", "X")], {"same hedis id"}),
    ([("cbe", "18"), ("mips", "1")], [("cbe", "18"), ("mips", "2")],
     {"same cbe id", "other mips id"}),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "expected"), IDS)
def test_ids_speak(left: list, right: list, expected: set[str]) -> None:
    one, other = profile("a/x", ids=left), profile("b/y", ids=right)
    assert set(id_evidence(one, other, KIN)) == set(id_evidence(other, one, KIN)) == expected


def test_a_pair_is_as_sure_as_its_score_says() -> None:
    """same: the chance; else the sureness of the relation × 1 - chance."""
    pair = compared(profile("a/x", "Flu shots"), profile("b/y", "Influenza Immunization"))
    assert pair.likely
    assert pair.match(True).confidence == pytest.approx(pair.chance, abs=1e-4)
    apart = compared(profile("a/x", "HbA1c Control (<8%)"), profile("b/y", "HbA1c Control (<7%)"))
    assert not apart.likely
    found = apart.match(False)
    assert (found.relation, found.bond) == ("variant", "variant")
    expected = scorer().sure["variant"] * (1 - apart.chance)
    assert found.confidence == pytest.approx(expected, abs=1e-4)
    assert found.likeness == pytest.approx(apart.evidence["similar text"], abs=1e-3)
    together = compared(profile("a/x", "Flu shots"), profile("a/y", "Flu shots, adults"))
    assert not together.likely, "one set lists both"
    assert together.evidence["same title"] == 0
    assert compared(profile("a/x"), profile("b/y")).evidence["same title"] == 1


def test_a_registry_has_measures_of_its_own() -> None:
    own, other = profile("cms-qpp-qcdr-2019/x"), profile("cms-qpp-mips-2019/x")
    assert "registry on one side" in said(own, other) & said(other, own)
    assert "registry on one side" not in said(own, profile("cms-qpp-qcdr-2020/x"))
    assert "registry on one side" not in said(other, profile("hedis-2019/x"))
    told = compared(own, other)
    bare = compared(profile("cms-qpp-pqrs-2019/x"), other)
    assert told.score - bare.score == pytest.approx(scorer().declared["registry on one side"])
    assert any("registry" in reason.says for reason in told.reasons())


def test_what_only_one_says_of_whom_speaks_against() -> None:
    whole = profile("a/x", "Tobacco Use Screening")
    some = profile("b/y", "Tobacco Use Screening for Patients With Asthma")
    told = compared(whole, some)
    assert 0 < told.evidence["whom on one side"] <= 1
    assert compared(some, whole).evidence == told.evidence
    assert any("of whom" in reason.says for reason in told.reasons())
    for title in ("Asthma: Tobacco Use Screening", "Tobacco Use Screening for patients"):
        assert compared(whole, profile("b/y", title)).evidence["whom on one side"] == 0


def test_what_is_worth_comparing() -> None:
    """Equal titles and common ids meet, whatever else they say; each pair once, first key first."""
    found = profiles([
        line("a/1", "Eye Exam"), line("b/1", "Eye Exam"), line("c/1", "Qrs tuv",
                                                               ids=[("cbe", "18")]),
        line("d/1", "Xyz", ids=[("cbe", "18")]), line("e/1", "Cesarean Birth"),
    ])  # fmt: skip
    places = worth_comparing(Lines.of(found, frozenset())).tolist()
    pairs = [(found[a].key, found[b].key) for a, b in places]
    assert pairs == [("a/1", "b/1"), ("c/1", "d/1")]


def test_different_lines_are_told_on_request_only() -> None:
    lines = [line("a/1", "Breast Cancer Screening"), line("b/1", "Cervical Cancer Screening")]
    assert list(wordings(lines)) == []
    assert [one.relation for one in wordings(lines, every=True)] == ["different"]
    ids = [("cbe", "18")]
    alike = [line("a/1", "Xyz", ids=ids), line("b/1", "Qrs tuv", ids=ids)]
    assert len(list(wordings(alike, every=True))) == 1
    assert list(wordings(alike, every=True, use_ids=False)) == []


def test_an_id_of_kin_is_no_shared_id() -> None:
    lines = [line("a/1", "CIS MMR", ids=[("hedis", "CIS")]),
             line("a/2", "CIS Combo 3", ids=[("hedis", "CIS")]),
             line("b/1", "CIS MMR", ids=[("hedis", "CIS")])]  # fmt: skip
    found = {(one.left, one.right): one for one in wordings(lines, every=True)}
    kinds = {reason.kind for reason in found["a/1", "b/1"].evidence}
    assert "id of a kin" in kinds and "same hedis id" not in kinds
