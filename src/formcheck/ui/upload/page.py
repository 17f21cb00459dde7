"""Which of the three faces the page shows now."""

import streamlit as st

from formcheck.i18n import Words
from formcheck.ui.job import Job, JobStage
from formcheck.ui.markdown import say_error
from formcheck.ui.session import drop_job, job, job_id, spoken
from formcheck.ui.upload.choose import draw_start
from formcheck.ui.upload.order import draw_order
from formcheck.ui.upload.result import draw_result
from formcheck.ui.upload.running import draw_running


def draw_upload() -> None:
    """Draw the page."""
    say = spoken()
    current = job()
    lost = current is None and job_id() is not None
    match current.progress.stage if current else None:
        case JobStage.RUNNING if current:
            draw_running(current, say)
        case JobStage.DONE if current:
            draw_result(current, say)
        case _:
            if lost:
                drop_job()
            with st.container(gap="xxsmall"):
                st.title(say("ui.nav.upload"), anchor=False)
                st.caption(say("ui.tagline"))
            if lost:
                st.info(say("ui.live.unknown"), icon=":material/search_off:")
            if current:
                _say_why(current, say)
            draw_start(say, draw_order)


def _say_why(ended: Job, say: Words) -> None:
    """Say why there is no result, in the words of the command line; its files are not needed any more."""
    progress = ended.progress
    if progress.stage is JobStage.CANCELLED:
        st.info(say("ui.order.cancelled"), icon=":material/block:")
    elif progress.error is not None:
        st.error(say_error(progress.error, say), icon=":material/error:")
    else:
        st.error(say("ui.result.unexpected"), icon=":material/error:")
    ended.close()
