"""The appendix of a proposal's brief: every reason, question, opinion, cost and source in full."""

from collections.abc import Iterator, Sequence

from measurealign.alignment.recommendation import Addition, OpenQuestion, Recommendation
from measurealign.burden import burden
from measurealign.burden.estimate import estimates
from measurealign.compare.matrix import matrix
from measurealign.crosswalk import Crosswalk
from measurealign.export.brief.costs import cited, loads, studies
from measurealign.export.brief.handout import Passage, Ruled, Words, cells, phrase
from measurealign.export.words import ids_of


def appendix_of(
    walk: Crosswalk, ids: Sequence[str], found: Recommendation, clinicians: int
) -> tuple[Passage, ...]:
    """Return all that stands behind a proposal; nothing of it is left out."""
    costs = estimates(burden(walk, ids), clinicians)
    told = (
        _reasons(found), _overlap(walk, ids), _open(found), _additions(found),
        _burden(found), studies(costs, clinicians), _left_out(found),
        _sources(walk, ids, [*cited(found.additions, costs)]),
    )  # fmt: skip
    return tuple(one for one in told if one.rows)


def _reasons(found: Recommendation) -> Passage:
    rows = tuple(
        (
            phrase(Words(one.facts.label, "strong"), Words(ids_of(one.facts.ids), "small")),
            *cells("\n".join(one.reasons)),
            *cells("\n".join(f"{each.label}: {each.says}" for each in one.substitutes) or "none"),
        )
        for one in found.chosen
    )
    heads = ("Measure", "Why", "What could stand in its place")
    return Passage("Why each measure", rows, "measures", Ruled(heads, (30, 42, 28), "lll"))


def _overlap(walk: Crosswalk, ids: Sequence[str]) -> Passage:
    """Return the shared measures of each two sets, the same ones below the diagonal."""
    labels = [walk.catalog.get(id_).label for id_ in ids]
    strict, loose = (matrix(walk, near, ids).jaccard for near in ("strict", "harmonized"))
    rows = []
    for i, label in enumerate(labels):
        shares = (strict[i, j] if j < i else loose[i, j] for j in range(len(ids)))
        told = ("–" if i == j else f"{share:.0%}" for j, share in enumerate(shares))
        rows.append(cells(f"{i + 1} {label}", *told))
    each = 72 / max(len(ids), 1)
    return Passage(
        title="How far the sets overlap",
        above="Shared measures of each two sets, as a share of all of both (Jaccard): the same "
        "measure below the diagonal, also its parts and other specifications of it above.",
        rows=tuple(rows),
        items="sets",
        ruled=Ruled(("", *(str(i + 1) for i in range(len(ids)))), (28, *(each for _ in ids)),
                    "l" + "r" * len(ids)),
    )  # fmt: skip


def _open(found: Recommendation) -> Passage:
    labels = {page.programme: page.label for page in found.programmes}
    rows = tuple(
        (phrase(Words(one.label, "strong")), *cells(_lists(one, labels), _candidates(one)))
        for one in found.open_questions
    )
    heads = ("Subject", "Who measures what", "Candidates")
    return Passage("Open questions", rows, "questions", Ruled(heads, (18, 48, 34), "lll"))


def _lists(one: OpenQuestion, labels: dict[str, str]) -> str:
    return "\n".join(f"{labels.get(id_, id_)}: {'; '.join(m)}" for id_, m in one.lists.items())


def _candidates(one: OpenQuestion) -> str:
    of = len(one.lists)
    return "\n".join(f"{c.label} (serves {len(c.serves)} of {of})" for c in one.candidates)


def _additions(found: Recommendation) -> Passage:
    rows = tuple(
        (*cells(one.purpose), phrase(Words(one.name, "strong"), Words(ids_of(one.ids), "small")),
         *cells("\n".join((one.adds, *one.reasons)), _opinions(one)))
        for one in found.additions
    )  # fmt: skip
    heads = ("Purpose", "Measure", "What it adds, and why", "Opinions")
    title = "Cost and patient engagement: what is missing"
    return Passage(title, rows, "measures", Ruled(heads, (11, 23, 36, 30), "llll"))


def _opinions(one: Addition) -> str:
    return "\n".join(f"{each.stance}: {each.says}" for each in one.opinions)


def _burden(found: Recommendation) -> Passage:
    heads = ("A practice that answers to all", "Now", "The rest stays", "All align")
    return Passage(
        title="The burden before and after",
        rows=tuple(cells(*one) for one in loads(found.saving)),
        items="figures",
        ruled=Ruled(heads, (40, 20, 20, 20), "lrrr"),
        below=f"{found.saving.sentence()}. {found.saving.basis}.",
    )


def _left_out(found: Recommendation) -> Passage:
    rows = tuple((phrase(Words(one.label, "strong"), one.says),) for one in found.left_out)
    return Passage("Left out, and why", rows, "subjects", beside=2)


def _sources(walk: Crosswalk, ids: Sequence[str], rest: Sequence[str]) -> Passage:
    rows = tuple(cells(text) for text in (*_sets(walk, ids), *rest))
    return Passage("Sources", rows, "sources")


def _sets(walk: Crosswalk, ids: Sequence[str]) -> Iterator[str]:
    """Yield where the sets at the table were read."""
    for one in map(walk.catalog.get, ids):
        said = "; ".join(source.title for source in one.sources)
        yield f"{one.label}, {one.sponsor}: {said}"
