"""Open questions: subjects that programmes measure in ways that do not serve each other."""

from collections.abc import Collection

from measurealign.alignment.ask.choices import Choices, Wish
from measurealign.alignment.explain.facts import sets_named
from measurealign.alignment.recommendation import OpenQuestion, Option

#: So many candidates are shown, the ones that serve most.
_SHOWN = 4


def open_questions(choices: Choices, picked: Collection[str]) -> tuple[OpenQuestion, ...]:
    """Return the agreed subjects in which a chosen measure leaves a programme unserved.

    Only where at least two programmes measure the subject, and both by what may be chosen.
    """
    found = []
    for subject in choices.wanted:
        by = choices.asked.measured[subject]
        mine = [family for family in picked if subject in choices.answers(family)]
        unserved = tuple(p for p in by if not _served(choices, mine, Wish(p, subject)))
        if mine and unserved and len(by) >= 2:
            found.append(_question(choices, subject, mine, unserved))
    return tuple(sorted(found, key=lambda one: (-len(one.unserved), one.label, one.subject)))


def _served(choices: Choices, families: list[str], demand: Wish) -> bool:
    return any(choices.service(family, demand) for family in families)


def _question(
    choices: Choices, subject: str, mine: list[str], unserved: tuple[str, ...]
) -> OpenQuestion:
    asked, known = choices.asked, choices.agreed[subject]
    labels = " and ".join(asked.label[family] for family in mine)
    says = f"{labels} does not serve {sets_named(choices, unserved)}"
    who = "it measures" if len(unserved) == 1 else "they measure"
    return OpenQuestion(
        subject=subject,
        label=known.label,
        lists={one: tuple(row.name for row in asked.rows(one, subject)) for one in known.by},
        unserved=unserved,
        candidates=_candidates(choices, subject),
        says=f"{says}: {who} {known.label} in another way; the table must choose",
    )


def _candidates(choices: Choices, subject: str) -> tuple[Option, ...]:
    """Return what the programmes themselves use for a subject, those that serve most first."""
    asked = choices.asked
    found = []
    for family in choices.listed_for(subject):
        served = {p: choices.service(family, Wish(p, subject)) for p in asked.measured[subject]}
        found.append(
            Option(
                family=family,
                label=asked.label[family],
                keeps=tuple(p for p, one in served.items() if one and one.kind == "same"),
                serves=tuple(p for p, one in served.items() if one),
            )
        )
    found.sort(key=lambda one: (-len(one.serves), -len(one.keeps), one.label, one.family))
    return tuple(found[:_SHOWN])
