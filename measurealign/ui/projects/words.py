"""What people remark, and who they are."""

from collections.abc import Sequence
from typing import get_args

import streamlit as st

from measurealign.alignment.ask.decision import VoterGroup
from measurealign.store import KeptProject, Member
from measurealign.store.kinds import COMMENTS, MEMBERS
from measurealign.store.people import MemberRole
from measurealign.ui import parts
from measurealign.ui.parts import tables
from measurealign.ui.session import kept, people


def remarks(project: KeptProject) -> None:
    """Draw the comments, and the way to another."""
    st.header("Remarks", anchor=False)
    for one in project.all(COMMENTS):
        about = f" on {parts.plain(one.value.about)}" if one.value.about else ""
        st.markdown(f"**{parts.plain(one.value.by)}**{about}: {parts.plain(one.value.text)}")
    if not project.may("comment"):
        return
    with st.form("remark", clear_on_submit=True):
        text = st.text_input("Remark")
        if st.form_submit_button("Post") and text.strip():
            kept.write(lambda project: project.comment(text.strip()))
            st.rerun()


def members(project: KeptProject) -> None:
    """Draw who belongs to the project, and the way to invite; alone there is nobody to invite."""
    if not people.in_group():
        return
    st.header("Members", anchor=False)
    rows = [
        {"Who": one.value.name or one.key, "E-mail": one.key, "Role": one.value.role,
         "Votes for": one.value.group or ""}
        for one in project.all(MEMBERS)
    ]  # fmt: skip
    tables.show(rows, "The members of the project")
    if not project.may("invite"):
        return
    with st.form("invite", clear_on_submit=True):
        email, role, group = st.columns(3)
        to = email.text_input("E-mail")
        as_ = role.selectbox("Role", get_args(MemberRole), 1)
        of = group.selectbox("Votes for", get_args(VoterGroup), None)
        if st.form_submit_button("Invite") and to.strip():
            one = Member(email=to.strip(), role=as_, group=of)
            kept.write(lambda project: project.invite(one))
            st.rerun()
    _leaving([one.key for one in project.all(MEMBERS)])


def _leaving(addresses: Sequence[str]) -> None:
    """Draw the way to end a membership; what the person said stays."""
    with st.form("dismiss", clear_on_submit=True):
        who = st.selectbox("Who leaves", addresses, None)
        if st.form_submit_button("End the membership") and who:
            kept.write(lambda project: project.dismiss(who))
            st.rerun()
