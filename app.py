"""What `streamlit run app.py` starts."""

import streamlit as st

from formcheck.ui.serving import life, middleware, routes
from formcheck.ui.start import MAIN_SCRIPT

app = st.App(MAIN_SCRIPT, lifespan=life, routes=routes(), middleware=middleware())
