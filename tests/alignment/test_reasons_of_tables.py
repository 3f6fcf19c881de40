"""On 22 real tables and 20 drawn ones: every sentence of the proposal, held against the rows.

Who asks is counted anew from the rows of the sets; bonds are the crosswalk's.
"""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pytest
from tables import TABLES

from measurealign.alignment import (
    AlignedMeasure,
    Goal,
    LeftOut,
    OpenQuestion,
    Recommendation,
    align,
)
from measurealign.alignment.ask.choices import BUNDLE
from measurealign.alignment.ask.eligible import bar, can_measure
from measurealign.alignment.ask.question import Question, question
from measurealign.alignment.recommendation import ProgrammePage
from measurealign.crosswalk import Crosswalk

DRAWN = 20
#: No cap, as few as possible; a cap under which subjects compete.
GOALS = {"default": Goal(), "six": Goal(max_size=6)}
#: Both questions of every table of the catalog, the first of the drawn ones.
ASKED = (
    *((name, goal) for name in TABLES for goal in GOALS),
    *((f"drawn {n}", "default") for n in range(DRAWN)),
)


@dataclass(frozen=True)
class Told:
    """A recommendation, and what its table lists, read anew."""

    found: Recommendation
    asked: Question

    @property
    def walk(self) -> Crosswalk:
        return self.asked.walk

    @cached_property
    def lists(self) -> Mapping[str, Mapping[str, float]]:
        """What each programme asks for, and how much each row counts.

        What a practice may leave out counts half: a menu's row, unless the row says otherwise.
        """
        out: dict[str, dict[str, float]] = {}
        for seat in self.asked.table:
            mine = out.setdefault(seat.id, {})
            for id_ in seat.sets:
                for row in self.walk.listed(id_):
                    counts = {"retired": 0.0, "proposed": 0.0, "menu": 0.5, "optional": 0.5}
                    weight = counts.get(row.role or "", 1.0)
                    if weight and row.required is not None:
                        weight = 1.0 if row.required else 0.5
                    family = self.walk.family_of(row.key).id
                    mine[family] = max(mine.get(family, 0.0), weight)
        return {one: {f: w for f, w in mine.items() if w} for one, mine in out.items()}

    @property
    def voices(self) -> int:
        return sum(bool(mine) for mine in self.lists.values())

    @cached_property
    def _own(self) -> Mapping[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for programme, mine in self.lists.items():
            for f in mine:
                found.setdefault((programme, self.walk.serves(f)[0]), []).append(f)
        return found

    def own(self, programme: str, subject: str) -> list[str]:
        """The families by which a programme measures a subject."""
        return self._own.get((programme, subject), [])

    def by(self, subject: str) -> list[str]:
        return [one for one in self.lists if self.own(one, subject)]

    def credit(self, family: str, programme: str, subject: str) -> float:
        """By how much a family stands for what a programme lists in a subject."""
        subjects = self.walk.serves(family)
        if subject not in (subjects[:1] if self.walk.rates(family) >= BUNDLE else subjects):
            return 0.0
        return max(self.walk.bond(family, f).credit for f in self.own(programme, subject))

    def split(self, family: str, subject: str) -> tuple[list[str], list[str], list[str]]:
        """Who keeps a family, who changes to it, whom it does not serve."""
        keep, change, none = [], [], []
        for one in self.by(subject):
            credit = self.credit(family, one, subject)
            same = family in self.own(one, subject)
            (keep if same else change if credit >= 0.5 else none).append(one)
        return keep, change, none

    def required(self, subject: str) -> float:
        """The share that requires a subject of practices (from a menu: half)."""
        listed = ((p, f) for p in self.by(subject) for f in self.own(p, subject))
        counts: dict[str, float] = {}
        for p, f in listed:
            if can_measure(self.asked, f):
                counts[p] = max(counts.get(p, 0.0), self.lists[p][f])
        return sum(counts.values()) / self.voices

    def named(self, programmes: list[str]) -> str:
        labels = [one.label for one in self.asked.table if one.id in programmes]
        more = f" and {len(labels) - 6} more" if len(labels) > 6 else ""
        return ", ".join(labels[:6]) + more


TOLD: dict[tuple[str, str], Told] = {}


@pytest.fixture(params=ASKED, ids=" - ".join)
def told(request: pytest.FixtureRequest, counted: Crosswalk) -> Told:
    """Each question is asked once."""
    name, goal = request.param
    if request.param not in TOLD:
        ids = TABLES[name] if name in TABLES else drawn(counted)[int(name.split()[1])]
        found = align(counted, ids, GOALS[goal])
        TOLD[request.param] = Told(found, question(counted, ids, GOALS[goal]))
    return TOLD[request.param]


def drawn(walk: Crosswalk) -> list[list[str]]:
    """Tables of three to six sets of about one time."""
    draw, found = random.Random(14), []
    sets = [one for one in walk.catalog if len(walk.listed(one.id)) >= 8]
    while len(found) < DRAWN:
        first = draw.choice(sets)
        near = [one.id for one in sets if abs(one.year - first.year) <= 2]
        table = draw.sample(near, min(len(near), draw.randint(3, 6)))
        if len({one.rstrip("0123456789-") for one in table}) >= 3:
            found.append(table)
    return found


def test_who_asks_keeps_changes_and_is_not_served(told: Told) -> None:
    for one in told.found.chosen:
        said = [reason for reason in one.reasons if " ask for " in reason]
        subjects = list(_subjects(told, one))
        assert len(said) == len(subjects) > 0, one.facts.label
        for subject, reason in zip(subjects, said, strict=True):
            assert _read(reason) == _reason(told, one, subject), reason


def _subjects(told: Told, one: AlignedMeasure) -> Iterator[str]:
    """Yield the subjects of the table that a measure answers: its own, and where it serves."""
    for subject in told.walk.serves(one.facts.family):
        by = told.by(subject)
        served = any(told.credit(one.facts.family, p, subject) >= 0.5 for p in by)
        agreed = next((x.tier for x in told.found.tiers if x.subject == subject), "on deck")
        if by and (subject == one.facts.subject or (served and agreed in ("core", "menu"))):
            yield subject


_SENTENCE = re.compile(
    r"(\d+) of (\d+) ask for (.+) \((.+); agreement (\d+%)(?:, (\d+%) require it \(what may be "
    r"chosen counts 0.5(?:; what (.+) measures? is not a practice's)?\))?"
    r"(?:, just on the level of a tier)?\): (?:(\d+) keeps? it)?(?:, )?(?:(\d+) changes?)?"
    r"(?:, )?(?:(\d+) not served \((.+)\))?"
)


def _read(reason: str) -> tuple[str, ...]:
    found = _SENTENCE.fullmatch(reason)
    assert found, reason
    return tuple(each or "0" for each in found.groups())


def _reason(told: Told, one: AlignedMeasure, subject: str) -> tuple[str, ...]:
    """What the sentence on a measure and a subject must say."""
    by, (keep, change, none) = told.by(subject), told.split(one.facts.family, subject)
    line = next(each for each in told.found.tiers if each.subject == subject)
    share = len(by) / told.voices
    required = told.required(subject)
    plans = [p for p in by if not any(can_measure(told.asked, f) for f in told.own(p, subject))]
    return (
        str(len(by)), str(told.voices), line.label, told.named(by), f"{share:.0%}",
        f"{required:.0%}" if required < share else "0", told.named(plans) or "0",
        str(len(keep)), str(len(change)), str(len(none)), told.named(none) or "0",
    )  # fmt: skip


def test_substitutes_are_of_the_very_subject_and_do_what_is_said(told: Told) -> None:
    chosen = {one.facts.family for one in told.found.chosen}
    for one in told.found.chosen:
        own = told.walk.serves(one.facts.family)[0]
        for each in one.substitutes:
            assert told.walk.serves(each.family)[0] == own
            assert each.family not in chosen
            assert bar(told.asked, each.family) is None
            counts = map(len, told.split(each.family, own))
            says = "{} would keep it, {} change, {} not be served".format(*counts)
            assert each.says == says, each.label
        served = [len(told.by(own)) - len(told.split(x.family, own)[2]) for x in one.substitutes]
        assert served == sorted(served, reverse=True), "those that serve most first"


def test_a_better_substitute_was_not_passed_over(told: Told) -> None:
    """Without a cap no other form of a subject serves more programmes, or as many with more kept.

    A composite that serves further subjects may be chosen for those.
    """
    if told.asked.goal.capped:
        return
    for one in told.found.chosen:
        own = one.facts.subject
        alone = len(list(_subjects(told, one))) == 1
        keep, change, _ = map(len, told.split(one.facts.family, own))
        for each in one.substitutes:
            kept, changed, _ = map(len, told.split(each.family, own))
            if alone:
                assert (kept + changed, kept) <= (keep + change, keep), (
                    one.facts.label,
                    each.label,
                )


def test_what_is_left_out_is_everything_else_and_for_the_reason_given(told: Told) -> None:
    answered = {x for one in told.found.chosen for x in one_subjects(told, one.facts.family)}
    measured = {told.walk.serves(f)[0] for mine in told.lists.values() for f in mine}
    assert {one.subject for one in told.found.left_out} == measured - answered
    for one in told.found.left_out:
        by = told.by(one.subject)
        assert one.says.startswith(f"{len(by)} of {told.voices} measure it ({told.named(by)})")
        assert one.agreement == pytest.approx(len(by) / told.voices, abs=1e-6)
        check_why(told, one, sorted({f for p in by for f in told.own(p, one.subject)}))


def one_subjects(told: Told, family: str) -> tuple[str, ...]:
    subjects = told.walk.serves(family)
    return subjects[:1] if told.walk.rates(family) >= BUNDLE else subjects


def check_why(told: Told, one: LeftOut, listed: list[str]) -> None:
    """Hold the reason for which a subject is left out against what is known of its measures."""
    goal, year = told.asked.goal, told.asked.year
    line = next(each for each in told.found.tiers if each.subject == one.subject)
    known = [told.walk.known(family) for family in listed]
    retired = [bool(k and k.retired is not None and k.retired <= year) for k in known]
    practice = [can_measure(told.asked, family) for family in listed]
    few = len(line.by) < goal.least
    match one.why:
        case "below agreement":
            majority = line.agreement > goal.core
            assert few or (line.support < goal.menu and not majority), one.says
            assert ("a tier needs 2" in one.says) == few, one.says
            assert few or f"support {line.support:.0%}" in one.says, one.says
        case "not practice level":
            assert line.tier == "monitoring" and not few, one.says
            assert not any(p and not r for p, r in zip(practice, retired, strict=True)), one.says
        case "retired":
            assert all(retired) and not few and "retired in " in one.says, one.says
        case "not eligible":
            assert not few and all(bar(told.asked, family) for family in listed), one.says
        case "over the cap":
            assert goal.capped and len(told.found.chosen) == goal.max_size, one.says
            assert one.adds == pytest.approx(line.agreement * line.precedent, abs=1e-3), one.says


def test_under_a_cap_nothing_over_it_is_worth_more_than_what_is_in(told: Told) -> None:
    over = [one.adds for one in told.found.left_out if one.why == "over the cap" and one.adds]
    if not over:
        return
    worth = {x.subject: x.agreement * x.precedent for x in told.found.tiers}
    served: list[float] = []
    for one in told.found.chosen:
        keep, change, _ = told.split(one.facts.family, one.facts.subject)
        by = len(told.by(one.facts.subject))
        served.append(worth[one.facts.subject] * (len(keep) + len(change)) / by)
    single = [x for x in told.found.left_out if x.why == "over the cap" and x.adds
              and any(told.split(f, x.subject)[2] == [] for p in told.by(x.subject)
                      for f in told.own(p, x.subject) if bar(told.asked, f) is None)]  # fmt: skip
    assert all((x.adds or 0.0) <= min(served) + 1e-3 for x in single)


def test_what_is_open_is_who_is_not_served(told: Told) -> None:
    chosen = [one.facts.family for one in told.found.chosen]
    agreed = {x.subject for x in told.found.tiers if x.tier in ("core", "menu")}
    expected = {}
    for subject in agreed:
        mine = [f for f in chosen if subject in one_subjects(told, f)]
        open_to = [p for p in told.by(subject)
                   if all(told.credit(f, p, subject) < 0.5 for f in mine)]  # fmt: skip
        if mine and open_to:
            expected[subject] = set(open_to)
    assert {one.subject: set(one.unserved) for one in told.found.open_questions} == expected
    for one in told.found.open_questions:
        check_open(told, one)


def check_open(told: Told, one: OpenQuestion) -> None:
    """Hold what each programme lists, and what each candidate would do, against the rows."""
    assert told.named(list(one.unserved)) in one.says
    assert set(one.lists) == set(told.by(one.subject))
    for programme, names in one.lists.items():
        mine = set(told.own(programme, one.subject))
        seat = told.asked.programme[programme]
        rows = [row for id_ in seat.sets for row in told.walk.listed(id_)
                if told.walk.family_of(row.key).id in mine]  # fmt: skip
        assert set(names) == {row.name for row in rows}
    every = {f: told.split(f, one.subject) for p in one.lists for f in told.own(p, one.subject)}
    most = sorted((len(keep) + len(change) for keep, change, _ in every.values()), reverse=True)
    assert [len(each.serves) for each in one.candidates] == most[:4]
    for each in one.candidates:
        assert any(each.family in told.own(p, one.subject) for p in one.lists)
        keep, change, _ = told.split(each.family, one.subject)
        assert set(each.keeps) == set(keep)
        assert set(each.serves) == {*keep, *change}


def test_each_programmes_page_has_every_measure_of_its_own_once(told: Told) -> None:
    for page in told.found.programmes:
        lines = [*page.keeps, *page.changes, *page.drops]
        mine = sorted(told.asked.label[f] for f in told.lists[page.programme])
        assert sorted(one.lists or "" for one in lines) == mine, page.label
        check_page(told, page)


def check_page(told: Told, page: ProgrammePage) -> None:
    """Hold what a programme keeps, changes, adopts and drops against what was chosen."""
    chosen = {one.facts.label: one for one in told.found.chosen}
    assert all(one.lists == one.chosen in chosen for one in page.keeps)
    assert all(one.chosen in chosen and one.lists not in chosen for one in page.changes)
    assert not any(one.lists in chosen for one in page.drops)
    for one in page.adopts:
        assert chosen[one.chosen or ""].tier == "core"
        served = chosen[one.chosen or ""].serves
        assert page.programme not in {each.programme for each in served}


def test_tiers_follow_from_the_shares(told: Told) -> None:
    goal = told.asked.goal
    for line in told.found.tiers:
        by = told.by(line.subject)
        assert list(line.by) == by
        assert line.required == pytest.approx(told.required(line.subject), abs=1e-6)
        core = len(by) > 1 and told.required(line.subject) > goal.core + 1e-9
        if line.tier == "core":
            assert core, line.label
        if line.tier == "on deck":
            assert not core, line.label
