"""How two families are bound: by what the inventory states, else by what their titles say."""

import pytest

from measurealign.inventory import Inventory
from measurealign.inventory.entries import KnownMeasure
from measurealign.matching.bonds import Bonds, by_titles
from measurealign.model import Family

KNOWN = Inventory.of(
    KnownMeasure.model_validate(one)
    for one in (
        {"id": "amr", "title": "Asthma Medication Ratio"},
        {"id": "amr/5-11", "title": "Asthma Medication Ratio: 5-11",
         "part_of": [{"id": "amr", "word": "5-11", "kind": "slice"}]},
        {"id": "fuh", "title": "Follow-Up", "successor": {"id": "fui", "kind": "respecified"}},
        {"id": "fui", "title": "Follow-Up After"},
    )
)  # fmt: skip


def family(id_: str, label: str = "", known: bool = True) -> Family:
    return Family(id=id_, label=label or id_, subject="other", area="other", members=(id_,),
                  known=known)  # fmt: skip


@pytest.fixture
def bonds() -> Bonds:
    return Bonds(KNOWN)


@pytest.mark.parametrize(
    ("left", "right", "kind", "whole"),
    [
        ("amr", "amr", "same", None),
        ("amr/5-11", "amr", "slice", "amr"),
        ("fuh", "fui", "variant", None),
        # An age band that the inventory does not list is its measure's.
        ("amr/12-18", "amr", "slice", "amr"),
        ("amr/12-18", "amr/19-64", "related", None),
    ],
)
def test_what_is_stated(bonds: Bonds, left: str, right: str, kind: str, whole: str | None) -> None:
    for one, other in ((left, right), (right, left)):
        found = bonds.between(family(one), family(other))
        assert (found.left, found.right, found.kind, found.whole) == (one, other, kind, whole)
        assert found.stated


def test_an_age_band_of_another_measure_is_no_age_band_of_one(bonds: Bonds) -> None:
    found = bonds.between(family("fuh/6-17", "Follow-Up: 6-17"), family("fui", "Follow-Up After"))
    assert (found.kind, found.says) == (
        "related", "Follow-Up After took the place of Follow-Up (respecified)"
    )  # fmt: skip
    band = bonds.between(family("amr/12-18", "12-18"), family("amr/5-11", "5-11"))
    assert (band.kind, band.says) == ("related", "12-18 and 5-11: age bands of one measure")


def test_of_a_line_that_is_no_known_measure_the_titles_tell(bonds: Bonds) -> None:
    own = family("own:x", "Breast Cancer Screening", known=False)
    found = bonds.between(family("amr", "Asthma Medication Ratio"), own)
    assert (found.kind, found.stated) == ("different", False)
    assert bonds.between(own, own).kind == "same"


def test_a_bond_is_worked_out_once(bonds: Bonds) -> None:
    one, other = family("amr", "Asthma Medication Ratio"), family("fuh", "Eye Exam")
    assert bonds.between(one, other) is bonds.between(one, other)


TITLES = [
    ("Adolescent Well-Care Visits", "Child and Adolescent Well-Care Visits", "narrower",
     "Adolescent Well-Care Visits is narrower than Child and Adolescent Well-Care Visits"),
    ("Flu shots", "Influenza Immunization", "variant", "one idea in two specifications"),
    ("HbA1c Control (<8.0%)", "HbA1c Poor Control (>9.0%)", "variant",
     "one idea in two specifications"),
    ("Controlling High Blood Pressure", "Blood pressure control", "variant",
     "one idea in two specifications"),
    ("Eye Exam", "Cesarean Birth", "different", "another measure"),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "kind", "says"), TITLES)
def test_what_titles_tell(left: str, right: str, kind: str, says: str) -> None:
    """Two known measures that read alike are two specifications, never one measure."""
    found = by_titles(family("a", left), family("b", right))
    assert (found.kind, found.says, found.stated) == (kind, says, False)
