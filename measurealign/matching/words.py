"""People's word on what a line is: it overrides what ids and names tell."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from measurealign.catalog.programmes import yearless
from measurealign.judgements import MEASURE
from measurealign.model import Judgement, LineLinks, Link, Measure


def judged(links: LineLinks, judgements: Iterable[Judgement]) -> LineLinks:
    """Return the links of lines (by key) after people's word.

    A line that a person holds for a known measure is linked to it, and so is a line that a person
    holds for the same as a linked one. A measure that was rejected, or that the line is a part or
    another specification of, is not the line's.
    """
    words = [one for one in judgements if one.verdict != "unsure" and one.left in links]
    named = {end for one in words for end in (one.left, one.right) if end in links}
    found = {key: links[key] for key in named}
    for one in sorted(words, key=lambda one: one.verdict == "accepted"):
        if one.right.startswith(MEASURE):
            found[one.left] = _after(found[one.left], one)
    for one in words:
        if joins(one) and one.right in found and found[one.left].counts != found[one.right].counts:
            ends = (one.left, one.right)
            bare, other = ends if found[one.right].counts else ends[::-1]
            found[bare] = _linked(found[bare], str(found[other].measure), one, found[other].part)
    return LineLinks({**links.shared, **found}) if found else links


def spread(
    lines: Iterable[Measure], found: Mapping[str, Link], judgements: Iterable[Judgement]
) -> tuple[Judgement, ...]:
    """Return people's word on lines, said too of the lines that ask the same question.

    These print the same name and were linked alike. A doubtful link is one question wherever it
    stands; a sure one that a person corrects is corrected in other years of the same list alone.
    A line of which people spoke themselves keeps their word.
    """
    given = tuple(judgements)
    spoken = {one.left for one in given}
    words: dict[str, list[Judgement]] = {}
    for one in given:
        if one.right.startswith(MEASURE) and one.left in found:
            words.setdefault(one.left, []).append(one)
    if not words:
        return given
    asked: dict[tuple[str, ...], list[Judgement]] = {}
    for line in (lines := tuple(lines)):
        if line.key in words:
            asked.setdefault(_question(line, found[line.key]), words[line.key])
    more = (
        word.model_copy(update={"left": line.key})
        for line in lines
        if line.key not in spoken
        for word in asked.get(_question(line, found[line.key]), ())
    )
    return (*given, *more)


def _question(line: Measure, link: Link) -> tuple[str, ...]:
    """Return what tells a question apart: the name, the link, of a sure one the list too."""
    where = "" if link.status == "confirm" else yearless(line.set_id)
    return (" ".join(line.name.lower().split()), str(link.measure), str(link.part), where)


def joins(one: Judgement) -> bool:
    """Tell whether a judgement holds its two sides for the same measure."""
    return one.verdict == "accepted" and one.relation == "same"


def heads(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each of some paired names the first of all that pairs lead to.

    >>> heads([("b", "c"), ("a", "c")])
    {'a': 'a', 'b': 'a', 'c': 'a'}
    """
    if not (joined := list(pairs)):
        return {}
    import networkx as nx

    groups = nx.connected_components(nx.Graph(joined))
    return {name: min(group) for group in sorted(groups, key=min) for name in sorted(group)}


def _after(link: Link, word: Judgement) -> Link:
    measure = word.right.removeprefix(MEASURE)
    if joins(word):
        return _linked(link, measure, word, None)
    if measure == link.measure and (word.verdict == "accepted" or word.relation == "same"):
        says = _says(word)
        return replace(link, status="rejected", how="person", confidence=1.0, says=says)
    return link


def _linked(link: Link, measure: str, word: Judgement, part: str | None) -> Link:
    return replace(
        link,
        measure=measure,
        part=part,
        relation="slice" if part else "same",
        status="accepted",
        how="person",
        confidence=1.0,
        says=_says(word),
    )


def _says(word: Judgement) -> str:
    return f"{word.by} said so" + (f": {word.why}" if word.why else "")
