"""A word on a line holds for the lines that ask the same question, and moves nothing else."""

from measurealign import crosswalk, load_catalog
from measurealign.crosswalk import Crosswalk
from measurealign.model import Judgement, Measure, MeasureSet

NAME = "Controlling High Blood Pressure"
WRONG = "measure:breast-cancer-screening"


def contract(year: int, payer: str = "acme") -> MeasureSet:
    id_ = f"{payer}-contract-{year}"
    line = Measure(key=f"{id_}/bp", name=NAME, evidence="primary")
    return MeasureSet(id=id_, name="Contract", year=year, sponsor="Acme", kind="payer",
                      measures=(line,))  # fmt: skip


def word(line: str, measure: str = WRONG) -> Judgement:
    return Judgement(left=line, right=measure, verdict="accepted", by="Ada")


def families(walk: Crosswalk) -> dict[str, str]:
    return {key: one.id for one in walk.families for key in one.members}


def test_what_was_looked_up_before_gives_the_same_crosswalk(walk: Crosswalk) -> None:
    said = (word("cpc-plus-2018/controlling-high-blood-pressure"),)
    catalog = walk.catalog.with_sets(contract(2018))
    fast, slow = crosswalk(catalog, said, before=walk), crosswalk(catalog, said)
    assert fast.links == slow.links
    assert fast.families == slow.families
    assert fast.found == slow.found


def test_a_set_that_was_replaced_is_looked_up_again(walk: Crosswalk) -> None:
    mine = contract(2018)
    other = mine.model_copy(
        update={"measures": (mine.measures[0].model_copy(update={"name": "Flu shot"}),)}
    )
    first = crosswalk(walk.catalog.with_sets(mine), before=walk)
    then = crosswalk(walk.catalog.with_sets(other), before=first)
    assert first.links[mine.measures[0].key].measure != then.links[mine.measures[0].key].measure


def test_a_corrected_sure_line_is_corrected_in_the_next_years_list_alone() -> None:
    catalog = load_catalog().with_sets(contract(2018), contract(2019), contract(2019, "other"))
    before = families(crosswalk(catalog))
    after = families(crosswalk(catalog, (word("acme-contract-2018/bp"),)))
    moved = {key for key in before if before[key] != after[key]}
    assert moved == {"acme-contract-2018/bp", "acme-contract-2019/bp"}


def test_a_doubtful_line_is_asked_once_wherever_it_stands(walk: Crosswalk) -> None:
    line = next(key for key, link in walk.links.items() if link.status == "confirm")
    was = walk.links[line]
    again = walk.catalog.measures[line].model_copy(update={"key": "acme-contract-2018/again"})
    catalog = walk.catalog.with_sets(contract(2018).model_copy(update={"measures": (again,)}))
    fresh = crosswalk(catalog, before=walk)
    assert fresh.links[again.key].status == "confirm"
    told = crosswalk(catalog, (word(line, f"measure:{was.measure}"),), before=walk)
    assert told.links[again.key].status == "accepted"


def test_a_line_of_which_someone_spoke_keeps_that_word() -> None:
    catalog = load_catalog().with_sets(contract(2018), contract(2019))
    own = Judgement(left="acme-contract-2019/bp", right=WRONG, verdict="unsure", by="Bo")
    told = crosswalk(catalog, (word("acme-contract-2018/bp"), own))
    assert told.links["acme-contract-2019/bp"].status == "sure"
