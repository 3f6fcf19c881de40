"""Names altered as people alter names: slips, words turned round, left out, added, other signs."""

import random
import re

#: Share of the names that are altered.
SHARE = 0.5


def altered(text: str, dice: random.Random) -> str:
    """Return a name as it stands or altered as people alter names."""
    ways = (_slip, _turned, _fewer, _more, _signs)
    return dice.choice(ways)(text, dice) if dice.random() < SHARE else text


def _slip(text: str, dice: random.Random) -> str:
    """Lose, double or swap a letter."""
    words = list(re.finditer(r"[A-Za-z]{6,}", text))
    if not words:
        return text
    word = dice.choice(words)
    i = dice.randrange(word.start() + 1, word.end() - 1)
    slips = (text[:i] + text[i + 1 :], text[:i] + text[i] + text[i:],
             text[:i] + text[i + 1] + text[i] + text[i + 2 :])  # fmt: skip
    return dice.choice(slips)


def _turned(text: str, dice: random.Random) -> str:
    """Turn a name around at a joint."""
    for mark, joint in ((": ", ", "), (" - ", ", "), (", ", ", "), (" for ", " "), (" of ", " ")):
        head, found, rest = text.partition(mark)
        if found:
            return f"{rest}{joint}{head}"
    return text


def _fewer(text: str, dice: random.Random) -> str:
    """Leave one word out."""
    words = text.split()
    if len(words) > 3:
        del words[dice.randrange(len(words))]
    return " ".join(words)


_ADDED = ("Total", "Rate", "Overall", "(Total)", "Measure", "Members", "Medicaid", "Medicare",
          "Percentage of patients with", "Annual", "Adult", "Adults 18+",
          "All ages", "E")  # fmt: skip


def _more(text: str, dice: random.Random) -> str:
    """Add a qualifier."""
    added = dice.choice(_ADDED)
    return f"{added} {text}" if dice.random() < 0.3 else f"{text} {added}"


def _signs(text: str, dice: random.Random) -> str:
    """Write other signs, another case."""
    return dice.choice((text.replace("-", " "), text.replace("-", ""), text.upper(), text.lower(),
                        text.replace(" and ", " & "), text.replace(":", " -")))  # fmt: skip
