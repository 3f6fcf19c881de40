"""How the programmes of CMS's QPP data ask: the file lists measures, the rules stand elsewhere.

MIPS clinicians report six measures, one of them an outcome; participants of a Value Pathway four.
CPC+ put its eCQMs into groups: nine of fourteen in 2017, two and three groups.
"""

import re
from collections.abc import Iterable

from measurealign.catalog.imports.qpp_entry import QppMeasure
from measurealign.model import Choose, Group, Role

_OUTCOME = "one of them an outcome, else a high-priority measure"
_MIPS = Choose(n=6, note=_OUTCOME, evidence="inferred")
_MVP = Choose(n=4, note=_OUTCOME, evidence="recalled")
_CPC = Choose(n=9, note="that nine are to be reported is recalled", evidence="recalled")
#: The groups of CPC+, by what the file calls them: (id, name, how many at least).
_CPC_GROUPS = {
    "A": Group(id="outcome", name="outcome measures", at_least=2),
    "B": Group(id="complex-care", name="complex-care measures", at_least=2),
    "C": Group(id="remaining", name="remaining measures"),
    "Outcome_Measure": Group(id="outcome", name="outcome measures", at_least=2),
    "Other_Measure": Group(id="other", name="other measures"),
}


def choose_of(set_id: str, members: Iterable[QppMeasure]) -> Choose | None:
    """Return how many measures of a set are to be chosen, None where all are asked."""
    if set_id.startswith("mvp-"):
        return _MVP
    if set_id.startswith("cpc-plus-"):
        return _CPC if any(group_of(one) in _MENU for one in members) else None
    return _MIPS if re.match(r"mips-(?!cost-|qcdr-)", set_id) else None


def groups_of(set_id: str, members: Iterable[QppMeasure]) -> tuple[Group, ...]:
    """Return the groups of a CPC+ set; no other programme of the file has any."""
    if not set_id.startswith("cpc-plus-"):
        return ()
    found = {group.id: group for one in members if (group := _CPC_GROUPS.get(one.cpc_plus))}
    return tuple(found[id_] for id_ in sorted(found, key=_ORDER.index))


def group_of(one: QppMeasure) -> str | None:
    """Return the CPC+ group of an entry."""
    group = _CPC_GROUPS.get(one.cpc_plus)
    return group.id if group else None


def role_of(set_id: str, one: QppMeasure, asked: Role | None) -> Role | None:
    """Return how a set uses an entry: `asked`, unless the programme says otherwise.

    CPC+ of 2018 and later asked for its outcome group and let practices choose from the other; in
    2017 from all. Pathways and MIPS compute cost from claims.
    """
    if set_id.startswith("cpc-plus-"):
        return "core" if one.cpc_plus == "Outcome_Measure" else "menu" if one.cpc_plus else None
    if one.category == "cost":
        return "component"
    return "menu" if set_id.startswith(("mvp-", "mips-")) else asked


_ORDER = ("outcome", "complex-care", "remaining", "other")
_MENU = ("complex-care", "remaining", "other")
