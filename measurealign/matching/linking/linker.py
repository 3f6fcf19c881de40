"""Looks printed lines up among the known measures: by id, by code, by name, then by likeness.

A link depends on the line, the inventory and nothing else: not on what else is looked up.
"""

from collections.abc import Iterable, Iterator, Sequence
from sys import intern  # many lines are like one name: they share the sentence

from measurealign.matching.linking.ages import slice_of
from measurealign.matching.linking.contender import Contender, Likely
from measurealign.matching.linking.ids import numbering
from measurealign.matching.linking.index import Index
from measurealign.matching.linking.likeness import Candidate, Likeness
from measurealign.matching.linking.reader import Asked, Reader, ReadLine
from measurealign.matching.linking.says import says
from measurealign.matching.linking.standing import misnamed, standing
from measurealign.matching.linking.title import Printed
from measurealign.matching.linking.weights import LEAD, Weights, weights
from measurealign.model import Choice, How, Link, LinkStatus, chance

#: A link is not taken, nor asked about, where the measure alone is less probable than this.
LEAST, LEAST_ASKED = 0.2, 0.01
#: How many of the next best measures a link tells.
NEXT = 5


#: A text, the measures that an id or a code tells for it, the names hidden from it.
Question = tuple[str, frozenset[int], frozenset[int]]
_NOTHING = frozenset[int]()


class Linker:
    """An index with its weights."""

    def __init__(self, index: Index, weighed: Weights | None = None) -> None:
        self.index = index
        self.weights = weighed or weights()
        self.likeness = Likeness(index)

    def links(self, printed: Sequence[Printed], following: int = NEXT) -> Iterator[Link]:
        """Yield the link of each line, with so many of the next best measures.

        Lists of many years print one line: where the year and the list change nothing, it is
        weighed once.
        """
        made: dict[tuple[object, ...], Link] = {}
        for asked, found in self._looked_up(printed):
            early = tuple([place for began, place in found.late if _before(asked.year, began)])
            own = tuple([place for place in found.local if self._own(place, asked)])
            situation = (asked.read, early, own)
            if situation not in made:
                made[situation] = self._link(asked, self._weighed(asked, found), following)
            yield made[situation]

    def weighed(
        self, printed: Sequence[Printed], without: Sequence[frozenset[int]] = ()
    ) -> Iterator[tuple[Asked, list[Contender]]]:
        """Yield each line as read, and the measures that it may be, best first.

        `without` hides names (by number) from each line: how sureness is learnt and tested.
        """
        for asked, found in self._looked_up(printed, without):
            yield asked, self._weighed(asked, found)

    def _looked_up(
        self, printed: Sequence[Printed], without: Sequence[frozenset[int]] = ()
    ) -> Iterator[tuple[Asked, Likely]]:
        """Yield each line as read, and its candidates with what their wordings weigh."""
        reader = Reader(self.index, self.likeness)  # it remembers what it read: these lines only
        asked = [reader.read(one) for one in printed]
        hidden = without or [_NOTHING] * len(asked)
        told = {one.read: frozenset(reader.told(one.read)) for one in asked}
        keys = list(zip((one.read for one in asked), hidden, strict=True))
        questions = {
            (read, names): [(text, told[read], names) for text in read.texts]
            for read, names in keys
        }
        near = self._near(list(dict.fromkeys(each for some in questions.values() for each in some)))
        found = {
            key: self._best(each for text in some for each in near[text] if each.name not in key[1])
            for key, some in questions.items()
        }
        yield from zip(asked, (found[key] for key in keys), strict=True)

    def _near(self, questions: Sequence[Question]) -> dict[Question, list[Candidate]]:
        """Return the candidates of each text: many lists print one, it is looked up once."""
        if not questions:
            return {}
        texts, told, hidden = zip(*questions, strict=True)
        return dict(zip(questions, self.likeness.candidates(texts, told, hidden), strict=True))

    def _best(self, near: Iterable[Candidate]) -> Likely:
        """Return of each measure the candidate whose wording weighs most, with its weight."""
        found: dict[int, tuple[Candidate, float]] = {}
        for one in near:
            weight = self.weights.score(one.figures)
            if one.measure not in found or weight > found[one.measure][1]:
                found[one.measure] = (one, weight)
        index = self.index
        late = ((index.began[n], n) for n, (one, _) in found.items() if self._late(one))
        return Likely(tuple(found.values()), tuple(late), tuple(n for n in found if index.local[n]))

    def _weighed(self, asked: Asked, found: Likely) -> list[Contender]:
        """Return the measures that a line may be, best first."""
        choices = (self._weigh(one, words, asked) for one, words in found.candidates)
        return sorted(choices, key=lambda each: (-each.score, each.measure.id))

    def _weigh(self, one: Candidate, words: float, asked: Asked) -> Contender:
        """Add what ids and codes say to what the wording says."""
        measure, declared = self.index.measures[one.measure], self.weights.declared
        score, how = words, _by_words(one)
        score += declared["spoken"] * self.index.spoken[one.name]
        code = self._code(one.measure, asked.line.codes)
        if code:
            score += declared[code]
            how = "code" if code == "code" else how
        score += declared["too early"] * self._too_early(one, asked.year)
        if self.index.local[one.measure]:
            score += declared["own list" if self._own(one.measure, asked) else "local"]
        ids = self._ids(asked.read, one.measure)
        score += declared["id"] * ids[0] + declared["other id"] * (ids[1] and not ids[0])
        return Contender(measure, score, "id" if ids[0] else how, one)

    def _own(self, place: int, asked: Asked) -> bool:
        """Tell whether a measure is local, and the line stands on a list of its maker."""
        return self.index.local[place] and asked.programme in self.index.makers[place]

    def _too_early(self, one: Candidate, year: int | None) -> bool:
        """Tell whether a measure began after the year of a list that does not print its very name.

        A part that came to its measure later is not meant even then: its name is the measure's.
        """
        return _before(year, self.index.began[one.measure]) and self._late(one)

    def _late(self, one: Candidate) -> bool:
        return not (one.figures["same name"] and not self.index.joined[one.measure])

    def _code(self, place: int, codes: Sequence[str]) -> str:
        """Return what a line's acronyms say of a measure: by the name of its declared weight.

        An acronym that is a word of the field as well (HPV, LDL) tells little.
        """
        if not codes:
            return ""
        told = {code for code in codes if place in self.index.codes[code]}
        if told - self.index.common:
            return "code"
        if told:
            return "common code"
        return "other code" if set(codes) - self.index.common else ""

    def _ids(self, read: ReadLine, place: int) -> tuple[bool, bool]:
        """Return whether a measure bears one of a line's ids, and whether it bears others."""
        own = self.index.schemes[place]
        bears = other = False
        for scheme, bearers in read.borne:
            bears |= place in bearers
            other |= bool(bearers) and place not in bearers and numbering(scheme) in own
        return bears, other

    def _link(self, asked: Asked, choices: Sequence[Contender], following: int) -> Link:
        if not choices:
            return Link(line=asked.line.printed, status="none")
        best = choices[0]
        margin = round(self.lead(choices), 4)
        stands = standing(self.index, asked.texts[-1], best.candidate.measure, best.how)
        confidence = round(chance(self.weights.sureness.of(best.score, margin, stands)), 4)
        status = self._status(best, confidence, asked, tied=best.how == "code" and not margin)
        word = slice_of(asked.texts[0], best.measure) if status != "none" else None
        return Link(
            line=asked.line.printed,
            measure=best.measure.id if status != "none" else None,
            part=word,
            relation="slice" if word else "same",
            status=status,
            how=best.how if status != "none" else None,
            confidence=confidence,
            likeness=round(best.candidate.figures["both"], 4),
            margin=margin,
            says=intern(self._says(best, asked, status == "confirm" and self._shared(choices))),
            next=tuple(self._choice(one, asked) for one in choices[1 : following + 1]),
        )

    def _says(self, one: Contender, asked: Asked, shared: bool = False) -> str:
        name = self.index.names[one.candidate.name]
        literal = bool(one.candidate.figures.get("same name"))
        return says(one.how, asked.line, name, one.measure, literal=literal, shared=shared)

    def _shared(self, choices: Sequence[Contender]) -> bool:
        """Tell whether the best measure's name is that of others, too, no part or whole of it."""
        kin = self.index.kin
        mine = kin[choices[0].candidate.measure]
        return any(
            one.how == "name" and not mine & kin[one.candidate.measure] for one in choices[1:]
        )

    def lead(self, choices: Sequence[Contender]) -> float:
        """Return how far the best measure is before the next that is no part or whole of it."""
        best, kin = choices[0], self.index.kin
        mine = kin[best.candidate.measure]
        others = (one.score for one in choices if not mine & kin[one.candidate.measure])
        return best.score - max(others, default=best.score - LEAD)

    def _status(
        self, best: Contender, confidence: float, asked: Asked, *, tied: bool
    ) -> LinkStatus:
        """Return whether a link is taken; a local measure only on a list of its maker.

        Nor is one that an id alone tells, where the line prints another measure's very name, nor
        one of two that the acronyms of a line tell alike ("FUH/FUM").
        """
        place = best.candidate.measure
        abroad = self.index.local[place] and not self._own(place, asked)
        doubtful = misnamed(self.index, asked.texts, place) if best.how == "id" else abroad
        likely = best.confidence >= LEAST and not doubtful and not tied
        if confidence >= self.weights.sure and likely:
            return "sure"
        asked_about = confidence >= self.weights.confirm and best.confidence >= LEAST_ASKED
        return "confirm" if asked_about else "none"

    def _choice(self, one: Contender, asked: Asked) -> Choice:
        return Choice(
            measure=one.measure.id,
            title=one.measure.title,
            confidence=round(one.confidence, 4),
            likeness=round(one.candidate.figures["both"], 4),
            how=one.how,
            says=intern(self._says(one, asked)),
        )


def _before(year: int | None, began: int) -> bool:
    return year is not None and year < began


def _by_words(one: Candidate) -> How:
    named = one.figures.get("same name") or one.figures.get("same terms")
    return "name" if named else "likeness"
