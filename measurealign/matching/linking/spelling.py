"""Words that nobody in the field writes are read as the nearest word that the field does write.

Slips of a letter ("Ssthma"), words run together ("wellchild") and shortened words ("Immun",
"Mgmt") are mended by letters alone, against the words of the inventory's own names: nothing here
knows what was misspelt before. Words too short to tell are told by the word beside them: "Med Ad".
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

_WORD = re.compile(r"[A-Za-z]{3,}")
_WORDS = re.compile(r"[A-Za-z]{2,}(?!-)\b")
#: What may stand between two words that belong together, the first perhaps shortened.
_BESIDE = re.compile(r"\.? ")
#: Words of few letters that are whole, whatever stands beside them.
_SMALL = frozenset(
    {"an", "and", "as", "at", "be", "by", "con", "do", "for", "if", "in", "is", "no", "of", "on"}
    | {"or", "the", "to", "up", "who", "with"}
)
#: From this length on a word may be two letters off; shorter ones only one.
LONG = 9
#: A word of fewer letters is no slip: it may be anybody's abbreviation.
SHORT = 4
#: From this length on a word in capitals is no acronym.
LONG_ACRONYM = 6
#: A shortened word stands for one that is at least this much longer.
CUT = 3
#: A shortening must be written out in at least so many names to be guessed.
USUAL = 3
#: Two words must stand side by side so often, and so many times as often as what is printed.
SIDE_BY_SIDE, TIMES = 5, 10
Pair = tuple[str, str]


@dataclass(frozen=True)
class Spelling:
    """The words of the field with how often names use them, alone and two side by side."""

    counts: Mapping[str, int]
    pairs: Mapping[Pair, int]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Spelling":
        """Count the words of some texts."""
        lower = [text.lower() for text in texts]
        pairs = (pair for text in lower for pair in pairwise(_WORD.findall(text)))
        return cls(Counter(word for text in lower for word in _WORD.findall(text)), Counter(pairs))

    @cached_property
    def _by_first(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in sorted(self.counts, key=lambda each: (-self.counts[each], each)):
            found.setdefault(word[0], []).append(word)
        return found

    @cached_property
    def _by_firsts(self) -> Mapping[str, list[Pair]]:
        found: dict[str, list[Pair]] = {}
        often = (pair for pair, n in self.pairs.items() if n >= SIDE_BY_SIDE)
        for pair in sorted(often, key=lambda each: (-self.pairs[each], each)):
            found.setdefault(pair[0][0] + pair[1][0], []).append(pair)
        return found

    @cached_property
    def _told(self) -> dict[Pair, Pair | None]:
        return {}

    @cached_property
    def _mended(self) -> dict[str, str]:
        return {}

    def mend(self, text: str) -> str:
        """Return a text with its unknown words as the field writes them.

        A short word in capitals is an acronym, not a slip, unless all stands in capitals.
        """
        loud = text.isupper()

        def word(found: re.Match[str]) -> str:
            acronym = found[0].isupper() and len(found[0]) < LONG_ACRONYM and not loud
            return found[0] if acronym else self._word(found[0].lower(), found[0])

        return _WORD.sub(word, self._side_by_side(text, loud=loud))

    def _side_by_side(self, text: str, *, loud: bool) -> str:
        """Write out shortened words that the word beside them tells: Med Ad, Eye Ex."""
        parts, done = [], 0
        for one, two in pairwise(_WORDS.finditer(text)):
            capitals = any(word[0].isupper() and len(word[0]) < LONG_ACRONYM for word in (one, two))
            if one.start() < done or (capitals and not loud):
                continue
            if _BESIDE.fullmatch(text[one.end() : two.start()]):
                key = one[0].lower(), two[0].lower()
                if key not in self._told:
                    self._told[key] = self._pair(*key)
                if pair := self._told[key]:
                    parts += [text[done : one.start()], " ".join(pair)]
                    done = two.end()
        return "".join((*parts, text[done:]))

    def _pair(self, one: str, two: str) -> Pair | None:
        """Return the two far more usual words that two shortened ones begin."""
        if len(one) < len("med") or {one, two} & _SMALL:
            return None
        least = TIMES * self.pairs.get((one, two), 0)
        for pair in self._by_firsts.get(one[0] + two[0], ()):
            if self.pairs[pair] < least:
                return None
            if pair != (one, two) and all(map(self._stands_for, (one, two), pair)):
                return pair
        return None

    def _stands_for(self, short: str, whole: str) -> bool:
        """Tell whether a word is another, or a rare one that is left where its end was cut."""
        cut = short.removesuffix("s") if len(short) > len("med") else short
        rare = TIMES * self.counts.get(short, 0) <= self.counts[whole]
        longer = len(whole) >= len(cut) + CUT
        return short == whole or (rare and longer and whole.startswith(cut))

    def _word(self, word: str, written: str) -> str:
        if word in self.counts:
            return written
        if word not in self._mended:
            # A word of four letters is an abbreviation before it is a slip.
            ways = (self._short, self._slip) if len(word) <= SHORT else (self._slip, self._short)
            self._mended[word] = self._two(word) or ways[0](word) or ways[1](word) or ""
        return self._mended[word] or written

    def _two(self, word: str) -> str | None:
        """Split a word into two that are known: wellchild → well child."""
        cuts = [
            (min(self.counts[a], self.counts[b]), f"{a} {b}")
            for at in range(3, len(word) - 2)
            if (a := word[:at]) in self.counts and (b := word[at:]) in self.counts
        ]
        return max(cuts)[1] if cuts and max(cuts)[0] >= USUAL else None

    def _slip(self, word: str) -> str | None:
        """Return the known word one or two letters away, the most usual of the nearest."""
        if len(word) < SHORT:
            return None
        far = 2 if len(word) >= LONG else 1
        near = process.extract(
            word, self.counts.keys(), scorer=OSA.distance, score_cutoff=far, limit=20
        )
        usual = [(n, -self.counts[each], each) for each, n, _ in near if len(each) >= SHORT - 1]
        return min(usual)[2] if usual else None

    def _short(self, word: str) -> str | None:
        """Return the most usual word that a shortened one begins, or whose letters it keeps."""
        longer = [
            each
            for each in self._by_first.get(word[0], ())
            if len(each) >= len(word) + CUT and self.counts[each] >= USUAL
        ]
        cuts = dict.fromkeys((word, word.removesuffix("s")))
        tries = ((fits, cut) for fits in (str.startswith, _keeps) for cut in cuts if len(cut) > 2)
        return next((each for fits, cut in tries for each in longer if fits(each, cut)), None)


def _keeps(whole: str, short: str) -> bool:
    """Tell whether a shortening keeps a word's letters in order, ends with its end, no vowels."""
    if len(short) < 4 or set(short[1:]) & set("aeiou"):
        return False
    letters = iter(whole)
    return (
        all(letter in letters for letter in short)
        and whole.rstrip("s")[-1] == short.rstrip("s")[-1]
    )
