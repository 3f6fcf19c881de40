"""A confidence is how often such a bond is right on the labelled pairs."""

import re
from pathlib import Path

import pytest

from benchmarks.sureness import Counted, row
from measurealign.inventory.bonds import Bond
from measurealign.links.pair import Side, matched
from measurealign.links.sureness import BondSureness, Reached, sureness
from measurealign.model import BondKind, Family, Link, Measure

DOCS = Path(__file__).parents[1] / "docs" / "method.md"


def side(id_: str, sure: float) -> Side:
    line = Measure(key=f"{id_}/x", name=id_, evidence="primary")
    family = Family(id=id_, label=id_, subject="s", area="a", members=(line.key,), known=True)
    return Side(line, family, Link(line=line.key, measure=id_, status="sure", confidence=sure))


@pytest.mark.parametrize("stated", [True, False])
@pytest.mark.parametrize("kind", ["variant", "related", "broader", "narrower"])
def test_a_match_is_as_sure_as_its_bond_and_the_less_sure_link(
    kind: BondKind, stated: bool
) -> None:
    bond = Bond(left="one", right="two", kind=kind, says="so", stated=stated)
    made = matched(side("one", 0.9), side("two", 0.95), bond, None)
    assert made.confidence == pytest.approx(0.9 * sureness().of(kind, stated), abs=1e-4)


def test_what_no_label_tells_of_is_as_sure_as_the_least() -> None:
    some = Reached(bonds=9, pairs=9, right=0.9, sure=0.9)
    less = Reached(bonds=9, pairs=9, right=0.7, sure=0.7)
    told = BondSureness(stated={"same": some, "variant": less}, titles={"wider": some})
    assert (told.of("rate", True), told.of("same", True)) == (0.7, 0.9)
    assert told.of("broader", False) == told.of("narrower", False) == 0.9


def test_a_bond_counts_once_by_the_share_of_its_pairs() -> None:
    """Of two measures half is right, of two others all: 1.5 of 2, with one and one: 2.5 of 4."""
    pairs = [
        Counted("titles", "variant", ("a", "b"), right=True, links=1.0),
        Counted("titles", "variant", ("a", "b"), right=False, links=1.0),
        Counted("titles", "variant", ("a", "c"), right=True, links=0.8),
    ]
    assert row(pairs) == "{bonds: 2, pairs: 3, right: 0.6250, sure: 0.6944}"


def test_the_page_tells_what_ships() -> None:
    page = re.findall(
        r"\| (the inventory|titles) \| (\w+) \| (\d+) \| (\d+) \| ([\d.]+) \| ([\d.]+) \|",
        DOCS.read_text("utf-8"),
    )
    told = {"the inventory": sureness().stated, "titles": sureness().titles}
    assert len(page) == sum(map(len, told.values()))
    for who, kind, *figures in page:
        one = told[who][kind]
        assert figures == [str(one.bonds), str(one.pairs), f"{one.right:.3f}", f"{one.sure:.3f}"]
