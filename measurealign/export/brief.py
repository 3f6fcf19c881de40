"""One page to print or mail: the proposal, its reasons, the overlap, the burden, the sources.

Self-contained HTML (no script, no file from elsewhere) that prints to at most four pages: long
lists are cut and say so. The page is brief.html.jinja, which escapes every text; here is what it
tells, and how much of it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from measurealign.alignment.chosen import AlignedMeasure, SubjectLine
from measurealign.alignment.recommendation import OpenQuestion, Recommendation
from measurealign.burden import burden
from measurealign.burden.estimate import estimates
from measurealign.compare.matrix import matrix
from measurealign.crosswalk import Crosswalk
from measurealign.export.costs import cited, loads, study
from measurealign.export.picture import heat_map
from measurealign.export.words import ids_of
from measurealign.model import STANDINGS, Standing

#: How much of each list is shown, so that the page stays within four sheets.
_CHOSEN, _OPEN, _ADDITIONS, _LEFT_OUT, _SETS, _CITED, _STUDIES = 20, 11, 4, 8, 14, 8, 5
#: With more programmes than this, each open question names fewer of their measures.
_FEW = 5
SIGNS: Mapping[Standing, str] = {
    standing: "" if standing == "primary" else f" {mark.sign}"
    for standing, mark in STANDINGS.items()
}


def write_brief(
    crosswalk: Crosswalk, ids: Sequence[str], found: Recommendation, clinicians: int = 1
) -> str:
    """Return the brief of a recommendation for the sets at the table, as HTML."""
    labels = {one.id: one.label for one in crosswalk.catalog}
    costs = estimates(burden(crosswalk, ids), clinicians)
    few = len(found.programmes) <= _FEW
    additions = found.additions[:_ADDITIONS]
    return page(
        "brief.html.jinja"
    ).render(
        found=found,
        names=[labels.get(id_, id_) for id_ in ids],
        figures=_figures(found),
        heads=[one.label for one in found.programmes] if few else ["Programmes"],
        who=lambda one: _who(one, found, few),
        asked=lambda one: _asked(one, found),
        heat_map=Markup(_heat_map(crosswalk, ids[:_SETS], labels)),  # noqa: S704 - escaped there
        listed=lambda one: _listed(one, found),
        additions=additions,
        loads=loads(found.saving),
        studies=[study(one) for one in costs][:_STUDIES],
        many="1 clinician" if clinicians == 1 else f"{clinicians} clinicians",
        cited=[*_sets(crosswalk, ids), *(cut(one, 320) for one in cited(additions, costs))],
    )


@cache
def page(name: str) -> Template:
    """Return a page to print with the words that it needs, whatever it tells."""
    place = FileSystemLoader(Path(__file__).parent)
    house = Environment(
        autoescape=True, loader=place, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    house.filters |= {"cut": cut, "ids_of": ids_of}
    house.globals |= {
        "look": _look, "named": _named, "candidates": _candidates, "signs": SIGNS, "few": _FEW,
        "marks": [mark.label for name, mark in STANDINGS.items() if SIGNS[name]], "sets": _SETS,
        "most_chosen": _CHOSEN, "most_open": _OPEN, "most_left_out": _LEFT_OUT,
    }  # fmt: skip
    return house.get_template(name)


def cut(text: str, most: int) -> str:
    """Return a text of at most so many letters; what is escaped already stays so."""
    if isinstance(text, Markup):
        return Markup.escape(cut(text.unescape(), most))
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _look(looks: str, at: int) -> Markup:
    """Return the look of a column (n: number, c: centred, w1: narrow ..., -: none) for its tag."""
    each = looks.split()
    return Markup(f" class={each[at]}" if each and each[at] != "-" else "")  # noqa: S704 - ours


def _figures(found: Recommendation) -> tuple[tuple[str, str], ...]:
    saving = found.saving
    return (
        (f"{len(found.of_tier('core'))} + {len(found.of_tier('menu'))}", "core and menu measures"),
        (f"{found.served} of {found.agreed}", "agreed wishes served (a programme and a subject)"),
        (f"{saving.today.measures} → {saving.rest_stays.measures}",
         f"distinct measures if the rest stays; {saving.all_align.measures} if all align"),
        (str(len(found.open_questions)), "open questions to settle"),
    )  # fmt: skip


def _named(one: AlignedMeasure) -> str:
    return "; ".join(part for part in (ids_of(one.facts.ids), one.facts.steward) if part)


def _who(one: AlignedMeasure, found: Recommendation, few: bool) -> list[str]:
    """Return a sign for each programme; of many, how many there are of each sign."""
    signs: dict[str, str] = {each: "✗" for line in _lines(one, found) for each in line.by}
    signs |= {each.programme: "≈" for each in one.serves}
    signs |= {each.programme: "✓" for each in one.serves if each.keeps}
    if few:
        return [signs.get(page.programme, "") for page in found.programmes]
    counts = Counter(signs.values())
    return [" ".join(f"{counts[sign]} {sign}" for sign in "✓≈✗" if counts[sign])]


def _lines(one: AlignedMeasure, found: Recommendation) -> list[SubjectLine]:
    """Return the lines of the agenda that a measure was chosen for."""
    return [line for line in found.tiers if one.facts.family in line.measures]


def _asked(one: AlignedMeasure, found: Recommendation) -> list[str]:
    """Return, for each line of the agenda that a measure answers, how many ask for it."""
    lines, of = _lines(one, found), len(found.programmes)
    return [
        f"{line.label}: {len(line.by)} of {of}"
        + (f", {line.required:.0%} must" if line.required < line.agreement else "")
        for line in lines
    ] or [f"{one.facts.subject_label}: beyond what is agreed"]


def _heat_map(walk: Crosswalk, ids: Sequence[str], labels: Mapping[str, str]) -> str:
    strict, harmonized = (matrix(walk, near, ids).jaccard for near in ("strict", "harmonized"))
    return heat_map([labels.get(id_, id_) for id_ in ids], strict, harmonized)


def _listed(one: OpenQuestion, found: Recommendation) -> list[str]:
    """Return what each programme lists for an open question, of many the first ones."""
    labels = {page.programme: page.label for page in found.programmes}
    most = 2 if len(one.lists) <= _FEW - 2 else 1
    lists = [
        f"{labels.get(id_, id_)}: {_some(measures, most)}"
        for id_, measures in list(one.lists.items())[: _FEW - 1]
    ]
    rest = len(one.lists) - len(lists)
    return [*lists, f"and {rest} more programmes"] if rest else lists


def _candidates(one: OpenQuestion) -> list[str]:
    return [f"{c.label} (serves {len(c.serves)} of {len(one.lists)})" for c in one.candidates[:3]]


def _some(words: Sequence[str], most: int) -> str:
    rest = len(words) - most
    return "; ".join(words[:most]) + (f" and {rest} more" if rest > 0 else "")


def _sets(walk: Crosswalk, ids: Sequence[str]) -> Iterator[str]:
    """Yield where the sets at the table were read."""
    most = 150 if len(ids) <= _FEW else 90
    for one in map(walk.catalog.get, ids[:_CITED]):
        said = "; ".join(source.title for source in one.sources[:2])
        yield f"{one.label}, {cut(one.sponsor, 60)}: {cut(said, most)}"
