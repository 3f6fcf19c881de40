"""Start: three doors; links that name what is not there are told, and nothing replaces it."""

from collections.abc import Iterator

import pytest

from measurealign.catalog import Catalog
from measurealign.export.project import Project
from measurealign.model import MeasureSet
from measurealign.ui.parts.path import PATHS
from measurealign.ui.parts.shelf import _Holding
from measurealign.ui.session.state import EXAMPLE
from pages.app import go, opened, words
from pages.test_own_data import brought, seated


def test_start_names_the_product_three_doors_and_what_is_there(catalog: Catalog) -> None:
    app = opened("start")
    told = words(app)
    assert app.title[0].value == "measurealign"
    for path in PATHS.values():
        assert path.name in told
        assert all(step in told for step in path.steps)
    assert f"{len(catalog)} measure sets" in told


def test_an_unknown_set_in_the_link_is_told_and_not_replaced_by_the_example() -> None:
    app = opened("compare", "sets=hedis-2081&sets=cpc-plus-2018")
    assert "“hedis-2081”: did you mean “hedis-2018”?" in words(app)
    assert app.session_state["sets"] == ["cpc-plus-2018"]
    (seen,) = [one for one in app.button if one.label == "Dismiss"]
    assert "hedis-2081" not in words(seen.click().run())


def test_a_link_of_unknown_sets_alone_leaves_an_empty_table() -> None:
    app = opened("align", "sets=zzz")
    assert app.session_state["sets"] == []
    assert "Pick at least 2 sets" in words(app)


@pytest.mark.parametrize(
    "link", ["sets=hedis-2018&sets=cpc-plus-2018", "sets=hedis-2018,cpc-plus-2018"]
)
def test_sets_can_be_linked_to_by_their_ids(link: str) -> None:
    app = opened("compare", link)
    assert app.session_state["sets"] == ["hedis-2018", "cpc-plus-2018"]
    assert "names what is not there" not in words(app)


def test_an_unknown_choice_in_the_link_is_told() -> None:
    app = opened("start", "preset=Rules+of+Mars&look=Overlaps")
    assert "“Rules of Mars”" in words(go(app, "align"))
    assert "“Overlaps”: did you mean “Overlap”?" in words(go(app, "compare"))


def test_without_a_link_the_worked_example_is_at_the_table() -> None:
    assert tuple(opened("compare").session_state["sets"]) == EXAMPLE


def test_start_offers_to_go_on_with_what_one_worked_on() -> None:
    app = brought(opened("mylist"))
    app = go(seated(app), "start")
    here = app.session_state["_project"]
    assert "Pick up where you left off" in words(app)
    assert "Acme" in words(app)
    assert app.button(key=f"open-{here}").disabled


def test_the_shelf_holds_no_list(catalog: Catalog) -> None:
    """The server would hold every list that anybody ever brought."""
    held = _Holding.of(Project(name="Core", sets=(catalog.get("cpc-plus-2018"),)))
    assert held.lists == ("CPC+ 2018",)
    assert not any(isinstance(one, MeasureSet) for one in reached(held))


def reached(value: object) -> Iterator[object]:
    """Yield a value and all that it holds, however deep."""
    yield value
    inside = value if isinstance(value, list | tuple) else getattr(value, "__dict__", {}).values()
    for one in inside:
        yield from reached(one)
