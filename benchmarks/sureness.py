"""How often bonds are right on the labelled pairs: `python -m benchmarks.sureness`.

It writes data/sureness.yaml. The labelled listings, names alone, are looked up in the inventory
and matched like any lists. Pairs that are ambiguous, and pairs that no label tells of, count for
nothing. A bond of two measures counts once, however many lines print them, by the share of its
pairs that are right.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from benchmarks.gold import Gold, load
from measurealign.catalog import Catalog
from measurealign.catalog.shipped import data_folder
from measurealign.crosswalk import Crosswalk, crosswalk
from measurealign.links.sureness import COUNTED_AS
from measurealign.model import Match, MeasureSet, Source

#: Which labels bear a bond out. A variant is near enough to be called the same; whatever else is
#: bound is another measure.
RIGHT: Mapping[str, frozenset[str]] = {
    "same": frozenset({"same"}),
    "variant": frozenset({"same", "related"}),
    "part": frozenset({"related", "different"}),
    "wider": frozenset({"related", "different"}),
    "related": frozenset({"related", "different"}),
    "different": frozenset({"related", "different"}),
}
HEAD = """\
# How often a bond is right on the labelled pairs, by who told it and its kind. Written by
# `python -m benchmarks.sureness`; docs/method.md explains it.
"""


@dataclass(frozen=True, order=True)
class Counted:
    """A labelled pair of lines: who told their bond, its kind, the two measures, what came out."""

    told: str
    kind: str
    measures: tuple[str, str]
    right: bool
    links: float


def listings(gold: Gold) -> Catalog:
    """Return the labelled listings as measure sets, one a list and year."""
    keys = sorted(gold.measures, key=lambda one: one.key.split("/")[0])
    sets = []
    for id_, found in groupby(keys, lambda one: one.key.split("/")[0]):
        lines = tuple(line.model_copy(update={"source": "gold"}) for line in found)
        year = int(gold.rows[lines[0].key]["year"])
        source = Source(key="gold", title="labelled listings")
        sets.append(MeasureSet(id=id_, name=id_, year=year, sponsor=id_, kind="national",
                               sources=(source,), measures=lines))  # fmt: skip
    return Catalog(tuple(sets))


def counted(gold: Gold, walk: Crosswalk) -> Iterator[Counted]:
    """Yield the labelled pairs that are bound."""
    for one in _matches(gold, walk):
        pair = frozenset((one.left, one.right))
        label = "same" if pair in gold.truth else gold.pairs.get(pair, "ambiguous")
        if label == "ambiguous":
            continue
        left, right = walk.family_of(one.left).id, walk.family_of(one.right).id
        told = "stated" if walk.bond(left, right).stated else "titles"
        kind = COUNTED_AS[one.bond]
        ends = (min(left, right), max(left, right))
        links = min(_sure(walk, key) for key in pair)
        yield Counted(told, kind, ends, label in RIGHT[kind], links)


def _matches(gold: Gold, walk: Crosswalk) -> Iterator[Match]:
    """Yield what an export would tell, and the labelled pairs that are bound as another measure."""
    yield from walk.matches_among(sorted(gold.rows))
    for pair in sorted(sorted(pair) for pair in {*gold.truth, *gold.pairs}):
        match = walk.match(*pair)
        if match.bond == "different":
            yield match


def _sure(walk: Crosswalk, key: str) -> float:
    link = walk.links.get(key)
    return link.confidence if link and link.counts else 1.0


def row(pairs: list[Counted]) -> str:
    """Return what is reached by the pairs of one kind of bond, as a line of YAML."""
    bonds = [list(each) for _, each in groupby(sorted(pairs), lambda one: one.measures)]
    right = sum(sum(one.right for one in each) / len(each) for each in bonds)
    said = sum(sum(one.links for one in each) / len(each) for each in bonds) / len(bonds)
    share = (right + 1) / (len(bonds) + 2)
    told = {"bonds": len(bonds), "pairs": len(pairs), "right": f"{share:.4f}",
            "sure": f"{min(1.0, share / said):.4f}"}  # fmt: skip
    return "{" + ", ".join(f"{name}: {value}" for name, value in told.items()) + "}"


def written(pairs: list[Counted]) -> str:
    """Return the file."""
    lines = []
    for told, of_told in groupby(sorted(pairs), lambda one: one.told):
        lines.append(f"{told}:")
        for kind, members in groupby(of_told, lambda one: one.kind):
            lines.append(f"  {kind}: {row(list(members))}")
    return HEAD + "\n".join(lines) + "\n"


def main() -> None:
    """Count, and write the file."""
    gold = load()
    text = written(list(counted(gold, crosswalk(listings(gold)))))
    (data_folder() / "sureness.yaml").write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
