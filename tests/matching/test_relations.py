"""What two lines are to each other: pairs as payers print them, judged by the field's own words.

Each line of a table is read from the left and from the right. KNOWN lines are looked up in the
inventory; TITLES are held against each other by their wording alone.
"""

from functools import cache

import pytest

import measurealign as ma
from measurealign.catalog import Catalog
from measurealign.crosswalk import Crosswalk, explain
from measurealign.model import TURNED, Measure, MeasureSet

FUH = "Follow-Up After Hospitalization for Mental Illness"
CIS, IMA = "Childhood Immunization Status", "Immunizations for Adolescents"
CDC, PPC = "Comprehensive Diabetes Care", "Prenatal and Postpartum Care"
WCC = ("Weight Assessment and Counseling for Nutrition and Physical Activity for "
       "Children/Adolescents")  # fmt: skip
ADD = "Follow-Up Care for Children Prescribed ADHD Medication"
AMM, AMR = "Antidepressant Medication Management", "Asthma Medication Ratio"
SUD = "Initiation and Engagement of Alcohol and Other Drug Dependence Treatment"

KNOWN = [
    # One measure under several names.
    ("Chlamydia Screening in Women", "same", "Chlamydia Screening"),
    ("CBP", "same", "Controlling High Blood Pressure"),
    ("Breast Cancer Screening", "same", "Breast Cancer Screening (BCS)"),
    ("Use of Imaging Studies for Low Back Pain", "same", "Low Back Pain: Imaging"),
    # Age bands.
    ("Chlamydia Screening in Women Ages 16 to 20", "slice", "Chlamydia Screening in Women"),
    (f"{AMR}: Ages 5-11", "slice", AMR),
    # Rates of one measure.
    (f"{FUH}: 7 days", "rate", FUH),
    (f"{PPC}: Postpartum Care", "rate", PPC),
    (f"{AMM}: Acute Phase", "rate", AMM),
    (f"{ADD}: Initiation Phase", "rate", ADD),
    (f"{WCC}: BMI", "rate", WCC),
    (f"{SUD}: Initiation", "rate", SUD),
    (f"{CDC}: Eye Exam", "rate", CDC),
    ("Hemoglobin A1c (HbA1c) Poor Control (>9.0%)", "rate", CDC),
    # Combinations and single vaccines.
    (f"{CIS} (Combo 10)", "combination", CIS),
    (f"{IMA} - Combination 2", "combination", IMA),
    (f"{CIS}: MMR", "component", CIS),
    # One idea in two specifications.
    (f"{FUH} (7-Day)", "variant", f"{FUH} (30-Day)"),
    (f"{CIS} Combination 3", "variant", f"{CIS} Combination 10"),
    (f"{CDC}: HbA1c Poor Control (>9.0%)", "variant", f"{CDC}: HbA1c Control (<8.0%)"),
    ("Adolescent Well-Care Visits", "replaced", "Child and Adolescent Well-Care Visits"),
    ("Depression Remission at Six Months", "variant", "Depression Remission at Twelve Months"),
    # Two parts of one measure that measure other people or other care.
    ("Chlamydia Screening in Women Ages 16-20", "related",
     "Chlamydia Screening in Women Ages 21-24"),
    (f"{AMR}: Ages 5-11", "related", f"{AMR}: Ages 12-18"),
    (f"{PPC}: Timeliness of Prenatal Care", "related", f"{PPC}: Postpartum Care"),
    (f"{AMM}: Acute Phase", "related", f"{AMM}: Continuation Phase"),
    (f"{CDC}: Eye Exam", "related", f"{CDC}: HbA1c Testing"),
    # Known measures of which the inventory states nothing: their titles tell.
    ("Flu shots for adults ages 18 to 64", "narrower", "Influenza Immunization"),
    ("Controlling High Blood Pressure", "related",
     "Blood Pressure Control for Patients With Diabetes"),
    ("Breast Cancer Screening", "different", "Cervical Cancer Screening"),
    ("Colorectal Cancer Screening", "different", AMR),
]  # fmt: skip

TITLES = [
    # The same: other words, order, abbreviations.
    ("Influenza Immunization", "same", "Flu shots"),
    ("Colorectal Cancer Screening", "same", "Screening for colon cancer"),
    ("Tobacco Use: Screening and Cessation", "same", "Smoking Screening and Cessation"),
    ("Cervical Cancer Screening", "same", "Pap test for cervical cancer"),
    # Another limit, span or threshold direction: another specification.
    ("HbA1c Poor Control (>9.0%)", "variant", "HbA1c Control (<8.0%)"),
    ("HbA1c Control (<8.0%)", "variant", "HbA1c Control (<7.0%)"),
    ("Controlling Blood Pressure (<140/90)", "variant", "Controlling Blood Pressure (<130/80)"),
    ("LDL Control (<100)", "variant", "LDL Control (<130)"),
    ("Depression Remission at Six Months", "variant", "Depression Remission at Twelve Months"),
    ("Pneumonia Readmission Rate, 30 days", "variant", "Pneumonia Readmission Rate, 90 days"),
    # Ages that do not meet: other people.
    ("Asthma Admissions, ages 5 to 17", "related", "Asthma Admissions, ages 18 to 39"),
    ("Dental Sealants, ages 6 to 9", "related", "Dental Sealants, ages 10 to 14"),
    ("Chlamydia Screening, ages 16 to 20", "related", "Chlamydia Screening, ages 21 to 24"),
    ("Breast Cancer Screening, ages 40 to 49", "related", "Breast Cancer Screening, ages 50 to 74"),
    # Ages that lie inside others, or that only one side names.
    ("Asthma Admissions, ages 5 to 17", "narrower", "Asthma Admissions, ages 2 to 17"),
    (f"{AMR}, ages 5 to 11", "narrower", AMR),
    (FUH, "broader", f"{FUH}: Ages 6 to 17"),
    # One rate, phase or combination.
    (f"{FUH} (7-Day)", "narrower", FUH),
    (f"{CIS} (Combo 10)", "narrower", CIS),
    ("ADHD Medication: Initiation Phase", "narrower", "ADHD Medication"),
    # People.
    ("Pain Assessment for adolescents", "narrower", "Pain Assessment"),
    ("Adolescent Well-Care Visits", "narrower", "Child and Adolescent Well-Care Visits"),
    ("Osteoporosis Screening in women", "related", "Osteoporosis Screening in men"),
    ("HPV Vaccination, females", "related", "HPV Vaccination, males"),
    ("Pediatric Asthma Admissions", "related", "Asthma Admissions in Older Adults"),
    # Setting.
    ("Cesarean Birth in hospitals", "narrower", "Cesarean Birth"),
    # A further step, disease or drug.
    ("Depression Screening", "narrower", "Depression Screening and Follow-Up"),
    ("Weight Assessment and Counseling", "broader", "Weight Assessment"),
    ("COPD and Asthma Admissions", "broader", "Asthma Admissions"),
    ("ACE inhibitor or ARB therapy", "broader", "ACE inhibitor therapy"),
    ("Statin Therapy for Patients With Diabetes", "narrower", "Statin Therapy"),
    ("Emergency Department Visits for Asthma", "narrower", "Asthma"),
    # Another step on the same subject.
    ("Depression Screening", "related", "Depression Follow-Up"),
    ("Tobacco Screening", "related", "Tobacco Cessation Counseling"),
    ("Initiation of Substance Use Treatment", "related", "Engagement of Substance Use Treatment"),
    # Another subject that has enough in common, or the same people.
    ("Knee Replacement Complications", "related", "Hip Replacement Complications"),
    ("Asthma Admissions", "related", "COPD Admissions"),
    ("Heart Failure: Beta Blocker", "related", "Heart Failure: ACE Inhibitor"),
    ("Stroke: Anticoagulation", "related", "Atrial Fibrillation: Anticoagulation"),
    ("Hepatitis B Vaccination", "related", "Hepatitis A Vaccination"),
    # Another measure.
    ("Breast Cancer Screening", "different", "Cervical Cancer Screening"),
    ("Diabetes: Eye Exam", "different", "Diabetes: Foot Exam"),
    ("Prenatal Care", "different", "Postpartum Care"),
    ("Medication Adherence for Cholesterol", "different", "Medication Adherence for Hypertension"),
    ("Lead Screening in Children", "different", "Developmental Screening in Children"),
    ("Eye Exam", "different", "Cesarean Birth"),
]  # fmt: skip
PARTS = ("slice", "rate", "combination", "component")


@cache
def known() -> tuple[Crosswalk, dict[str, str]]:
    """The crosswalk of all known lines, each in a set of its own, and the key of each."""
    titles = sorted({title for left, _, right in KNOWN for title in (left, right)})
    keys = {title: f"set-{i}/line" for i, title in enumerate(titles)}
    sets = (
        MeasureSet(
            id=key.partition("/")[0], name="A set", year=2018, sponsor="Somebody", kind="payer",
            measures=(Measure(key=key, name=title, evidence="primary"),),
        )
        for title, key in keys.items()
    )  # fmt: skip
    return ma.crosswalk(Catalog.of(sets)), keys


@pytest.mark.parametrize(("left", "bond", "right"), KNOWN)
def test_known_measures(left: str, bond: str, right: str) -> None:
    walk, keys = known()
    there, back = walk.match(keys[left], keys[right]), walk.match(keys[right], keys[left])
    assert (there.bond, back.bond) == (bond, TURNED.get(bond, bond))
    stands_for = {**dict.fromkeys(PARTS, "narrower"), "replaced": "related"}
    expected = stands_for.get(bond, bond)  # the part stands on the left
    assert (there.relation, back.relation) == (expected, TURNED.get(expected, expected))


@pytest.mark.parametrize(("left", "relation", "right"), TITLES)
def test_titles(left: str, relation: str, right: str) -> None:
    one, other = (
        Measure(key=key, name=name, evidence="primary")
        for key, name in (("a-2018/x", left), ("b-2018/y", right))
    )
    assert explain(one, other).relation == relation
    assert explain(other, one).relation == TURNED.get(relation, relation)


def test_the_tables_are_large_and_have_every_kind() -> None:
    assert len({*KNOWN, *TITLES}) >= 60
    assert {bond for _, bond, _ in KNOWN} == {
        "same", *PARTS, "variant", "replaced", "narrower", "related", "different",
    }  # fmt: skip
    assert {relation for _, relation, _ in TITLES} == {
        "same", "variant", "broader", "narrower", "related", "different",
    }  # fmt: skip
