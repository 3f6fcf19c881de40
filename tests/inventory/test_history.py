"""From when measures are: each test names the entry, and what to do about it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.inventory_figures import primary
from measurealign.crosswalk import Crosswalk
from measurealign.inventory import KnownMeasure, shipped
from measurealign.inventory.entries import KnownBy, Name
from measurealign.model import READ

#: Primary care measures whose lists nobody has read, so that no source tells a year.
UNREAD = {
    "ambulatory-care-sensitive-admissions-per-1000", "cervical-cancer-overscreening",
    "behavioral-health-related-inpatient-admissions-per-1000", "pcmh-cahps",
    "patient-assessment-survey/office-staff", "total-per-capita-cost/improvement",
}  # fmt: skip


def listings(walk: Crosswalk) -> Iterator[tuple[str, int, str]]:
    """The rows that were read and surely are a measure: the measure, the year and the set."""
    for line, link in walk.links.items():
        row, home = walk.catalog.measures[line], walk.catalog.get(line.split("/")[0])
        if link.measure and link.counts and link.status == "sure" and row.evidence in READ:
            yield link.measure, home.year, home.id


def test_a_measure_was_there_when_it_was_first_listed(walk: Crosswalk) -> None:
    mine = {one.id: one for one in primary(walk) if not one.since}
    late = {
        f"{id_}: seen {mine[id_].seen}, listed by {by}: write `known_by` with year and source"
        for id_, year, by in listings(walk)
        if id_ in mine and (mine[id_].seen is None or year < (mine[id_].seen or 0))
    }
    assert not late, "\n".join(sorted(late))


def test_primary_care_measures_tell_a_year_by_which_they_existed(walk: Crosswalk) -> None:
    loose = {one.id for one in primary(walk) if not one.since and not one.seen}
    assert loose <= UNREAD, (
        f"write `since`, or `known_by` with its source: {sorted(loose - UNREAD)}"
    )


def test_known_by_says_what_nothing_else_does() -> None:
    idle = [
        f"{one.id}: known by {one.known_by.year}, since {one.since}, seen {one.seen}: leave it out"
        for one in shipped()
        if one.known_by and (one.since or one.known_by.year != one.seen)
    ]
    assert not idle, "\n".join(idle)


def test_the_earliest_of_source_and_dated_names_counts() -> None:
    by = KnownBy(year=2003, source="a list")
    old = Name(name="Screening", years="2001-2004")
    dated = KnownMeasure(id="a", title="Screening", names=(old,), known_by=by)
    assert dated.seen == 2001
    assert dated.model_copy(update={"names": ()}).seen == 2003


def test_the_page_on_the_data_tells_how_many_say_so(walk: Crosswalk) -> None:
    mine = list(primary(walk))
    told = Counter(one.endorsement.status for one in mine if one.endorsement)
    late = [one for one in mine if not one.since]
    own = sum(all(id_.scheme == "payer" for id_ in one.ids) for one in mine if not one.endorsement)
    page = " ".join((Path(__file__).parents[2] / "docs" / "data.md").read_text("utf-8").split())
    for words in (
        f"Of the {len(mine)} primary care measures",
        f"{told.total()} tell whether they are endorsed",
        f"{told['endorsed']} endorsed, {told['removed']} no longer, {told['none']} that none",
        f"Of the other {len(mine) - told.total()}, {own} are some body's own",
        f"{len(mine) - len(late)} tell their first year",
        f"of the other {len(late)}, {sum(bool(one.seen) for one in late)} tell a year",
    ):
        assert words in page, f"python -m benchmarks.inventory --figures says: {words}"
