"""The app: page configuration and navigation, nothing else."""

import streamlit as st

from measurealign.ui.parts import door, frame
from measurealign.ui.parts.pages import pages
from measurealign.ui.session import kept, turns, work

st.set_page_config(page_title="measurealign", page_icon="📐", layout="wide")
with turns.taken():
    page = st.navigation(pages(), position="top")
    door.come_in()
    kept.begin()
    frame.around(page.url_path)
    page.run()
    kept.end()
    work.warm()
