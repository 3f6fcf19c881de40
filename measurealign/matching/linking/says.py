"""Why a line is a known measure, in one sentence."""

from measurealign.inventory.entries import KnownMeasure
from measurealign.matching.linking.title import BareName
from measurealign.model import How


def says(
    how: How,
    line: BareName,
    name: str,
    measure: KnownMeasure,
    *,
    literal: bool = True,
    shared: bool = False,
) -> str:
    """Return the reason for a link: what told it, and the published name that is nearest.

    Not `literal`: that name says the same in other words. `shared`: so does another measure's.
    """
    nearest = f"nearest name: “{name}”"
    if how == "id":
        own = {(id_.scheme, id_.value.split("/")[0]) for id_ in measure.ids}
        told = [id_ for id_ in line.ids if (id_.scheme, id_.value) in own]
        ids = ", ".join(f"{id_.scheme.upper()} {id_.value}" for id_ in told)
        return f"its id{f' {ids}' if ids else ''} is this measure's; {nearest}"
    if how == "code":
        return f"it prints the acronym {', '.join(line.codes)}; {nearest}"
    if how == "name":
        published = "published under this name" if literal else "a name of the same words"
        return f"{published}: “{name}”{'; so are others' if shared else ''}"
    return nearest
