"""Why a line is a known measure, in one sentence."""

from measurealign.inventory.entries import KnownMeasure
from measurealign.matching.linking.title import BareName
from measurealign.model import How


def says(how: How, line: BareName, name: str, measure: KnownMeasure) -> str:
    """Return the reason for a link: what told it, and the published name that is nearest."""
    nearest = f"nearest name: “{name}”"
    if how == "id":
        own = {(id_.scheme, id_.value.split("/")[0]) for id_ in measure.ids}
        told = [id_ for id_ in line.ids if (id_.scheme, id_.value) in own]
        ids = ", ".join(f"{id_.scheme.upper()} {id_.value}" for id_ in told)
        return f"its id{f' {ids}' if ids else ''} is this measure's; {nearest}"
    if how == "code":
        return f"it prints the acronym {', '.join(line.codes)}; {nearest}"
    if how == "name":
        return f"published under this name: “{name}”"
    return nearest
