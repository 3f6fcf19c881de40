"""Bonds that the inventory states: parts, siblings, successors, the same."""

import pytest

from measurealign.inventory import shipped
from measurealign.inventory.bonds import Bond, bond
from measurealign.inventory.entries import KnownMeasure, PartOf, Successor
from measurealign.links.pair import relation

STATED = [
    ("controlling-high-blood-pressure", "controlling-high-blood-pressure", "same"),
    ("childhood-immunization-status/combo10", "childhood-immunization-status", "combination"),
    ("prenatal-and-postpartum-care", "prenatal-and-postpartum-care/postpartum", "rate"),
    ("chlamydia-screening/16-20", "chlamydia-screening", "slice"),
    ("childhood-immunization-status/mmr", "childhood-immunization-status", "component"),
    ("childhood-immunization-status/combo10", "childhood-immunization-status/combo3", "variant"),
    ("diabetes-hba1c-poor-control", "diabetes-hba1c-control-below-8", "variant"),
    ("diabetes-hba1c-poor-control", "eye-exam-for-patients-with-diabetes", "related"),
    ("follow-up-after-hospitalization-for-mental-illness/7day",
     "follow-up-after-hospitalization-for-mental-illness/30day", "variant"),
    ("prenatal-and-postpartum-care/prenatal", "prenatal-and-postpartum-care/postpartum", "related"),
    ("adolescent-well-care-visits", "child-and-adolescent-well-care-visits", "replaced"),
]  # fmt: skip

#: How far a measure serves whoever counts the other.
WORTH = {"slice": 0.75, "rate": 0.75, "combination": 0.75, "component": 0.75, "variant": 0.5,
         "replaced": 0.5, "broader": 0, "narrower": 0, "related": 0, "different": 0}  # fmt: skip

APART = [
    ("breast-cancer-screening", "cervical-cancer-screening"),
    ("statin-therapy-diabetes", "statin-use-in-persons-with-diabetes"),
    ("controlling-high-blood-pressure", "blood-pressure-control-for-patients-with-diabetes"),
]


@pytest.mark.parametrize(("left", "right", "kind"), STATED)
def test_the_inventory_states(left: str, right: str, kind: str) -> None:
    found = shipped().bond(left, right)
    assert found is not None and found.kind == kind
    assert (found.left, found.right, found.stated) == (left, right, True)
    assert found.credit == (1 if kind == "same" else WORTH[kind])


@pytest.mark.parametrize(("left", "right", "kind"), STATED)
def test_told_from_the_other_side_it_is_the_same(left: str, right: str, kind: str) -> None:
    found, back = shipped().bond(left, right), shipped().bond(right, left)
    assert found is not None and back is not None
    assert (back.kind, back.credit, back.says) == (found.kind, found.credit, found.says) or (
        back.kind == found.kind and kind in ("variant", "replaced", "related")
    )


@pytest.mark.parametrize(("left", "right"), APART)
def test_nothing_is_stated_between(left: str, right: str) -> None:
    assert shipped().bond(left, right) is None


def known(id_: str, **told: object) -> KnownMeasure:
    return KnownMeasure.model_validate({"id": id_, "title": id_.title(), **told})


def test_a_part_of_two_measures_is_bound_to_both() -> None:
    part = known("part", part_of=(PartOf(id="one", word=">9", kind="rate"),
                                  PartOf(id="two", word=">9", kind="rate")))  # fmt: skip
    kinds = []
    for whole in ("one", "two"):
        found = bond(part, known(whole))
        kinds.append(found.kind if found else None)
    assert kinds == ["rate", "rate"]


@pytest.mark.parametrize(("kind", "worth"), WORTH.items())
def test_what_a_bond_is_worth(kind: str, worth: float) -> None:
    assert Bond(left="x", right="y", kind=kind, says="by hand").credit == worth


@pytest.mark.parametrize(
    ("mine", "other", "expected"),
    [
        (("combo10", "combination"), ("combo3", "combination"), "variant"),
        (("core", "combination"), ("full", "combination"), "variant"),
        (("core", "combination"), ("mmr", "component"), "related"),
        ((">9", "rate"), ("<8", "rate"), "variant"),
        (("7day", "rate"), ("30day", "rate"), "variant"),
        (("acute", "rate"), ("continuation", "rate"), "related"),
        (("18+", "slice"), ("65", "slice"), "variant"),
    ],
)
def test_two_parts_of_one_measure(
    mine: tuple[str, str], other: tuple[str, str], expected: str
) -> None:
    """Another figure or combination is another specification; else they are only kin."""
    parts = [
        known(f"x/{i}", part_of=(PartOf(id="x", word=word, kind=kind),))
        for i, (word, kind) in enumerate((mine, other))
    ]
    for left, right in (parts, parts[::-1]):
        found = bond(left, right)
        assert found is not None and found.kind == expected


def test_a_successor_is_a_variant_and_says_how() -> None:
    old = known("old", successor=Successor(id="new", kind="respecified"))
    found = bond(known("new"), old)
    assert found is not None and found.kind == "variant" and "respecified" in found.says


def test_what_took_a_measures_place_is_no_other_specification_of_it() -> None:
    """It serves like one, and is told outside as no more than related."""
    old = known("old", successor=Successor(id="new", kind="replaced"))
    found = bond(known("new"), old)
    assert found is not None and (found.kind, found.credit) == ("replaced", 0.5)
    assert relation(found) == "related"


def test_a_sentence_names_both_titles() -> None:
    found = shipped().bond("chlamydia-screening/16-20", "chlamydia-screening")
    assert found is not None
    assert "Chlamydia Screening" in found.says and "age band" in found.says
