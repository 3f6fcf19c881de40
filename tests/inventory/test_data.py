"""The inventory's data: each test names the entry, and what to do about it."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import pytest

from benchmarks.inventory_figures import primary
from measurealign.crosswalk import Crosswalk
from measurealign.inventory import Inventory, KnownMeasure, shipped
from measurealign.inventory.entries import KnownId
from measurealign.inventory.subjects import agenda
from measurealign.model import READ, Identifier

#: Schemes whose number means one measure, in one year.
TELLING = (
    "cbe",
    "cms",
    "mips",
    "hedis",
    "pqa",
    "pqi",
    "iqi",
    "pdi",
    "psi",
    "aco",
    "gpro",
    "star",
    "uds",
)
#: Numbers that two measures bear that are no kin, with the reason.
SHARED: dict[tuple[str, str], str] = {}
#: Schemes of which the inventory knows every number that a shipped set prints.
COMPLETE = ("hedis", "cbe", "cms", "mips", "core_set", "aco", "gpro", "star")
FOREVER = 9999


@pytest.fixture(scope="module")
def inventory() -> Inventory:
    return shipped()


def years(id_: KnownId) -> set[int]:
    """The years in which a number means a measure; all where none is told."""
    found: set[int] = set()
    for span in (id_.years or "1990-2040").replace(" ", "").split(","):
        first, dash, last = span.partition("-")
        found.update(range(int(first), int(last or (2040 if dash else first)) + 1))
    return found


def kin(left: KnownMeasure, right: KnownMeasure) -> bool:
    """Whether one is part of the other, or both are parts of one measure."""
    one = {left.id, *(of.id for of in left.part_of)}
    return bool(one & {right.id, *(of.id for of in right.part_of)})


def plain(scheme: str, value: str) -> tuple[str, str]:
    """A number without version, edition, part and leading zeros."""
    bare = Identifier(scheme=scheme, value=value).base if scheme != "cmit" else value
    bare = bare.split("/")[0].upper().removesuffix("-E")
    return scheme, bare.rstrip("E") if scheme == "cbe" else bare


def test_it_reaches_past_the_shipped_sets(inventory: Inventory) -> None:
    assert len(inventory) >= 1500, "measures are missing: was a file of data/measures/ lost?"
    wholes = sum(not one.part_of for one in inventory)
    assert wholes >= 1500, f"only {wholes} are no parts"


def test_no_number_means_two_measures_in_one_year(inventory: Inventory) -> None:
    bearers: dict[tuple[str, str], list[tuple[KnownMeasure, KnownId]]] = defaultdict(list)
    for one in inventory:
        for id_ in one.ids:
            if id_.scheme in TELLING:
                bearers[id_.scheme, id_.value.upper()].append((one, id_))
    wrong = [
        f"{scheme}:{value} stands on {left.id} and {right.id}: drop it from the wrong one, give "
        "its years, or make one a part of the other"
        for (scheme, value), both in bearers.items()
        for (left, mine), (right, other) in combinations(both, 2)
        if not kin(left, right) and years(mine) & years(other) and (scheme, value) not in SHARED
    ]
    assert not wrong, "\n".join(wrong)


def test_every_number_of_the_shipped_sets_is_known(inventory: Inventory, catalog) -> None:
    known = {plain(id_.scheme, id_.value) for one in inventory for id_ in one.ids
             if id_.scheme in COMPLETE}  # fmt: skip
    unknown = [
        f"no entry bears {id_.scheme}:{id_.value} ({line.key}): add it to the measure's entry"
        for line in catalog.measures.values()
        for id_ in line.ids
        if id_.scheme in COMPLETE and plain(id_.scheme, id_.value) not in known
    ]
    assert not unknown, "\n".join(unknown)


def test_every_measure_has_subjects_of_the_agenda(inventory: Inventory) -> None:
    wrong = [
        f"{one.id}: subjects {list(one.subjects)}: name lines of data/subjects.yaml, its own first"
        for one in inventory
        if not one.subjects or not set(one.subjects) <= agenda().by_id.keys()
    ]
    assert not wrong, "\n".join(wrong)


def test_successors_and_wholes_are_other_measures(inventory: Inventory) -> None:
    """That they exist, the reader sees to."""
    for one in inventory:
        assert one.successor is None or one.successor.id != one.id, f"{one.id} succeeds itself"
        assert one.id not in {of.id for of in one.part_of}, f"{one.id} is part of itself"


def chain(one: KnownMeasure, inventory: Inventory) -> Iterator[str]:
    """The measures that came after one."""
    while one.successor:
        yield one.successor.id
        one = inventory[one.successor.id]


def test_no_measure_succeeds_itself_in_the_end(inventory: Inventory) -> None:
    for one in inventory:
        seen = {one.id}
        for id_ in chain(one, inventory):
            assert id_ not in seen, f"{one.id}: its successors come back to {id_}: break the circle"
            seen.add(id_)


def test_a_measure_ends_after_it_began(inventory: Inventory) -> None:
    for one in inventory:
        if one.since and one.retired:
            assert one.since < one.retired, f"{one.id}: since {one.since}, retired {one.retired}"


def test_what_others_still_list_is_not_retired(inventory: Inventory, walk: Crosswalk) -> None:
    """Leaving one programme is no retirement: nobody lists a measure years after its end."""
    years = [
        (link.measure, walk.catalog.get(line.split("/")[0]).year)
        for line, link in walk.links.items()
        if link.counts and link.measure
    ]
    wrong = sorted({
        f"{id_}: retired {inventory[id_].retired}, still listed in {year}: leave `retired` out"
        for id_, year in years
        if (ended := inventory[id_].retired) and year > ended + 3
    })  # fmt: skip
    assert not wrong, "\n".join(wrong)


def test_a_measure_is_no_younger_than_its_first_listing(
    inventory: Inventory, walk: Crosswalk
) -> None:
    wrong = sorted({
        f"{link.measure}: since {began}, listed by {line.split('/')[0]}: leave `since` out"
        for line, link in walk.links.items()
        if link.status == "sure" and link.how == "id" and link.measure
        if (began := inventory[link.measure].since)
        and walk.catalog.get(line.split("/")[0]).year < began
    })  # fmt: skip
    assert not wrong, "\n".join(wrong)


def test_what_is_printed_with_a_cbe_id_tells_of_its_endorsement(
    inventory: Inventory, walk: Crosswalk
) -> None:
    """A list that prints the number is a source: endorsed then, or a later list says removed."""
    rows = ((link, walk.catalog.measures[line]) for line, link in walk.links.items())
    wrong = {
        f"{link.measure}: {row.set_id} prints its CBE id: write `endorsement` with status, date "
        "and source"
        for link, row in rows
        if link.measure and link.status == "sure" and link.how == "id" and row.evidence in READ
        and any(id_.scheme == "cbe" for id_ in row.ids)
        and inventory[link.measure].endorsement is None
    }  # fmt: skip
    assert not wrong, "\n".join(sorted(wrong))


#: Primary care measures of which a fact is not known to anybody whom we read.
UNTOLD = {
    "ri-ohic-medication-management": "routes",
    "ri-sdoh-infrastructure-development": "audience",
    "vt-queries-of-prescription-monitoring-system": "audience",
}


@pytest.mark.parametrize(
    "fact", ["type", "direction", "levels", "routes", "audience", "subjects", "evidence"]
)
def test_primary_care_measures_tell_what_they_are(fact: str, walk: Crosswalk) -> None:
    lacking = {one.id for one in primary(walk) if not getattr(one, fact)}
    new = sorted(lacking - {id_ for id_, untold in UNTOLD.items() if untold == fact})
    assert not new, f"write `{fact}` of these, from a source that their `sources` name: {new}"


def test_an_age_band_begins_in_its_measures_life(inventory: Inventory) -> None:
    """A band's `since` is the year from which the measure reaches further: before, it was all."""
    for one in inventory:
        for of in one.part_of:
            whole = inventory[of.id]
            if of.kind == "slice" and one.since and whole.since:
                assert one.since >= whole.since, f"{one.id}: begins before {whole.id}: mend `since`"


def test_routes_are_of_levels_that_it_is_used_at(inventory: Inventory) -> None:
    for one in inventory:
        strange = set(one.routes) - set(one.levels)
        assert not strange, f"{one.id}: routes name {sorted(strange)}: add them to levels"


def test_no_name_says_only_what_the_title_says(inventory: Inventory) -> None:
    wrong = [
        f"{one.id}: “{name}” is also a published name: leave it out of `spoken`"
        for one in inventory
        for name in set(one.spoken) & {one.title, *(each.name for each in one.names)}
    ]
    assert not wrong, "\n".join(wrong)


def test_a_name_that_several_claim_tells_by_whom(inventory: Inventory) -> None:
    """A published name that another measure bears too must say who prints it so."""
    owners: dict[str, list[KnownMeasure]] = defaultdict(list)
    for one in inventory:
        for text in {one.title, *(name.name for name in one.names)}:
            owners[text.lower()].append(one)
    wrong = [
        f"{one.id}: “{name.name}” is also a name of {other.id}: say `by` whom, or drop it"
        for one in inventory
        for name in one.names
        for other in owners[name.name.lower()]
        if other.id != one.id and not kin(one, other) and name.by is None
        and name.name.lower() != one.title.lower() != other.title.lower()
    ]  # fmt: skip
    assert not wrong, "\n".join(wrong)


def test_an_age_span_runs_upwards(inventory: Inventory) -> None:
    for one in inventory:
        if one.audience and one.audience.from_ is not None and one.audience.to is not None:
            assert one.audience.from_ <= one.audience.to, f"{one.id}: ages {one.audience}"


def test_what_was_read_names_its_source(inventory: Inventory) -> None:
    """An entry read in a source names a set, a file or an address."""
    loose = [one.id for one in inventory if one.evidence == "source" and not one.sources]
    assert not loose, f"say in `sources` where these were read, or mark them recalled: {loose}"
