"""Lists as payers print them: each line finds its measure, or the question puts it first."""

from pathlib import Path

import pytest

from measurealign import crosswalk
from measurealign.catalog import Catalog
from measurealign.catalog.imports.lines import Line, read_lines
from measurealign.crosswalk import Crosswalk, look_up
from measurealign.model import Identifier, Link, Measure, MeasureSet

CASES = Path(__file__).parent / "cases"


def linked(name: str) -> list[tuple[Line, Link]]:
    lines = read_lines(CASES / name)
    return list(zip(lines, look_up(lines), strict=True))


def offered(link: Link) -> list[str | None]:
    """The measures among which a person picks: the best, then the next ones."""
    return [link.measure, *(choice.measure for choice in link.next)]


def test_a_star_number_before_a_name_changes_nothing() -> None:
    """06: "C21 - Plan All-Cause Readmissions" is what its name alone is."""
    found = linked("06-code-prefix.csv")
    bare = [Line(line.row, line.name.split(" - ", 1)[1], key=line.key) for line, _ in found]
    for (line, link), plain in zip(found, look_up(bare), strict=True):
        assert (link.measure, link.status) == (plain.measure, plain.status), line.name
    assert sum(link.status == "sure" for _, link in found) >= 20
    by_name = {line.name.split(" - ", 1)[1]: link.measure for line, link in found}
    assert by_name["Plan All-Cause Readmissions"] == "plan-all-cause-readmissions"
    assert by_name["Diabetes Care – Eye Exam"] == "eye-exam-for-patients-with-diabetes"
    assert by_name["Controlling Blood Pressure"] == "controlling-high-blood-pressure"


WITH_ACRONYM = {
    "AAP": "adults-access-preventive-ambulatory-services",
    "CBP": "controlling-high-blood-pressure",
    "BPD": "blood-pressure-control-for-patients-with-diabetes",
    "BCS": "breast-cancer-screening",
    "HBD": "diabetes-hba1c-control-below-8",
    "CCS": "cervical-cancer-screening",
    "IMA": "immunizations-for-adolescents/combo2",
    "CIS CO10": "childhood-immunization-status/combo10",
    "WCV": "child-and-adolescent-well-care-visits",
    "FUH": "follow-up-after-hospitalization-for-mental-illness",
}


def test_acronyms_in_brackets_tell_the_measure() -> None:
    """07: bullets and acronyms are read off; what names two measures is for a person."""
    found = {line.name.rsplit("(", 1)[1].rstrip(")"): link for line, link in linked(
        "07-acronym-title.csv")}  # fmt: skip
    told = {code: found[code].measure for code in WITH_ACRONYM}
    assert told == WITH_ACRONYM
    assert {found[code].status for code in WITH_ACRONYM} == {"sure"}
    two = found["FUM and FUA"]
    assert two.status == "confirm"
    assert {str(one).split("/")[0] for one in offered(two)} >= {
        "follow-up-after-ed-visit-for-mental-illness", "follow-up-after-ed-visit-for-substance-use",
    }  # fmt: skip
    assert str(found["PPC"].measure).startswith("prenatal-and-postpartum-care")
    assert "well-child" in str(found["W30"].measure)


def test_controlling_blood_pressure_is_hedis_cbp(walk: Crosswalk) -> None:
    """17: also where the Star Ratings and a payer's programme print it so."""
    for _, link in linked("17-cbp.csv"):
        assert (link.status, link.measure) == ("sure", "controlling-high-blood-pressure")
    for set_id in ("medicare-star-ratings-2026", "mi-bcn-bcbsm-prp-2016"):
        assert "controlling-high-blood-pressure" in walk.families_in(set_id)


def test_one_row_moves_no_shipped_listing(catalog: Catalog, walk: Crosswalk) -> None:
    """24: a list with HbA1c ≤ 9 % leaves the Star Ratings' "Blood Sugar Controlled" at ≤ 9 %."""
    (line,) = read_lines(CASES / "24-one-row.csv")
    row = Measure(key="own-2024/gsd", name=line.name, evidence="source")
    own = MeasureSet(
        id="own-2024", name="Own", year=2024, sponsor="x", kind="payer", measures=(row,)
    )
    joined = crosswalk(catalog.with_sets(own))
    home = joined.family_of(row.key)
    stars = [
        m.key for one in catalog for m in one.measures
        if one.id.startswith("medicare-star") and "Blood Sugar Controlled" in m.name
    ]  # fmt: skip
    assert stars and set(stars) <= set(home.members)
    assert "<=9" in str(home.label) or "9" in home.label
    for key, link in walk.links.items():
        assert joined.links[key] == link
        assert joined.family_of(key).id == walk.family_of(key).id


#: What is not right yet: these lists may only shrink.
CALLED_ONE = {"No Imaging for Low Back Pain in Hospital"}
MISSED = {
    "Total Statin Therapy for Patients with Cardiovascular Disease",
    "HTN: BP < 140/90",
}

PAIRS = [line.split("\t") for line in (CASES / "16-pairs.tsv").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def pairs() -> Crosswalk:
    def side(id_: str, names: list[str]) -> MeasureSet:
        rows = (Measure(key=f"{id_}/{i}", name=n, evidence="source") for i, n in enumerate(names))
        return MeasureSet(
            id=id_, name=id_, year=2024, sponsor="x", kind="payer", measures=tuple(rows)
        )

    return crosswalk(
        Catalog.of([side("a", [one for _, one, _ in PAIRS]), side("b", [two for *_, two in PAIRS])])
    )


@pytest.mark.parametrize(
    ("at", "one", "two"), [(i, a, b) for i, (truth, a, b) in enumerate(PAIRS) if truth == "diff"]
)
def test_names_of_two_measures_are_not_one(pairs: Crosswalk, at: int, one: str, two: str) -> None:
    """16: look-alikes, other steps, other ages, other limits."""
    if two in CALLED_ONE:
        pytest.xfail("called the same: the setting does not tell them apart yet")
    assert pairs.match(f"a/{at}", f"b/{at}").relation != "same"


def test_names_of_one_measure_are_one_or_put_to_a_person(pairs: Crosswalk) -> None:
    """16: of the names of one measure, the same; else the measure is among what is offered."""
    missed = []
    for at, (truth, one, _) in enumerate(PAIRS):
        if truth != "same" or pairs.match(f"a/{at}", f"b/{at}").relation == "same":
            continue
        left, right = pairs.links[f"a/{at}"], pairs.links[f"b/{at}"]
        asked = "confirm" in (left.status, right.status)
        if not (asked and set(offered(left)) & set(offered(right)) - {None}):
            missed.append(one)
    assert set(missed) <= MISSED


def test_ids_of_the_gpro_tell_the_measure_whatever_the_name() -> None:
    """ "CARE-2" in a column, PREV-6 before a name; a hospital's HF-1 is no GPRO id."""
    lines = [
        Line(1, "Fall screen", (Identifier(scheme="gpro", value="CARE-2"),)),
        Line(2, "GPRO PREV-6: Colon screen"),
        Line(3, "MH-1 Remission"),
        Line(4, "HF-1 Discharge Instructions"),
    ]
    assert [(link.measure, link.status) for link in look_up(lines)] == [
        ("falls-screening-for-future-fall-risk", "sure"),
        ("colorectal-cancer-screening", "sure"),
        ("depression-remission-at-twelve-months", "sure"),
        ("hf-1-discharge-instructions-heart-failure", "sure"),
    ]


TRIMMED = [
    "[C01] {}", "C-01 {}", "C01_{}", "Part C: C01 {}", "Measure C05: {}", "Star C10 {}",
    "C07/C08 - {}", "M1: {}", "Q1 - {}", "#12 {}", "12 {}", "A.1 {}", "1a. {}", "Domain 1 - {}",
    "QI#5 {}", "{} (x3)", "{} (Weight 3)", "{} (Part C)", "{} - Commercial", "{} (Hybrid)",
    "NEW: {}", "{} (new for 2024)", "{} (goal 70%)", "{} (5 points)", "{} (see note 2)", "{} [1]",
    "C16 {} (3x weight)",
]  # fmt: skip


@pytest.mark.parametrize("form", TRIMMED)
def test_what_a_list_puts_around_a_name_changes_nothing(form: str) -> None:
    """06: numbers of the list, weights, notes and product lines say nothing of the measure."""
    for name in ("Breast Cancer Screening", "Controlling High Blood Pressure"):
        line, bare = look_up([Line(1, form.format(name)), Line(2, name)])
        assert (line.measure, line.status) == (bare.measure, "sure"), line


@pytest.mark.parametrize(
    "name", ["PHQ 9: Depression Screening", "6 Well-Child Visits in the First 15 Months of Life"]
)
def test_a_number_that_is_of_the_name_stays(name: str) -> None:
    (read,) = look_up([Line(1, name)])
    (bare,) = look_up([Line(1, name.split(" ", 2 if name[0] == "P" else 1)[-1])])
    assert (read.measure, read.part) != (bare.measure, bare.part) or read.status == "confirm"


@pytest.mark.parametrize(
    ("name", "both"),
    [
        ("CBP/BPD", {"controlling-high-blood-pressure",
                     "blood-pressure-control-for-patients-with-diabetes"}),
        ("BCS, COL", {"breast-cancer-screening", "colorectal-cancer-screening"}),
        ("BCS-E & COL-E", {"breast-cancer-screening", "colorectal-cancer-screening"}),
        ("FUH/FUM", {"follow-up-after-hospitalization-for-mental-illness",
                     "follow-up-after-ed-visit-for-mental-illness"}),
        ("SPC and SPD", {"statin-therapy-cardiovascular-disease", "statin-therapy-diabetes"}),
    ],
)  # fmt: skip
def test_acronyms_of_two_measures_offer_both(name: str, both: set[str]) -> None:
    """07: a line that is nothing but acronyms is for a person, who finds each measure."""
    (link,) = look_up([Line(1, name)])
    assert link.status == "confirm"
    assert both <= set(offered(link)[:3])


CONTRACT = {
    "Breast Cancer Screening¹": "breast-cancer-screening",
    "Cervical Ca Screen": "cervical-cancer-screening",
    "A1c > 9 (lower is better)": "diabetes-hba1c-poor-control",
    "Diabetic retinal exam": "eye-exam-for-patients-with-diabetes",
    "Asthma Medication Ratio": "asthma-medication-ratio",
    "Depression screen & f/u plan":
        "preventive-care-and-screening-screening-for-depression-and-follow-up-plan",
    "Plan All-Cause Readmissions": "plan-all-cause-readmissions",
    "CG-CAHPS: Timely access": "cg-cahps/access",
    "BP control <140/90": "controlling-high-blood-pressure",
}  # fmt: skip


def test_a_contract_with_numbers_is_read_line_by_line() -> None:
    """34: the CBE numbers of a contract (18 for 0018 too) tell what its short names mean."""
    found = {line.name: link for line, link in linked("34-contract.xlsx")}
    assert {name: found[name].measure for name in CONTRACT} == CONTRACT
    for heading in ("PREVENTION AND SCREENING", "CHRONIC CARE", "Total"):
        assert found[heading].status == "none"
