"""The rules of the proposal: a preset in real use, and over it what the people at the table say.

Each rule is a widget whose value lives in the address. A widget left alone says nothing: then the
preset decides.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from measurealign.alignment import Goal
from measurealign.alignment.ask.presets import Preset, merged, preset, presets
from measurealign.alignment.ask.sentences import PREFERRED, read_rule, sentences
from measurealign.problems import UsageError
from measurealign.ui import parts
from measurealign.ui.parts import address, rule_form, views

FIRST = "primary-care-default"
SIZES = {"few": "as few as possible", "most": "at most …", "just": "exactly …"}
#: For each choice: key, words on screen, help, and what each answer is called.
CHOICES: Sequence[tuple[str, str, str, Mapping[str, str]]] = (
    ("weigh", "Weight programmes by", "One each, or by the people or practices reached.",
     {"each": "one each", "lives": "people reached", "practices": "practices reached"}),
    ("horizon", "Horizon", "What a practice can move within a year or two, or only over years.",
     {"short": "within a year or two", "long": "over years"}),
)  # fmt: skip
AUDIENCES = ("adult", "child", "older-adult", "maternity", "all")
AS_PRESET = "as the preset says"
#: The further rules, by the keys under which they stand in the address.
KEYS = ("weigh", "horizon", "core", "menu", "panel", "audience", "cost", "engagement", "prefer",
        "keep", "drop", "rule", "aside")  # fmt: skip


def panel() -> tuple[Preset, Goal]:
    """Draw the rules; return the preset and the goal that hold now."""
    left, right, number = st.columns([3, 2, 1], vertical_alignment="bottom")
    known = {one.id: one for one in presets()}
    ids = [FIRST, *(id_ for id_ in known if id_ != FIRST)]
    address.check("preset", [one.name for one in known.values()])
    address.check("size_rule", SIZES.values())
    picked = left.selectbox(
        "Rules of", ids, format_func=lambda id_: known[id_].name, key="preset",
        bind="query-params", help="Rule sets in real use. Your own rules come on top.",
    )  # fmt: skip
    chosen = known[picked or FIRST]
    stated: dict[str, Any] = {}
    with right:
        stated |= _size(number)
    said = any(_is_stated(key) for key in KEYS)
    unfolded = st.session_state.setdefault("_rules_came", said)  # by a link, or with a project
    fold = st.expander("More rules", unfolded, icon=":material/tune:", key="more",
                       on_change="rerun")  # fmt: skip
    # What nobody sees is not drawn, unless it states something: that would be lost.
    if fold.open or said:
        with fold:
            _about(chosen)
            stated |= _more(chosen)
    goal = _goal(chosen, stated)
    st.session_state["_asked"] = (chosen.id, goal)
    return chosen, goal


def told(goal: Goal) -> None:
    """Draw the rules that hold now in words."""
    st.caption("**By these rules:** " + parts.plain(" · ".join(sentences(goal))))


def last() -> tuple[str, Goal]:
    """Return the preset's name and the goal as this session last asked, else the first preset's."""
    held: tuple[str, Goal] | None = st.session_state.get("_asked")
    return held or (FIRST, preset(FIRST).goal)


def _is_stated(key: str) -> bool:
    """Tell whether a rule stands in the address or in the session."""
    return key in st.query_params or st.session_state.get(key) not in (None, [])


def _about(chosen: Preset) -> None:
    """Tell what a preset asks, and what it cannot express."""
    st.markdown(parts.plain(chosen.says))
    with st.popover("What this preset says, and cannot say"):
        st.markdown("\n".join(f"- {parts.plain(one)}" for one in chosen.expresses))
        st.markdown("**It cannot express:**")
        st.markdown("\n".join(f"- {parts.plain(one)}" for one in chosen.cannot))
        for source in chosen.sources:
            st.caption(f"[{parts.plain(source.title)}](<{source.url}>)")


def _size(place: Any) -> dict[str, Any]:
    rule = views.may_choose("How many measures", SIZES, AS_PRESET, "size_rule", bind="query-params")
    size = None
    if rule in ("most", "just"):
        size = place.number_input(
            "Measures", 1, 60, 12, key="size", bind="query-params", label_visibility="hidden"
        )
    return _read_size(rule, size)


def _read_size(rule: object, size: object) -> dict[str, Any]:
    if rule == "few":
        return {"size": None, "max_size": None}
    if rule in ("most", "just"):
        number = size if isinstance(size, int) else 12
        return {"size": number if rule == "just" else None,
                "max_size": number if rule == "most" else None}  # fmt: skip
    return {}


def _more(chosen: Preset) -> dict[str, Any]:
    """Draw the rules that are not asked at first sight."""
    for place, (key, label, help_, words) in zip(st.columns(2), CHOICES, strict=True):
        with place:
            views.may_choose(label, words, AS_PRESET, key, bind="query-params", help=help_)
    _numbers(chosen.goal)
    rule_form.measures()
    rule_form.rules(chosen)
    return _read_more(chosen, st.session_state)


def _numbers(usual: Goal) -> None:
    """Draw the rules that are numbers, whom the set is for, and what decides between equals.

    What is left empty is as the preset says (`usual`).
    """
    core, menu, panel, cost, engaged = st.columns(5)
    bound: dict[str, Any] = {"bind": "query-params", "value": None}
    core.number_input(
        "Core above", 0, 99, key="core", step=5, placeholder=f"{usual.core * 100:.0f} %", **bound,
        help="Core: required by more than this percentage of the programmes.",
    )  # fmt: skip
    menu.number_input(
        "Menu from", 1, 100, key="menu", step=5, placeholder=f"{usual.menu * 100:.0f} %", **bound,
        help="Menu: measured by at least this percentage of the programmes, and by two.",
    )  # fmt: skip
    panel.number_input(
        "Panel", 1, 1_000_000, key="panel", placeholder=str(usual.panel or "patients"), **bound,
        help="Patients of a practice: measures that need more are not chosen.",
    )  # fmt: skip
    added = usual.additions
    cost.number_input("Cost additions", 0, 10, key="cost", placeholder=str(added.cost), **bound)
    engaged.number_input(
        "Engagement additions", 0, 10, key="engagement", placeholder=str(added.engagement), **bound
    )
    _whom()


def _whom() -> None:
    whom, prefer = st.columns(2)
    whom.multiselect("For whom", list(AUDIENCES), key="audience", bind="query-params",
                     placeholder=AS_PRESET)  # fmt: skip
    prefer.multiselect(
        "Between equally good sets", list(PREFERRED), format_func=PREFERRED.__getitem__,
        key="prefer", bind="query-params", placeholder=AS_PRESET,
        help="What decides, in the order you pick.",
    )  # fmt: skip


def _read_more(chosen: Preset, held: Any) -> dict[str, Any]:
    """Return what the further widgets state, as fields of a goal."""
    stated: dict[str, Any] = {key: held.get(key) for key, *_ in CHOICES}
    stated |= {key: held.get(key) or None for key in ("prefer", "audience", "panel")}
    for key in ("core", "menu"):
        if held.get(key) is not None:
            stated[key] = held[key] / 100
    wanted = {key: held.get(key) for key in ("cost", "engagement")}
    if any(value is not None for value in wanted.values()):
        was = chosen.goal.additions.model_dump()
        stated["additions"] = was | {k: v for k, v in wanted.items() if v is not None}
    stated["keep"] = (*chosen.goal.keep, *held.get("keep", ())) or None
    stated["exclude"] = (*chosen.goal.exclude, *held.get("drop", ())) or None
    return {key: value for key, value in stated.items() if value is not None}


def _goal(chosen: Preset, stated: Mapping[str, Any]) -> Goal:
    """Return the preset's goal with what people state on top; tell a sentence that is no rule."""
    goal = merged(chosen.goal, Goal.model_validate(stated))
    both = [name for name in goal.keep if name in goal.exclude]
    if both:
        names = ", ".join(f"“{parts.plain(name)}”" for name in both)
        st.warning(f"It must be in and must not be in: {names}. It stays in; take one of the two "
                   "rules back.", icon=":material/warning:")  # fmt: skip
    aside = set(st.session_state.get("aside", ()))
    rules = [one for one in goal.rules if one.says not in aside]
    for text in st.session_state.get("rule", ()):
        try:
            rules.append(read_rule(text))
        except UsageError as error:
            st.warning(parts.plain(error), icon=":material/warning:")
    return goal.model_copy(update={"rules": tuple(rules)})
