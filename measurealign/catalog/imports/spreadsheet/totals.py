"""Lines that sum up the list: "Total", "Subtotal - Prevention", "Total possible points"."""

import re
from collections.abc import Iterable

from measurealign.catalog.imports.spreadsheet.titles import is_title

TOTAL = re.compile(
    r"^(grand |sub-?)?totals?\b.{0,40}$|^(count|number) of measures\b.*$", re.IGNORECASE
)
_WORDS = re.compile(
    r"(?i)(sub|grand)?[ -]?totals?|measures?|count|number|of|all|programs?|possible|available|"
    r"earned|max(imum)?|points?|weights?|scores?|for"
)
_APART = re.compile(r"(?i)(grand )?totals? ?[:–—-]")


def sums_up(name: str, said: Iterable[str]) -> bool:
    """Tell whether a row sums up: by its name, or by another of its cells where it has none.

    >>> [sums_up(one, ()) for one in ("Grand Total", "Total - Prevention", "Total Cost of Care")]
    [True, True, False]
    """
    if not name:
        return any(map(TOTAL.match, said))
    rest = _WORDS.sub("", name).strip(" :,-–—")
    apart = _APART.match(name) and is_title(rest)
    named = re.search("[a-z]{3}", rest.lower()) and not apart
    return bool(TOTAL.match(name)) and (not named or name.lower().startswith("sub"))
