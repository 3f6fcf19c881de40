"""What every export says alike: the matches of some sets, ids in one line."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from measurealign.crosswalk import Crosswalk
from measurealign.judgements import MEASURE
from measurealign.model import Evidence, Match, MatchStatus, Relation


def told(walk: Crosswalk, ids: Sequence[str]) -> Iterator[Match]:
    """Yield what each line is, how lines relate, and what else people said of them.

    One at a time: of the whole catalog they are 200,000.
    """
    heard: set[frozenset[str]] = set()
    for one in chain(links_of(walk, ids), matches_of(walk, ids)):
        if one.judgement:
            heard.add(frozenset((one.left, one.right)))
        yield one
    yield from words_of(walk, ids, heard)


def matches_of(walk: Crosswalk, ids: Iterable[str]) -> Iterator[Match]:
    """Return the matches between the measures of some sets, in the order of their keys."""
    return walk.matches_among([m.key for id_ in ids for m in walk.listed(id_)])


def links_of(walk: Crosswalk, ids: Iterable[str]) -> Iterator[Match]:
    """Yield what each line of some sets is, as a match with a known measure (`measure:<id>`).

    Where a person said that the line is not that measure but, say, a part of it, the link is not
    told: `words_of` tells what was said.
    """
    said = {(one.left, one.right): one for one in walk.judgements}
    for line in (line for id_ in ids for line in walk.listed(id_)):
        link = walk.links.get(line.key)
        if link is None or link.measure is None:
            continue
        word = said.get((line.key, f"{MEASURE}{link.measure}"))
        if word and word.verdict == "accepted" and word.relation != "same":
            continue
        status: MatchStatus = "proposed"
        if link.status in ("accepted", "rejected"):
            status = "accepted" if link.status == "accepted" else "rejected"
        reason = Evidence(kind=str(link.how), weight=link.confidence, says=link.says)
        yield Match(
            left=line.key,
            right=f"{MEASURE}{link.measure}",
            relation="narrower" if link.part else "same",
            bond=link.relation,
            confidence=link.confidence,
            likeness=link.likeness,
            evidence=(reason,),
            status=status,
            judgement=word if status != "proposed" else None,
        )


def words_of(
    walk: Crosswalk, ids: Iterable[str], heard: Collection[frozenset[str]]
) -> Iterator[Match]:
    """Yield what people said of the lines of some sets, but for the pairs `heard` of already.

    Such are a measure that a line is not (the link went to another), and lines that are not alike
    by any bond.
    """
    lines = {line.key for id_ in ids for line in walk.listed(id_)}
    known = {f"{MEASURE}{one.id}" for one in walk.inventory}
    for one in walk.judgements:
        here = one.left in lines and (one.right in lines or one.right in known)
        if here and one.verdict != "unsure" and frozenset((one.left, one.right)) not in heard:
            reason = Evidence(kind="person", weight=0.0, says=f"{one.by} said so")
            yield Match(
                left=one.left, right=one.right, relation=one.relation, bond=one.relation,
                confidence=1.0, likeness=0.0, evidence=(reason,), status=one.verdict,
                judgement=one,
            )  # fmt: skip


def stands_for(one: Match) -> Relation:
    """Return the relation that a match stands for outside.

    That one measure is wider than another is told by the inventory (the whole of a part) or by a
    person; read from two titles alone it says no more than that they are related.
    """
    guessed = one.bond in ("broader", "narrower") and one.judgement is None
    return "related" if guessed else one.relation


def ids_of(ids: dict[str, tuple[str, ...]]) -> str:
    """Return ids in one line.

    >>> ids_of({"cbe": ("0018",), "cms": ("CMS165",)})
    'CBE 0018, CMS165'
    """
    plain = [v if s == "cms" else f"{s.upper()} {v}" for s, values in ids.items() for v in values]
    return ", ".join(plain)
