"""The crosswalk of the shipped catalog: what an expert would sign, the same every time."""

import os
import random
import subprocess
import sys
from collections import Counter

import pytest

import measurealign
from measurealign.catalog import Catalog
from measurealign.crosswalk import Crosswalk
from measurealign.judgements import MEASURE
from measurealign.model import STANDINGS, Identifier, Judgement, Measure, MeasureSet


def family(walk: Crosswalk, title: str) -> str:
    """The family of the first listing with a title."""
    keys = sorted(k for k, m in walk.catalog.measures.items() if m.name.lower() == title.lower())
    assert keys, f"no listing is called '{title}'"
    return walk.family_of(keys[0]).id


TOGETHER = [
    ("Colorectal Cancer Screening", "Cancer Prevention: Screening for Colorectal Cancer"),
    ("Breast Cancer Screening", "Breast Cancer Screening (BCS-E)"),
    ("Controlling High Blood Pressure", "Controlling Blood Pressure"),
    ("Screening for Depression and Follow-Up Plan",
     "Preventive Care and Screening: Screening for Clinical Depression and Follow-Up Plan"),
    ("Plan All-Cause Readmissions", "Plan All-Cause Readmissions (PCR)"),
    ("Initiation and Engagement of Substance Use Disorder Treatment",
     "Initiation and Engagement of Alcohol and Other Drug Dependence Treatment"),
]  # fmt: skip

APART = [
    ("Breast Cancer Screening", "Cervical Cancer Screening"),
    ("Breast Cancer Screening", "Colorectal Cancer Screening"),
    ("Controlling High Blood Pressure", "Blood Pressure Control for Patients With Diabetes"),
    ("Diabetes: Eye Exam", "Diabetes: Foot Exam"),
    ("Comprehensive Diabetes Care: HbA1c Testing",
     "Comprehensive Diabetes Care: HbA1c Poor Control (>9.0%)"),
    ("Comprehensive Diabetes Care: HbA1c Control (<8.0%)",
     "Comprehensive Diabetes Care: HbA1c Poor Control (>9.0%)"),
    ("Prenatal and Postpartum Care: Timeliness of Prenatal Care",
     "Prenatal and Postpartum Care: Postpartum Care"),
    ("Depression Remission at Twelve Months", "Depression Remission at Six Months"),
    ("Follow-Up After Hospitalization for Mental Illness",
     "Follow-Up After Emergency Department Visit for Mental Illness"),
    ("Statin Therapy for Patients With Cardiovascular Disease",
     "Statin Therapy for Patients With Diabetes"),
    ("Use of Opioids at High Dosage", "Use of Opioids From Multiple Providers"),
    ("Well-Child Visits in the First 15 Months of Life", "Adolescent Well-Care Visits"),
    ("Plan All-Cause Readmissions", "Ambulatory Care"),
    ("Getting Needed Care", "Getting Appointments and Care Quickly"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_the_same_measure_is_one_family(walk: Crosswalk, one: str, other: str) -> None:
    assert family(walk, one) == family(walk, other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_measures_are_other_families(walk: Crosswalk, one: str, other: str) -> None:
    assert family(walk, one) != family(walk, other)


def test_every_line_has_one_link_one_family_and_one_subject(walk: Crosswalk) -> None:
    lines = {k for k, m in walk.catalog.measures.items() if m.grain == "measure"}
    members = Counter(key for each in walk.families for key in each.members)
    assert set(members) == lines == set(walk.links)
    assert set(members.values()) == {1}
    families = Counter(id_ for each in walk.subjects for id_ in each.families)
    assert set(families) == set(walk.family) and set(families.values()) == {1}


def test_a_linked_line_is_in_the_family_of_its_measure(walk: Crosswalk) -> None:
    for key, link in walk.links.items():
        home = walk.family_of(key)
        assert home.known == link.counts
        if link.counts:
            assert home.id == (f"{link.measure}/{link.part}" if link.part else link.measure)
            assert walk.known(home.id) is walk.inventory[str(link.measure)]


def test_what_links_are_to_be_confirmed_is_not_counted(walk: Crosswalk) -> None:
    waiting = [key for key, link in walk.links.items() if link.status == "confirm"]
    assert waiting and all(not walk.family_of(key).known for key in waiting)


def tiny(*rows: tuple, set_id: str = "s") -> Catalog:
    measures: dict[str, list[Measure]] = {}
    for set_number, name, *ids in rows:
        key = f"{set_id}-{set_number}"
        made = measures.setdefault(key, [])
        found = tuple(Identifier(scheme=scheme, value=value) for scheme, value in ids)
        made.append(Measure(key=f"{key}/{len(made)}", name=name, ids=found, evidence="source"))
    return Catalog.of(
        MeasureSet(id=id_, name=id_, year=2018, sponsor="x", kind="payer", measures=tuple(each))
        for id_, each in measures.items()
    )


def said(right: str, verdict: str = "accepted", relation: str = "same", left: str = "s-1/0"):
    return Judgement(left=left, right=right, verdict=verdict, relation=relation, by="Ann")


PINK = "Pink ribbon quality point"


def test_a_person_tells_what_a_line_is() -> None:
    catalog = tiny((1, PINK), (2, "Breast Cancer Screening"))
    assert not measurealign.crosswalk(catalog).family_of("s-1/0").known
    judged = measurealign.crosswalk(catalog, [said(f"{MEASURE}breast-cancer-screening")])
    link = judged.links["s-1/0"]
    assert (link.status, link.how, link.confidence) == ("accepted", "person", 1.0)
    assert "Ann" in link.says
    assert judged.match("s-1/0", "s-2/0").relation == "same"


def test_a_person_tells_what_a_line_is_not() -> None:
    catalog = tiny((1, "Breast Cancer Screening"), (2, "Breast Cancer Screening"))
    walk = measurealign.crosswalk(catalog, [said(f"{MEASURE}breast-cancer-screening", "rejected")])
    assert walk.links["s-1/0"].status == "rejected"
    assert len(walk.families) == 2
    assert walk.links["s-2/0"].status == "sure"


@pytest.mark.parametrize(("relation", "bond", "credit"), [
    ("variant", "variant", 0.5), ("narrower", "component", 0.75), ("related", "related", 0.0),
])  # fmt: skip
def test_a_line_may_be_a_part_or_another_specification(relation, bond, credit) -> None:
    catalog = tiny((1, PINK), (2, "Breast Cancer Screening"))
    word = said(f"{MEASURE}breast-cancer-screening", relation=relation)
    walk = measurealign.crosswalk(catalog, [word])
    match = walk.match("s-1/0", "s-2/0")
    assert (match.bond, match.relation) == (bond, relation)
    assert walk.match("s-2/0", "s-1/0").relation == {"narrower": "broader"}.get(relation, relation)
    own = walk.family_of("s-1/0").id
    assert (walk.bonded(own)["breast-cancer-screening"].credit if credit else 0) == credit


def test_a_word_told_from_the_measure_to_the_line_says_the_same() -> None:
    catalog = tiny((1, PINK), (2, "Breast Cancer Screening"))
    word = said("s-1/0", relation="broader", left=f"{MEASURE}breast-cancer-screening")
    walk = measurealign.crosswalk(catalog, [word])
    assert walk.match("s-1/0", "s-2/0").relation == "narrower"


@pytest.mark.parametrize(("days", "says"), [((1, 2), "related"), ((2, 1), "variant")])
def test_of_two_words_on_the_same_measures_the_newer_counts_from_either_side(days, says) -> None:
    catalog = tiny(*((n, name) for n in (1, 2) for name in (PINK, "Breast Cancer Screening")))
    first = said("s-2/1", relation="variant").model_copy(update={"on": f"2026-01-0{days[0]}"})
    second = said("s-2/0", relation="related", left="s-1/1")
    second = second.model_copy(update={"on": f"2026-01-0{days[1]}"})
    for words in ([first, second], [second, first]):
        walk = measurealign.crosswalk(catalog, words)
        one, other = walk.family_of("s-1/0").id, walk.family_of("s-1/1").id
        assert walk.bond(one, other).kind == walk.bond(other, one).kind == says
        assert walk.bond(one, other) == walk.bond(other, one).turned()


def test_who_rejects_another_relation_leaves_what_was_said() -> None:
    catalog = tiny(*((n, name) for n in (1, 2) for name in (PINK, "Breast Cancer Screening")))
    part = said("s-2/1", relation="variant").model_copy(update={"on": "2026-01-01"})
    other = said("s-2/0", "rejected", left="s-1/1").model_copy(update={"on": "2026-01-02"})
    walk = measurealign.crosswalk(catalog, [part, other])
    assert walk.bond(*sorted(one.id for one in walk.families)).kind == "variant"


def test_two_lines_that_a_person_joins_are_one_family() -> None:
    catalog = tiny((1, PINK), (2, "Blue ribbon"), (3, "Breast Cancer Screening"))
    two = measurealign.crosswalk(catalog, [said("s-2/0")])
    assert two.family_of("s-1/0") == two.family_of("s-2/0")
    known = measurealign.crosswalk(catalog, [said("s-3/0")])
    assert known.links["s-1/0"].measure == "breast-cancer-screening"
    assert known.family_of("s-1/0") == known.family_of("s-3/0")


def test_two_measures_that_a_person_joins_keep_their_ids_and_are_bound_as_same() -> None:
    catalog = tiny((1, "Breast Cancer Screening"), (2, "Cervical Cancer Screening"))
    walk = measurealign.crosswalk(catalog, [said("s-2/0")])
    match = walk.match("s-1/0", "s-2/0")
    assert (match.relation, match.status, match.confidence) == ("same", "accepted", 1.0)
    assert walk.bond("breast-cancer-screening", "cervical-cancer-screening").credit == 1


def test_a_rejected_relation_is_none() -> None:
    catalog = tiny((1, "HbA1c Control (<8%)"), (2, "HbA1c Poor Control (>9%)"))
    plain = measurealign.crosswalk(catalog)
    relation = plain.match("s-1/0", "s-2/0").relation
    assert plain.bonded(plain.family_of("s-1/0").id)
    walk = measurealign.crosswalk(catalog, [said("s-2/0", "rejected", relation)])
    assert walk.match("s-1/0", "s-2/0").status == "rejected"
    assert not walk.bonded(walk.family_of("s-1/0").id)


def test_an_unsure_word_changes_nothing_but_is_shown() -> None:
    catalog = tiny((1, "Breast Cancer Screening"), (2, "Mammograms"))
    plain = measurealign.crosswalk(catalog)
    judged = measurealign.crosswalk(catalog, [said("s-2/0", "unsure")])
    assert plain.families == judged.families and plain.links == judged.links
    assert judged.match("s-1/0", "s-2/0").status == "unsure"


def test_a_match_is_told_from_either_side(walk: Crosswalk) -> None:
    left, right = (
        "cpc-plus-2018/controlling-high-blood-pressure",
        "hedis-2018/breast-cancer-screening",
    )
    there, back = walk.match(left, right), walk.match(right, left)
    assert (there.left, back.left) == (left, right)
    assert there.relation == back.relation == "different"
    assert walk.match(left, "hedis-2018/controlling-high-blood-pressure").relation == "same"


def test_no_match_is_surer_than_its_links(walk: Crosswalk) -> None:
    found = walk.matches("cpc-plus-2018", "hedis-2018")
    assert len(found) > 8
    for one in found:
        links = (walk.links[one.left], walk.links[one.right])
        assert one.judgement or one.confidence <= min(
            [link.confidence for link in links if link.counts], default=1.0
        )


def test_a_part_of_the_crosswalk_says_what_the_whole_says(walk: Crosswalk) -> None:
    sets = ("cpc-plus-2018", "hedis-2018")
    alone = measurealign.crosswalk(Catalog.of(walk.catalog.get(id_) for id_ in sets))
    for one in walk.matches(*sets):
        assert alone.match(one.left, one.right) == one
    assert {m.key: alone.family_of(m.key).id for m in alone.listed("hedis-2018")} == {
        m.key: walk.family_of(m.key).id for m in walk.listed("hedis-2018")
    }


def test_a_pair_alone_says_what_it_says_beside_the_catalog(walk: Crosswalk) -> None:
    """Random pairs of one subject, each in a catalog that holds these two lines and no more."""
    draw = random.Random(11)
    groups = [one for one in walk.subjects if len(one.families) > 1]
    for _ in range(25):
        families = draw.sample(draw.choice(groups).families, 2)
        keys = [draw.choice(walk.family[id_].members) for id_ in families]
        told = walk.match(*keys)
        if told.judgement or walk.bond(*families).says.startswith("measurealign"):
            continue
        alone: dict[str, MeasureSet] = {}
        for key in keys:
            one = alone.get(key.split("/")[0]) or walk.catalog.get(key.split("/")[0])
            kept = tuple(m for m in one.measures if m.key in keys)
            alone[one.id] = one.model_copy(update={"measures": kept})
        assert measurealign.crosswalk(Catalog.of(alone.values())).match(*keys) == told


def random_lines(catalog: Catalog, count: int) -> list[str]:
    """Return names as payers write them: words dropped, turned round, joined, misspelt."""
    draw = random.Random(7)
    names = sorted({m.name for m in catalog.measures.values()})
    found = []
    for _ in range(count):
        words = draw.choice(names).split()
        kind = draw.randrange(4)
        if kind == 0 and len(words) > 2:
            words.pop(draw.randrange(len(words)))
        elif kind == 1:
            words = words[::-1]
        elif kind == 2:
            words += ["and", *draw.choice(names).split()]
        else:
            at = draw.randrange(len(words))
            words[at] = words[at][1:] or words[at]
        found.append(" ".join(words))
    return found


def test_no_line_that_joins_moves_a_shipped_one(catalog: Catalog, walk: Crosswalk) -> None:
    """All of 200 at once, each a set of its own, and some of them alone."""
    names = random_lines(catalog, 200)
    own = tiny(*((i, name) for i, name in enumerate(names)), set_id="own").sets
    for joining in (own, *([one] for one in own[::100])):
        joined = measurealign.crosswalk(catalog.with_sets(*joining))
        assert {key: joined.links[key] for key in walk.links} == walk.links
        kept = joined.only([one.id for one in catalog], tuple(STANDINGS))
        assert [(one.id, one.members) for one in kept.families] == [
            (one.id, one.members) for one in walk.families
        ]


PROGRAM = """
import measurealign, sys
from measurealign.catalog import Catalog
sets = [measurealign.load_catalog().get(i) for i in
        ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018", "hrsa-uds-2018")]
walk = measurealign.crosswalk(Catalog.of(sets[::-1] if sys.argv[1] == "1" else sets))
print(walk.families, walk.subjects, sorted(walk.links.items()))
print([(k.left, k.right, k.relation, k.confidence) for k in walk.matches_among(walk.links)])
graph = walk.to_graph()
print(list(graph.nodes(data=True)), list(graph.edges(data=True)))
"""


def test_any_hash_seed_and_any_order_give_the_same_crosswalk(kept_before) -> None:
    """What was read of the data is kept before; each process works all out of it anew."""
    answers = set()
    for seed in ("0", "1"):
        home = kept_before("sets", "inventory", "vocabulary", "subjects", home=seed)
        env = {**os.environ, "PYTHONHASHSEED": seed, "XDG_CACHE_HOME": str(home)}
        command = [sys.executable, "-c", PROGRAM, seed]
        answers.add(subprocess.run(command, env=env, capture_output=True, check=True).stdout)
    assert len(answers) == 1
