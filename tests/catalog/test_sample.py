"""Rows drawn by lot: the same seed, the same rows; each with its source."""

from measurealign.catalog import Catalog
from measurealign.catalog.sample import sample
from measurealign.model import READ


def test_the_seed_decides_and_nothing_else(catalog: Catalog) -> None:
    one, again, other = (sample(catalog, 50, seed) for seed in (1, 1, 2))
    assert one == again != other
    assert len({drawn.row.key for drawn in one}) == 50
    mixed = Catalog.of(reversed(catalog.sets))
    assert sample(mixed, 50, 1) == one


def test_rows_that_were_read_come_with_their_source(catalog: Catalog) -> None:
    for drawn in sample(catalog, 200, 7):
        assert drawn.row.evidence in READ
        assert drawn.source is not None and drawn.source.url, drawn.row.key
        assert drawn.row in drawn.set.measures


def test_no_more_rows_than_there_are(catalog: Catalog) -> None:
    recalled = sample(catalog, 100_000, 1, ["recalled"])
    assert 0 < len(recalled) < 1_000
    assert all(drawn.row.evidence == "recalled" for drawn in recalled)
