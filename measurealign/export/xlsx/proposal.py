"""Sheets of a recommendation: measures, subjects, programmes, questions, left out, additions."""

from collections.abc import Mapping

from measurealign.alignment.ask.decision import Decision
from measurealign.alignment.chosen import AlignedMeasure, FamilyFacts, Served
from measurealign.alignment.recommendation import PageLine, Recommendation
from measurealign.catalog.areas import label_of
from measurealign.export.words import ids_of
from measurealign.export.xlsx.book import Book
from measurealign.export.xlsx.field import Field
from measurealign.shown import count_of

Labels = Mapping[str, str]


def proposal_sheets(book: Book, found: Recommendation) -> None:
    """Write the sheets of a recommendation."""
    labels = {one.programme: one.label for one in found.programmes}
    _chosen(book, labels, found)
    _subjects(book, labels, found)
    _programmes(book, found)
    _open_questions(book, labels, found)
    _left_out(book, found)
    _additions(book, labels, found)


def named(programmes: tuple[str, ...], labels: Labels) -> str:
    """Return programmes as people call them."""
    return ", ".join(labels.get(one, one) for one in programmes)


def served(one: Served, labels: Labels) -> str:
    """Return how one programme is served, in words."""
    how = "keeps it" if one.keeps else f"changes ({one.bond}, credit {one.credit:g})"
    return f"{labels.get(one.programme, one.programme)}: {how}"


def _facts(facts: FamilyFacts, labels: Labels) -> list[object]:
    inferred = " (from other sets)" if facts.data_source_inferred else ""
    return [
        facts.subject_label, facts.label, label_of(facts.area), ids_of(facts.ids), facts.steward,
        facts.type, (facts.data_source or "unknown") + inferred, ", ".join(facts.levels),
        len(facts.listed_by), named(facts.listed_by, labels), facts.reach, facts.burden,
        facts.evidence,
    ]  # fmt: skip


_FACTS = (
    Field("Subject", 30, "wrap"), Field("Measure", 48, "wrap"), Field("Area", 22, "wrap"),
    Field("Ids", 24, "wrap"), Field("Steward", 12), Field("Type", 20),
    Field("Data source", 14, "wrap"), Field("Levels", 16, "wrap"),
    Field("Programmes here", 9, "whole"), Field("Listed by", 30, "wrap"),
    Field("Programmes in catalog", 10, "whole"), Field("Burden (1 = chart)", 9, "decimal"),
    Field("Standing", 10),
)  # fmt: skip


def _chosen(book: Book, labels: Labels, found: Recommendation) -> None:
    columns = [
        Field("Tier", 10), *_FACTS, Field("Serves", 44, "wrap"), Field("Why", 52, "wrap"),
        Field("In its place", 40, "wrap"), Field("Decision", 11), Field("For", 6, "whole"),
        Field("Against", 8, "whole"), Field("Decided on", 11), Field("Follow-up", 30, "wrap"),
        Field("Remark", 30, "wrap"),
    ]  # fmt: skip
    decided = {one.family: one for one in found.decisions}
    rows = [
        [
            one.tier,
            *_facts(one.facts, labels),
            "\n".join(served(each, labels) for each in one.serves),
            "\n".join(one.reasons),
            _instead(one),
            *_decision(decided.get(one.facts.family)),
        ]
        for one in found.chosen
    ]
    above = ("Recommendation: " + found.says, *found.notes)
    tints = [one.facts.area for one in found.chosen]
    book.table("Recommendation", columns, rows, above, frozen=3, tints=tints)


def _instead(one: AlignedMeasure) -> str:
    return "\n".join(f"{each.label}: {each.says}" for each in one.substitutes) or "none"


def _decision(one: Decision | None) -> list[object]:
    """Return what people decided on a measure, for the workgroup's columns."""
    if one is None:
        return ["open", None, None, None, None, None]
    return [one.state, one.votes_for, one.votes_against, one.on, one.follow_up, one.note]


def _subjects(book: Book, labels: Labels, found: Recommendation) -> None:
    columns = [
        Field("Tier", 11), Field("Subject", 40, "wrap"), Field("Area", 24),
        Field("Agreement", 11, "percent"), Field("Required by", 11, "percent"),
        Field("Precedent", 11, "percent"), Field("Tie", 6), Field("Measured by", 50, "wrap"),
        Field("Chosen", 50, "wrap"),
    ]  # fmt: skip
    chosen = {one.facts.family: one.facts.label for one in found.chosen}
    rows = [
        [
            one.tier, one.label, label_of(one.area), one.agreement, one.required, one.precedent,
            "tie" if one.tie else "", named(one.by, labels),
            "; ".join(chosen.get(family, family) for family in one.measures),
        ]
        for one in found.tiers
    ]  # fmt: skip
    above = (
        "Subjects: how far the programmes at the table agree",
        "Agreement: share of the programmes that measure the subject. Required by: what may be "
        "chosen counted less. Precedent: share of the states, regions and payers that do.",
    )
    tints = [one.area for one in found.tiers]
    book.table("Subjects", columns, rows, above, frozen=2, tints=tints)


def _programmes(book: Book, found: Recommendation) -> None:
    columns = [
        Field("Programme", 26, "wrap"), Field("What", 10), Field("Lists", 54, "wrap"),
        Field("Aligned set", 54, "wrap"), Field("Required", 12),
    ]  # fmt: skip
    rows = [
        [page.label, what, *_line(line)]
        for page in found.programmes
        for what, lines in (
            ("keeps", page.keeps), ("changes", page.changes), ("adopts", page.adopts),
            ("drops", page.drops),
        )
        for line in lines
    ]  # fmt: skip
    loads = tuple(
        f"{page.label}: {count_of(page.today.measures)} today, {page.rest_stays.measures} if its "
        f"rest stays, {page.all_align.measures} if all align"
        for page in found.programmes
    )
    above = ("Programmes: what each keeps, changes, adopts and drops", *loads, found.saving.basis)
    book.table("Programmes", columns, rows, above, frozen=1)


def _line(one: PageLine) -> list[object]:
    return [one.lists, one.chosen, "required" if one.required else "may choose"]


def _open_questions(book: Book, labels: Labels, found: Recommendation) -> None:
    columns = [
        Field("Subject", 30, "wrap"), Field("Who measures what", 70, "wrap"),
        Field("Not served", 34, "wrap"), Field("Candidates", 60, "wrap"),
        Field("The question", 50, "wrap"),
    ]  # fmt: skip
    rows = [
        [
            one.label,
            "\n".join(f"{labels.get(s, s)}: {'; '.join(m)}" for s, m in one.lists.items()),
            named(one.unserved, labels),
            "\n".join(f"{c.label}: would serve {len(c.serves)} of {len(one.lists)}"
                      for c in one.candidates),
            one.says,
        ]
        for one in found.open_questions
    ]  # fmt: skip
    above = ("Open questions: subjects measured in ways that do not serve each other",)
    book.table("Open questions", columns, rows, above)


def _left_out(book: Book, found: Recommendation) -> None:
    columns = [
        Field("Subject", 36, "wrap"), Field("Tier", 11), Field("Agreement", 11, "percent"),
        Field("Why", 20), Field("In words", 70, "wrap"), Field("It would add", 10, "decimal"),
        Field("Measures", 60, "wrap"),
    ]  # fmt: skip
    rows = [
        [one.label, one.tier, one.agreement, one.why, one.says, one.adds, "; ".join(one.measures)]
        for one in found.left_out
    ]
    above = ("Left out: subjects of the table without a chosen measure, and why",)
    book.table("Left out", columns, rows, above, frozen=1)


def _additions(book: Book, labels: Labels, found: Recommendation) -> None:
    columns = [
        Field("Purpose", 12), Field("Measure", 46, "wrap"), Field("Ids", 22, "wrap"),
        Field("Steward", 14), Field("Data source", 12), Field("To watch only", 8),
        Field("Programmes in catalog", 10, "whole"), Field("Listed here by", 24, "wrap"),
        Field("In the region", 24, "wrap"), Field("Least sample", 22, "wrap"),
        Field("Endorsement", 30, "wrap"), Field("What it adds", 44, "wrap"),
        Field("Reasons", 44, "wrap"), Field("Opinions", 60, "wrap"),
        Field("Sources", 40, "wrap"),
    ]  # fmt: skip
    rows = [
        [
            one.purpose, one.name, ids_of(one.ids), one.steward, one.data_source,
            "yes" if one.monitoring else "", one.reach, named(one.listed_by, labels),
            ", ".join(one.in_region), one.min_sample, one.endorsement, one.adds,
            "\n".join(one.reasons),
            "\n".join(f"{o.stance}: {o.says} ({o.source})" for o in one.opinions),
            "\n".join(one.sources),
        ]
        for one in found.additions
    ]  # fmt: skip
    above = ("Additions: cost and patient-engagement measures that the chosen set lacks",)
    book.table("Additions", columns, rows, above, frozen=2)
