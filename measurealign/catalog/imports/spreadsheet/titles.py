"""Lines that stand alone in a list: titles of the rows below, measures, footnotes, parts.

Each is told by its own words and place: a heading of an area, a name with an acronym or a
clinical act, a rate ("30 days") of the measure above it.
"""

import re

from measurealign.catalog.activities import has_activity_id
from measurealign.catalog.cells import one_line

#: What a title says: an area of care, a group, or all in capitals.
_TITLE = re.compile(
    r"(?i)^(domain|section|category|group|part|table|tier|area|category|programme?)\b.*|"
    r".*\b(domains?|measures?|metrics?|indicators?|categor(y|ies)|set|section|only)[:.]?$|.*:$|"
    r"(preventi(ve|on)( (care|services|health))?( and screening)?|prevention|wellness|"
    r"(chronic|acute)( (care|conditions?|diseases?)( management)?)?|diabetes( care)?|"
    r"(cardio\w*|respiratory|behaviou?ral health|mental health|substance use|maternal( \w+)?|"
    r"women'?s health|child(ren)?('?s)?( \w+)?|p(a)?ediatrics?|adults?|cancer|oral health|dental|"
    r"utilization|efficiency|cost|access|experience|patient (experience|safety)|medication|"
    r"pharmacy|overuse|equity|immunizations?|screening|satisfaction|quality|safety|"
    r"care coordination|member experience|administrative|clinical|reporting|"
    r"report(ing)? only)(\W+(and|&|/)?\W*\w+){0,3})$"
)
#: What the name of a single measure says.
_MEASURE = re.compile(
    r"\([A-Z][A-Za-z0-9+-]{1,7}( [A-Z0-9]{2,6})?\)|\b[A-Z]{3}-[A-Z]\b|[<>≤≥]|\d+ ?%|"
    r"(?i:\b(testing|tests?|exams?|control(led|ling)?|therapy|treatment|visits?|ratio|rates?|"
    r"follow[- ]?up|vaccin\w+|adherence|readmissions?|admissions?|assessments?|poor|attention|"
    r"received|plan|screen(ed|ing) (for|in|of)|"
    r"(lead|depression|tobacco|alcohol|chlamydia|bmi|vision|hearing|autism|developmental|obesity|"
    r"osteoporosis|glaucoma|falls?|hiv|hepatitis( [bc])?|diabetes|suicide|sdoh) screening|"
    r"initiation|engagement|hba1c|a1c|ldl\S*|bmi|"
    r"nephropathy|retinopathy|neuropathy|mammogra\w+|colonoscop\w+|counsel\w+|cessation|"
    r"reconciliation|timeliness|status|monitoring|well[- ]?child|cancer screening|imaging)\b)"
)
FOOTNOTE = re.compile(
    r"^(\*+|†|‡|§|\^+|[¹²³]|\[?\d\]|\(\d\)|notes?\b|sources?\s*:|legend\b|key\s*:|footnotes?\b|"
    r"x\s*=|abbreviations?\s*:|revised\b|updated\b|prepared by\b|copyright\b|©|page \d|"
    r"\w{2,6} = |see (foot)?notes?\b|see (below|above|attached|page|appendix)\b|confidential\b|"
    r"proprietary\b|for internal use\b|do not (distribute|copy|share)\b|disclaimer\b|"
    r"draft\b.{0,20}$|"
    r"all rights reserved|(data )?as of \S*\d|(last )?(updated|refreshed|printed|generated)\b|"
    r"end of (report|list|table|data)\b)",
    re.IGNORECASE,
)
#: A rate, age band or phase: it names no measure without the line above it.
_PART = re.compile(
    r"(?i)^(within |(the )?first )?\d+[- ]?(day|month|week|year|hr|hour)s?( follow[- ]?up| rate)?$|"
    r"^(rate|part|numerator|indicator|submeasure|component) ?\d\w?$|^(ages? )?\d+( ?[-–] ?\d+|\+)"
    r"( ?(years|yrs|months|mos)\.?)?( old| of age)?$|^combo(ination)? ?\d+$|^total( rate)?$|"
    r"^(initiation|engagement|acute|continuation|maintenance|continuation and maintenance|"
    r"effective acute|effective continuation)( phase)?( treatment)?$|^(received|adherence)"
    r"( therapy)?( 80 ?%)?$|^(timeliness of )?(prenatal|postpartum)( care)?$|"
    r"^[<>≤≥] ?\d+(\.\d+)? ?%?$|^(poor )?control ?\(?[<>≤≥] ?\d+(\.\d+)? ?%?\)?$|"
    r"^(bmi( percentile)?|nutrition|physical activity)( counseling)?$"
)
#: Parts that could be measures by themselves, and what the name of a measure above tells that they
#: are not.
_WHOSE = (
    (re.compile(r"(?i)prenatal|postpartum"),
     re.compile(r"(?i)natal\W+(and\W+)?post|perinatal|pregnan|matern|\bppc\b")),
    (re.compile(r"(?i)^(bmi|nutrition|physical activity)"),
     re.compile(r"(?i)bmi|weight|nutrition|activity")),
)  # fmt: skip
#: What activities and attestations are called.
_ACTIVITY = re.compile(
    r"(?i)^(.{0,30}[:–-] ?)?((mips|cms|qpp|[mp]y ?\d{4}|\d{4}) )*(improvement activit(y|ies)|"
    r"promoting interoperability|advancing care information|meaningful use|attestations?)\b"
)
_BULLET = re.compile(r"^(?:[•●▪■◦‣∙·⁃–—*►➢✓✔o§-]\s+|[•●▪■◦‣∙·⁃►➢✓✔]\s*)(?=\S)")
_LETTER = re.compile(r"^\(?(?:[a-h]|[ivx]{1,4})[.)]\s+(?=\S)")
#: One mark at a time, from the first on: a long row of them inside a text is gone through once.
_MARKS = re.compile(r"(?<=[^\s*†‡§^¹²³⁴⁵⁶⁷⁸⁹⁰])\s?(?:[*†‡§^¹²³⁴⁵⁶⁷⁸⁹⁰]|\[\d{1,2}\])+$")
#: A whole name between quotation marks.
_QUOTED = re.compile('^[“”„«"]\\s*([^“”„«»"]+?)\\s*[“”»"]$')
_INNER = re.compile(r"(?<=[\w)%])[†‡¹²³⁴⁵⁶⁷⁸⁹⁰]+(?=\s|$)")
#: What footnote marks would take from a unit: m², cm³.
_UNIT = re.compile(r"\b[kcm]?m[²³]$")


def is_title(text: str) -> bool:
    """Tell whether a lone cell's words head the rows below.

    >>> is_title("Diabetes"), is_title("Pediatric measures"), is_title("Eye Exam (CDC)")
    (True, True, False)
    """
    plain = one_line(text)
    if _MEASURE.search(plain):
        return plain.endswith(":")
    capitals = plain.isupper() and len(plain) > 7
    return capitals or bool(_TITLE.match(plain))


def names_a_measure(text: str) -> bool:
    """Tell whether a lone cell's words are those of a measure.

    >>> names_a_measure("Comprehensive Diabetes Care-Retinopathy (CDC)"), names_a_measure("Adults")
    (True, False)
    """
    return bool(_MEASURE.search(text)) and not text.rstrip().endswith(":")


def is_part(text: str) -> bool:
    """Tell whether words name no more than a rate or age band of the measure above.

    >>> is_part("30 days"), is_part("Combo 10"), is_part("Foot Exam")
    (True, True, False)
    """
    return bool(_PART.match(one_line(text)))


def could_be_of(part: str, above: str) -> bool:
    """Tell whether a part by its words can be one of the measure above.

    >>> could_be_of("Postpartum Care", "Prenatal and Postpartum Care"), could_be_of("30 days", "A")
    (True, True)
    >>> could_be_of("Postpartum Care", "Low Birth Weight")
    False
    """
    return all(whose.search(above) for words, whose in _WHOSE if words.search(part))


def is_activity(text: str) -> bool:
    """Tell whether words or an id are of an improvement activity, an attestation or their like.

    >>> is_activity("IA_PM_2"), is_activity("Promoting Interoperability"), is_activity("Quality")
    (True, True, False)
    """
    return has_activity_id(text) or bool(_ACTIVITY.match(text))


def undressed(name: str) -> tuple[str, bool]:
    """Return a name without bullet and footnote marks, and whether it began with a bullet.

    >>> undressed("• Breast Cancer Screening*"), undressed("BMI < 30 kg/m²"), undressed("a. Poor")
    (('Breast Cancer Screening', True), ('BMI < 30 kg/m²', False), ('Poor', True))
    """
    text = _QUOTED.sub(r"\1", one_line(name))
    found = _BULLET.match(text) or _LETTER.match(text)
    bare = text[found.end() :] if found else text
    if not _UNIT.search(bare):
        bare = _MARKS.sub("", bare)
        bare = _INNER.sub("", bare).rstrip()
    return (bare or text), bool(found) and bool(bare)
