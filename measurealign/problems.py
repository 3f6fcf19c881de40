"""What is wrong with somebody's input, told so that the person can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    r"""One fault in the input: where it stands, what is wrong, what was found there.

    Half a character (a lone surrogate), which no screen can show, is told by its number.

    >>> print(Problem(file="a.yaml", line=6, col=11, where="measures.0.type", what="unknown word"))
    a.yaml:6:11: measures.0.type: unknown word
    >>> print(Problem(what="unknown word", got="\ud800"))
    unknown word (got \ud800)
    """

    file: str = ""
    line: int = 0
    col: int = 0
    where: str = ""
    what: str = ""
    got: str | None = None

    def __post_init__(self) -> None:
        for part in ("file", "where", "what", "got"):
            text = getattr(self, part)
            if isinstance(text, str) and not text.isascii():
                object.__setattr__(self, part, text.encode(errors="backslashreplace").decode())

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.col}" if self.line else self.file
        parts = [part for part in (place, self.where, self.what) if part]
        return ": ".join(parts) + (f" (got {self.got})" if self.got is not None else "")


class InputError(Exception):
    """All problems of one piece of work at once; the only error family that reaches a person."""

    def __init__(self, *problems: Problem | str) -> None:
        self.problems: tuple[Problem, ...] = tuple(
            Problem(what=problem) if isinstance(problem, str) else problem for problem in problems
        )
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UsageError(InputError):
    """The question itself cannot be asked: an unknown set, option or format (exit code 2)."""


def nearest(word: str, words: Sequence[str]) -> str:
    """Return a hint that names the nearest right word, or the choices if none is near.

    >>> nearest("proces", ["process", "outcome"])
    "did you mean 'process'?"
    >>> nearest("cpc-plus-2081", ["cpc-plus-2018", "cpc-plus-2021"])
    "did you mean 'cpc-plus-2018'?"
    """
    near = likest(word, words)
    if near is not None:
        return f"did you mean '{near}'?"
    return "choose one of " + ", ".join(sorted(words)) if len(words) <= 30 else "see the list"


def likest(word: str, words: Sequence[str], least: float = 60.0) -> str | None:
    """Return the word that is most alike (100: equal, case aside), None if none is near.

    A single word that goes on where this one ends is meant first. Of words that are equally near,
    the one with the same letters wins (digits get swapped), then the last one (the latest year).

    >>> likest("hedis-my-2020", ["hedis-my-2020-2021", "hedis-my-2022", "hedis-my-2026"])
    'hedis-my-2020-2021'
    """
    from rapidfuzz.fuzz import ratio

    longer = [one for one in words if one.lower().startswith(f"{word.lower()}-")]
    if len(longer) == 1:
        return longer[0]
    from rapidfuzz.process import extract

    low = str.casefold
    near = extract(word, words, scorer=ratio, processor=low, score_cutoff=least, limit=5)
    letters = sorted(low(word))
    best = max(near, key=lambda one: (one[1], sorted(low(one[0])) == letters, one[0]), default=None)
    return str(best[0]) if best else None
