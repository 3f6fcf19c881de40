"""How known measures are told: names without codes, as bags of terms; ids and acronyms."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from measurealign.inventory.entries import KnownId, KnownMeasure
from measurealign.matching.lexicon import TITLES
from measurealign.matching.linking.ages import with_ages
from measurealign.matching.linking.title import plain, read_off
from measurealign.matching.numbers import Found
from measurealign.matching.wording import read_title

_WORDS = re.compile(r"[^a-z0-9%<>=]+")
#: An abbreviation in brackets behind what it stands for.
_ABBREVIATED = re.compile(r"(.+?)\s*\(([A-Z][A-Za-z0-9]{1,7})\)(.*)")
_FIGURE = re.compile(r"([<>]=?)? ?\b(\d+)(?:\.0+)?(?![.\d]*\d)\b( ?percent\b| ?%)?")
_STOP = re.compile(r"\b(?:the|of|for|in|a|an|and|to|with|by)\b")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
             "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"]  # fmt: skip
#: The lower of two blood pressures: 140/90 is not 140/80.
_DIASTOLIC = re.compile(r"\b1\d\d ?(?:/|over) ?(\d{2})\b")
_EDITION = re.compile(r"-(?:E|AD|CH|HH)$")
#: For whom a measure is, at the end of its name: who prints its acronym often leaves it out.
_AUDIENCE = re.compile(
    r"(?P<name>\S+ \S.*?) (?:for|in|among) (?:older |young )?(?:adolescents|adults|children"
    r"|members|patients|people|individuals|women|youth)\b[^:;<>%()\d]*",
    re.IGNORECASE,
)
#: Schemes whose values stand as acronyms in titles.
_ACRONYMS = ("hedis", "pqa", "core_set", "mncm", "code")
#: A numbering and a value without version, edition and part.
Id = tuple[str, str]
#: Classes of terms that tell no measure by themselves.
_UNTOLD = frozenset({"number", "population", "stage"})
#: Wordings of a measure to which the labels of its parts are added.
_HEADS = 6


@dataclass(frozen=True, slots=True)
class Bag:
    """A name as terms with their class, its numbers, its words in order and sorted."""

    terms: Mapping[str, str]
    numbers: Found
    text: str
    words: str


def key(text: str) -> str:
    """Return a name as the words that count in it, in order: equal keys are one printed name.

    >>> key("Controlling High Blood-Pressure (the CBP)"), key("Visits in the 3rd Year")
    ('controlling high blood pressure cbp', 'visits third year')
    >>> key("Poor Control (> 9.0 percent)")
    'poor control >9%'
    """
    words = _FIGURE.sub(_figure, plain(text).lower().replace("'", ""))
    words = _WORDS.sub(" ", words)
    words = _ORDINAL.sub(_ordinal, words)
    return " ".join(_STOP.sub(" ", words).split())


def _figure(limit: re.Match[str]) -> str:
    """Write a limit in one way: "> 9.0 percent" is ">9%"."""
    return f" {limit[1] or ''}{limit[2]}{'%' if limit[3] else ''} "


def _ordinal(number: re.Match[str]) -> str:
    nth = int(number[1])
    return _ORDINALS[nth - 1] if 0 < nth <= len(_ORDINALS) else number[0]


@lru_cache(maxsize=TITLES)
def bag(text: str) -> Bag:
    """Read a name as a bag of terms."""
    reading = read_title(with_ages(text))
    terms = {name: kind for kind, name in reading.terms}
    terms |= {f"#{word}": "number" for word in reading.numbers.words}
    terms |= {f"#/{low}": "number" for low in _DIASTOLIC.findall(text)}
    plain_text = key(text)
    return Bag(terms, reading.numbers, plain_text, " ".join(sorted(plain_text.split())))


@dataclass(frozen=True, slots=True)
class Wording:
    """How a measure is told: `spoken` by people only; `coded` where its acronym stands beside.

    `of` is the published name that a wording is made of, "" where it is one itself.
    """

    name: str
    spoken: bool = False
    coded: bool = False
    of: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A published name without its codes, and as a bag."""

    text: str
    bag: Bag

    @classmethod
    def of(cls, name: str, acronyms: Collection[str]) -> "Read":
        """Read a published name."""
        text = read_off(name, acronyms).text
        return cls(text, bag(text))

    @property
    def tells(self) -> bool:
        """Whether the name tells its measure: "65+ years" and "Within 30 days" tell none."""
        return any(kind not in _UNTOLD for kind in self.bag.terms.values())


def base(id_: KnownId) -> Id:
    """Return the scheme and value of an id without version, edition and part.

    >>> base(KnownId(scheme="hedis", value="PPC/postpartum"))
    ('hedis', 'PPC')
    >>> base(KnownId(scheme="cms", value="CMS165v6"))
    ('cms', 'CMS165')
    """
    value = id_.value.upper().split("/")[0]
    if id_.scheme == "cms":
        value = value.split("V")[0]
    if id_.scheme in ("hedis", "core_set"):
        value = _EDITION.sub("", value)
    if id_.scheme == "cbe":
        value = value.removesuffix("E")
    return id_.scheme, value


def acronyms_of(one: KnownMeasure) -> Iterator[str]:
    """Yield the acronyms of a measure: CBP, BCS (of "BCS-E"), SUPD, WCV (of "WCV-CH")."""
    for id_ in one.ids:
        if id_.scheme in _ACRONYMS:
            yield base(id_)[1]


def shortened(name: str) -> Iterator[str]:
    """Yield a name that explains an abbreviation with the one or the other alone.

    >>> list(shortened("Body Mass Index (BMI) Screening and Follow-Up"))
    ['BMI Screening and Follow-Up', 'Body Mass Index Screening and Follow-Up']
    >>> list(shortened("Controlling High Blood Pressure (CBP)"))
    []
    """
    found = _ABBREVIATED.match(name)
    if not found:
        return
    words, short, after = found[1].split(), found[2], found[3]
    capitals = sum(letter.isupper() for letter in short)  # mostly a word for each
    for at in (max(0, len(words) - capitals), *range(len(words) - 1, -1, -1)):
        said = "".join(words[at:]).lower()
        letters = iter(said)
        if said[0] == short[0].lower() and all(letter in letters for letter in short.lower()):
            if at or after.strip():
                yield " ".join((*words[:at], short)) + after
                yield " ".join(words) + after
            return


def _with_threshold(one: KnownMeasure, threshold: str) -> Iterator[Wording]:
    """Yield names that print no limit with the measure's own: lists often add it."""
    for name in one.wordings[:_HEADS]:
        if not bag(name).numbers.limits:
            yield Wording(f"{name} {threshold}", name in one.spoken, of=name)


def wordings(one: KnownMeasure, by_id: Mapping[str, KnownMeasure]) -> Iterator[Wording]:
    """Yield every wording of a measure: names, also short or with its limit, labels of parts."""
    coded = any(acronyms_of(one))
    for name in one.wordings:
        yield Wording(name, name in one.spoken)
        if coded and (whom := _AUDIENCE.fullmatch(name)):
            yield Wording(whom["name"], coded=True, of=name)
        for short in shortened(name):
            yield Wording(short, name in one.spoken, of=name)
    if one.threshold:
        yield from _with_threshold(one, one.threshold)
    for part in one.part_of:
        whole = by_id[part.id]
        for label in part.labels:
            for head in whole.wordings[:_HEADS]:
                yield Wording(f"{head}: {label}")
            if any(acronyms_of(whole)):
                yield Wording(label, coded=True)


def reads(measures: Sequence[KnownMeasure]) -> dict[str, Read]:
    """Read every wording of some measures, and the published names that wordings are made of."""
    acronyms = frozenset(code for one in measures for code in acronyms_of(one))
    by_id = {one.id: one for one in measures}
    told = (each for one in measures for each in wordings(one, by_id))
    names = dict.fromkeys(name for each in told for name in (each.name, each.of) if name)
    return {name: Read.of(name, acronyms) for name in names}
