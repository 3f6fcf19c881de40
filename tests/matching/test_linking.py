"""Lines are looked up: by id, code, name, likeness; nothing is sure that the title contradicts."""

import random
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from measurealign.inventory import Inventory, shipped
from measurealign.inventory.entries import KnownId, KnownMeasure, Name
from measurealign.matching.linking.ages import slice_of
from measurealign.matching.linking.index import Index
from measurealign.matching.linking.kept import Kept
from measurealign.matching.linking.likeness import SLIGHT, Likeness
from measurealign.matching.linking.linker import Linker
from measurealign.matching.linking.names import Read, bag, key, reads
from measurealign.matching.linking.reader import Reader
from measurealign.matching.linking.spanish import to_english
from measurealign.matching.linking.spelling import Spelling
from measurealign.matching.linking.standing import standing
from measurealign.matching.linking.title import Printed, plain, read_off, readings, without_code
from measurealign.matching.linking.weights import weights
from measurealign.model import Link

CBE = (KnownId(scheme="cbe", value="0001"),)
CODES = frozenset({"CBP", "CIS", "W30", "FUH", "PPC", "ADD", "MRP", "BCS"})


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(Index.of(shipped().measures))


def link(linker: Linker, name: str, also: str = "", ids: Iterable[KnownId] = ()) -> Link:
    return next(iter(linker.links([Printed(name, also, tuple(ids))])))


@pytest.mark.parametrize(
    ("printed", "text", "codes", "ids"),
    [
        ("• Lead Screening in Children†", "Lead Screening in Children", (), []),
        ("3) Controlling High Blood Pressure¹", "Controlling High Blood Pressure", (), []),
        ("C07: Breast Cancer Screening", "Breast Cancer Screening", (), []),
        ("[CMS165v9] High Blood Pressure", "High Blood Pressure", (), ["cms:CMS165"]),
        ("NQF #0018 Blood Pressure", "Blood Pressure", (), ["cbe:0018"]),
        ("CBP – Controlling BP", "Controlling BP", ("CBP",), []),
        ("Childhood Immunizations (CIS-10)", "Childhood Immunizations -10", ("CIS",), []),
        ("Breast Cancer Screening (BCS-E)", "Breast Cancer Screening", ("BCS",), []),
        ("BCS-E", "BCS", ("BCS",), []),
        ("NQF number 0018 Blood Pressure", "Blood Pressure", (), ["cbe:0018"]),
        ("Prevention Quality Indicator # 7 - Hypertension", "Hypertension", (), ["pqi:07"]),
        ("Patient Safety Indicators 90 Composite", "Composite", (), ["psi:90"]),
        ("HEDIS 2019 Lead Screening", "Lead Screening", (), []),
        ("Asthma &amp; COPD", "Asthma & COPD", (), []),
        ("Cervical Cancer WellCare", "Cervical Cancer Well Care", (), []),
    ],
)
def test_what_stands_around_a_name_is_read_off(printed, text, codes, ids):
    line = read_off(printed, CODES)
    assert (line.text.strip("-10 ").strip() or line.text) == text.strip("-10 ").strip()
    assert line.codes == codes
    assert [str(one) for one in line.ids] == ids


@pytest.mark.parametrize(
    ("column", "code"),
    [("UHC_FUH_7", "FUH"), ("PPC", "PPC"), ("MED-CIS-COMBO", "CIS"), ("I", None)],
)
def test_acronyms_are_found_in_an_id_column(column, code):
    assert read_off("Something", CODES, column).codes == ((code,) if code else ())


def test_an_acronym_before_a_name_is_read_off():
    """ "WCC BMI Percentile" is the part BMI Percentile of WCC, whatever stands between them."""
    assert without_code("CBP Rate in adults", ("CBP",)) == "Rate in adults"
    assert without_code("Cbp rate", ("CBP",)) == without_code("Rate CBP", ("CBP",)) == ""


def test_ages_that_no_measure_has_tell_no_other_measure():
    """A word that no name has tells another one; an age band may be a slice of any."""
    found = Likeness(Index.of([_measure("lead", "Lead Screening", "Lead Screening ages 3-6")]))
    weights = found.weigh(bag("Lead Paint Screening ages 1-2")).weights
    assert weights["#age1to2"] == SLIGHT < min(w for t, w in weights.items() if t != "#age1to2")
    known = found.weigh(bag("Lead Screening ages 3-6")).weights
    assert known["#age3to6"] > SLIGHT


def test_a_definition_behind_a_name_is_a_second_reading():
    text = "Dental visit - the percentage of members who saw a dentist"
    assert readings(text) == (text, "Dental visit")
    assert readings("Dental visit") == ("Dental visit",)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Tobaco", "tobacco"),  # a letter lost
        ("Hypertention", "hypertension"),  # a letter changed
        ("Vaccinatoin", "vaccination"),  # two letters swapped
        ("wellchild", "well child"),  # run together
        ("Immun", "immunization"),  # cut short
        ("mgmt", "management"),  # without vowels
    ],
)
def test_slips_are_read_as_the_field_writes_them(written, read):
    field = "tobacco hypertension vaccination well child immunization management " * 3
    assert Spelling.of([field]).mend(written) == read


def test_an_acronym_is_no_slip_unless_all_stands_in_capitals():
    field = Spelling.of(["foot exam " * 3])
    assert field.mend("FOBT in adults") == "FOBT in adults"
    assert field.mend("FOOT EXAMN") == "FOOT exam"


@pytest.mark.parametrize(
    ("printed", "measure"),
    [
        # its limit told beside the name: another measure has a name with that limit
        ("Controlling High Blood Pressure (<140/90)", "controlling-high-blood-pressure"),
        # an acronym, and behind it nothing that tells a measure
        ("SPD - received therapy", "statin-therapy-diabetes/received"),
        # what a report of care gaps adds in the head of its column
        ("Colorectal Cancer Screening Rate", "colorectal-cancer-screening"),
        ("Breast Cancer Screening - Open Gaps", "breast-cancer-screening"),
        (
            "D08-Med Ad. For Diabetes Meds Current Year Status",
            "proportion-of-days-covered/diabetes",
        ),
        ("Missing Lead Screening", "lead-screening-in-children"),
        ("Lead Screening Overdue", "lead-screening-in-children"),
        ("KPI: Asthma Medication Ratio by Age", "asthma-medication-ratio"),
        # a list's own code before or behind the name, no word of the field
        ("QXA - Diabetes Care - Eye Exam", "eye-exam-for-patients-with-diabetes"),
        ("Lead Screening in Children (QXZ)", "lead-screening-in-children"),
        # nothing but an acronym, in its electronic edition
        ("BCS-E", "breast-cancer-screening"),
        ("DSF-E", "depression-screening-and-follow-up-hedis"),
        ("CIS-E", "childhood-immunization-status"),
        # two of AHRQ's series have a number 90, and a composite
        ("Pediatric Quality Indicator #14 (Asthma Admission)", "pediatric-asthma-admission-rate"),
        ("Prevention Quality Indicator # 9 (Low Birth Weight Rate)", "low-birth-weight-rate"),
        # the published name has the abbreviation beside what it stands for
        ("Diabetes: HbA1c Poor Control (>9.0%)", "diabetes-hba1c-poor-control"),
    ],
)
def test_a_name_as_people_write_it_is_surely_linked(linker, printed, measure):
    found = link(linker, printed)
    assert (found.status, found.measure) == ("sure", measure)


@pytest.mark.parametrize(
    ("printed", "measure"),
    [
        ("PHQ-9 remission at 12 mos.", "depression-remission-at-twelve-months"),
        ("Breast CA scrn", "breast-cancer-screening"),
        ("HTN: BP <140/90", "controlling-high-blood-pressure"),
        ("HTN: BP LT 140/90", "controlling-high-blood-pressure"),
        ("Diabetes: BP less than 140 over 90", "blood-pressure-control-for-patients-with-diabetes"),
    ],
)
def test_a_chart_s_shorthand_is_at_least_asked_about(linker, printed, measure):
    assert link(linker, printed).measure == measure


def test_who_prints_the_acronym_may_leave_out_for_whom_a_measure_is(linker):
    """Others have the very name; the acronym says whose it is."""
    found = link(linker, "Depression Screening and Follow-Up (DSF)")
    assert found.measure == "depression-screening-and-follow-up-hedis"
    assert link(linker, "Depression Screening and Follow-Up").measure != found.measure
    whole = link(linker, "Glycemic Status Assessment (GSD)")  # not its rate of less than 8 %
    assert whole.measure == "glycemic-status-assessment-for-patients-with-diabetes"


def test_a_number_of_one_of_ahrqs_series_is_none_of_another(linker):
    found = link(linker, "Pediatric Quality Indicator # 90 (Overall Composite)")
    assert found.measure == "pediatric-quality-overall-composite"


def test_poor_control_is_never_taken_for_control(linker):
    for name in ("Diabetes Care - Poor HbA1c Control", "Poor Hemoglobin A1c Control"):
        assert link(linker, name).measure == "diabetes-hba1c-poor-control"


def test_many_names_of_one_measure_crowd_no_other_out(linker):
    """Of blood pressure in diabetes there are names in dozens; the general measure is offered."""
    found = link(linker, "Blood Pressure Control (<140/90)")
    assert "controlling-high-blood-pressure" in {
        found.measure,
        *(one.measure for one in found.next),
    }


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Med Ad. for statins", "medication adherence. for statins"),  # told by the word beside it
        ("Meds Adh", "medication adherence"),
        ("med in adults", "med in adults"),  # a small word is whole
        ("MED AD for Adults", "MED AD for Adults"),  # acronyms
        ("Med - adults", "Med - adults"),  # what stands apart tells nothing
    ],
)
def test_shortened_words_are_told_by_each_other(written, read):
    names = ["medication adherence for statins"] * 30 + ["med adh for adults"]
    assert Spelling.of(names).mend(written) == read


def test_two_words_that_often_stand_side_by_side_are_not_shortened():
    field = Spelling.of(["well child visit"] * 9 + ["well childhood visit"] * 30)
    assert field.mend("well child") == "well child"


@pytest.mark.parametrize("word", ["hypotension", "hypertension", "prenatal", "perinatal"])
def test_a_word_of_the_field_is_never_a_slip_of_another(word):
    field = Spelling.of(["hypotension hypertension prenatal perinatal"])
    assert field.mend(word) == word


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Vacuna contra la gripe", "vaccine influenza"),
        ("Presión arterial alta", "high blood pressure"),
        ("Examen de los ojos para pacientes con diabetes", "exam eye patients diabetes"),
        ("Visita dental anual", "visit dental annual"),
    ],
)
def test_spanish_is_read_in_english_words(text, english):
    assert set(english.split()) <= set(to_english(text)[0].split())


@pytest.mark.parametrize("text", ["Plan All-Cause Readmissions", "Colorectal cancer", "Total cost"])
def test_english_is_not_taken_for_spanish(text):
    assert to_english(text) == ()


@pytest.mark.parametrize(
    ("name", "measure"),
    [
        ("Cervical Cancr Screening", "cervical-cancer-screening"),
        ("Screening for cervical cancer", "cervical-cancer-screening"),
        ("Lead Screening in Children (Total)", "lead-screening-in-children"),
        (
            "MRP: Medication Reconciliation Post-Discharge",
            "medication-reconciliation-post-discharge",
        ),
        ("Examen de detección de cáncer de cuello uterino", "cervical-cancer-screening"),
    ],
)
def test_names_are_found_though_nobody_published_them_so(linker, name, measure):
    found = link(linker, name)
    assert (found.status, found.measure) == ("sure", measure)


def test_an_id_alone_never_overrules_a_title_of_another_subject(linker):
    wrong = KnownId(scheme="cbe", value="0018")  # controlling high blood pressure
    found = link(linker, "Lead Screening in Children", ids=[wrong])
    assert (found.status, found.measure) != ("sure", "controlling-high-blood-pressure")


@pytest.mark.parametrize(
    ("name", "scheme", "value"),
    [
        ("Controlling High Blood Pressure", "mips", "003"),  # of people with diabetes
        ("Breast Cancer Screening", "cms", "CMS130"),  # colorectal cancer screening
        ("Cervical Cancer Screening", "hedis", "CHL"),  # chlamydia screening
    ],
)
def test_where_id_and_very_name_are_of_two_measures_a_person_is_asked(linker, name, scheme, value):
    found = link(linker, name, ids=[KnownId(scheme=scheme, value=value)])
    named = link(linker, name)
    assert named.status == "sure"
    assert found.measure == named.measure or found.status == "confirm"


@pytest.mark.parametrize(
    ("hurried", "name"),
    [
        ("Statin use in persons w/ diabetes", "Statin Use in Persons with Diabetes"),
        ("Follow-Up w/in 30 days", "Follow-Up within 30 days"),
        ("Patients w/o a visit", "Patients without a visit"),
    ],
)
def test_with_is_read_as_hurried_people_write_it(hurried, name):
    assert plain(hurried).lower() == name.lower()


def test_an_id_settles_what_a_title_leaves_open(linker):
    title = "Blood pressure control"
    high = link(linker, title, ids=[KnownId(scheme="cbe", value="0018")])
    diabetes = link(linker, title, ids=[KnownId(scheme="cbe", value="0061")])
    assert high.measure == "controlling-high-blood-pressure"
    assert diabetes.measure == "blood-pressure-control-for-patients-with-diabetes"


@pytest.mark.parametrize(
    "name", ["Board meetings held", "Enrollment growth", "Parking satisfaction"]
)
def test_what_is_no_measure_is_linked_to_none(linker, name):
    assert link(linker, name).status != "sure"


def test_a_link_depends_on_the_line_alone(linker):
    names = list(linker.index.names[::97])
    together = list(linker.links([Printed(name) for name in names]))
    dice = random.Random(4)
    for i in dice.sample(range(len(names)), 12):
        assert next(iter(linker.links([Printed(names[i])]))) == together[i]


def _measure(id_: str, *names: str, **fields: object) -> KnownMeasure:
    published = tuple(Name(name=name) for name in names)
    return KnownMeasure(id=id_, title=names[0], names=published, **fields)


def test_a_number_means_a_measure_in_its_years_only():
    ids = (KnownId(scheme="star", value="C07", years="2016-2018"),)
    later = KnownId(scheme="star", value="C07", years="2020-")
    index = Index.of([
        _measure("old", "Glaucoma Testing", ids=ids),
        _measure("new", "Kidney Testing", ids=(later,)),
    ])  # fmt: skip
    given = (KnownId(scheme="star", value="C07"),)
    for year, measure in ((2017, "old"), (2021, "new")):
        found = next(iter(Linker(index).links([Printed("Testing", "", given, year)])))
        assert (found.measure, found.how) == (measure, "id")


def test_lines_that_print_the_same_are_weighed_once_unless_year_or_list_tell():
    new = _measure("new", "Kidney Testing for Adults", since=2020)
    own = _measure("own", "Care Plan on File", sources=("oregon-cco-2018",))
    linker = Linker(Index.of([new, own, _measure("known", "Lead Screening", ids=CBE)]))
    lines = [Printed("Testing of kidneys", year=year) for year in (2018, 2019, 2021, 2022)]
    before, also_before, after, also_after = linker.links(lines)
    assert before is also_before and after is also_after
    assert before.confidence < after.confidence
    lists = [Printed("Care plan", programme=name) for name in ("oregon-cco", "cpc-plus", "hedis")]
    mine, theirs, others = linker.links(lists)
    assert theirs is others
    assert mine.confidence > theirs.confidence
    for line in (*lines, *lists):
        assert [next(linker.links([line]))] == list(linker.links([line]))


def _hedis(value: str) -> tuple[KnownId, ...]:
    return (KnownId(scheme="hedis", value=value),)


def test_an_acronym_tells_a_measure_only_where_the_line_says_something_of_it():
    index = Index.of([
        _measure("access", "Children's Access to Care", ids=_hedis("CAP")),
        _measure("pneumonia", "Pneumonia Admissions", ids=CBE),
    ])  # fmt: skip
    linker = Linker(index)
    read = Reader(index, linker.likeness).read
    assert read(Printed("Pneumonia (CAP)")).line.codes == ()
    assert read(Printed("Access to Care (CAP)")).line.codes == ("CAP",)
    assert read(Printed("CAP")).line.codes == ("CAP",)
    assert next(iter(linker.links([Printed("Pneumonia (CAP)")]))).measure == "pneumonia"


def test_an_acronym_that_is_a_word_of_the_field_tells_little():
    index = Index.of([
        _measure("hpv-girls", "HPV Vaccine for Girls", ids=_hedis("HPV")),
        _measure("adolescents", "Immunizations for Adolescents: HPV", ids=_hedis("IMA")),
    ])  # fmt: skip
    assert index.common == {"HPV"}
    found = next(iter(Linker(index).links([Printed("Immunizations for Adolescents: HPV")])))
    assert (found.measure, found.how) == ("adolescents", "name")


def test_a_part_is_found_by_its_label_behind_the_acronym_of_its_whole(linker):
    found = link(linker, "WCC BMI Percentile")
    assert (found.status, found.measure) == ("sure", "weight-assessment-counseling-children/bmi")


def test_a_part_that_came_later_is_not_an_earlier_lists():
    """Colorectal screening from 50 to 75 is the whole measure until 45 to 49 came to it."""
    part = {"id": "whole", "word": "50-75", "kind": "slice"}
    index = Index.of([
        _measure("whole", "Glaucoma Testing", "Glaucoma Testing (50-75)", ids=CBE),
        _measure("band", "Glaucoma Testing: Ages 50 to 75", since=2022, part_of=[part], ids=CBE),
    ])  # fmt: skip
    assert index.joined == (0, 2022)
    for year, measure in ((2018, "whole"), (2023, "band"), (None, "band")):
        line = Printed("Glaucoma Testing (ages 50-75)", year=year)
        assert next(iter(Linker(index).links([line]))).measure == measure


def test_ages_in_brackets_and_ordinals_are_read_alike():
    assert bag("Glaucoma Testing (50-75)").terms == bag("Glaucoma Testing, ages 50 to 75").terms
    assert bag("Dose (2-4)").numbers.ages == ()
    assert key("Visits in the 3rd and 15th Year") == key("visits in the third & fifteenth year")
    assert key("the 99th percentile") == "99th percentile"


def test_an_id_links_a_title_that_is_cut_short(linker):
    """A number that a known measure bears and a title that goes with it are nearly proof."""
    known = [one for one in linker.index.measures if not one.part_of and one.subjects]
    given = [
        (one, id_) for one in known for id_ in one.ids if id_.scheme == "cbe" and not id_.years
    ]
    lines = [
        Printed(" ".join(word[:5] for word in one.title.split()[:6]), ids=(id_,))
        for one, id_ in given
    ]
    right = [
        link.status == "sure" and str(link.measure).split("/")[0] == one.id
        for (one, _), link in zip(given, linker.links(lines), strict=True)
    ]
    assert len(right) > 100
    assert sum(right) / len(right) > 0.85


def test_a_local_measure_is_sure_on_its_makers_list_only():
    own = _measure("ours-flu", "Flu Shots Given Here", sources=("our-set-2018",))
    linker = Linker(Index.of([own, _measure("other", "Lead Screening")]))
    [at_home] = linker.links([Printed("Flu Shots Given Here", programme="our-set")])
    [abroad] = linker.links([Printed("Flu Shots Given Here", programme="their-set")])
    assert (at_home.status, abroad.status) == ("sure", "confirm")


def test_a_short_name_that_fits_several_measures_or_a_bodys_own_is_less_sure():
    known = _measure("known", "Sealants on Permanent Molars", "Sealants", ids=CBE)
    other = _measure("other", "Sealants in Adults", ids=(KnownId(scheme="cbe", value="2"),))
    own = _measure("own", "Our Sealants Count", "Sealants")
    alone, beside, twin = (
        standing(Index.of(all_), "Sealants", 0, "name")
        for all_ in ([known], [known, other], [known, own])
    )
    assert (alone.shared, alone.twin, alone.title) == (0, 0, 0)
    assert beside.shared > 0 == beside.twin
    assert twin.twin == 1
    by = weights().sureness
    assert by.of(3, 3, twin) < by.of(3, 3, beside) < by.of(3, 3, alone)


def test_a_title_is_no_twin_and_an_id_leaves_no_doubt():
    index = Index.of([
        _measure("known", "Sealants", ids=CBE),
        _measure("own", "Our Sealants Count", "Sealants"),
    ])  # fmt: skip
    assert standing(index, "Sealants", 0, "name").twin == 0
    assert standing(index, "Sealants", 0, "name").title == 1
    assert standing(index, "Sealants", 0, "id").shared == 0


@pytest.mark.parametrize(
    ("text", "word"),
    [("Chlamydia Screening 16-20 years", "16-20"), ("Chlamydia Screening 16-20", "16-20"),
     ("Chlamydia Screening ages 16 to 24", None), ("Chlamydia Screening 2016-20", None),
     ("Chlamydia Screening", None)],
)  # fmt: skip
def test_ages_of_its_own_make_a_line_a_slice(text, word):
    about = _measure("chl", "Chlamydia Screening", audience={"from": 16, "to": 24})
    assert slice_of(text, about) == word


def test_links_are_kept_and_a_damaged_file_is_made_anew(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    inventory = Inventory.of([_measure("lead", "Lead Screening"), _measure("flu", "Flu Vaccine")])
    line = Printed("Lead Screening")
    made: list[int] = []

    def make(known: Mapping[str, Read]) -> Linker:
        made.append(1)
        return Linker(Index.of(inventory.measures, known))

    kept_once = Kept(inventory, make)
    first = kept_once.links([line])
    kept_once.memory.save()
    assert Kept(inventory, make).links([line]) == first
    assert len(made) == 1
    [file] = tmp_path.rglob("links-*.json")
    sound = file.read_text("utf-8")
    for times, damaged in enumerate(('{"half a', sound.replace('"lead"', '"led"')), 2):
        file.write_text(damaged, encoding="utf-8")
        assert Kept(inventory, make).links([line]) == first
        assert len(made) == times


def test_names_are_read_once_and_a_damaged_file_is_read_anew(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    inventory = Inventory.of([
        _measure("bp", "Controlling Blood Pressure < 140/90 in 18 to 85 Year Olds (CBP)"),
        _measure("fuh", "Follow-Up After Hospitalization within 7 days"),
    ])  # fmt: skip
    told: list[Mapping[str, Read]] = []

    def make(known: Mapping[str, Read]) -> Linker:
        told.append(known)
        return Linker(Index.of(inventory.measures, known))

    assert Kept(inventory, make).linker and told[0] == reads(inventory.measures)
    with monkeypatch.context() as patch:
        patch.setattr(Read, "of", None)  # what is kept is not read again
        assert Kept(inventory, make).linker and told[1] == told[0]
    [file] = tmp_path.rglob("names-*.json")
    file.write_text('{"half a', encoding="utf-8")
    assert Kept(inventory, make).linker and told[2] == told[0]


def test_a_server_that_is_asked_about_ever_new_lines_forgets_the_first(
    linker: Linker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("measurealign.catalog.kept.prepared_folder", lambda: tmp_path / "prepared")
    monkeypatch.setattr("measurealign.catalog.kept.MOST", 3)
    one = Kept(shipped(), lambda _: linker)
    lines = [Printed(f"Breast Cancer Screening {n}") for n in range(5)]
    assert one.links(lines) == list(linker.links(lines))
    assert sum(map(bool, one.known(lines).values())) == 3
    assert one.links(lines[:1]) == list(linker.links(lines[:1]))


def test_a_name_that_others_have_too_is_told_so(linker: Linker) -> None:
    """A line to confirm says why it is doubted, not only that the name is published."""
    asked, alone = linker.links(
        [Printed("Advance Care Plan Percentage of patients with"), Printed("Eye Exam Adults 18+")]
    )
    assert asked.status == "confirm" and asked.says.endswith("so are others")
    assert not alone.says.endswith("so are others")


def test_another_wording_of_a_name_is_not_told_as_the_name(linker: Linker) -> None:
    (found,) = linker.links([Printed("Immunization, Influenza", year=2024)])
    assert found.says.startswith("a name of the same words: “")
    (literal,) = linker.links([Printed("Eye Exam", year=2024)])
    assert literal.says.startswith("published under this name: “Eye Exam”")


def test_the_links_that_were_known_at_the_start_stay(
    linker: Linker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("measurealign.catalog.kept.prepared_folder", lambda: tmp_path / "prepared")
    monkeypatch.setattr("measurealign.catalog.kept.MOST", 4)
    lines = [Printed(f"Breast Cancer Screening {n}") for n in range(9)]
    before = Kept(shipped(), lambda _: linker)
    before.links(lines[:2])
    before.memory.save()
    one = Kept(shipped(), lambda _: linker)
    one.links(lines)
    stay = [line for line, link in one.known(lines).items() if link]
    assert stay == [*lines[:2], *lines[-2:]]
