"""The titles of MIPS Value Pathways, which CMS publishes beside its measures data (mvp.json).

The measures data know a pathway by its number alone (G0053); the file of pathways of the same year
lies beside it, or in the folder `mvp/YEAR` of CMS's repository.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from measurealign.catalog.cells import clean, one_line
from measurealign.catalog.imports.jsonfile import read_json, text_of
from measurealign.problems import InputError, Problem

#: The file's names, the one that people edit first.
_FILES = ("mvp.json", "mvps.json", "mvp-enriched.json", "mvp-data.json")
_YEAR = re.compile(r"(?<!\d)20[12]\d(?!\d)")


def read_titles(content: bytes, name: str) -> Mapping[str, str]:
    """Return the pathways' titles by number; raise InputError if the file lists none.

    >>> read_titles(b'[{"mvpId": "G0053", "title": "Rheumatology &amp; Care"}]', "mvp.json")
    {'G0053': 'Rheumatology & Care'}
    """
    data = read_json(content, name)
    rows = data if isinstance(data, list) else []
    found = {
        number: title
        for row in rows
        if isinstance(row, dict)
        and (number := text_of(row.get("mvpId")))
        and (title := one_line(clean(text_of(row.get("title")).replace("&amp;", "&"))))
    }
    if not found:
        what = "it lists no pathway (mvpId, title): give CMS's mvp.json of the same year"
        raise InputError(Problem(file=name, what=what))
    return found


def beside(measures: Path) -> Path | None:
    """Return the file of pathways that lies beside a file of measures, None if none does."""
    return next((path for path in _places(measures) if path.is_file()), None)


def _places(measures: Path) -> Iterator[Path]:
    year = _YEAR.search(measures.stem) or _YEAR.search(measures.absolute().parent.name)
    for name in _FILES:
        yield measures.with_name(name)
        if year:
            stem, ending = name.rsplit(".", 1)
            yield measures.with_name(f"{stem}-{year[0]}.{ending}")
            yield measures.absolute().parent.parent.parent / "mvp" / year[0] / name
