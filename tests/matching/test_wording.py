"""What a title says: ideas, ages, limits, spans, and what is left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurealign.matching.lexicon import stem
from measurealign.matching.numbers import take_numbers
from measurealign.matching.wording import read_title

SAME = [
    ("Diabetes: Hemoglobin A1c (HbA1c) Poor Control (>9%)", "diabetes HbA1c poor control > 9.0 %"),
    ("Diabetes: Glycemic Status Assessment", "Diabetes: HbA1c"),
    ("Breast Cancer Screening (BCS)", "Mammography"),
    ("Flu Vaccine", "Influenza Immunization"),
    ("Venous Thromboembolism (VTE) Prophylaxis", "VTE: Prophylaxis"),
    ("Screening for High Blood Pressure", "high BP screening"),
    ("Use of High-Risk Medications in the Elderly", "High risk medication use in older adults"),
    ("Controlling High Blood Pressure (CBP)", "controlling high blood pressure"),
    ("PQI 08: Heart Failure Admission Rate", "CHF admissions"),
    ("Well Child Visits", "well-care visits, children"),
    ("Counselling of smokers", "tobacco counseling"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_titles_that_say_the_same_read_the_same(one, other):
    assert read_title(one).wording == read_title(other).wording
    assert read_title(one).numbers == read_title(other).numbers


DIFFERENT = [
    ("Breast Cancer Screening", "Cervical Cancer Screening", "site"),
    ("HbA1c Poor Control", "HbA1c Testing", "step"),
    ("Initiation of Treatment", "Engagement of Treatment", "step"),
    ("Knee Replacement", "Hip Replacement", "procedure"),
    ("Aspirin at Arrival", "Statin at Arrival", "drug"),
    ("Depression Screening", "Anxiety Screening", "condition"),
    ("Heart Failure Mortality", "Heart Failure Readmission", "event"),
    ("Adult Immunization", "Adolescent Immunization", "population"),
]


@pytest.mark.parametrize(("one", "other", "kind"), DIFFERENT)
def test_words_that_distinguish_are_kept_apart(one, other, kind):
    assert read_title(one).of(kind) != read_title(other).of(kind)


@pytest.mark.parametrize(
    ("text", "ages", "limits", "spans"),
    [
        ("ages 18 to 75", ((18, 75),), (), ()),
        ("Women Age 16–24".lower().replace("–", "-"), ((16, 24),), (), ()),
        ("65 years and older", ((65, 120),), (), ()),
        ("age 18 and older", ((18, 120),), (), ()),
        ("under age 21", ((0, 21),), (), ()),
        ("first 15 months of life", ((0, 1.25),), (), ()),
        ("poor control (>9.0%)", (), ((">", 9),), ()),
        ("less than 8 %", (), (("<", 8),), ()),
        ("lvef less than or equal to 40%", (), (("<", 40),), ()),
        ("control (140/90)", (), (("<", 140),), ()),
        ("control (<140/90 mm hg)", (), (("<", 140),), ()),
        ("within 30 days", (), (), (720,)),
        ("thirty-day", (), (), (720,)),
        ("remission at twelve months", (), (), (8640,)),
        ("within 45 minutes", (), (), (0.75,)),
        ("admissions per 1,000 member months", (), (), ()),
    ],
)
def test_numbers_are_told_by_what_they_mean(text, ages, limits, spans):
    found = take_numbers(text)[1]
    assert (found.ages, found.limits, found.spans) == (ages, limits, spans)


def test_a_bracket_that_repeats_the_initials_says_nothing():
    assert read_title("Plan All-Cause Readmissions (PCR)").wording == (
        read_title("Plan All-Cause Readmissions").wording
    )


def test_an_abbreviation_that_is_a_word_counts_in_capitals_only():
    assert "multiple sclerosis" in read_title("Exercise for Patients with MS").of("condition")
    assert not read_title("As needed").of("condition")


def test_a_gene_is_not_a_kidney_test():
    assert read_title("EGFR testing").of("test") != read_title("eGFR testing").of("test")


def test_a_title_of_nothing_but_a_series_keeps_its_words():
    assert read_title("CAHPS").terms


@given(st.text(max_size=80))
def test_any_text_can_be_read(title):
    reading = read_title(title)
    assert str(reading) == str(read_title(title))
    assert reading.title == title


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=14))
def test_a_stem_is_the_beginning_of_its_word(word):
    assert word.startswith(stem(word))


def test_case_and_punctuation_do_not_matter():
    one, other = "COLORECTAL CANCER -- SCREENING!", "Colorectal Cancer: Screening"
    assert read_title(one).wording == read_title(other).wording
