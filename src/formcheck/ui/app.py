"""The app as `streamlit run` finds it in an installed package; `app.py` of the checkout is its twin."""

import streamlit as st

from formcheck.adapters.live import live_desk, live_route
from formcheck.ui.start import MAIN_SCRIPT
from formcheck.ui.tidy import tidy

app = st.App(MAIN_SCRIPT, lifespan=tidy, routes=[live_route(live_desk())])
