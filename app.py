"""The app: page configuration and navigation, nothing else."""

import streamlit as st

from measurealign.ui.parts import frame
from measurealign.ui.parts.pages import pages
from measurealign.ui.session import kept, people, work

st.set_page_config(page_title="measurealign", page_icon="📐", layout="wide")
page = st.navigation(pages(), position="top")
people.door()
kept.begin()
frame.around(page.url_path)
page.run()
kept.end()
work.warm()
