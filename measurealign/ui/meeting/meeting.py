"""Meeting: one subject at a time for all to see, who lists what, the votes, what is decided."""

from functools import partial

import streamlit as st

from measurealign.alignment import AlignedMeasure, Recommendation
from measurealign.alignment.file.tally import Tally
from measurealign.export import minutes
from measurealign.problems import InputError
from measurealign.store import DeniedError, KeptProject
from measurealign.store.kinds import VOTES
from measurealign.ui import parts
from measurealign.ui.meeting import ballot
from measurealign.ui.parts import decision, proposal, rules, tables
from measurealign.ui.session import kept, state

#: Seconds after which the page looks whether somebody else voted, decided or went on.
LOOK = 1.0
#: The choice that tells at which subject the meeting is.
AT = "meeting"


def main() -> None:
    """Draw the page."""
    parts.head("Meeting", "One subject at a time: who asks for what, the votes, what is decided.")
    if not parts.need(2, state.selection(), "have something to agree on"):
        return
    preset, goal = rules.last()
    found = proposal.ask(goal, preset)
    if found is None or not found.chosen:
        return
    project = kept.project()
    watch()
    one = at(found, project)
    subject(found, one)
    said, decided = st.columns(2)  # side by side: both are in view on a projector
    with said:
        ballot.vote(one.facts.family, one.facts.label, project)
        count = votes(one, project)
    with decided:
        decision.form(next(d for d in found.decisions if d.family == one.facts.family), count)
    instead(one)
    take_home(project)


@st.fragment(run_every=LOOK)
def watch() -> None:
    """Look whether anything was changed; if so, draw the page anew."""
    there = kept.project()
    if there is None:
        return
    try:
        news = there.revision() != st.session_state.get("_revision")
    except DeniedError:
        news = True  # drawn anew, the page says why the project is left
    except InputError as error:
        st.warning(parts.plain(error), icon=":material/cloud_off:")
        return
    if news:
        st.rerun()


def at(found: Recommendation, project: KeptProject | None) -> AlignedMeasure:
    """Draw the way through the measures; return the one at which the meeting is."""
    families = [one.facts.family for one in found.chosen]
    held = project.content().choices.get(AT) if project else st.session_state.get("_at_measure")
    place = families.index(held) if held in families else 0
    back, where, on = st.columns([1, 4, 1], vertical_alignment="center")
    may = project is None or project.may("settle")
    back.button("Back", icon=":material/arrow_back:", width="stretch", on_click=_go,
                args=(families[place - 1],), disabled=not may or place == 0)  # fmt: skip
    where.progress((place + 1) / len(families), text=f"{place + 1} of {len(families)}")
    on.button("Next", icon=":material/arrow_forward:", width="stretch", type="primary",
              on_click=_go, args=(families[min(place + 1, len(families) - 1)],),
              disabled=not may or place + 1 == len(families))  # fmt: skip
    return found.chosen[place]


def _go(family: str) -> None:
    st.session_state["_at_measure"] = family
    kept.write(lambda project: project.settle({AT: family}))


def subject(found: Recommendation, one: AlignedMeasure) -> None:
    """Draw the subject, the measure that is proposed and why, who asks."""
    known = one.facts
    line = next((each for each in found.tiers if each.subject == known.subject), None)
    st.header(parts.plain(known.subject_label), anchor=False)
    st.subheader(f"{parts.plain(known.label)} · {one.tier}", anchor=False)
    told = [f"listed by {len(known.listed_by)} at this table, {known.reach} in all",
            f"work for a practice: {known.burden:.0%} of a chart abstraction"]  # fmt: skip
    if line is not None:
        told.insert(0, f"agreement {line.agreement:.0%}")
    st.markdown(parts.plain(" · ".join(told)))
    st.markdown("\n".join(f"- {parts.plain(reason)}" for reason in one.reasons))
    rows = [
        {"Programme": page.label, "Lists": each.lists or "", "Would use": each.chosen or ""}
        for page in found.programmes
        for each in (*page.keeps, *page.changes, *page.adopts)
        if each.subject in (known.subject, known.subject_label)
    ]
    tables.show(rows, "Who lists what for this subject", empty="No programme lists it.")


def instead(one: AlignedMeasure) -> None:
    """Draw what could stand in the measure's place; below the votes, which are to be in view."""
    other = [{"Could stand in its place": s.label, "Why": s.says} for s in one.substitutes]
    tables.show(
        other, "What could stand in its place", empty="Nothing else could stand in its place."
    )


def votes(one: AlignedMeasure, project: KeptProject | None) -> Tally:
    """Draw the votes by group with the reasons; return the count."""
    given = tuple(each.value for each in project.all(VOTES)) if project else ()
    count = decision.count(project, one.facts.family)
    st.markdown(f"**Votes:** {parts.plain(count.says)}")
    rows = [
        {"Group": each.group, "For": ", ".join(each.for_), "Against": ", ".join(each.against),
         "Abstained": ", ".join(each.abstain), "Not voted": ", ".join(each.silent)}
        for each in count.groups
    ]  # fmt: skip
    if rows:
        tables.show(rows, "The votes by group")
    mine = (each for each in given if each.family == one.facts.family and each.why)
    st.markdown("\n".join(f"- {parts.plain(v.by)}: {parts.plain(v.why)}" for v in mine))
    return count


def take_home(project: KeptProject | None) -> None:
    """Draw the downloads of the minutes."""
    if project is None:
        return
    held, who = project.content(), decision.voters(project)
    with st.container(horizontal=True):
        parts.download("Minutes (Markdown)", partial(minutes.markdown, held, who), "minutes.md",
                       "text/markdown")  # fmt: skip
        parts.download("Minutes to print (HTML)", partial(minutes.html, held, who),
                       "minutes.html", "text/html")  # fmt: skip


if __name__ == "__main__":
    main()
