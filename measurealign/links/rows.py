"""The lines of a crosswalk as rows of a table: what each is, what told so, what it is about."""

from collections.abc import Iterator, Mapping

from measurealign.catalog import Catalog
from measurealign.links.groups import group_of
from measurealign.model import Family, Link, SubjectGroup
from measurealign.shown import Cell

#: Of a line that was linked to nothing.
NO_LINK = Link(line="-", status="none")


def rows(
    catalog: Catalog,
    links: Mapping[str, Link],
    family_of: Mapping[str, Family],
    subjects: Mapping[str, SubjectGroup],
) -> Iterator[dict[str, Cell]]:
    """Yield a row a line that takes part, in the catalog's order.

    `confidence` and `likeness` are shares (0 to 1); `margin` is the lead over the next measure in
    log odds. `measure` is the family: an inventory id where `known`.
    """
    for one in catalog:
        for line in one.measures:
            family = family_of.get(line.key)
            if family is None:
                continue
            link = links.get(line.key, NO_LINK)
            yield {
                "set": one.id, "key": line.key, "name": line.name, "evidence": line.evidence,
                "measure": family.id, "label": family.label, "known": family.known,
                "subject": subjects[group_of(family)].label, "area": line.area or family.area,
                "status": link.status, "how": link.how, "confidence": link.confidence,
                "likeness": link.likeness, "margin": link.margin, "says": link.says,
            }  # fmt: skip
