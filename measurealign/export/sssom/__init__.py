"""Links and matches as SSSOM mappings (TSV with metadata), and back: nothing is lost.

A line is mapped to the known measure that it is (`known:`), and to the lines of other sets. SKOS
predicates say what the object is to the subject: `A skos:narrowMatch B` means B is the narrower.
What people rejected, or what is `different`, is a negative mapping (`Not`). The standard has no
slot for our evidence, bond and status; they stand in extension slots.
"""

from measurealign.export.sssom.mapping import PREDICATES
from measurealign.export.sssom.reading import read_sssom
from measurealign.export.sssom.table import (
    Negatives,
    matches_to_sssom,
    sssom_parts,
    write_sssom,
)

__all__ = [
    "PREDICATES",
    "Negatives",
    "matches_to_sssom",
    "read_sssom",
    "sssom_parts",
    "write_sssom",
]
