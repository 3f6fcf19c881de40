"""The Study page: the study tables beside the published figures."""

import pytest

from measurealign.compare.study import COUNTS, payer_mix, study
from measurealign.crosswalk import Crosswalk
from measurealign.ui.session.state import EXAMPLE
from pages.app import fine, go, opened, tables, words


def test_the_counts_are_those_of_the_model(counted: Crosswalk) -> None:
    app = opened("study", "study=the sets at the table")
    found = study(counted, EXAMPLE)
    rows = tables(app)[0]
    shown = [f"{getattr(found, n):.0%}" if share else f"{getattr(found, n):,.0f}"
             for n, _, share in COUNTS]  # fmt: skip
    assert list(rows["Here"]) == shown


def test_the_payer_mix_stands_beside_the_published_one(counted: Crosswalk) -> None:
    app = opened("study", "study=the sets at the table&study_view=Payer mix")
    rows = tables(app)[0]
    found = payer_mix(counted, EXAMPLE)
    assert rows["Distinct over all"].iloc[0] == f"{found.unique:,.0f}"
    assert len(rows) == 2


@pytest.mark.parametrize("by", ["kind of set", "region", "year", "area"])
def test_groups_open_and_survive(by: str) -> None:
    app = opened("study", f"study_view=In groups&study_by={by}")
    assert len(tables(app)[0]) > 3
    before = words(app)
    go(go(app, "regions"), "study")
    assert words(fine(app)) == before
