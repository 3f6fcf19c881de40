"""A recommendation as text for a terminal: what a workgroup reads first."""

from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from measurealign.alignment.recommendation import Recommendation

_WIDTH = 100


def summary(found: "Recommendation") -> str:
    """Return the whole recommendation as plain text."""
    parts = (_table(found), _verdict(found), _chosen(found), _open(found), _coverage(found))
    return "\n".join(line for part in parts for line in (*part, "")).rstrip()


def _table(found: "Recommendation") -> Iterator[str]:
    before = found.before
    yield f"{len(found.inputs.sets)} sets at the table"
    for one in found.inputs.sets:
        yield f"  {one.id:32} {one.name} ({one.year})"
    yield f"  {before.listings} listings, {before.specifications} distinct measures"


def _verdict(found: "Recommendation") -> Iterator[str]:
    yield f"{len(found.chosen)} common measures serve every demand ({found.status})"


def _chosen(found: "Recommendation") -> Iterator[str]:
    for i, one in enumerate(found.chosen, 1):
        yield f"{i:3}. {one.facts.label}  [{one.facts.area}]"
        for reason in one.reasons:
            yield from _say(reason, "       ")


def _open(found: "Recommendation") -> Iterator[str]:
    yield f"{len(found.open_areas)} open areas: agreement on the topic, not on the measure"
    for one in found.open_areas:
        yield f"  {one.label}"
        for name, measures in one.lists.items():
            yield from _say(f"{name}: {'; '.join(measures)}", "      ")
        if one.proposal:
            yield from _say(f"→ {one.proposal.facts.label}: {one.proposal.says}", "      ")


def _coverage(found: "Recommendation") -> Iterator[str]:
    for one in found.coverage:
        yield (
            f"  {one.set:32} {one.served} of {one.demands} demands; "
            f"{one.same + one.variant} of {one.listed} measures"
        )


def _say(text: str, indent: str) -> list[str]:
    return wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent + "  ")
