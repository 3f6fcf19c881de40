"""The app: page configuration and navigation, nothing else."""

import streamlit as st

from measurealign.ui.parts import frame

st.set_page_config(page_title="measurealign", page_icon="📐", layout="wide")
page = st.navigation(frame.pages(), position="top")
frame.sidebar()
page.run()
