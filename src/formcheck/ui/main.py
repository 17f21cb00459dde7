"""The script that Streamlit runs for every visitor: the frame, then the page that was asked for."""

from pathlib import Path

import streamlit as st

from formcheck.adapters.network_guard import refuse_outside_connections
from formcheck.ui.frame import draw_foot, draw_frame
from formcheck.ui.history import draw_history
from formcheck.ui.interrupted import draw_interrupted
from formcheck.ui.learn import draw_learn
from formcheck.ui.live import draw_live
from formcheck.ui.live.visit import note_page
from formcheck.ui.programme.period_page import draw_period
from formcheck.ui.programme.plan_page import draw_plan
from formcheck.ui.programme.today import draw_today
from formcheck.ui.safety.page import draw_safety
from formcheck.ui.session import remember_address, spoken
from formcheck.ui.upload import draw_upload

# Not sooner, when the server starts: the browser that it opens would inherit it.
refuse_outside_connections()
# A file of our own: Streamlit fetches emoji and material icons for the browser's tab from a web host.
st.set_page_config(page_title="formcheck", page_icon=str(Path(__file__).with_name("icon.svg")), layout="wide")
remember_address()
say = spoken()
pages = [
    st.Page(
        draw_upload,
        title=say("ui.nav.upload"),
        url_path="upload",
        icon=":material/movie:",
        default=True,
    ),
    st.Page(draw_live, title=say("ui.nav.live"), url_path="live", icon=":material/videocam:"),
    st.Page(draw_today, title=say("ui.nav.today"), url_path="today", icon=":material/today:"),
    st.Page(draw_plan, title=say("ui.nav.plan"), url_path="programme", icon=":material/event_note:"),
    st.Page(draw_history, title=say("ui.nav.history"), url_path="history", icon=":material/history:"),
    st.Page(
        draw_period, title=say("ui.nav.period"), url_path="physiotherapist", icon=":material/clinical_notes:"
    ),
    st.Page(draw_learn, title=say("ui.nav.learn"), url_path="learn", icon=":material/school:"),
    st.Page(draw_safety, title=say("ui.nav.safety"), url_path="safety", icon=":material/front_hand:"),
]
# The frame draws the links itself: on a phone Streamlit would hide them behind a button.
page = st.navigation(pages, position="hidden")
note_page(page.url_path)
draw_frame(say, pages)
draw_interrupted(page.url_path, pages[0], say)
page.run()
draw_foot(say)
