"""The tables of the compare page: overlap, alignment, areas."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from measurealign.cli.page import letters

if TYPE_CHECKING:
    from measurealign.cli.page import Page
    from measurealign.crosswalk import Crosswalk

_MEAN_USE = (
    "Mean use: the mean share of the other sets that use each of the set's measures. Used by: the "
    "share of its measures that so many of the others (or more) use, strict. Last two: mean use "
    "with rows read in a source only, and with recalled rows too."
)


def pairs(
    page: "Page", whole: "Crosswalk", walk: "Crosswalk", ids: Sequence[str], by_reach: bool
) -> None:
    """Print the overlap of each pair, each measure once or weighted by its reach."""
    from measurealign.cli.page import Head
    from measurealign.model import CLOSENESS
    from measurealign.scoring import reach

    name, weights = letters(ids), reach(walk) if by_reach else None
    rows = [
        (f"{name[a]} {name[b]}", *_pair(walk, a, b, weights))
        for i, a in enumerate(ids)
        for b in ids[i + 1 :]
    ]
    weighed = ", each measure weighted by the sets that list it" if by_reach else ""
    page.title(f"Overlap: how far two sets agree{weighed}")
    parts = ("of first", "of second", "Jaccard")
    heads = [Head(f"{what}\n{word}", number=True) for what in parts for word in CLOSENESS]
    page.table(["", *heads], rows)
    page.say(
        "Of first: how many of the first set's measures the second has; of second: the reverse. "
        "Jaccard: shared of all that either lists.",
        "strict: the same measure. harmonized: also a part, the whole or another specification. "
        "related: also another measure of the same subject.",
    )
    _firmness(page, whole, ids)


def _pair(walk: "Crosswalk", a: str, b: str, weights: Mapping[str, float] | None) -> list[str]:
    """Return what two sets share, of the first, of the second and of both, for each closeness."""
    from measurealign.cli.page import percent
    from measurealign.model import CLOSENESS
    from measurealign.scoring import overlap

    found = [overlap(walk, a, b, closeness, weights) for closeness in CLOSENESS]
    both = found[0].left_size and found[0].right_size
    return [
        *(f"{one.left_met} of {one.left_size}" for one in found),
        *(f"{one.right_met} of {one.right_size}" for one in found),
        *(percent(one.jaccard) if both else "-" for one in found),
    ]


def _firmness(page: "Page", whole: "Crosswalk", ids: Sequence[str]) -> None:
    """Say how far the numbers move with the rows that are counted, where they do."""
    from measurealign.cli.page import Head, percent
    from measurealign.compare.common import by_standing
    from measurealign.scoring import overlap

    name, rows = letters(ids), []
    narrow = by_standing(whole, ids)
    for i, a in enumerate(ids):
        for b in ids[i + 1 :]:
            told = [percent(overlap(walk, a, b, "harmonized").jaccard) for walk in narrow.values()]
            if len(set(told)) > 1:
                rows.append((f"{name[a]} {name[b]}", *told))
    if rows:
        page.say("The number moves with the rows that are counted (harmonized):")
        page.table(["", *(Head(one, number=True) for one in narrow)], rows)


def alignment(page: "Page", whole: "Crosswalk", walk: "Crosswalk", ids: Sequence[str]) -> None:
    """Print how far the other sets use each set's measures, by closeness and by rows counted."""
    from measurealign.cli.page import Head, percent
    from measurealign.compare.common import by_standing
    from measurealign.model import CLOSENESS
    from measurealign.scoring import alignment_score

    if len(ids) < 3:
        return
    rows, moved = [], list(by_standing(whole, ids).values())
    for id_, letter in letters(ids).items():
        asked = [(walk, closeness) for closeness in CLOSENESS]
        asked += [(moved[0], "harmonized"), (moved[-1], "harmonized")]
        others = [other for other in ids if other != id_]
        found = [
            alignment_score(one, one.families_in(id_), others, closeness)
            for one, closeness in asked
        ]
        used = [found[0].used_by_one, found[0].used_by_two, found[0].used_by_half]
        scores = [one.score for one in found]
        rows.append((letter, *map(percent, (*scores[:3], *used, *scores[3:]))))
    page.title("Alignment: how far the others use a set's measures")
    heads = [f"mean use\n{closeness}" for closeness in CLOSENESS]
    heads += [f"used by\n{n}" for n in ("one", "two", "half")]
    heads += ["harmonized\nread only", "harmonized\nall rows"]
    page.table(["", *(Head(one, number=True) for one in heads)], rows)
    page.say(_MEAN_USE)


def areas(page: "Page", walk: "Crosswalk", ids: Sequence[str]) -> None:
    """Print agreement on areas beside agreement on measures."""
    from measurealign.cli.page import Head, percent
    from measurealign.compare.common import area_agreement

    found, name = area_agreement(walk, ids), letters(ids)
    page.title("Area by area: the same topic is not yet the same measure")
    page.say(
        f"Mean agreement of two sets on areas {percent(found.areas)}, "
        f"on measures {percent(found.measures)} (Jaccard)."
    )
    heads = [Head(t, number=True) for t in ("measures", "in two sets", "in all of them")]
    page.table(
        ["area", "measured by", *heads],
        [
            (row.area, " ".join(name[id_] for id_ in row.sets), str(row.measures),
             str(row.shared), str(row.by_all))
            for row in found.rows
        ],
    )  # fmt: skip
