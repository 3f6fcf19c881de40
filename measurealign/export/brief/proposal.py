"""The page of a proposal: the measures and who asks for them, what it means, what is open."""

from collections import Counter
from collections.abc import Sequence

from measurealign.alignment.chosen import AlignedMeasure, Ids, SubjectLine
from measurealign.alignment.recommendation import Addition, OpenQuestion, Recommendation
from measurealign.burden.load import Load
from measurealign.crosswalk import Crosswalk
from measurealign.export.brief.appendix import appendix_of
from measurealign.export.brief.costs import number
from measurealign.export.brief.handout import (
    Handout,
    Passage,
    Phrase,
    Ruled,
    Words,
    cells,
    phrase,
    titled,
)
from measurealign.export.brief.sheet import one_page, share_of
from measurealign.export.words import ids_of
from measurealign.model import STANDINGS

#: With more programmes than this, a measure tells how many there are of each sign.
_FEW = 5
#: Numberings whose first id the page tells; the appendix tells all.
_TOLD = ("cbe", "cms")
#: With more measures than this they stand in two columns.
_ROOMY = 24
_SIGNS = {name: "" if name == "primary" else f" {mark.sign}" for name, mark in STANDINGS.items()}


def proposal_brief(
    walk: Crosswalk,
    ids: Sequence[str],
    found: Recommendation,
    clinicians: int = 1,
    appendix: bool = False,
) -> Handout:
    """Return the brief of a recommendation for the sets at the table.

    `appendix`: with the programmes that found no place, reasons, overlap, open questions in full,
    costs and sources on pages after it.
    """
    labels, meaning = {one.id: one.label for one in walk.catalog}, _meaning(found)
    return one_page(
        Handout(
            title="Proposal for an aligned measure set",
            about=", ".join(labels.get(id_, id_) for id_ in ids),
            lead=f"{found.says}.",
            figures=_figures(found),
            passages=(_measures(found), meaning, _open(found), _additions(found)),
            foot=_foot(found),
            more="the appendix" if appendix else "the workbook",
            appendix=(meaning, *appendix_of(walk, ids, found, clinicians)) if appendix else (),
        )
    )


def _figures(found: Recommendation) -> tuple[tuple[str, str], ...]:
    saving = found.saving
    return (
        (f"{len(found.of_tier('core'))} + {len(found.of_tier('menu'))}", "core and menu measures"),
        (f"{found.served} of {found.agreed}", "agreed requests served (a programme and a subject)"),
        (f"{saving.today.measures} → {saving.rest_stays.measures}",
         f"distinct measures if the rest stays; {saving.all_align.measures} if all align"),
        (str(len(found.open_questions)), "open questions to settle"),
    )  # fmt: skip


def _measures(found: Recommendation) -> Passage:
    many = len(found.chosen) > _ROOMY
    rows = tuple(
        (_line(at, one, found),) if many else _row(at, one, found)
        for at, one in enumerate(found.chosen, 1)
    )
    return Passage(
        title=titled("The measures", found.chosen),
        rows=rows,
        items="measures",
        ruled=None if many else _columns(found),
        beside=2 if many else 1,
        below=_legend(found),
        least=12,
    )


def _legend(found: Recommendation) -> str:
    """Return what the signs mean that stand beside the measures."""
    shown = {one.facts.evidence for one in found.chosen}
    marks = (mark.label for name, mark in STANDINGS.items() if _SIGNS[name] and name in shown)
    signs = ("✓ keeps it", "≈ changes to it", "✗ asks for the subject, is not served")
    return "; ".join((*signs, "must: the share that requires it, a choice counting half", *marks))


def _heads(found: Recommendation) -> list[str]:
    few = len(found.programmes) <= _FEW
    return [one.label for one in found.programmes] if few else ["Programmes"]


def _columns(found: Recommendation) -> Ruled:
    heads = _heads(found)
    each = 13.0 if len(heads) == 1 else share_of(heads, 6.5, 40 / len(heads))
    left = 100.0 - 12.5 - each * len(heads)
    return Ruled(
        ("", "Tier", "Measure", "Answers", "Must", *heads),
        (2.5, 5.0, left * 0.66, left * 0.34, 5.0, *(each for _ in heads)),
        "rlllr" + "c" * len(heads),
    )


def _row(at: int, one: AlignedMeasure, found: Recommendation) -> tuple[Phrase, ...]:
    """Return a measure as a row: name and ids, what it answers, a sign for each programme."""
    signs, few = _signs(one, found), len(found.programmes) <= _FEW
    each = [signs.get(page.programme, "") for page in found.programmes] if few else [_count(signs)]
    lines = _lines(one, found)
    answers = "\n".join(line.label for line in lines) or one.facts.subject_label
    must = "\n".join(f"{line.required:.0%}" for line in lines)
    return (*cells(at, one.tier), _named(one), *cells(answers, must, *each))


def _named(one: AlignedMeasure) -> Phrase:
    name = Words(one.facts.label + _SIGNS[one.facts.evidence], "strong")
    return phrase(name, Words(_known_as(one.facts.ids), "small"))


def _known_as(ids: Ids) -> str:
    """Return the first id of the numberings that people know best, else of any."""
    told = [scheme for scheme in _TOLD if scheme in ids] or list(ids)[:1]
    return ids_of({scheme: ids[scheme][:1] for scheme in told})


def _line(at: int, one: AlignedMeasure, found: Recommendation) -> Phrase:
    """Return a measure as one line, where there are many."""
    name = Words(one.facts.label + _SIGNS[one.facts.evidence], "strong")
    told = f"({one.tier}) {_asked(one, found)}; {_count(_signs(one, found))}"
    return phrase(f"{at}", name, Words(told, "small"))


def _signs(one: AlignedMeasure, found: Recommendation) -> dict[str, str]:
    """Return a sign for each programme that asks for what a measure answers."""
    signs = {each: "✗" for line in _lines(one, found) for each in line.by}
    signs |= {each.programme: "≈" for each in one.serves}
    return signs | {each.programme: "✓" for each in one.serves if each.keeps}


def _count(signs: dict[str, str]) -> str:
    counts = Counter(signs.values())
    return " ".join(f"{counts[sign]} {sign}" for sign in "✓≈✗" if counts[sign])


def _lines(one: AlignedMeasure, found: Recommendation) -> list[SubjectLine]:
    """Return the lines of the agenda that a measure was chosen for."""
    return [line for line in found.tiers if one.facts.family in line.measures]


def _asked(one: AlignedMeasure, found: Recommendation) -> str:
    """Return the subjects that a measure answers, with the share that requires each."""
    lines = _lines(one, found)
    told = (f"{line.label}, {line.required:.0%} must" for line in lines)
    return "; ".join(told) or f"{one.facts.subject_label}, beyond what is agreed"


def _meaning(found: Recommendation) -> Passage:
    heads = ("Who", "Keeps", "Changes", "Adopts", "Drops", "Measures now", "If the rest stays",
             "If all align", "Hours a year, now → rest stays → all align")  # fmt: skip
    rows = [
        cells(one.label, len(one.keeps), len(one.changes), len(one.adopts), len(one.drops),
              *_loads(one.today, one.rest_stays, one.all_align))
        for one in found.programmes
    ]  # fmt: skip
    saved = found.saving
    whole = phrase(Words("A practice that answers to all", "strong"))
    loads = cells(*_loads(saved.today, saved.rest_stays, saved.all_align))
    return Passage(
        title="What it means for each programme, and for a practice",
        rows=((whole, *cells("", "", "", ""), *loads), *rows),
        items="programmes",
        ruled=Ruled(heads, (25, 7, 8, 8, 7, 10, 10, 9, 16), "lrrrrrrrr"),
        least=1,
        yields=1,
    )


def _loads(*three: Load) -> list[str]:
    middle = (number(round(one.hours[1])) for one in three)
    return [*(str(one.measures) for one in three), " → ".join(middle)]


def _open(found: Recommendation) -> Passage:
    return Passage(
        title=titled("Open questions, measured in ways that do not meet", found.open_questions),
        rows=tuple((_question(one),) for one in found.open_questions),
        items="open questions",
        beside=2,
        least=2,
        yields=2,
    )


def _question(one: OpenQuestion) -> Phrase:
    """Return a subject that is open, with what could settle it."""
    told = (f"{c.label} (serves {len(c.serves)} of {len(one.lists)})" for c in one.candidates[:2])
    return phrase(Words(one.label, "strong"), " or ".join(told))


def _additions(found: Recommendation) -> Passage:
    return Passage(
        title="Cost and patient engagement: what is missing",
        rows=tuple((_addition(one),) for one in found.additions),
        items="measures",
        beside=2,
        least=2,
        yields=3,
    )


def _addition(one: Addition) -> Phrase:
    stances = Counter(each.stance for each in one.opinions)
    said = ", ".join(f"{n} {stance}" for stance, n in sorted(stances.items()))
    known = "; ".join(part for part in (_known_as(one.ids), said and f"opinions: {said}") if part)
    watch = " (to watch only)" if one.monitoring else ""
    return phrase(Words(one.name, "strong"), f"{one.purpose}{watch}: {one.adds}",
                  Words(known, "small"))  # fmt: skip


def _foot(found: Recommendation) -> str:
    told = found.inputs
    rows = f"{told.tool}; catalog {told.catalog}; rows counted: {', '.join(told.evidence)}"
    return ". ".join((found.saving.basis, rows, *found.notes)) + "."
