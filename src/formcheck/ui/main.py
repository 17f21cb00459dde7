"""The script that Streamlit runs for every visitor: the frame, then the page that was asked for."""

from pathlib import Path

import streamlit as st

from formcheck.ui.frame import draw_frame
from formcheck.ui.live import draw_live
from formcheck.ui.session import spoken
from formcheck.ui.upload import draw_upload

# A file of our own: Streamlit fetches emoji and material icons for the browser's tab from a web host.
st.set_page_config(page_title="formcheck", page_icon=str(Path(__file__).with_name("icon.svg")), layout="wide")
say = spoken()
page = st.navigation(
    [
        st.Page(
            draw_upload,
            title=say("ui.nav.upload"),
            url_path="upload",
            icon=":material/movie:",
            default=True,
        ),
        st.Page(draw_live, title=say("ui.nav.live"), url_path="live", icon=":material/videocam:"),
    ]
)
draw_frame(say)
page.run()
