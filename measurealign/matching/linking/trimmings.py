"""What a list puts before and behind a measure's name: its numbers, weights, notes, product lines.

>>> list(trimmed("Part C: C-01 Breast Cancer Screening (weight 3)", lambda word: False))[-1]
'Breast Cancer Screening'
"""

import re
from collections.abc import Callable, Iterator

#: Words with which lists head their numbers and chapters, and reports of care gaps what is wanting.
_HEADS = (
    r"part [cd]|domain|measures?|metrics?|indicators?|items?|goals?|objectives?|stars?|tier|group"
    r"|section|table|row|line|number|no|id|new|revised|updated|medida|indicador|kpi"
    r"|preventat?ive care|missing|overdue(?: for)?|due(?: for)?|needs"
)
#: A number of the list's own, with the letters and further numbers that belong to it.
_NUMBER = r"([a-z]{1,4}(?=[-. #_]?\d))?[-. #_]?\d{1,4}[a-z]?(?:[./-]\d{1,2}(?!\d)|/[a-z]{1,3}\d+)*"
_GAP = r"[\s:|.,_#()\[\]\"-]"
_BEFORE = re.compile(rf"{_GAP}*(?:(?:{_HEADS})\b|{_NUMBER}(?=[\W_]))({_GAP}+)", re.IGNORECASE)
#: What says how a list counts the measure, for whom, and where to read more.
_NOTES = (
    r"part [cd]|medicare|medicaid|commercial|exchange|marketplace|hybrid|admin(?:istrative)?"
    r"|new(?: measure)?(?: (?:in|for) (?:my ?)?\d{4})?|revised|updated|retired|display(?: only)?"
    r"|reporting only|(?:triple|double|single)[- ]weight(?:ed)?|\d ?x(?: weight(?:ed)?)?|x ?\d"
    r"|weight(?:ed)?:? ?\d(?:\.\d+)?(?: ?x)?|\d+(?:\.\d+)? (?:points?|pts\.?)"
    r"|(?:see )?(?:foot)?notes? ?[\d*]*|see below|p4[pr]|pay[- ]for[- ](?:performance|reporting)"
    r"|(?:pmpm )?\$\d+(?:[.,]\d+)*(?: pmpm)?|(?:goal|target|benchmark):? ?[<>=]* ?\d+(?:\.\d+)? ?%?"
    r"|required|optional|mandatory|bonus|core|menu|cont(?:inued|'?d\.?)"
)
#: What a report of care gaps adds to a name in its column's head.
_COLUMN = (
    r"(?:care |open |current )?gaps?(?: (?:status|closure|closed|open))?|compliance(?: rate)?"
    r"|(?:gap |compliance |measure )?status|current(?: year)?(?: status)?|rates?"
    r"|incomplete|missing|overdue|due|needed|outstanding|by (?:age|sex|gender|race)(?: group)?"
)
_BEHIND = re.compile(
    rf"(?:\s*[(\[]\s*(?:{_NOTES})\s*!?\s*[)\]]|\s*\[\d\]|(?:\s+-|\s*[:|,;])\s*(?:{_NOTES})"
    rf"|\s+\d+ pts\.?|\s+(?:{_COLUMN}))$",
    re.IGNORECASE,
)
#: A code of the list's own before or behind a name: "DCA - Eye Exam", "Eye Exam (NNN)".
_CODED = re.compile(
    r"^([A-Z][A-Z0-9]{1,5}) ?(?:[:|]|- )\s*(?=\S)|\s*[(\[]([A-Z][A-Z0-9]{1,5})[)\]]$"
)
#: A number before such words counts them: "6 visits", "2 doses".
_COUNTED = re.compile(r"\b(?:visits?|doses?|days?|months?|years?|tests?|more)\b", re.IGNORECASE)


def trimmed(text: str, tells: Callable[[str], bool]) -> Iterator[str]:
    """Yield a name with ever less of what may be the list's, at the end none of it.

    `tells` answers whether letters with a number are of the field (PHQ 9, HPV 2).
    """
    ends = [text, *_without_codes(text, tells)]
    while (bare := _BEHIND.sub("", ends[-1])) != ends[-1] and bare:
        ends.append(bare)
    for end in ends:
        if end != text:
            yield end
        yield from _without_numbers(end, tells)


def _without_codes(text: str, tells: Callable[[str], bool]) -> Iterator[str]:
    """Yield a name without acronyms at its ends that are no word of the field."""
    bare = _CODED.sub(lambda found: found[0] if tells(found[1] or found[2]) else "", text)
    if bare not in (text, ""):
        yield bare


def _without_numbers(text: str, tells: Callable[[str], bool]) -> Iterator[str]:
    while found := _BEFORE.match(text):
        rest, letters = text[found.end() :], found[1]
        bare = not letters and found[0].strip().isdigit()
        if (
            not rest
            or (letters and tells(found[0].strip(" :|.,_#()[]-")))
            or (bare and _COUNTED.search(rest))
        ):
            return
        yield rest
        text = rest
