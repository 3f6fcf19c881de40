"""Two sets side by side: what both list, what differs, what only one lists."""

from collections.abc import Sequence

import streamlit as st

from measurealign.catalog.areas import label_of
from measurealign.compare.specification import side_by_side
from measurealign.crosswalk import IN_WORDS, Crosswalk
from measurealign.judgements import MEASURE
from measurealign.model import Answer, Closeness, Measure, Overlap
from measurealign.scoring import overlap, rows
from measurealign.shown import PARTED
from measurealign.ui import parts
from measurealign.ui.parts import judging, tables, views
from measurealign.ui.parts.alone import alone
from measurealign.ui.session import state

#: A matched line of the left set and of the right set.
Rows = tuple[Measure, Measure]


def choose(walk: Crosswalk, ids: Sequence[str], closeness: Closeness) -> Overlap | None:
    """Draw the choice of a pair and its numbers; return its overlap."""
    labels = state.labels()
    asked = [st.query_params.get(name) for name in ("list", "beside")]
    if all(one in ids for one in asked):
        # The page My list asks for its list beside this set.
        st.session_state["left"], st.session_state["right"] = asked
        del st.query_params["list"], st.query_params["beside"]
    for name, other in (("left", ids[0]), ("right", ids[1])):
        if st.session_state.get(name) not in ids:
            st.session_state[name] = other
    one, two = st.columns(2)
    left = one.selectbox("This set", ids, format_func=labels.__getitem__, key="left",
                         bind="query-params")  # fmt: skip
    right = two.selectbox("with", ids, format_func=labels.__getitem__, key="right",
                          bind="query-params")  # fmt: skip
    if left == right:
        st.info("Pick two different sets, or click a cell of the map.")
        return None
    found = overlap(walk, left, right, closeness)
    numbers(found)
    return found


def numbers(found: Overlap) -> None:
    """Draw the three numbers of a pair."""
    one, two, three = st.columns(3, gap="small")
    labels = state.labels()
    left, right = (parts.plain(labels[id_]) for id_ in (found.left, found.right))
    one.metric(
        f"of {left}, also asked by {right}", f"{found.left_met} of {found.left_size}",
        help=f"Measures of {left}, and how many of them {right} asks for too, by what counts as "
        "agreeing.",
    )  # fmt: skip
    two.metric(
        f"of {right}, also asked by {left}", f"{found.right_met} of {found.right_size}",
        help=f"Measures of {right}, and how many of them {left} asks for too, by what counts as "
        "agreeing.",
    )  # fmt: skip
    three.metric(
        "of all measures either asks for, both do", f"{found.jaccard:.0%}",
        help="Jaccard: what both ask for, as a share of everything that either asks for.",
    )  # fmt: skip


@alone()
def lists(walk: Crosswalk, found: Overlap) -> None:
    """Draw the four lists of a pair."""
    labels = state.labels()
    near = (*found.partly, *found.related)
    related = ", or related" if found.closeness == "related" else ""
    names = {
        "same": f"Same measure ({len(found.same)})",
        "near": f"{PARTED}{related} ({len(near)})",
        "left": f"Only {labels[found.left]} ({len(found.only_left)})",
        "right": f"Only {labels[found.right]} ({len(found.only_right)})",
    }
    listed = {name: parts.plain(says) for name, says in names.items()}
    picked = views.choose_part("Which measures of the two", listed, "pair_list")
    if picked == "near" and found.closeness == "strict" and near:
        st.caption("These do not count: strict counts the same measure only.")
    if picked in ("same", "near"):
        matched(walk, found, found.same if picked == "same" else near, picked)
        return
    id_, families = (
        (found.left, found.only_left) if picked == "left" else (found.right, found.only_right)
    )
    only(walk, id_, [m for family in families for m in rows(walk, id_, family)])


def matched(walk: Crosswalk, found: Overlap, answers: Sequence[Answer], name: str) -> None:
    """Draw matched lines; a picked one is opened with its reasons and its differences."""
    lines: list[Rows] = [
        (one, other)
        for answer in answers
        for one in rows(walk, found.left, answer.left)[:1]
        for other in rows(walk, found.right, answer.right)[:1]
    ]
    table = [_matched(walk, one, other) for one, other in lines]
    alt = f"Matched measures of the two sets ({name})"
    at = tables.pick(table, alt, f"{name}-rows")
    if lines:
        st.caption("Pick a row to see how they relate and in what they differ.")
    if at is not None and at < len(lines):
        opened(walk, *lines[at])


def _matched(walk: Crosswalk, one: Measure, other: Measure) -> dict[str, object]:
    """Return two matched lines as a row: how they are bound, in what they differ."""
    differ = (a.name for a in side_by_side(one, other) if a.differs and a.name != "Name")
    return {
        state.labels()[one.set_id]: one.name,
        state.labels()[other.set_id]: other.name,
        "Relation": IN_WORDS[walk.match(one.key, other.key).bond],
        "Differs in": ", ".join(name.lower() for name in differ),
        "Area": label_of(walk.areas[one.key]),
        "Standing": f"{parts.mark(one)} / {parts.mark(other)}",
    }


def only(walk: Crosswalk, id_: str, alone: Sequence[Measure]) -> None:
    """Draw lines that one set alone lists; a picked one can be put right."""
    rows = tables.measure_rows(alone, walk.areas)
    at = tables.pick(rows, f"Measures of {state.labels()[id_]} alone", key=f"only-{id_}")
    if at is not None and at < len(alone):
        judging.panel(walk, (alone[at].key,))


def opened(walk: Crosswalk, left: Measure, right: Measure) -> None:
    """Draw two lines attribute by attribute, how they relate, and the way to put it right."""
    aspects, labels = side_by_side(left, right), state.labels()
    with st.container(border=True):
        st.markdown(f"**{parts.plain(left.name)}** beside **{parts.plain(right.name)}**")
        table = [
            {
                "Attribute": f"{one.sign} {one.name}",
                labels[left.set_id]: one.left or "not stated",
                labels[right.set_id]: one.right or "not stated",
            }
            for one in aspects
            if one.differs or (one.left and one.right) or one.name != "Role"
        ]
        tables.show(table, "The two measures attribute by attribute, differences first")
        why = state.walk().match(left.key, right.key)
        st.markdown(f"**Why:** {parts.plain(why.says)} ({why.confidence:.0%} sure)")
    correct(walk, left, right)


def correct(walk: Crosswalk, left: Measure, right: Measure) -> None:
    """Draw a person's word on one of two lines, the measure of the other offered first."""
    st.markdown("**Not right?** Say what the line is.")
    labels = state.labels()
    names = {one.key: f"{parts.plain(labels[one.set_id])}'s line" for one in (left, right)}
    mine = {one.id for one in state.own_sets()}
    first = right.key if right.set_id in mine and left.set_id not in mine else left.key
    key = st.segmented_control(
        "Which line", list(names), default=first, required=True, format_func=names.__getitem__,
        key=f"which-{left.key}-{right.key}",
    )  # fmt: skip
    line, other = (right, left) if key == right.key else (left, right)
    family = walk.family_of(other.key)
    named = f"{MEASURE}{family.id}" if family.known else other.key
    says = f"what {labels[other.set_id]} lists here"
    judging.panel(walk, (line.key,), {named: (family.label, says)})
