"""Who sits at this session: the machine's own user, or whoever signed in."""

import os

import streamlit as st

from measurealign.store import Person, alone

#: Set by `measurealign serve`: a group works here, everybody signs in.
GROUP = "MEASUREALIGN_SERVE"


def in_group() -> bool:
    """Tell whether people sign in here."""
    return bool(os.environ.get(GROUP))


def person() -> Person | None:
    """Return who it is; None for whom nothing is kept: not signed in, or at another machine.

    Without a sign-in only who sits at this machine is the owner of its store.
    """
    if not in_group():
        # An address is told only of another machine.
        return None if isinstance(st.context.ip_address, str) else alone()
    email = str(st.user.get("email") or "").strip().casefold()
    if not st.user.get("is_logged_in") or not email or st.user.get("email_verified") is False:
        return None
    return Person(email)


def door() -> None:
    """Where people sign in: draw the way in and stop, unless somebody is in."""
    if not in_group() or person() is not None:
        return
    st.title("measurealign", anchor=False)
    if st.user.get("is_logged_in"):
        st.error("Your sign-in tells no confirmed e-mail address: ask whoever runs it.")
        st.button("Sign out", on_click=st.logout)
    else:
        st.markdown("A workgroup works here: sign in with the address that was invited.")
        st.button("Sign in", type="primary", icon=":material/login:", on_click=st.login)
    st.stop()
