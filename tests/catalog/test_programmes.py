"""Programmes and editions: what counts as one, and which edition a year sees."""

import pytest

from measurealign.catalog import Catalog
from measurealign.catalog.programmes import (
    counted,
    latest,
    programme,
    programmes,
    reach,
    witness,
    years_of,
)
from measurealign.model import MeasureSet
from measurealign.problems import UsageError


def edition(id_: str, year: int, **told: str) -> MeasureSet:
    return MeasureSet.model_validate(
        {"id": id_, "name": id_, "year": year, "sponsor": "s", "kind": "payer", **told}
    )


CATALOG = Catalog.of(
    [
        edition("acme-2018", 2018),
        edition("acme-2020", 2020),
        edition("acme-and-cpc-plus-2021", 2021, programme="acme"),
        edition("mips-eyes-2019", 2019, part_of="mips"),
        edition("mips-feet-2019", 2019, part_of="mips"),
    ]
)


def test_a_set_tells_its_programme_where_its_id_does_not() -> None:
    assert years_of(CATALOG, "acme") == ("acme-2018", "acme-2020", "acme-and-cpc-plus-2021")
    assert programme(CATALOG.get("acme-and-cpc-plus-2021")) == "acme"


def test_editions_of_a_later_year_are_not_seen() -> None:
    assert years_of(CATALOG, "acme", until=2020) == ("acme-2018", "acme-2020")
    assert latest(CATALOG, [one.id for one in CATALOG], until=2019) == (
        "acme-2018", "mips-eyes-2019", "mips-feet-2019",
    )  # fmt: skip
    assert latest(CATALOG, [one.id for one in CATALOG])[0] == "acme-and-cpc-plus-2021"
    with pytest.raises(UsageError, match="no programme 'acme'"):
        years_of(CATALOG, "acme", until=2000)


def test_parts_of_one_programme_are_one_witness() -> None:
    assert len(programmes(CATALOG)) == 3
    assert {witness(one) for one in CATALOG} == {"acme", "mips"}
    assert counted(CATALOG) == "5 editions of 3 programmes"


def test_a_programme_is_called_as_its_newest_edition() -> None:
    acme = programmes(CATALOG)[0]
    assert (acme.newest.year, acme.name, acme.kind) == (2021, "acme-and-cpc-plus-2021", "payer")


def test_reach_says_how_many_and_from_where() -> None:
    told = reach()["nj-horizon-patient-centered"]
    assert told.lives == 1_500_000 and told.sets == ("nj-horizon-patient-centered-2016",)
