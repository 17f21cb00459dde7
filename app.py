"""What `streamlit run app.py` starts."""

import streamlit as st

from formcheck.ui.start import MAIN_SCRIPT
from formcheck.ui.tidy import tidy

app = st.App(MAIN_SCRIPT, lifespan=tidy)
