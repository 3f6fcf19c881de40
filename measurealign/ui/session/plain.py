"""Foreign text, shown letter by letter."""

import re

#: What Markdown makes a link of by itself, escaped or not: an invisible joiner after it stops that.
_ADDRESS = re.compile(r"https?:(?=//)|www(?=\.)|(?<=\w)@(?=\w)", re.I)
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$:~^&])")


def plain(text: object) -> str:
    r"""Return foreign text so that Markdown shows it letter by letter.

    For sentences, labels and the options of radio buttons and pills. The options of a select box
    and of a multiple choice are no Markdown: they are shown as they are.

    >>> plain("*A* <b>")
    '\\*A\\* \\<b\\>'
    """
    told = _ADDRESS.sub("\\g<0>\u2060", " ".join(str(text).split()))
    return _MARKUP.sub(r"\\\1", told)
