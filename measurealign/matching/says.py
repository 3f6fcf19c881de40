"""Evidence in sentences, as an expert would note them."""

from collections.abc import Iterator, Mapping

from measurealign.matching.evidence import CLASSES, Comparison
from measurealign.matching.listings import Profile
from measurealign.matching.numbers import Found
from measurealign.model import PRIOR, Evidence
from measurealign.shown import span

_OVERLAP = ("overlap", "overlap over half", "overlap over three quarters")
_TEXT = ("similar text", "similar letters", "similar title")
_PLAIN = {
    "same title": "the titles are equal",
    "nothing left over on both": "neither title says anything that the other does not",
    "nothing left over on one": "one title says all that the other says",
    "left over on both": "each title says something that the other does not",
    "left over on one": "one title says more than the other",
    "only in the heading": "what only one says stands before its colon, as a chapter's topic",
    "steward differs": "the stewards differ ({left.steward} / {right.steward})",
    "whom on one side": "only one says so of whom, where or when",
    "registry on one side": "only one is of a clinical registry, whose measures are its own",
    "level differs": "they are measured at other levels (hospital, plan, clinician)",
    "type differs": "the types differ ({left.type} / {right.type})",
    "direction differs": "for one a higher, for the other a lower rate is better",
    "same set and year": "one set lists both in one year",
    "same set, other year": "the same programme lists them in different years",
    "id of a kin": "they share an id that covers several measures",
}
#: A word of the vocabulary's classes as people say it.
_CLASS = {"event": "outcome", "step": "what is done", "tool": "instrument", "word": "wording",
          "test": "test or result", "stage": "kind or stage", "survey": "survey topic"}  # fmt: skip


def sentences(
    pair: Comparison,
    left: Profile,
    right: Profile,
    evidence: Mapping[str, float],
    weights: Mapping[str, float],
    intercept: float,
) -> Iterator[Evidence]:
    """Yield the reasons for a score, strongest first; the last is what any pair starts from."""
    told = dict(weights)
    found = [
        _summed("ideas", told, ("shared ideas", *_OVERLAP), _shared(pair)),
        _summed("text", told, _TEXT, f"the wordings are {evidence['similar text']:.0%} alike"),
    ]
    found += [
        Evidence(kind=name, weight=round(weight, 4), says=_says(name, pair, left, right))
        for name, weight in told.items()
    ]
    yield from sorted((e for e in found if e.weight), key=lambda e: (-abs(e.weight), e.kind))
    says = "before any evidence, two measures are most likely different"
    yield Evidence(kind=PRIOR, weight=round(intercept, 4), says=says)


def _summed(kind: str, told: dict[str, float], names: tuple[str, ...], says: str) -> Evidence:
    """Take several pieces of evidence of one kind together."""
    return Evidence(kind=kind, weight=round(sum(told.pop(n, 0.0) for n in names), 4), says=says)


def _shared(pair: Comparison) -> str:
    names = [
        one[1] if one == other else f"{one[1]} / {other[1]}"
        for one, other, _ in sorted(pair.shared, key=lambda each: (-each[2], each[0]))
    ]
    return f"both speak of {', '.join(names)}" if names else "they share no idea"


def _says(name: str, pair: Comparison, left: Profile, right: Profile) -> str:
    if name in _PLAIN:
        return _PLAIN[name].format(left=left, right=right)
    if name.startswith(("same ", "other ")):
        return _about_id(name, left, right)
    for kind in CLASSES:
        if name == f"{kind} conflict":
            one, other = _only(pair.only_left, kind), _only(pair.only_right, kind)
            return f"{_CLASS.get(kind, kind)} differs: {one} / {other}"
        if name in (f"{kind} on one side", f"further {kind}"):
            one = _only(pair.only_left, kind) or "-"
            other = _only(pair.only_right, kind) or "-"
            more = "one names a further" if name.startswith("further") else "only one names a"
            return f"{more} {_CLASS.get(kind, kind)}: {one} / {other}"
    return _about_numbers(name, pair.left.numbers, pair.right.numbers)


def _only(terms: tuple[tuple[tuple[str, str], float], ...], kind: str) -> str:
    return ", ".join(term[1] for term, _ in terms if term[0] == kind)


def _about_id(name: str, left: Profile, right: Profile) -> str:
    word, scheme, _ = name.split()
    one, other = (
        ", ".join(sorted(_padded(*each) for each in side.ids if each[0] == scheme))
        for side in (left, right)
    )
    if word == "same":
        both = sorted(printed(*each) for each in left.ids & right.ids if each[0] == scheme)
        return f"both carry {', '.join(both)}"
    return f"their {scheme.upper()} ids differ ({one} / {other})"


def printed(scheme: str, value: str) -> str:
    """Return a comparable id as its source prints it.

    >>> printed("cbe", "59"), printed("cms", "CMS122"), printed("mips", "1")
    ('CBE 0059', 'CMS122', 'MIPS 001')
    """
    name = "" if value.startswith(scheme.upper()) else f"{scheme.upper()} "
    return name + _padded(scheme, value)


def _padded(scheme: str, value: str) -> str:
    return value.zfill({"cbe": 4, "mips": 3}.get(scheme, 0))


def _about_numbers(name: str, left: Found, right: Found) -> str:
    kind = "limits" if name == "opposite limit" else name.split()[0]
    word = {"ages": "ages", "limits": "thresholds", "spans": "time spans", "parts": "rates"}[kind]
    one, other = (", ".join(_numbers(kind, side)) or "none named" for side in (left, right))
    if name.endswith("agree"):
        return f"the {word} agree ({one})"
    if name == "opposite limit":
        return f"the thresholds point in opposite directions ({one} / {other})"
    return f"the {word} differ ({one} / {other})"


def _numbers(kind: str, found: Found) -> list[str]:
    if kind == "ages":
        return [f"{a:g}-{b:g}" if b < 120 else f"{a:g}+" for a, b in found.ages]
    if kind == "limits":
        return [f"{sign}{value:g}" for sign, value in found.limits]
    if kind == "parts":
        return list(found.parts)
    return [span(hours) for hours in found.spans]
