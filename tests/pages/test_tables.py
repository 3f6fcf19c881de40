"""Tables can be drawn, to sort and search, or written out, to be read anywhere."""

import pytest

from measurealign.ui.parts.tables import WRITTEN
from pages.app import fine, go, opened, words


@pytest.mark.parametrize("page", ["compare", "burden", "align", "catalog", "regions", "study"])
def test_every_table_can_be_written_out(page: str) -> None:
    app = opened(page)
    drawn = [one.value for one in app.dataframe]
    app.toggle(key=WRITTEN).set_value(True).run()
    fine(app)
    assert not app.dataframe
    written = [one.value for one in app.table]
    assert [one.shape for one in written] == [one.shape for one in drawn]


def test_a_row_of_a_written_table_is_opened_from_a_list() -> None:
    app = opened("align")
    app.toggle(key=WRITTEN).set_value(True).run()
    box = app.selectbox(key="chosen_row-written")
    assert "Colorectal Cancer Screening" in box.options
    box.set_value(box.options.index("Breast Cancer Screening")).run()
    assert "### Breast Cancer Screening" in words(fine(app))
    app.toggle(key=WRITTEN).set_value(False).run()
    assert go(app, "compare").dataframe
