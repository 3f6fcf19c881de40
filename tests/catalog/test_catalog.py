"""The catalog: sets by id, never changed, told apart by content."""

import pytest

from measurealign.catalog import Catalog
from measurealign.model import Measure, MeasureSet
from measurealign.problems import InputError, UsageError


def a_set(id_: str, *names: str) -> MeasureSet:
    measures = tuple(Measure(key=f"{id_}/{name}", name=name, evidence="source") for name in names)
    return MeasureSet(id=id_, name=id_, year=2020, sponsor="s", kind="payer", measures=measures)


def test_sets_stand_in_the_order_of_their_ids() -> None:
    catalog = Catalog.of([a_set("b"), a_set("a")])
    assert [one.id for one in catalog] == ["a", "b"]
    assert len(catalog) == 2 and "a" in catalog and "c" not in catalog


def test_two_sets_with_one_id_are_refused_by_name() -> None:
    with pytest.raises(InputError, match="a: two sets have this id; rename one"):
        Catalog.of([a_set("a", "x"), a_set("a", "y"), a_set("b")])


def test_an_unknown_set_gets_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean 'cpc-plus-2018'"):
        Catalog.of([a_set("cpc-plus-2018"), a_set("hedis-2018")]).get("cpc-plus-2081")


def test_measures_are_found_by_key_in_order() -> None:
    catalog = Catalog.of([a_set("b", "y"), a_set("a", "x", "w")])
    assert list(catalog.measures) == ["a/x", "a/w", "b/y"]


def test_adding_makes_a_new_catalog() -> None:
    old = Catalog.of([a_set("a")])
    new = old.with_sets(a_set("b"))
    assert len(old) == 1 and len(new) == 2


def test_the_digest_follows_the_content_and_not_the_order() -> None:
    one, other = Catalog.of([a_set("a"), a_set("b")]), Catalog.of([a_set("b"), a_set("a")])
    assert one.digest == other.digest
    assert one.digest != Catalog.of([a_set("a", "x"), a_set("b")]).digest
