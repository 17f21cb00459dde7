"""The script that Streamlit runs for every visitor: the frame, then the page that was asked for."""

import streamlit as st

from formcheck.ui.frame import draw_frame
from formcheck.ui.session import spoken
from formcheck.ui.upload import draw_upload

st.set_page_config(page_title="formcheck", page_icon=":material/accessibility_new:", layout="wide")
say = spoken()
page = st.navigation(
    [
        st.Page(
            draw_upload,
            title=say("ui.nav.upload"),
            icon=":material/upload:",
            url_path="upload",
            default=True,
        ),
    ]
)
draw_frame(say)
page.run()
