"""What one process found out about lines, for another to go on with: their links, own families.

Looking thousands of titles up holds a processor for seconds. A server lets another process do it
(`learn`), and takes over what came of it (`take_over`): what it says is the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from measurealign.matching.families import printed
from measurealign.matching.linking.kept import Kept
from measurealign.matching.linking.title import Printed
from measurealign.matching.own import known_own_ids, own_id, take_own_ids
from measurealign.model import Link, MeasureSet


@dataclass(frozen=True)
class Learnt:
    """Some lines with the link of each; the families of the names that are no known measure."""

    links: Mapping[Printed, Link]
    own: Mapping[str, str]


def unknown(sets: Iterable[MeasureSet], kept: Kept) -> tuple[Printed, ...]:
    """Return what the measures of some sets print that was not looked up before, each once.

    A line that is no known measure was looked up where its family is remembered, too.
    """
    links = kept.known(
        printed(line, one.year) for one in sets for line in one.measures if line.grain == "measure"
    )
    own = known_own_ids(one.name for one, link in links.items() if link and not link.counts)
    return tuple(
        one for one, link in links.items() if not link or not (link.counts or one.name in own)
    )


def learn(lines: Sequence[Printed], kept: Kept) -> Learnt:
    """Look lines up, without remembering them here."""
    links = dict(zip(lines, kept.linker.links(lines), strict=True))
    names = {one.name for one, link in links.items() if not link.counts}
    return Learnt(links, {name: own_id(name) for name in sorted(names)})


def take_over(found: Iterable[Learnt], kept: Kept) -> None:
    """Remember what was learnt elsewhere: whoever asks for these lines need not look them up."""
    links, own = dict[Printed, Link](), dict[str, str]()
    for one in found:
        links |= one.links
        own |= one.own
    kept.take(links)
    take_own_ids(own)
