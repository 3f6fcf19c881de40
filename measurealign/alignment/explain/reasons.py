"""Why each measure was chosen, subject by subject: who asks, who keeps, who changes, what else."""

from collections.abc import Iterator

from measurealign.alignment.ask.agreement import Agreed, Tier
from measurealign.alignment.ask.choices import Choices, Wish
from measurealign.alignment.ask.eligible import bar, can_measure
from measurealign.alignment.ask.which import fits
from measurealign.alignment.chosen import AlignedMeasure, Served, Substitute
from measurealign.alignment.explain.facts import facts, label_of, sets_named
from measurealign.shown import count_of

ORDER: tuple[Tier, ...] = ("core", "menu", "on deck", "monitoring")


def aligned_measures(choices: Choices, picked: tuple[str, ...]) -> tuple[AlignedMeasure, ...]:
    """Return the chosen measures with their reasons, by tier, agreement and name."""
    found = [_chosen(choices, family) for family in picked]
    return tuple(sorted(found, key=lambda one: _place(choices, one)))


def _place(choices: Choices, one: AlignedMeasure) -> tuple[int, float, str, str]:
    known = choices.agreed.get(one.facts.subject)
    share = known.agreement if known else 0.0
    return ORDER.index(one.tier), -share, one.facts.label, one.facts.family


def _chosen(choices: Choices, family: str) -> AlignedMeasure:
    return AlignedMeasure(
        facts=facts(choices, family),
        tier=tier(choices, family),
        serves=tuple(_served(choices, family)),
        reasons=tuple(_reasons(choices, family)),
        substitutes=tuple(_substitutes(choices, family)),
    )


def tier(choices: Choices, family: str) -> Tier:
    """Return the best tier among the subjects that a family answers."""
    answers = choices.answers(family)
    tiers = [choices.agreed[s].tier for s in answers if s in choices.agreed]
    return min(tiers, key=ORDER.index, default="on deck")


def _served(choices: Choices, family: str) -> Iterator[Served]:
    for subject in choices.answers(family):
        for one in choices.asked.measured.get(subject, ()):
            service = choices.service(family, Wish(one, subject))
            if service is not None:
                yield Served(
                    programme=one,
                    subject=subject,
                    bond=service.kind,
                    credit=service.credit,
                    measures=tuple(row.name for row in choices.asked.rows(one, subject)),
                )


def _reasons(choices: Choices, family: str) -> Iterator[str]:
    """Yield a reason for each subject that the family answers, then those of the rules."""
    asked = choices.asked
    told = subjects_told(choices, family)
    yield from (by_subject(choices, family, subject) for subject in told)
    if not told:
        label = label_of(choices, choices.subject_of(family))
        yield f"nobody at the table asks for {label}: a rule does"
    for name, group in asked.kept.items():
        if family in group:
            barred = bar(asked, family)
            but = f", though {barred.says}" if barred else ""
            yield f"the rules keep it ({name}){but}"
    if family not in asked.listed_by:
        users = count_of(len(choices.users(family)), "programme")
        yield f"not listed at the table; {users} of the catalog list it"
    for rule in asked.goal.rules:
        if rule.at_least and fits(asked, family, rule.of):
            yield f"counts for the rule “{rule.says}”"


def subjects_told(choices: Choices, family: str) -> tuple[str, ...]:
    """Return the subjects of the table that a family answers: its own, and where it serves."""
    served = choices.served_by.get(family, {})
    own = choices.subject_of(family)
    return tuple(
        subject
        for subject in choices.answers(family)
        if subject in choices.asked.measured
        and (subject == own or any(demand.subject == subject for demand in served))
    )


def by_subject(choices: Choices, family: str, subject: str) -> str:
    """Return who asks for a subject, and what each of them does about a measure.

    "3 of 3 ask for A1c control (CPC+ 2018, HEDIS 2018, ...); 2 keep it, 1 changes".
    """
    asked, known = choices.asked, choices.agreed[subject]
    kept, changed, unserved = split(choices, family, subject)
    parts = [f"{len(kept)} keep{'s' if len(kept) == 1 else ''} it"] if kept else []
    if changed:
        parts.append(f"{len(changed)} change{'s' if len(changed) == 1 else ''}")
    if unserved:
        parts.append(f"{len(unserved)} not served ({sets_named(choices, unserved)})")
    return (
        f"{len(known.by)} of {len(asked.voices)} ask for {known.label} "
        f"({sets_named(choices, known.by)}; {_share(choices, known)}): {', '.join(parts)}"
    )


def _share(choices: Choices, known: Agreed) -> str:
    """Return an agreement in words: of how many, required by how many, and whether it is a tie."""
    tie = ", just on the level of a tier" if known.tie else ""
    told = f", {known.required:.0%} require it ({'; '.join(_counts(choices, known))})"
    required = told if known.required < known.agreement else ""
    return f"agreement {known.agreement:.0%}{required}{tie}"


def _counts(choices: Choices, known: Agreed) -> Iterator[str]:
    """Yield why fewer require a subject than measure it."""
    asked = choices.asked
    yield f"what may be chosen counts {asked.goal.choice:g}"
    listed = asked.measured[known.subject]
    if elsewhere := [p for p, by in listed.items() if not any(can_measure(asked, f) for f in by)]:
        measure = "measures" if len(elsewhere) == 1 else "measure"
        yield f"what {sets_named(choices, elsewhere)} {measure} is not a practice's"


def split(choices: Choices, family: str, subject: str) -> tuple[list[str], list[str], list[str]]:
    """Return the programmes that keep, change to, and are not served by a family in a subject."""
    kept: list[str] = []
    changed: list[str] = []
    unserved: list[str] = []
    for one in choices.asked.measured[subject]:
        service = choices.service(family, Wish(one, subject))
        group = unserved if service is None else kept if service.kind == "same" else changed
        group.append(one)
    return kept, changed, unserved


def _substitutes(choices: Choices, family: str) -> Iterator[Substitute]:
    """Yield the other measures of the very subject, those that serve most first."""
    subject = choices.subject_of(family)
    if subject not in choices.agreed:
        return
    others = [f for f in choices.pool if f != family and choices.subject_of(f) == subject]
    told = {other: split(choices, other, subject) for other in others}
    others.sort(key=lambda f: (-len(told[f][0]) - len(told[f][1]), -len(told[f][0]), f))
    for other in others:
        kept, changed, unserved = (len(group) for group in told[other])
        says = f"{kept} would keep it, {changed} change, {unserved} not be served"
        yield Substitute(family=other, label=choices.asked.label[other], says=says)
