"""The jobs whose growth is measured (scale.py): ours, and those of the peers."""

import random
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from io import StringIO
from itertools import chain
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.sizes import SEED
from measurealign.catalog.cells import to_csv
from measurealign.catalog.imports.lines import Line

if TYPE_CHECKING:
    from measurealign.model import MeasureSet

#: Lines of a list that joins; how often a list prints each name; processes that share the work.
ADDED, TIMES, WORKERS = 40, 10, 2

Job = Callable[[int], Callable[[], object]]


def pairs(size: int) -> Callable[[], object]:
    """Compare all wordings: relation and confidence of every pair among the candidates."""
    from benchmarks.sizes import lines
    from measurealign.matching.wordings import PairTable

    table = lines(size)
    return lambda: PairTable.of(table, use_ids=False)


def repeated(size: int) -> Callable[[], object]:
    """Read a CSV that prints so many names ten times each, and compare its wordings."""
    from measurealign.catalog.imports.lines import read_pieces
    from measurealign.crosswalk import wordings_of

    path = Path(tempfile.mkdtemp()) / "list.csv"
    names = _printed(size) * TIMES
    random.Random(SEED).shuffle(names)
    path.write_text(to_csv(["Measure"], ([name] for name in names)), encoding="utf-8")
    return lambda: deque(wordings_of(chain.from_iterable(read_pieces(path)), workers=1), 0)


def links(size: int, workers: int = 1) -> Callable[[], object]:
    """Look all lines up in the inventory, its index made ready first."""
    from measurealign.crosswalk import look_up_many

    table = _lines(size)
    deque(look_up_many(table[:10]), 0)
    return lambda: deque(look_up_many(table, workers=workers), 0)


def on_cluster(size: int) -> Callable[[], object]:
    """Look all lines up on a dask cluster of two workers of this machine, started and ended."""
    from distributed import LocalCluster

    from measurealign.crosswalk import look_up_many

    table = _lines(size)

    def run() -> None:
        with LocalCluster(WORKERS, threads_per_worker=1, dashboard_address=None) as cluster:
            deque(look_up_many(table, scheduler=cluster.scheduler_address), 0)

    return run


def whole(size: int) -> Callable[[], object]:
    """Make a crosswalk of so many lines: their links and families."""
    from measurealign import crosswalk
    from measurealign.catalog import Catalog

    table = Catalog.of([_set("whole-2024", _printed(size))])
    return lambda: crosswalk(table)


def extend(size: int) -> Callable[[], object]:
    """Add a list of 40 lines to a crosswalk of so many."""
    from measurealign import crosswalk
    from measurealign.catalog import Catalog

    names = _printed(size + ADDED)
    table = Catalog.of([_set("whole-2024", names[:size])])
    before = crosswalk(table)
    return lambda: crosswalk(table.with_sets(_set("more-2024", names[size:])), before=before)


def _set(id_: str, names: Iterable[str]) -> "MeasureSet":
    from measurealign.model import MeasureSet

    lines = [{"key": f"{id_}/{n}", "name": one, "evidence": "primary"}
             for n, one in enumerate(names)]  # fmt: skip
    told = {"id": id_, "name": id_, "year": 2024, "sponsor": "x", "kind": "payer"}
    return MeasureSet.model_validate({**told, "measures": lines})


def token_sort(size: int) -> Callable[[], object]:
    """Compare all titles with all by rapidfuzz (cdist, token_sort_ratio), one core."""
    from rapidfuzz import fuzz
    from rapidfuzz.process import cdist

    titles = _titles(size)

    def run() -> int:
        return sum(
            int((cdist(titles[at : at + 256], titles, scorer=fuzz.token_sort_ratio,
                       workers=1) > 80).sum())
            for at in range(0, size, 256)
        )  # fmt: skip

    return run


def tf_idf(size: int) -> Callable[[], object]:
    """Find the 20 nearest titles by the cosine of TF-IDF of words (sparse_dot_topn)."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    titles = _titles(size)

    def run() -> object:
        table = TfidfVectorizer().fit_transform(titles)
        return sp_matmul_topn(table, table.T.tocsr(), top_n=20)

    return run


def splink(size: int) -> Callable[[], object]:
    """Link titles by EM without labels: shared words; pairs with a first or last word in common."""
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    from benchmarks.peers import titles_compared

    frame = _frame(size)
    rules = [block_on("first"), block_on("last")]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[titles_compared()],
        blocking_rules_to_generate_predictions=rules,
    )

    def run() -> object:
        linker = Linker(DuckDBAPI().register(frame), settings, log_level="ERROR")
        linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
        linker.training.estimate_parameters_using_expectation_maximisation(rules[0])
        return linker.inference.predict().as_pandas_dataframe()

    return run


def dedupe(size: int) -> Callable[[], object]:
    """Group titles by dedupe, trained on the labelled listings, with the blocking it learns."""
    import numpy as np
    from dedupe import Dedupe, variables

    titles = _titles(size)
    records = {str(at): {"title": title} for at, title in enumerate(titles)}
    labels = _labels()
    random.seed(SEED)
    np.random.seed(SEED)

    def run() -> object:
        fields = [variables.String("title"), variables.Text("title", name="words", corpus=titles)]
        model = Dedupe(fields, num_cores=0)
        model.prepare_training(records, training_file=StringIO(labels))
        model.train()
        return model.partition(records, 0.5)

    return run


def _labels() -> str:
    """Return the labelled pairs of titles, reworded or look-alikes, as dedupe reads them."""
    from benchmarks.gold import load
    from measurealign.matching.listings import plain_title

    gold = load()

    def told(pairs: Iterable[frozenset[str]]) -> list[object]:
        keys = sorted(sorted(pair) for pair in pairs if gold.reworded(pair))
        titles = ([plain_title(gold.rows[key]["title"]) for key in pair] for pair in keys)
        return [
            {"__class__": "tuple", "__value__": [{"title": one} for one in pair]} for pair in titles
        ]

    return dumps({"match": told(gold.truth), "distinct": told(gold.of("different"))})


def _frame(size: int) -> object:
    import pandas as pd

    words = [title.split() for title in _titles(size)]
    return pd.DataFrame({
        "unique_id": range(size),
        "title": [" ".join(some) for some in words],
        "words": words,
        "first": [some[0] for some in words],
        "last": [some[-1] for some in words],
    })  # fmt: skip


def _titles(size: int) -> list[str]:
    return [name.lower() for name in _printed(size)]


def _printed(size: int) -> list[str]:
    from benchmarks.sizes import lines

    return [line.name for line in lines(size)]


def _lines(size: int) -> list[Line]:
    return [Line(row, name, year=2024) for row, name in enumerate(_printed(size), 1)]


JOBS: Mapping[str, tuple[str, Job]] = {
    "pairs": ("measurealign, wordings with wordings", pairs),
    "repeated": (f"measurealign, the same from a CSV that prints each {TIMES} times", repeated),
    "token_sort": ("rapidfuzz cdist token_sort", token_sort),
    "tf_idf": ("TF-IDF words, 20 nearest (sparse_dot_topn)", tf_idf),
    "splink": ("splink (DuckDB), EM, blocked by first and last word", splink),
    "dedupe": ("dedupe, trained on the labelled listings, its own blocking", dedupe),
    "links": ("measurealign, lines with the inventory", links),
    "shared": (f"measurealign, the same, {WORKERS} processes", partial(links, workers=WORKERS)),
    "cluster": (f"measurealign, the same, dask with {WORKERS} workers", on_cluster),
    "whole": ("measurealign, the crosswalk of a table of so many lines", whole),
    "extend": (f"measurealign, {ADDED} lines join such a table", extend),
}
