"""The settings of a profile: what is kept, how the coach speaks and looks."""

import streamlit as st

from formcheck.adapters.store import ProfileHistory
from formcheck.i18n import Words
from formcheck.ui.kept import change_settings, settings_of_visit
from formcheck.ui.live.order import draw_coaching


def draw_choices(_: ProfileHistory, say: Words) -> None:
    """Draw them; each holds as soon as it is changed."""
    now = settings_of_visit()
    with st.container(border=True, key="settings_kept"):
        st.header(say("settings.kept"), anchor=False)
        keep_sets = st.toggle(say("settings.keep_sets"), now.keep_sets, key="keep_sets")
        keep_video = st.toggle(
            say("settings.keep_video"),
            now.keep_video,
            key="keep_video",
            help=say("settings.keep_video_help"),
        )
        change_settings(keep_sets=keep_sets, keep_video=keep_video)
    with st.container(border=True, key="settings_live"):
        st.header(say("ui.live.sound"), anchor=False)
        draw_coaching(say)
    st.caption(say("settings.last"))
