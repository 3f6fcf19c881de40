"""The agenda: which line of it a title speaks of. The wordings are those of lists and of people."""

from collections import defaultdict

import pytest

from measurealign.inventory import shipped
from measurealign.inventory.subjects import OTHER, agenda

WORDINGS = r"""
breast-screening|BCS
breast-screening|BCS-E: Breast Cancer Screening
breast-screening|Mammogram every 2 years
breast-screening|Women 50-74 with mammography
breast-screening|C01 - Breast Cancer Screening
cervical-screening|CCS-E
cervical-screening|Pap test / cervical cytology
colorectal-screening|COL
colorectal-screening|Colon Cancer Screening
colorectal-screening|Colorectal CA screening
overscreen-prostate|PSA-Based Screening in Older Men (non-recommended)
lung-screening|Lung Cancer Screening
breast-followup|FMA-E Follow-Up After Abnormal Mammogram
a1c-control|HBD - HbA1c Control (<8%)
a1c-control|GSD: Glycemic Status Assessment >9%
a1c-control|Diabetes Care - Blood Sugar Controlled
a1c-control|CDC: HbA1c Poor Control (>9.0%)
a1c-control|Hemoglobin A1c less than 8
a1c-control|Diabetes: A1c not in control
a1c-testing|HbA1c test
a1c-testing|Diabetes A1c testing (CDC)
a1c-testing|Diabetes: annual A1c screening
diabetes-eye|EED
diabetes-eye|Diabetic retinal exam
diabetes-eye|Dilated eye exam (CDC)
diabetes-kidney|KED
diabetes-kidney|Diabetes Care - Kidney Disease Monitoring
diabetes-kidney|Urine microalbumin testing for diabetics
diabetes-bp|BPD
diabetes-bp|CDC - BP < 140/90
diabetes-statin|SUPD
diabetes-statin|SPD: Received statin therapy
diabetes-adherence|Med Adherence: Diabetes (non-insulin)
diabetes-adherence|MAD
diabetes-adherence|PDC - Diabetes All Class
hypertension-adherence|Medication Adherence - RAS Antagonists
hypertension-adherence|Medication adherence for blood pressure (RASA)
hypertension-adherence|PDC-RASA
statin-adherence|Statin adherence (PDC)
statin-adherence|PDC: Statins
statin-adherence|Medication Adherence - Statins
statin-adherence|MAC
statin-cvd|SPC
statin-cvd|Statin therapy for ASCVD
lipid-control|LDL-C Screening
lipid-control|Cholesterol screening
diabetes-optimal|D5
diabetes-optimal|Optimal Diabetes Care (D5)
diabetes-optimal|Diabetes composite
bp-control|CBP
bp-control|Controlling High BP
bp-control|Hypertension: BP Control
bp-control|High Blood Pressure Controlled
bp-control|Blood pressure controlled <140/90
bp-control|HTN control
bp-screening|Blood pressure screening with follow-up
ivd-aspirin|IVD aspirin use
beta-blocker|PBH
cardiac-rehab|CRE Cardiac Rehabilitation
anticoagulation|AFib anticoagulation
depression-screening|DSF-E
depression-screening|CDF
depression-screening|Screening for Clinical Depression (PHQ-2/PHQ-9)
depression-screening|Depression screening using PHQ-9
depression-outcome|Depression remission 12 mo
depression-outcome|PHQ-9 response at 6 months depression
depression-monitoring|DMS-E
depression-monitoring|PHQ-9 utilization
antidepressant|AMM
antidepressant|Antidepressant medication: effective continuation phase treatment
antidepressant|Effective Acute Phase Treatment
perinatal-depression|PDS-E
perinatal-depression|Depression screening during pregnancy
fuh|FUH 7-day
fuh|FUH30
fuh|7-day follow up after mental health inpatient discharge
fum|FUM
fum|FUM-30
fua|FUA 30 days
fui|FUI
fua|ED follow-up for AOD
iet|IET
iet|IET Engagement
oud|POD
oud|MAT for OUD
opioid-safety|HDO
opioid-safety|COB
opioid-safety|Opioid prescriptions at high MME
alcohol-screening|SBIRT
alcohol-screening|ASF-E
tobacco|MSC
tobacco|Advising smokers to quit
tobacco|TSC-E
adhd|ADD-E Initiation
adhd|ADHD initiation phase
metabolic-antipsychotic|APM-E
psychosocial-antipsychotic|Use of first line psychosocial care (APP)
antipsychotic-adherence|SAA
smi-physical|SSD
smi-physical|SMD
child-immunization|CIS Combo 10
child-immunization|CIS-10
child-immunization|Childhood Imms Combo 3
child-immunization|Immunizations by age 2
child-immunization|Two-year-old immunization
adolescent-immunization|IMA Combo 2
adolescent-immunization|IMA
adolescent-immunization|HPV vaccine
adolescent-immunization|Meningococcal vaccine
adult-immunization|AIS-E
flu|Annual Flu Vaccine
flu|Flu shot
pneumococcal|Pneumonia vaccine
pneumococcal|Pneumonia shot
well-child-0-30m|W30 (0-15 months)
well-child-0-30m|W15
well-child-0-30m|Well Child Visits 0-15 mos (6+ visits)
well-child-0-30m|Well-Baby Visits
well-child-3-21|WCV
well-child-3-21|AWC
well-child-3-21|W34
well-child-3-21|Well Child 3-6 yrs
well-child-3-21|WCV 12-17 years
well-child-3-21|Child & adolescent well care (ages 3-21)
child-weight|WCC BMI percentile
child-weight|WCC Nutrition
child-weight|BMI percentile
lead|LSC
lead|Blood lead testing by age 2
developmental-screening|DEV-CH
developmental-screening|Developmental screenings 0-36 months
fluoride|TFL
fluoride|Dental varnish in primary care
sealants|SFM
dental|ADV
dental|OED
dental|Preventive dental visit
prenatal-care|PPC Prenatal
prenatal-care|Timeliness of Prenatal Care (PPC)
postpartum-care|PPC Postpartum
postpartum-care|PPC: Postpartum Care
postpartum-care|Prenatal & Postpartum Care – Postpartum
prenatal-care|PPC
contraception|CCW-AD
contraception|CCP
low-birth-weight|LBW-CH
cesarean|NTSV C-section
elective-delivery|PC-01
chlamydia|CHL
hiv-screening|HIV test
hiv-care|HIV viral load suppression
hepatitis|Hep C screening
bronchitis|AAB
uri|URI
uri|Antibiotics for colds (URI)
pharyngitis|CWP
pharyngitis|Strep test for sore throat
antibiotic-use|AXR
back-imaging|LBP
back-imaging|Imaging in low back pain
asthma-medication|AMR
asthma-medication|Asthma controller medication
asthma-medication|MMA 75%
copd|PCE - Systemic corticosteroid
copd|SPR
med-reconciliation|MRP
discharge-followup|TRC
discharge-followup|TRC: Patient engagement after inpatient discharge
discharge-followup|Notification of Inpatient Admission
fmc|FMC
high-risk-meds|DAE
high-risk-meds|Polypharmacy: Use of multiple anticholinergic meds (Poly-ACH)
medication-review|MTM CMR completion
medication-review|COA Medication Review
older-adult-function|COA Functional Status Assessment
older-adult-function|Care for Older Adults - Functional Status
pain-assessment|COA Pain Assessment
advance-care|ACP
advance-care|COA Advance Care Planning
falls|Falls screening
osteoporosis-fracture|OMW
osteoporosis-screening|OSW
urinary-incontinence|Bladder control
physical-activity|Monitoring Physical Activity
health-status|Improving or Maintaining Mental Health
adult-bmi|ABA
adult-bmi|BMI assessment & follow up
adult-bmi|Adult BMI
dmard|ART
social-needs|SNS-E
social-needs|SDOH screening
social-needs|Health-related social needs screening
social-needs|Screen positive rate for social drivers of health
equity|Health equity index reward
equity|REL data completeness
readmission|PCR
readmission|30-day all cause readmissions
readmission|Rehospitalization within 30 days
ed-use|ED visits/1000
ed-use|EDU
ed-use|AMB-ED
ed-use|Emergency Room Utilization
ed-use|ER visits per 1000
ed-avoidable|Avoidable ED visits
ed-avoidable|Low-intensity ED visits
ed-avoidable|Non-emergent ER use
hospital-use|Admits per 1000
hospital-use|AHU
hospital-use|Inpatient admissions per 1,000
acsc-admissions|PQI-92
acsc-admissions|Ambulatory care sensitive admissions
acsc-admissions|Asthma admission rate (PDI 14)
total-cost|TCOC
total-cost|PMPM
total-cost|Total medical cost trend
total-cost|Risk-adjusted total cost index
generics|Generic dispensing rate
generics|GDR
generics|Generic fill rate
patient-experience|CG-CAHPS
patient-experience|CAHPS
patient-experience|Patient satisfaction survey
experience-access|Getting Care Quickly
experience-access|Getting Needed Care
experience-access|CAHPS - Access composite
experience-communication|How Well Doctors Communicate
experience-communication|Provider communication (CG-CAHPS)
experience-coordination|CAHPS Coordination of Care
experience-provider-rating|Rating of Personal Doctor
experience-provider-rating|Rating of Health Care
experience-plan-rating|Rating of Health Plan
experience-plan-rating|Rating of Drug Plan
experience-plan-rating|Health Plan Customer Service
experience-office-staff|Courteous and helpful office staff
experience-shared-decisions|Shared Decision Making
activation|Patient Activation Measure
adult-access|AAP
adult-access|Annual Wellness Visit
adult-access|AWV completion
adult-access|Annual physical
adult-access|PCP visit in last 12 months
child-access|CAP
care-management|Care plan for high-risk members enrolled in care management
medical-home|PCMH recognition
health-it|EHR adoption
health-it|Electronic clinical data submission
plan-operations|Complaints about the Health Plan
referral-loop|Closing the referral loop
bh-treatment|Mental health penetration rate
suicide|Suicide risk screening
low-value-care|Choosing Wisely low-value services
diabetes-prevention|Prediabetes screening
ckd-care|CKD: ACE/ARB
hospital-use|Bed days per 1000
specialty-cardiology|Appropriate cardiac stress test use
osteoporosis-screening|DEXA scan
health-risk-assessment|Health Risk Assessment completion
antibiotic-use|Appropriate antibiotic prescribing
persistent-meds|MPM - ACE/ARB
persistent-meds|Annual monitoring of persistent medications: diuretics
iet|Initiation of SUD treatment
falls|Fall risk screening
total-cost|Medical loss ratio
colorectal-screening|Colorectal Cancer Screen (45-75)
colorectal-screening|FIT or colonoscopy for colorectal cancer
breast-screening|Breast CA Screening
cervical-screening|Cervical CA Screen
a1c-control|Diabetes: HgbA1c > 9 or no test
a1c-control|A1c less than 8.0%
a1c-control|Poor glycemic control
a1c-testing|Diabetics with at least one A1c test
diabetes-eye|Diabetes: Retinal Eye Exam
diabetes-kidney|Diabetes Monitoring for Nephropathy
diabetes-foot|Annual foot exam for diabetics
bp-control|Blood Pressure Control (HTN)
bp-control|Hypertensive patients with BP < 140/90
statin-cvd|Statin use in CVD
statin-adherence|Part D Med Adherence for Cholesterol (Statins)
hypertension-adherence|Part D Med Adherence for Hypertension (RASA)
well-child-0-30m|Infant well visits, 6 or more
well-child-3-21|Adolescent wellness exam
well-child-3-21|Annual well visit, ages 12 to 21
child-immunization|Immunizations, children (Combo 3)
child-immunization|DTaP
adolescent-immunization|Teen immunizations
flu|Influenza vaccine 65+
child-weight|Obesity counseling in children
lead|Lead testing in toddlers
developmental-screening|Developmental screening by 36 months
dental|Any dental service, ages 1-20
fluoride|Fluoride treatment by PCP
prenatal-care|First trimester prenatal visit
postpartum-care|Postpartum visit 7-84 days
low-birth-weight|Low birthweight
cesarean|Low-risk cesarean rate
contraception|LARC access
depression-screening|PHQ-9 screening for depression 12+
depression-screening|Depression Screening and Plan
depression-outcome|Depression Response to Treatment, six months
perinatal-depression|Perinatal depression screening
fuh|Mental illness hospitalization follow-up within 7 days
fum|Emergency mental health follow up 30 day
fua|Follow up after ED for alcohol or drug dependence
iet|Initiating alcohol and drug treatment
adhd|ADHD medication follow-up
tobacco|Smoking status assessed and cessation offered
alcohol-screening|Alcohol screening and brief counselling
oud|Pharmacotherapy for OUD
opioid-safety|Opioids: high dosage
asthma-medication|Asthma: controller to total medication ratio
copd|COPD: bronchodilator
bronchitis|No antibiotics for acute bronchitis
uri|URI treatment in children
back-imaging|MRI for low back pain
med-reconciliation|Med reconciliation within 30 days of discharge
discharge-followup|PCP visit within 7 days of discharge
high-risk-meds|High-risk drugs in the elderly
falls|Fall risk assessment 65+
advance-care|Advance Directive documented
osteoporosis-fracture|Osteoporosis treatment in women after fracture
social-needs|Food insecurity screening
readmission|All cause readmit rate
ed-use|ED utilization per 1000
ed-avoidable|Preventable ED visits
hospital-use|Acute inpatient utilization
acsc-admissions|Admissions for ambulatory-care-sensitive conditions
total-cost|Cost per attributed member
generics|Generic prescribing rate
patient-experience|CG-CAHPS 3.0 adult survey
experience-access|Access to timely appointments (CAHPS)
experience-communication|Doctor communication composite
experience-coordination|Care coordination composite (CAHPS)
adult-access|Preventive care visit, adults
adult-access|Annual adult wellness visit
health-it|HIE connection
medical-home|NCQA PCMH level 3
chlamydia|Chlamydia test in sexually active women
hiv-screening|HIV screening 15-65
equity|Reduction in disparities by race
a1c-control|HbA1c Control for Patients With Diabetes: Good Control
diabetes-eye|Comprehensive Diabetes Care: Dilated Retinal Exam
diabetes-statin|Diabetics on a statin
statin-cvd|Statins for people with heart disease
ivd-aspirin|Daily aspirin for vascular disease
beta-blocker|Beta blockers post-MI
child-immunization|Percent of children fully immunized by 24 months
adolescent-immunization|Immunizations: adolescents, Tdap and meningococcal
pneumococcal|PCV/PPSV pneumococcal immunization for seniors
adult-immunization|Td/Tdap booster for adults
adult-immunization|Shingrix / zoster vaccine
well-child-3-21|Well-care visit for adolescents
well-child-0-30m|Six well-child visits by 15 months
dental|Annual dental visits for kids
sealants|Molar sealants
prenatal-care|Early prenatal care
postpartum-care|Post-partum care within 84 days
chlamydia|CHL 16-24
depression-screening|Annual depression screen
antidepressant|Antidepressant adherence - acute phase
fuh|Follow-up after psychiatric hospitalization, 30 days
fum|Follow-Up After Emergency Dept Visit for Mental Illness (7 days)
iet|Engagement in SUD treatment
tobacco|Tobacco: counseled to quit
bronchitis|Acute bronchitis without antibiotic
pharyngitis|Appropriate testing for strep pharyngitis
back-imaging|Low back pain: imaging within 28 days
asthma-control|Asthma action plan
asthma-medication|Asthma medication ratio 50%
copd|COPD exacerbation: bronchodilator dispensed
cardiac-rehab|Cardiac rehab referral
med-reconciliation|Post-discharge medication reconciliation
current-medications|Current meds documented
high-risk-meds|Avoiding high risk medications in the elderly
persistent-meds|Lab monitoring for persistent meds
falls|Screening for fall risk
dementia|Cognitive screening in older adults
advance-care|Advance care planning 65+
palliative|Hospice enrollment
social-needs|Housing status screened
readmission|Hospital readmissions within 30 days
ed-use|ED visit rate
ed-avoidable|Avoidable emergency room visits
hospital-use|Inpatient admits/1000
acsc-admissions|PQI 90 overall composite
chronic-admissions|Admissions for multiple chronic conditions
total-cost|PMPM total cost
episode-cost|Episode of care cost, perinatal
generics|Generic drug use
patient-experience|Patient experience of care (CAHPS)
experience-access|Access to care (CG-CAHPS)
experience-office-staff|Helpful office staff
experience-provider-rating|Overall rating of doctor
care-management|Care coordination program enrollment
medical-home|PCMH certification
health-it|E-prescribing rate
adult-access|Adults' preventive visits
child-access|Children's access to PCP
hiv-care|HIV viral suppression
perinatal-depression|Postpartum depression screen
suicide|Suicide risk assessment in MDD
adult-bmi|Weight screening and follow up
physical-activity|Discussed physical activity
urinary-incontinence|Talked about bladder control
health-status|Health status (HOS)
"""

COMPOSITES = [
    ("Optimal Diabetes Care",
     {"diabetes-optimal", "a1c-control", "diabetes-bp", "diabetes-statin", "ivd-aspirin",
      "tobacco"}),
    ("Prenatal and Postpartum Care", {"prenatal-care", "postpartum-care"}),
    ("Adult Immunization Status", {"adult-immunization", "flu", "pneumococcal"}),
    ("Transitions of Care", {"discharge-followup", "med-reconciliation"}),
]  # fmt: skip


def expected() -> list[tuple[str, str]]:
    """The rows of the table: subject and wording."""
    rows = [line.split("|", 1) for line in WORDINGS.strip().splitlines()]
    return [(subject.strip(), wording.strip()) for subject, wording in rows]


@pytest.mark.parametrize(("subject", "wording"), expected())
def test_a_wording_speaks_of(subject: str, wording: str) -> None:
    assert agenda().subject_of(wording) == subject


@pytest.mark.parametrize(("title", "serves"), COMPOSITES)
def test_a_composite_serves_several_its_own_first(title: str, serves: set[str]) -> None:
    found = agenda().subjects_of(title, agenda().subject_of(title))
    assert set(found) == serves and found[0] == agenda().subject_of(title)


def test_what_no_pattern_finds_is_other() -> None:
    assert agenda().subjects_of("Zzz", OTHER) == (OTHER,)


def test_ids_are_unique_and_composites_name_subjects() -> None:
    ids = [one.id for one in agenda().subjects]
    assert len(ids) == len(set(ids)), "two subjects have one id"
    for one in agenda().composites:
        strange = set(one.serves) - set(ids)
        assert not strange, f"composite {one.pattern}: no subject {sorted(strange)}"


def test_every_subject_but_other_has_patterns() -> None:
    bare = [one.id for one in agenda().subjects if not one.patterns and one.id != OTHER]
    assert not bare, f"no title can ever speak of {bare}: give patterns or drop them"


def test_specialties_and_plan_operations_hold_no_rivals() -> None:
    narrow = [
        one.id
        for one in agenda().subjects
        if one.id.startswith(("specialty-", "plan-operations")) and not one.wide
    ]
    assert not narrow, f"mark them wide: {narrow}"


def test_the_kinds_of_subjects_are_met_by_measures() -> None:
    """Every subject that is not `other` is that of some known measure: none is a dead line."""
    used: dict[str, int] = defaultdict(int)
    for one in shipped():
        for subject in one.subjects:
            used[subject] += 1
    dead = [one.id for one in agenda().subjects if not used[one.id] and one.id != OTHER]
    assert not dead, f"no measure has these subjects: {dead}"
