"""What `streamlit run app.py` starts."""

import streamlit as st

from formcheck.ui.start import MAIN_SCRIPT

app = st.App(MAIN_SCRIPT)
