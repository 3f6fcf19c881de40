"""Lists that are none of measures: people and drugs are doubted aloud, never read in silence."""

import re
from collections.abc import Sequence

from measurealign.catalog.imports.spreadsheet.fields import plain
from measurealign.catalog.imports.spreadsheet.sheet import Sheet
from measurealign.catalog.imports.spreadsheet.table import Table
from measurealign.catalog.imports.spreadsheet.titles import names_a_measure

#: Headings of lists of people.
PEOPLE = (
    r"(first|last|middle|family|given|patient|member|provider|physician|doctor|employee|contact|"
    r"full) ?name|dob|(date of )?birth( ?date)?|birthdate|mrn|ssn|npi|gender|sex|(e ?)?mail"
    r"( address)?|phone( number| no)?|(street |home )?address|zip( code)?|member id|patient id|"
    r"apellidos?|fecha de nacimiento|telefono|direccion|sexo"
)
_PEOPLE = re.compile(PEOPLE)
_DRUGS = re.compile(
    r"(drug|generic|brand|medication|product|label) name|drugs?|medications?|ndc( code| no)?|rxcui"
    r"|rxnorm( code)?|dose|dosage( form)?|strength|formulation|route( of administration)?|gpi|atc"
    r"( code)?|formulary tier|quantity limit|prior authorization|step therapy|medicamentos?|dosis"
)
_PERSON = re.compile(
    r"(Dr\.? |Mr\.? |Ms\.? |Mrs\.? )?[A-Z][a-zé'’-]+,? ([A-Z]\.?,? )?[A-Z][a-zA-Zé'’-]+"
    r"(,? (MD|DO|NP|PA|RN|Jr\.?|Sr\.?|PhD|III?))*"
)
_DOSE = re.compile(
    r"(?i)(?<!\d)\d+(\.\d+)? ?(mg|mcg|ml|g|units?|iu|%)\b(?!.*\b(control|screen|rate)\b)|"
    r"\b(tablets?|tabs?|capsules?|caps|injection|suspension|ointment|inhaler|solution)\b"
)
_LOOKED = 200
#: Two headings of people's lists, or this share of names that look like people's.
_MOST = 0.7
_ASK = "read only what lists measures, and take the others out"


def doubts(sheet: Sheet, table: Table) -> tuple[str, ...]:
    """Return the doubts, as sentences, that a table lists measures at all."""
    names = table.of("name")
    rows = table.body(sheet)[:_LOOKED]
    at = names[0].index if names else 0
    texts = [row[at] for row in rows if at < len(row) and row[at]]
    heads = [plain(column.text) for column in table.columns if column.text]
    found = []
    if _looks(heads, texts, _PEOPLE, _PERSON):
        what = "this looks like a list of people, not of measures"
        found.append(f"{what}: do not bring people's data here; {_ASK}")
    elif _looks(heads, texts, _DRUGS, _DOSE):
        found.append(f"this looks like a list of drugs, not of measures: {_ASK}")
    return tuple(found)


def _looks(
    heads: Sequence[str], texts: Sequence[str], headed: re.Pattern[str], like: re.Pattern[str]
) -> bool:
    told = sum(bool(headed.fullmatch(head)) for head in heads)
    if told >= 2:
        return True
    full = like is _PERSON
    shaped = [
        text for text in texts
        if (like.fullmatch(text) if full else like.search(text)) and not names_a_measure(text)
    ]  # fmt: skip
    share = len(shaped) / max(len(texts), 1)
    return share >= (_MOST if not told else 0.4) and (told > 0 or len(texts) >= (3, 6)[full])
