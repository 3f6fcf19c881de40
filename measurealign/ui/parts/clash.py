"""What could not be kept: refused, or changed by somebody else meanwhile, with the choice."""

import streamlit as st

from measurealign.store import ConflictError
from measurealign.ui import parts
from measurealign.ui.session import kept, seen


def show() -> None:
    """Draw what the last action could not do."""
    note, why = (st.session_state.pop(name, None) for name in ("_note", "_refused"))
    if note is not None:
        st.info(note, icon=":material/link:")
    if why is not None:
        st.error(parts.plain(why), icon=":material/block:")
    held = st.session_state.get("_conflict")
    if held is None:
        return
    error: ConflictError = held[0]
    with st.container(border=True):
        st.warning(parts.plain(error), icon=":material/group:")
        mine, theirs = st.columns(2)
        mine.markdown(f"**Yours**  \n{_told(error.mine)}")
        theirs.markdown(f"**{parts.plain(error.by or 'Now')}**  \n{_told(error.theirs)}")
        mine.button("Keep mine instead", key="clash_mine", on_click=_mine)
        theirs.button("Keep theirs", key="clash_theirs", on_click=_theirs)


def _told(value: object) -> str:
    if value is None:
        return "nothing"
    fields = getattr(value, "model_dump", dict)(exclude_none=True)
    return "  \n".join(f"{name}: {parts.plain(told)}" for name, told in fields.items())


def _mine() -> None:
    """Try once more; of what was seen only the word that is shown here may be replaced."""
    error, change, saw = st.session_state.pop("_conflict")
    seen.hold({**saw, error.kind: {**saw[error.kind], error.key: error.version}})
    kept.write(change)


def _theirs() -> None:
    st.session_state.pop("_conflict", None)
