"""Matches as a mapping set: its id derives from what it holds and how it was asked for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from io import StringIO
from tempfile import TemporaryFile
from typing import IO, Literal

import curies
import sssom_pydantic as sssom

from measurealign.crosswalk import Crosswalk
from measurealign.export.sssom.mapping import BASE, CONVERTER, SLOTS, mapping_of, negative, slot
from measurealign.export.words import told
from measurealign.judgements import MEASURE
from measurealign.model import Match
from measurealign.version import __version__

#: Which mappings are written: all, all but the negative ones, or the negative ones alone.
Negatives = Literal["with", "without", "alone"]
_COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id",
    "object_label", "mapping_justification", "author_id", "author_label", "mapping_date",
    "confidence", "similarity_score", "similarity_measure", "subject_source", "object_source",
    "mapping_tool", "mapping_tool_version", "comment", *SLOTS,
)  # fmt: skip
#: What a mapping set's id begins with.
_ID = f"{BASE}links/"
#: Bytes that are handed on at once.
_PART = 1 << 20
_PREFIXES = frozenset(
    ["measure", "known", "measureset", "person", "orcid", "ma", "skos", "semapv", "xsd"]
)


def write_sssom(
    crosswalk: Crosswalk, ids: Sequence[str], least: float = 0.0, negatives: Negatives = "with"
) -> str:
    """Return the known measures of the sets' lines, and how the lines relate, as SSSOM TSV.

    What is less sure than `least` is left out, unless people judged it.
    """
    return b"".join(sssom_parts(crosswalk, ids, least, negatives)).decode()


def sssom_parts(
    crosswalk: Crosswalk, ids: Sequence[str], least: float = 0.0, negatives: Negatives = "with"
) -> Iterator[bytes]:
    """Yield what `write_sssom` returns part by part: the whole catalog is 280 MB."""
    kept = (
        one
        for one in told(crosswalk, ids)
        if (one.confidence >= least or one.status != "proposed") and _asked(one, negatives)
    )
    names = {key: measure.name for key, measure in crosswalk.catalog.measures.items()}
    names |= {f"{MEASURE}{one.id}": one.title for one in crosswalk.inventory}
    how = f"Sets: {', '.join(sorted(ids))}; confidence from {least:g}; negatives: {negatives}."
    return _parts(kept, names, how)


def _asked(one: Match, negatives: Negatives) -> bool:
    return negatives == "with" or negative(one) == (negatives == "alone")


def matches_to_sssom(matches: Iterable[Match], names: Mapping[str, str], about: str = "") -> str:
    """Return matches as SSSOM TSV; `names` are the measures' names by key.

    `about` says how they were asked for. Other content, or another question, has another id.
    """
    return b"".join(_parts(matches, names, about)).decode()


def _parts(matches: Iterable[Match], names: Mapping[str, str], about: str) -> Iterator[bytes]:
    """Yield the file: it waits on the disk, for its id, which stands in its head, sums it up."""
    with TemporaryFile() as kept:
        draft = _Draft(kept)
        _write((_record(one, names) for one in matches), _metadata(about), draft)
        kept.seek(0)
        head = kept.read(_PART)
        yield head.replace(_ID.encode(), f"{_ID}{draft.digest.hexdigest()[:24]}".encode(), 1)
        yield from iter(lambda: kept.read(_PART), b"")


class _Draft(StringIO):
    """A text file under way: its lines go to the disk, and are summed up."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file, self.digest = file, sha256()

    def write(self, text: str) -> int:
        data = text.replace("\r\n", "\n").encode()
        self.digest.update(data)
        return self._file.write(data)


def _record(one: Match, names: Mapping[str, str]) -> sssom.Record:
    record = mapping_of(one, names).to_record()
    said = one.judgement
    return record.model_copy(update={"author_label": [said.by]}) if said else record


def _metadata(about: str) -> sssom.MappingSet:
    return sssom.MappingSet(
        id=_ID,
        title="Links between quality measures",
        description="Which lines of measure sets are which known measures, and how they relate.",
        comment=about or None,
        license="https://www.apache.org/licenses/LICENSE-2.0",
        version=__version__,
        extension_definitions=[
            sssom.ExtensionDefinition(
                name=name,
                predicate=slot(name),
                datatype=curies.Reference(prefix="xsd", identifier="string"),
            )
            for name in SLOTS
        ],
    )


def _write(records: Iterable[sssom.Record], metadata: sssom.MappingSet, out: StringIO) -> None:
    sssom.write_unprocessed(
        records, out, metadata=metadata.to_record(), converter=CONVERTER,
        prefixes=set(_PREFIXES), columns=_COLUMNS, condense=False,
    )  # fmt: skip
