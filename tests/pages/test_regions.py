"""The Regions page: eighteen regions, each with what is known of it."""

from measurealign.catalog import Catalog
from measurealign.catalog.regions import ASPECTS, regions
from pages.app import fine, go, opened, tables, words


def test_all_regions_stand_in_the_table(catalog: Catalog) -> None:
    app = opened("regions")
    rows = tables(app)[0]
    found = regions(catalog)
    assert list(rows["Region"]) == [one.name for one in found]
    for aspect, label in ASPECTS.items():
        assert list(rows[label] == "✓") == [bool(one.facts(aspect)) for one in found]


def test_every_region_opens_with_all_that_is_known(catalog: Catalog) -> None:
    app = opened("regions")
    for one in regions(catalog):
        app.selectbox(key="open_region").set_value(one.sheet.id).run()
        told = words(fine(app))
        assert all(fact.says in told for fact in one.sheet.facts)
        assert all(payer.name in told for payer in one.sheet.payers)


def test_the_region_survives_leaving_and_its_sets_come_to_the_table() -> None:
    app = opened("regions")
    app.selectbox(key="open_region").set_value("louisiana").run()
    next(one for one in app.button if one.label == "Put its sets on the table").click().run()
    assert fine(app).session_state["sets"] == ["cpc-plus-2018", "la-bcbsla-qbpc-2018",
                                               "la-ldh-incentive-2017"]  # fmt: skip
    go(go(app, "burden"), "regions")
    assert app.selectbox(key="open_region").value == "louisiana"
