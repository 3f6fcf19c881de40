"""The crosswalk of the shipped catalog: what an expert would sign, the same every time."""

import os
import subprocess
import sys
from collections import Counter

import pytest

import measurealign
from measurealign.catalog import Catalog
from measurealign.matching import cache
from measurealign.matching.listings import plain_title
from measurealign.model import Identifier, Judgement, Measure, MeasureSet


def family(walk, title):
    """The family of the first listing with a title."""
    keys = sorted(k for k, m in walk.catalog.measures.items() if plain_title(m.name) == title)
    assert keys, f"no listing is called '{title}'"
    return walk.family_of(keys[0]).id


TOGETHER = [
    ("colorectal cancer screening", "cancer prevention screening for colorectal cancer"),
    ("breast cancer screening", "breast cancer screening bcs e"),
    ("controlling high blood pressure", "hypertension htn controlling high blood pressure"),
    ("screening for depression and follow up plan",
     "preventive care and screening screening for clinical depression and follow up plan"),
    ("plan all cause readmissions", "plan all cause readmissions pcr"),
    ("childhood immunization status combo 10", "childhood immunizations combo 10"),
    ("medication adherence for cholesterol statins", "medication adherence for cholesterol mac"),
    ("initiation and engagement of substance use disorder treatment",
     "initiation and engagement of alcohol and other drug dependence treatment"),
]  # fmt: skip

APART = [
    ("breast cancer screening", "cervical cancer screening"),
    ("breast cancer screening", "colorectal cancer screening"),
    ("controlling high blood pressure", "blood pressure control for patients with diabetes"),
    ("diabetes eye exam", "diabetes foot exam"),
    ("comprehensive diabetes care hba1c testing",
     "comprehensive diabetes care hba1c poor control >9 0%"),
    ("comprehensive diabetes care hba1c control <8 0%",
     "comprehensive diabetes care hba1c poor control >9 0%"),
    ("prenatal and postpartum care timeliness of prenatal care",
     "prenatal and postpartum care postpartum care"),
    ("depression remission at twelve months", "depression remission at six months"),
    ("follow up after hospitalization for mental illness",
     "follow up after emergency department visit for mental illness"),
    ("statin therapy for patients with cardiovascular disease",
     "statin therapy for patients with diabetes"),
    ("use of opioids at high dosage", "use of opioids from multiple providers"),
    ("oral evaluation dental services", "topical fluoride for children"),
    ("well child visits in the first 15 months of life", "adolescent well care visits"),
    ("plan all cause readmissions", "ambulatory care"),
    ("getting needed care", "getting appointments and care quickly"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_the_same_measure_is_one_family(walk, one, other):
    assert family(walk, one) == family(walk, other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_measures_are_other_families(walk, one, other):
    assert family(walk, one) != family(walk, other)


def test_every_measure_belongs_to_one_family_and_every_family_to_one_concept(walk):
    members = Counter(key for each in walk.families for key in each.members)
    assert set(members) == {k for k, m in walk.catalog.measures.items() if m.grain == "measure"}
    assert set(members.values()) == {1}
    families = Counter(id_ for each in walk.concepts for id_ in each.families)
    assert set(families) == set(walk.family) and set(families.values()) == {1}


def test_no_set_has_two_measures_of_a_family_unless_it_prints_one_twice(walk):
    names = walk.catalog.measures
    for each in walk.families:
        inside: dict[str, set[str]] = {}
        for key in each.members:
            inside.setdefault(names[key].set_id, set()).add(plain_title(names[key].name))
        twice = {set_id: titles for set_id, titles in inside.items() if len(titles) > 1}
        assert not twice, f"{each.id}: {twice}"


def test_a_family_of_several_knows_its_weakest_link(walk):
    for each in walk.families:
        assert (each.weakest is not None) == (len(each.members) > 1)
        if each.weakest:
            assert {each.weakest.left, each.weakest.right} <= set(each.members)


def test_links_are_told_from_either_side(walk):
    left = "cpc-plus-2018/controlling-high-blood-pressure"
    right = "hedis-2018/controlling-high-blood-pressure"
    link = walk.link(left, right)
    assert link == walk.link(right, left)
    assert link.relation == "same"
    assert link in walk.links_between("hedis-2018", "cpc-plus-2018")


def test_the_evidence_of_every_link_between_two_sets_adds_up(walk):
    for link in walk.links_between("cpc-plus-2018", "hedis-2018"):
        score = sum(reason.weight for reason in link.evidence)
        if link.relation == "same":
            assert link.confidence == pytest.approx(1 / (1 + 2.718281828459045**-score), abs=1e-3)


def tiny(*rows, set_id="s"):
    measures = {}
    for set_number, name, *ids in rows:
        key = f"{set_id}-{set_number}"
        made = measures.setdefault(key, [])
        found = tuple(Identifier(scheme=scheme, value=value) for scheme, value in ids)
        made.append(Measure(key=f"{key}/{len(made)}", name=name, ids=found, evidence="source"))
    return Catalog.of(
        MeasureSet(id=id_, name=id_, year=2018, sponsor="x", kind="payer", measures=tuple(each))
        for id_, each in measures.items()
    )


def groups(walk):
    return {each.members for each in walk.families}


def test_an_id_that_occurs_twice_in_one_set_is_kinship_not_sameness():
    cdc = ("hedis", "CDC")
    catalog = tiny((1, "Eye Exam", cdc), (1, "Nephropathy", cdc), (2, "HbA1c Testing", cdc))
    assert len(measurealign.crosswalk(catalog).families) == 3


def test_two_titles_of_one_set_are_two_measures():
    catalog = tiny((1, "Breast Cancer Screening"), (1, "Mammography"), (2, "Mammograms"))
    assert ("s-1/0", "s-1/1") not in {
        tuple(sorted(g))[:2] for g in groups(measurealign.crosswalk(catalog))
    }


def test_a_shared_id_joins_what_the_titles_do_not():
    catalog = tiny((1, "Glycemic Status"), (2, "A1c in check"))
    with_ids = tiny(
        (1, "Glycemic Status", ("cms", "CMS122v6")), (2, "A1c in check", ("cms", "CMS122v9"))
    )
    assert len(measurealign.crosswalk(with_ids).families) <= len(
        measurealign.crosswalk(catalog).families
    )
    assert len(measurealign.crosswalk(with_ids).families) == 1


def test_a_rejected_link_parts_a_family_and_is_told():
    catalog = tiny((1, "Breast Cancer Screening"), (2, "Breast Cancer Screening"))
    said = Judgement(left="s-1/0", right="s-2/0", verdict="rejected", by="Ann", why="other ages")
    walk = measurealign.crosswalk(catalog, [said])
    assert len(walk.families) == 2
    link = walk.link("s-1/0", "s-2/0")
    assert link.status == "rejected" and link.judgement == said and link.relation != "same"


def test_an_accepted_link_joins_two_families_and_survives_a_rebuild():
    catalog = tiny((1, "Breast Cancer Screening"), (2, "Pink ribbon quality point"))
    said = Judgement(left="s-1/0", right="s-2/0", verdict="accepted", by="Ann", why="one measure")
    for _ in range(2):
        walk = measurealign.crosswalk(catalog, [said])
        assert len(walk.families) == 1
        assert walk.link("s-1/0", "s-2/0").confidence == 1.0


def test_an_unsure_word_changes_nothing_but_is_shown():
    catalog = tiny((1, "Breast Cancer Screening"), (2, "Mammography"))
    said = Judgement(left="s-1/0", right="s-2/0", verdict="unsure", by="Ann")
    plain, judged = measurealign.crosswalk(catalog), measurealign.crosswalk(catalog, [said])
    assert groups(plain) == groups(judged)
    assert judged.link("s-1/0", "s-2/0").status == "unsure"


def test_an_accepted_variant_keeps_two_families():
    catalog = tiny((1, "Breast Cancer Screening"), (2, "Mammography"))
    said = Judgement(left="s-1/0", right="s-2/0", verdict="accepted", relation="variant", by="Ann")
    walk = measurealign.crosswalk(catalog, [said])
    assert len(walk.families) == 2
    assert walk.link("s-1/0", "s-2/0").relation == "variant"


PROGRAM = """
import measurealign, sys
from measurealign.catalog import Catalog
sets = [measurealign.load_catalog().get(i) for i in
        ("cpc-plus-2018", "hedis-2018", "or-cco-incentive-2018", "hrsa-uds-2018")]
walk = measurealign.crosswalk(Catalog.of(sets[::-1] if sys.argv[1] == "1" else sets))
print([(f.id, f.members) for f in walk.families], [(c.id, c.families) for c in walk.concepts])
print([(k.left, k.right, k.relation, k.confidence) for k in walk.links])
"""


def test_any_hash_seed_and_any_order_give_the_same_crosswalk(tmp_path):
    answers = set()
    for seed in ("0", "1", "42"):
        home = tmp_path / seed
        env = {**os.environ, "PYTHONHASHSEED": seed, "XDG_CACHE_HOME": str(home)}
        command = [sys.executable, "-c", PROGRAM, seed]
        answers.add(subprocess.run(command, env=env, capture_output=True, check=True).stdout)
    assert len(answers) == 1


def test_the_cache_gives_what_was_found_and_may_be_spoilt(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    catalog = tiny((1, "Breast Cancer Screening"), (2, "Mammography"), (3, "Eye Exam"))
    first = groups(measurealign.crosswalk(catalog))
    files = list(cache.folder().glob("*.json"))
    assert len(files) == 2
    assert groups(measurealign.crosswalk(catalog)) == first
    for file in files:
        file.write_text("{ spoilt")
    assert groups(measurealign.crosswalk(catalog)) == first


def test_no_cache_folder_is_no_trouble(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert len(measurealign.crosswalk(tiny((1, "Eye Exam"))).families) == 1


def test_a_set_that_joins_leaves_the_other_families_as_they_were(catalog, walk):
    own = tiny((1, "Colorectal Cancer Screening"), (1, "Something Nobody Counts"), set_id="own")
    joined = measurealign.crosswalk(catalog.with_sets(*own))
    before = groups(walk)
    after = {tuple(k for k in g if not k.startswith("own-1/")) for g in groups(joined)} - {()}
    assert after == before
