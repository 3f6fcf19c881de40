"""The part of the burden page that tells costs, samples and savings."""

from typing import TYPE_CHECKING

from measurealign.shown import count_of

if TYPE_CHECKING:
    from measurealign.burden import Burden
    from measurealign.burden.effort import Parameters
    from measurealign.burden.estimate import Estimate, SampleCheck
    from measurealign.cli.page import Page
    from measurealign.crosswalk import Crosswalk


def cost(page: "Page", found: "Burden", clinicians: int, given: "Parameters") -> None:
    """Print what each study says of the practice, a row each."""
    from measurealign.burden.estimate import estimates
    from measurealign.cli.page import Head

    many = "1 clinician" if clinicians == 1 else f"{clinicians} clinicians"
    page.title(f"What it costs a year, for {many}: one row a study, never to be added up")
    rows = estimates(found, clinicians, given)
    page.table(
        ["study", "", *(Head(t, number=True) for t in ("low", "mid", "high")), "rests on"],
        [
            (one.study.name, _per(one), *map(_amount, (one.low, one.mid, one.high)), one.basis)
            for one in rows
        ],
    )
    for one in rows:
        held = f" Part of {one.effort.within}, not on top of it." if one.effort.within else ""
        beyond = (
            f" The study saw {one.effort.seen_up_to} measures: stretched." if one.beyond else ""
        )
        page.say(f"{one.effort.id}: {one.effort.says} ({one.study.setting}).{held}{beyond}")
    page.say("Not seen, used for nothing: " + "; ".join(one.says for one in given.unconfirmed))


def _per(one: "Estimate") -> str:
    year = f" of {one.effort.year}" if one.effort.year else ""
    unit = "hours" if one.effort.unit == "hours" else f"dollars{year}"
    return f"{one.effort.id}, {unit}, x {round(one.count, 1):g}"


def _amount(value: float | None) -> str:
    return "-" if value is None else f"{value:,.0f}"


def panel_size(
    page: "Page",
    walk: "Crosswalk",
    found: "Burden",
    panel: int,
    clinicians: int,
    given: "Parameters",
) -> None:
    """Say whether the panel can be large enough, where the least sample is known."""
    from measurealign.burden.estimate import samples

    page.title(f"Is a panel of {panel:,} patients large enough?")
    label = {ask.family: ask.label for ask in found.asks}
    for one in samples(walk, found, panel, clinicians, given):
        names = [label[id_] for id_ in one.families]
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        page.say(f"{', '.join(names[:3])}{more}: {_verdict(one)}")
    for two in given.ordinary:
        study = given.study(two.study).name
        page.say(f"For comparison: the median practice has {two.median:g} {two.of} ({study}).")


def _verdict(one: "SampleCheck") -> str:
    from measurealign.cli.page import percent

    needs = f"{one.sample.least} {one.sample.unit} ({one.study.name}; {one.sample.says})"
    if one.possible:
        return f"{needs}: possible, if {percent(one.share)} of the panel falls under it."
    return f"{needs}: too small, whatever the patients are like."


def savings(
    page: "Page", walk: "Crosswalk", found: "Burden", clinicians: int, given: "Parameters"
) -> None:
    """Print what the practice would report if its payers took the minimal aligned set."""
    from measurealign.alignment import align
    from measurealign.alignment.explain.saving import saving
    from measurealign.cli.summary import loads

    answer = align(walk, found.sets)
    told = saving(walk, answer, clinicians, given)
    page.title(f"What the minimal aligned set would save: {count_of(len(answer.chosen))}")
    page.say(f"{told.sentence(clinicians)}.")
    loads(page, told)
    page.say(
        "The set: " + "; ".join(one.facts.label for one in answer.chosen) + ".",
        "`measurealign align` gives the reason for each. Hours: as above, an assumption.",
    )
