"""Which titles are compared: all that matter, far from all."""

from benchmarks.gold import load
from measurealign.matching.candidates import candidates
from measurealign.matching.columns.titles import Titles
from measurealign.matching.wording import read_title


def pairs(titles):
    read = Titles.of([read_title(title) for title in titles])
    return {frozenset((titles[i], titles[j])) for i, j in candidates(read).tolist()}


def test_titles_with_a_telling_idea_in_common_meet():
    titles = ["Chlamydia Screening", "Screening of women for chlamydia"]
    assert frozenset(titles) in pairs([*titles, "Asthma Admissions", "Eye Exam"])


def test_a_kind_meets_the_wider_idea():
    titles = ["Deep vein thrombosis", "Venous Thromboembolism Prophylaxis"]
    assert frozenset(titles) in pairs([*titles, "Asthma Admissions", "Eye Exam"])


def test_nearly_all_labelled_pairs_are_candidates():
    gold = load()
    titles = sorted({row["title"] for row in gold.rows.values()})
    found = pairs(titles)
    true = {frozenset(gold.rows[key]["title"] for key in pair) for pair in gold.truth}
    true = {pair for pair in true if len(pair) == 2}
    assert len(true & found) / len(true) >= 0.985
    assert len(found) < 0.1 * len(titles) ** 2 / 2


def test_of_all_labelled_pairs_equal_titles_included_995_in_1000_are_candidates():
    gold = load()
    titles = sorted({row["title"] for row in gold.rows.values()})
    found = pairs(titles)
    hits = [
        len({gold.rows[key]["title"] for key in pair}) == 1
        or frozenset(gold.rows[key]["title"] for key in pair) in found
        for pair in gold.truth
    ]
    assert sum(hits) / len(hits) >= 0.99


def test_order_does_not_matter():
    titles = ["Eye Exam", "Diabetes: Eye Exam", "Foot Exam", "Breast Cancer Screening", "Eyes"]
    assert pairs(titles) == pairs(titles[::-1])


def test_a_lonely_title_meets_its_nearest_by_letters():
    titles = ["Zyxwv index", "Zyxw index", *(f"Depression care {i}" for i in range(9))]
    assert frozenset(titles[:2]) in pairs(titles)


def test_one_title_has_no_pairs():
    assert not pairs(["Eye Exam"]) and not pairs([])


def test_titles_with_nothing_in_common_do_not_meet():
    depression = [f"Depression care {i}" for i in range(9)]
    found = pairs(["Eye Exam", "Cesarean Birth", *depression])
    assert not [pair for pair in found if "Eye Exam" in pair and pair & set(depression)]
