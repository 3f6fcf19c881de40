"""Words that nobody in the field writes are read as the nearest word that the field does write.

Slips of a letter ("Ssthma"), words run together ("wellchild") and shortened words ("Immun",
"Mgmt") are mended by letters alone, against the words of the inventory's own names: nothing here
knows what was misspelt before.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

_WORD = re.compile(r"[A-Za-z]{3,}")
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


@dataclass(frozen=True)
class Spelling:
    """The words of the field with how often names use them."""

    counts: Mapping[str, int]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Spelling":
        """Count the words of some texts."""
        return cls(Counter(word for text in texts for word in _WORD.findall(text.lower())))

    @cached_property
    def _by_first(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in sorted(self.counts, key=lambda each: (-self.counts[each], each)):
            found.setdefault(word[0], []).append(word)
        return found

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

        return _WORD.sub(word, text)

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
