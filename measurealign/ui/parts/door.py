"""Where people of a group come in and go out."""

import streamlit as st

from measurealign.store import Person, log
from measurealign.ui import parts
from measurealign.ui.session import people


def come_in() -> None:
    """Draw the way in and stop, unless somebody is in."""
    who = people.person()
    if not people.in_group() or who is not None:
        _note(who)
        return
    st.title("measurealign", anchor=False)
    if st.user.get("is_logged_in"):
        st.error("Your sign-in did not confirm an e-mail address. Ask your administrator.")
        st.button("Sign out", on_click=st.logout)
    else:
        st.markdown("A workgroup works here: sign in with the address that was invited.")
        if len(st.query_params):  # the provider sends everybody back to the first page
            st.caption("You followed a link: open it again once you are signed in.")
        st.button("Sign in", type="primary", icon=":material/login:", on_click=st.login)
    st.stop()


def _note(who: Person | None) -> None:
    """Tell, once a session, whoever runs the server who came."""
    if who is not None and st.session_state.get("_came") != who.id:
        st.session_state["_came"] = who.id
        log.tell("came", who=who.id)


def go_out() -> None:
    """Draw who is in, and the way out; alone there is nobody to tell apart."""
    who = people.person()
    if not people.in_group() or who is None:
        return
    st.caption(f"Signed in as {parts.plain(who.id)}")
    st.button("Sign out", icon=":material/logout:", on_click=st.logout, width="stretch")
