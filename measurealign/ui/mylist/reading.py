"""Bring a list of one's own: look at how it was read, correct it, go on with it.

What is brought is kept in the project, with its file, and can be taken along as a set file.
"""

import re
from collections.abc import Callable, Mapping
from itertools import zip_longest
from pathlib import Path

import streamlit as st

from measurealign.catalog.imports.imported import Imported, Preview
from measurealign.catalog.imports.own import ENDINGS, SHEETS, read_upload
from measurealign.catalog.imports.pasted import read_pasted
from measurealign.catalog.imports.spreadsheet import About, apart
from measurealign.catalog.imports.spreadsheet.headings import FIELDS
from measurealign.model import MeasureSet
from measurealign.problems import InputError
from measurealign.shown import count_of
from measurealign.ui import parts
from measurealign.ui.mylist import clipboard
from measurealign.ui.parts import tables
from measurealign.ui.session import state

KINDS = [one.removeprefix(".") for one in ENDINGS]
NOT_PLACED = "(not used)"
#: What a reader tells whoever sits at the command line, and what helps on this page instead.
_HERE: tuple[tuple[str, str], ...] = (
    (r"--map '[^\n]*=name'", "head it 'Measure' in the file"),
    (r"--map '([^\n]*)=programme'", r"say so above, at '\1'"),
    (r"to take it: --sheet '([^\n]*)'", r"to take it, bring a file with '\1' alone"),
    (r"say it \(--choose N\)", "say it above, at 'To choose'"),
    (r"Tell it \(--year YEAR\)", "Tell it above, at 'Year'"),
)


def bring() -> None:
    """Draw the file, how it was read, the way on, and what was left out."""
    file = st.file_uploader(
        "Your contract's or programme's list", KINDS, key="own_file", max_upload_size=5,
        help="CSV or XLSX as you have it; also a set YAML, CMS's QPP file, a FHIR Measure. "
        "It is kept in your project and is not sent anywhere else.",
    )  # fmt: skip
    given = (file.file_id, file.getvalue(), file.name) if file else clipboard.pasted()
    if given is None:
        st.caption(
            "One measure per line, with a column of names. Ids (CBE, CMS, MIPS, HEDIS), steward, "
            "type, data source, set and year are used where given, under any usual heading."
        )
        return
    key, content, name = given
    top = st.container()
    try:
        found = understood(key, content, name, read_upload if file else read_pasted)
    except InputError as error:
        for problem in error.problems:
            st.error(parts.plain(here(problem)), icon=":material/error:")
        return
    with top:
        take(ready(found), (name, content))
    remarks(found)


def take(sets: tuple[MeasureSet, ...], file: tuple[str, bytes]) -> None:
    """Draw what was read, and the button that takes it over."""
    lines = sum(len(one.measures) for one in sets)
    what = "this list" if len(sets) == 1 else f"these {len(sets)} lists"
    names = parts.plain(", ".join(one.label for one in sets))
    say, act = st.columns([3, 1], vertical_alignment="center")
    say.markdown(f"**Read: {count_of(lines)} of {names}.** Check below that the columns are right.")
    if act.button(f"Go on with {what}", type="primary", disabled=not sets, width="stretch",
                  on_click=_take, args=(sets, file)):  # fmt: skip
        st.rerun()


def _take(sets: tuple[MeasureSet, ...], file: tuple[str, bytes]) -> None:
    """Bring the sets to the table, and hold the first against the first other set there."""
    state.add_own(sets, file)
    others = [id_ for id_ in state.selection() if id_ not in {one.id for one in sets}]
    st.session_state["my_list"] = st.session_state["left"] = sets[0].id
    if others:
        st.session_state["right"] = others[0]


def understood(file_id: str, content: bytes, name: str, read: Callable[..., Imported]) -> Imported:
    """Draw what the file does not tell and how its columns are read; return the reading."""
    if Path(name).suffix.lower() not in SHEETS:
        return state.brought("import", file_id, read, content, name)
    about = _about(file_id)
    first = state.brought("import", file_id, read, content, name)
    mapping = columns(first, file_id)
    key = (file_id, tuple(sorted(mapping.items())), about)
    if not mapping and about == About():
        return first
    return state.brought("import_again", key, read, content, name, mapping, about)


def _about(file_id: str) -> About:
    """Draw what a file need not tell; return what is told. Another file is asked anew."""
    called, year, sponsor, choose = st.columns([3, 1, 2, 1])
    return About(
        name=called.text_input("Name of the set", placeholder="as the file says",
                               key=f"name-{file_id}") or None,
        year=year.number_input("Year", 1990, 2100, None, placeholder="as it says",
                               key=f"year-{file_id}"),
        sponsor=sponsor.text_input("Whose list", placeholder="e.g. Acme Health Plan",
                                   key=f"sponsor-{file_id}") or None,
        choose=choose.number_input("To choose", 1, 400, None, placeholder="all",
                                   help="How many measures of a menu are to be reported",
                                   key=f"choose-{file_id}"),
    )  # fmt: skip


def columns(found: Imported, file_id: str) -> Mapping[str, str]:
    """Draw how each column of a file was understood; return what the person corrects."""
    corrected: dict[str, str] = {}
    fields = ["", *FIELDS]
    with st.expander(f"How the columns were understood ({len(found.headings)})", expanded=True):
        places = st.columns(3)
        for at, one in enumerate(found.headings):
            picked = places[at % 3].selectbox(
                parts.plain(f"{one.column}: {one.text or '(no heading)'}"), fields,
                index=fields.index(one.field) if one.field in fields else 0,
                format_func=lambda field: FIELDS.get(field, NOT_PLACED),
                key=f"column-{file_id}-{one.sheet}-{one.column}",
            )  # fmt: skip
            if picked != one.field:
                corrected[one.text or one.column] = picked or "ignore"
        # A sheet without a list (a cover, contacts) comes after those that were read.
        for sheet in sorted(found.preview, key=lambda one: not any(one.headings)):
            rows = first_rows(sheet)
            st.caption(parts.plain(f"First rows of sheet {sheet.sheet or 'one'}"))
            alt = f"The first rows of sheet {sheet.sheet}"
            tables.show(rows, alt, empty="The sheet is empty.")
    return corrected


def first_rows(sheet: Preview) -> list[tables.Row]:
    """Return the first rows of a sheet; a column without a heading of its own bears its number."""
    wide = max((len(cells) for _, cells in sheet.rows), default=0)
    told = [*sheet.headings, *[""] * wide][:wide]
    names = [
        f"({at})" if not name or name in told[: at - 1] else name for at, name in enumerate(told, 1)
    ]
    return [
        {"Row of the sheet": number} | dict(zip_longest(names, cells, fillvalue=""))
        for number, cells in sheet.rows
    ]


def here(told: object) -> str:
    """Return what a reader tells, with the remedies of this page.

    >>> here("a menu: say it (--choose N); until then all of it counts")
    "a menu: say it above, at 'To choose'; until then all of it counts"
    """
    text = str(told)
    for option, remedy in _HERE:
        text = re.sub(option, remedy, text)
    return text


def remarks(found: Imported) -> None:
    """Draw what was taken and what was left out, by sheet and row."""
    for remark in found.took:
        st.markdown(f"- {parts.plain(here(remark))}")
    if found.left_out:
        told = count_of(len(found.left_out), "remark")
        st.warning(f"{told} on what was left out", icon=":material/info:")
        rows = [{"Where": one.where, "What": here(one.what)} for one in found.left_out]
        tables.show(rows, "What was left out, and what to do about it")


def ready(found: Imported) -> tuple[MeasureSet, ...]:
    """Return the sets that were read, with ids that no shipped set bears."""
    return apart(found.sets, [one.id for one in state.shipped_catalog()])
