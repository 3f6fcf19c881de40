"""Study: how far measure sets share measures, beside the published studies."""

from collections.abc import Callable

import streamlit as st

from measurealign.catalog.programmes import latest
from measurealign.compare.origin import Published, PublishedStudy, origins, published
from measurealign.compare.study import (
    COUNTS,
    PayerMix,
    StudyTable,
    by_area,
    by_kind,
    by_region,
    by_year,
    payer_mix,
    study,
)
from measurealign.crosswalk import Crosswalk
from measurealign.ui import parts
from measurealign.ui.parts import tables, views
from measurealign.ui.parts.alone import alone
from measurealign.ui.session import memory, state, work

WHICH = {
    "catalog": "the whole catalog, each programme once (its latest year)",
    "years": "the whole catalog, each year a set",
    "table": "the sets at the table",
}
GROUPS: dict[str, Callable[..., tuple[StudyTable, ...]]] = {
    "kind of set": by_kind, "region": by_region, "year": by_year, "area": by_area,
}  # fmt: skip


def main() -> None:
    """Draw the page: which sets, the figures beside the published ones, the groups."""
    parts.head(
        "Study",
        "How far do measure sets share measures, and how does that compare with what studies "
        "found? For those who study measure sets.",
    )
    body()


@alone("study", "study_view", "study_by")
def body() -> None:
    """Draw which sets are counted, and the views."""
    which = st.segmented_control(
        "Count", list(WHICH), format_func=WHICH.__getitem__, default="catalog", required=True,
        key="study", bind="query-params",
    )  # fmt: skip
    ids = counted(state.everywhere(), which or "catalog")
    if not ids:
        st.info("None of these sets has a row that counts. Pick others, or let more rows count.")
        return
    VIEWS[views.choose(VIEWS, "study_view")](state.everywhere(), ids)


def counted(walk: Crosswalk, which: str) -> tuple[str, ...]:
    """Return the sets to count: those with a row that counts."""
    every = state.selection() if which == "table" else [one.id for one in walk.catalog]
    told = [id_ for id_ in every if walk.listed(id_)]
    return latest(walk.catalog, told) if which == "catalog" else tuple(told)


def beside(walk: Crosswalk, ids: tuple[str, ...]) -> None:
    """Draw the figures beside those of the study of 2013."""
    known = published()
    paper = known.studies[0]
    key = (*state.choice(), ids)

    def counts() -> StudyTable:
        begun = work.begin("study", key, lambda: study(walk, ids, known=origins(walk)))
        return work.finished(begun, "Judging where each measure comes from …")

    found = memory.shared("study", key, counts)
    rows = [
        {
            "Count": words,
            "Here": _figure(getattr(found, name), share),
            paper.name: _of(known.figure(paper.key, name), share),
        }
        for name, words, share in COUNTS
    ]
    tables.show(rows, f"Counts of these sets beside those of {paper.name}")
    st.caption(f"Most used here: {parts.plain(found.top)}. Sets with rows that count: {len(ids)}.")
    _method(paper)


def _figure(value: float, share: bool) -> str:
    return f"{value:.0%}" if share else f"{value:,.0f}"


def _of(figure: Published | None, share: bool) -> str:
    if figure is None:
        return "not stated"
    mark = "● seen" if figure.evidence == "source" else parts.STANDING["recalled"]
    return f"{_figure(figure.value, share)}  {mark}"


def _method(paper: PublishedStudy) -> None:
    st.markdown(f"[{parts.plain(paper.cite)}](<{paper.url}>). **The methods differ:**")
    st.markdown("\n".join(f"- {parts.plain(line)}" for line in paper.method))


def mix(walk: Crosswalk, ids: tuple[str, ...]) -> None:
    """Draw how many measures a practice meets with a contract under each of these sets."""
    known = published()
    paper = next(one for one in known.studies if one.key == "boone-2024")
    values = {one.count: one.value for one in known.figures if one.study == paper.key}
    whole = values["contracts"] * values["per_contract"]
    theirs = PayerMix(int(values["contracts"]), values["per_contract"], int(values["unique"]),
                      values["unique"] / whole)  # fmt: skip
    ours = payer_mix(walk, ids)
    rows = [
        {
            "Mix": name,
            "Contracts": f"{one.contracts:.4g}",
            "Measures a contract": f"{one.per_contract:.1f}",
            "Distinct over all": f"{one.unique:,.0f}",
            "Distinct of listed": f"{one.distinct_share:.0%}",
        }
        for name, one in (("these sets", ours), (paper.name, theirs))
    ]
    tables.show(rows, "Measures that one practice meets with a contract under each set")
    st.caption("100 % distinct: no two contracts share a measure.")
    _method(paper)


def groups(walk: Crosswalk, ids: tuple[str, ...]) -> None:
    """Draw the study table of each group of these sets."""
    by = st.segmented_control(
        "By", list(GROUPS), default="kind of set", required=True, key="study_by",
        bind="query-params",
    )  # fmt: skip
    make = GROUPS[by or "kind of set"]
    begun = work.begin(f"study_{by}", (*state.choice(), ids), lambda: make(walk, ids))
    found = work.finished(begun, "Counting each group …")
    rows = [_group(one) for one in found if one.sets]
    tables.show(
        rows, f"The study table of each {by}",
    )  # fmt: skip


def _group(one: StudyTable) -> dict[str, object]:
    return {
        "Group": one.name,
        "Sets": one.sets,
        "Listed": one.listings,
        "A set": round(one.per_set, 1),
        "Distinct": one.distinct,
        "Shared": f"{one.shared:.0%}",
        "In a third of the sets": one.by_third,
        "Most used": one.top,
        "Its reach": f"{one.top_reach:.0%}" if one.sets > 1 else "",
        "Modifying sets": f"{one.sets_modifying:.0%}",
    }


#: Each view: its name, and what draws it.
VIEWS: dict[str, Callable[[Crosswalk, tuple[str, ...]], None]] = {
    "Beside 2013": beside,
    "Payer mix": mix,
    "In groups": groups,
}

if __name__ == "__main__":
    main()
