"""Who sits at this session: the machine's own user, or whoever signed in."""

import os

import streamlit as st

from measurealign.store import Person, alone

#: Set by `measurealign serve`: a group works here, everybody signs in.
GROUP = "MEASUREALIGN_SERVE"
#: Set by `serve --trust-provider`: an address counts even if the provider does not say whether it
#: was confirmed (never if it says that it was not).
TRUST = "MEASUREALIGN_TRUST_PROVIDER"


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
    if not st.user.get("is_logged_in") or not email or not _confirmed():
        return None
    return Person(email)


def _confirmed() -> bool:
    """Tell whether the address is known to be the person's: else anybody could claim another's."""
    told = st.user.get("email_verified")
    return bool(os.environ.get(TRUST)) if told is None else told in (True, "true")
