"""A known measure's ids in one line; which ids hold in a year; search; faults of the agenda."""

import pytest

from measurealign.inventory import Inventory
from measurealign.inventory.check import check
from measurealign.inventory.entries import KnownMeasure
from measurealign.inventory.identities import identities
from measurealign.inventory.subjects import Agenda, agenda
from measurealign.problems import InputError


def known(id_: str = "cbp", **fields: object) -> KnownMeasure:
    return KnownMeasure.model_validate({"id": id_, "title": "Controlling BP", **fields})


IDS = {
    "cbe": "0018", "mips": "236", "cms": "CMS165v6", "hedis": "CBP",
    "aco": {"value": "ACO-28", "years": "2012-2020"},
    "star": [{"value": "C16", "years": "2016"}, {"value": "C12", "years": "2023-"}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("year", "more"),
    [
        (2018, "|aco:28"),
        (2016, "|aco:28|star:C16"),
        (2024, "|star:C12"),
        (None, "|aco:28|star:C16|star:C12"),
    ],
)
def test_ids_that_hold_in_the_year_hedis_first(year: int | None, more: str) -> None:
    assert identities(known(ids=IDS), year=year) == f"hedis:CBP|cms:165|mips:236|cbe:0018{more}"


def test_a_part_of_the_lines_own_stands_behind_the_numberings_that_have_parts() -> None:
    assert identities(known(ids=IDS), "18-64") == "hedis:CBP/18-64|cbe:0018/18-64"
    assert identities(known(ids={"mips": "236"}), "18-64") == "mips:236/18-64"
    assert identities(known()) == ""


def test_measures_are_found_by_all_words_of_a_name_or_a_number() -> None:
    one = known(ids=IDS, names=["Blood pressure under control"])
    other = known("bcs", title="Breast Cancer Screening", ids={"hedis": "BCS"})
    inventory = Inventory.of([one, other])
    for text in ("pressure blood", "cms165", "controlling"):
        assert inventory.search(text) == (one,), text
    assert inventory.search("blood cancer") == inventory.search(" ") == ()
    assert inventory.named("hedis:cbp") == inventory.named("controlling bp") == (one,)


def test_faults_of_inventory_and_agenda_are_all_told() -> None:
    lines = agenda()
    broken = Agenda(
        subjects=(*lines.subjects, lines.subjects[0].model_copy(update={"area": "diabetis"})),
        composites=lines.composites,
    )
    inventory = Inventory.of([known(subjects=["bp-contrl"])])
    with pytest.raises(InputError) as told:
        check(inventory, broken)
    said = str(told.value)
    for part in ("two subjects have this id", "did you mean 'diabetes'?", "no subject 'bp-contrl'"):
        assert part in said
