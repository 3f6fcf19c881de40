"""The field's words: every idea once, every area reachable, faults told."""

import pytest
from pydantic import ValidationError

from measurealign.catalog.areas import area_of, areas
from measurealign.catalog.reader import read
from measurealign.matching.vocabulary import Vocabulary
from measurealign.problems import InputError


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("Breast Cancer Screening", "cancer-screening"),
        ("Follow-Up After Hospitalization for Mental Illness", "behavioral-health"),
        ("Follow-Up After Emergency Department Visit for Substance Use", "substance-use"),
        ("Adolescent Depression Screening", "depression"),
        ("Eye Exam for Patients With Diabetes", "diabetes"),
        ("Blood Pressure Control for Patients With Diabetes", "diabetes"),
        ("Controlling High Blood Pressure", "hypertension"),
        ("Well-Child Visits in the First 30 Months of Life", "well-child"),
        ("Childhood Immunization Status (Combo 10)", "immunization"),
        ("Medical Assistance With Smoking and Tobacco Use Cessation", "tobacco"),
        ("Total Cost of Care", "cost"),
        ("Plan All-Cause Readmissions", "utilization"),
        ("Prenatal and Postpartum Care", "maternity"),
        ("Use of Opioids at High Dosage in Persons Without Cancer", "pain"),
        ("Getting Needed Care", "access"),
        ("Screening for Social Drivers of Health", "social-needs"),
        ("Board Certification", "organization"),
    ],
)
def test_a_name_has_its_area(name, area):
    assert area_of(name) == area


def test_a_type_stands_for_the_area_of_a_name_without_words():
    assert area_of("Qwerty") == "other"
    assert area_of("Qwerty", "cost") == "cost"


def test_fewer_than_three_in_a_hundred_measures_have_no_area(walk):
    found = list(walk.areas.values())
    assert found.count("other") / len(found) < 0.03


def test_areas_of_the_crosswalk_are_areas_of_the_vocabulary(walk):
    assert set(walk.areas.values()) <= {area.id for area in areas()}


def test_kinds_and_near_name_ideas():
    with pytest.raises(ValidationError, match="'y' is no idea"):
        Vocabulary(areas=(), ideas={"condition": (("x",),)}, kinds=(("x", "y"),))


def test_a_word_means_one_idea():
    with pytest.raises(ValidationError, match="'b' means 'a' and 'c'"):
        Vocabulary(areas=(), ideas={"condition": (("a", "b"), ("c", "b"))})


def test_a_fault_names_file_and_line(tmp_path):
    path = tmp_path / "vocabulary.yaml"
    path.write_text("areas: []\nideas:\n  sickness:\n    - [x]\n")
    with pytest.raises(InputError) as error:
        read(path, Vocabulary)
    assert str(error.value).startswith(f"{path}:4:5: ideas.sickness")
