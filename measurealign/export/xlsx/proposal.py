"""Sheets of a recommendation: chosen measures, open areas, left out, additions, coverage."""

from measurealign.alignment.recommendation import Decision, Facts, Recommendation, Served
from measurealign.catalog.areas import label_of
from measurealign.crosswalk import Crosswalk
from measurealign.export.words import ids_of, verdict, with_labels
from measurealign.export.xlsx.book import Book, Column

_BOND = {"same": "lists it", "variant": "lists another specification", "area": "measures the area"}


def proposal_sheets(book: Book, walk: Crosswalk, found: Recommendation) -> None:
    """Write the sheets of a recommendation."""
    labels = {one.id: one.label for one in walk.catalog}
    _chosen(book, labels, found)
    _open_areas(book, labels, found)
    _left_out(book, labels, found)
    _additions(book, labels, found)
    _coverage(book, labels, found)


def served(one: Served, labels: dict[str, str]) -> str:
    """Return one demand and how it is served, in words."""
    return f"{labels.get(one.set, one.set)}, {label_of(one.area)}: {_BOND[one.bond]}"


def _facts(facts: Facts, labels: dict[str, str]) -> list[object]:
    inferred = " (from other sets)" if facts.data_source_inferred else ""
    return [
        label_of(facts.area), facts.label, ids_of(facts.ids), facts.steward, facts.type,
        (facts.data_source or "unknown") + inferred,
        len(facts.listed_by), ", ".join(labels.get(one, one) for one in facts.listed_by),
        facts.reach, facts.burden, facts.evidence,
    ]  # fmt: skip


_FACTS = (
    Column("Area", 25, "wrap"), Column("Measure", 48, "wrap"), Column("Ids", 24, "wrap"),
    Column("Steward", 12), Column("Type", 20), Column("Data source", 14, "wrap"),
    Column("Sets here", 7, "whole"), Column("Listed by", 30, "wrap"),
    Column("Sets in catalog", 10, "whole"), Column("Burden (1 = chart)", 9, "decimal"),
    Column("Standing", 10),
)  # fmt: skip


def _chosen(book: Book, labels: dict[str, str], found: Recommendation) -> None:
    columns = [
        *_FACTS, Column("Serves", 44, "wrap"), Column("Why", 48, "wrap"),
        Column("Lost without it", 36, "wrap"), Column("Best substitute", 32, "wrap"),
        Column("To harmonize", 40, "wrap"), Column("Decision", 11), Column("For", 6, "whole"),
        Column("Against", 8, "whole"), Column("Decided on", 11), Column("Follow-up", 30, "wrap"),
        Column("Remark", 30, "wrap"),
    ]  # fmt: skip
    decided = {one.family: one for one in found.decisions}
    rows = [
        [
            *_facts(one.facts, labels),
            "\n".join(served(each, labels) for each in one.serves),
            with_labels("\n".join(one.reasons), labels),
            with_labels(one.loss.says, labels) if one.loss else "",
            one.substitute,
            "\n".join(f"{labels.get(h.set, h.set)}: {h.lists}" for h in one.harmonize),
            *_decision(decided.get(one.facts.family)),
        ]
        for one in found.chosen
    ]
    above = ("Recommendation: " + verdict(found), *found.notes)
    tints = [one.facts.area for one in found.chosen]
    book.table("Recommendation", columns, rows, above, frozen=2, tints=tints)


def _decision(one: Decision | None) -> list[object]:
    """Return what people decided on a measure, for the workgroup's columns."""
    if one is None:
        return ["open", None, None, None, None, None]
    return [one.state, one.votes_for, one.votes_against, one.on, one.follow_up, one.note]


def _open_areas(book: Book, labels: dict[str, str], found: Recommendation) -> None:
    columns = [
        Column("Area", 22), Column("Agreed so far", 34, "wrap"),
        Column("Who measures what", 70, "wrap"),
        Column("To negotiate", 44, "wrap"), Column("Why this one", 50, "wrap"),
    ]  # fmt: skip
    rows = [
        [
            one.label,
            ", ".join(labels.get(each, each) for each in one.agreed),
            "\n".join(f"{labels.get(s, s)}: {'; '.join(m)}" for s, m in one.lists.items()),
            one.proposal.facts.label if one.proposal else "",
            with_labels(one.proposal.says, labels) if one.proposal else "",
        ]
        for one in found.open_areas
    ]
    above = ("Open areas: agreement on the topic, not on the measure", "Nothing here was added.")
    tints = [one.area for one in found.open_areas]
    book.table("Open areas", columns, rows, above, tints=tints)


def _left_out(book: Book, labels: dict[str, str], found: Recommendation) -> None:
    rows = [[*_facts(one.facts, labels), with_labels(one.why, labels)] for one in found.left_out]
    above = ("Left out: common measures that were not chosen, and why",)
    tints = [one.facts.area for one in found.left_out]
    columns = [*_FACTS, Column("Why not", 60, "wrap")]
    book.table("Left out", columns, rows, above, frozen=2, tints=tints)


def _additions(book: Book, labels: dict[str, str], found: Recommendation) -> None:
    columns = [
        Column("Purpose", 12), Column("Measure", 46, "wrap"), Column("Ids", 22, "wrap"),
        Column("Steward", 14), Column("Data source", 12), Column("Sets in catalog", 10, "whole"),
        Column("Listed here by", 24, "wrap"), Column("Least sample", 22, "wrap"),
        Column("What it adds", 44, "wrap"), Column("Reasons", 44, "wrap"),
        Column("Opinions", 60, "wrap"), Column("Sources", 40, "wrap"),
    ]  # fmt: skip
    rows = [
        [
            one.purpose, one.name, ids_of(one.ids), one.steward, one.data_source, one.reach,
            ", ".join(labels.get(each, each) for each in one.listed_by), one.min_sample, one.adds,
            "\n".join(one.reasons),
            "\n".join(f"{o.stance}: {o.says} ({o.source})" for o in one.opinions),
            "\n".join(one.sources),
        ]
        for one in found.additions
    ]  # fmt: skip
    above = ("Additions: cost and patient-engagement measures that the chosen set lacks",)
    book.table("Additions", columns, rows, above, frozen=2)


def _coverage(book: Book, labels: dict[str, str], found: Recommendation) -> None:
    columns = [
        Column("Set", 36, "wrap"), Column("Measures", 9, "whole"), Column("Same", 8, "whole"),
        Column("Another specification", 12, "whole"), Column("Coverage", 10, "percent"),
        Column("Demands", 9, "whole"), Column("Served", 8, "whole"),
        Column("Not covered", 90, "wrap"),
    ]  # fmt: skip
    rows = [
        [
            labels.get(one.set, one.set), one.listed, one.same, one.variant, one.coverage,
            one.demands, one.served, "; ".join(one.uncovered),
        ]
        for one in found.coverage
    ]  # fmt: skip
    above = (
        "Coverage: how far the proposal serves each set",
        "Coverage: share of the set's measures, 1 for the same measure and the variant credit for "
        "another specification. A demand: an area in which the set shares a measure with others.",
    )
    book.table("Coverage", columns, rows, above)
