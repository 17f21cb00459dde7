"""The app as `streamlit run` finds it in an installed package; `app.py` of the checkout is its twin."""

import streamlit as st

from formcheck.ui.start import MAIN_SCRIPT
from formcheck.ui.tidy import tidy

app = st.App(MAIN_SCRIPT, lifespan=tidy)
