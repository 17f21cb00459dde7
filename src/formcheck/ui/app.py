"""The app as `streamlit run` finds it in an installed package; `app.py` of the checkout is its twin."""

import streamlit as st

from formcheck.ui.serving import life, middleware, refuse_open_address, routes
from formcheck.ui.start import MAIN_SCRIPT

refuse_open_address(__file__)
app = st.App(MAIN_SCRIPT, lifespan=life, routes=routes(), middleware=middleware())
