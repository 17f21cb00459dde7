"""Which of the three faces the page shows now."""

import streamlit as st

from formcheck.i18n import Words
from formcheck.ui.job import Job, Stage
from formcheck.ui.session import job, spoken
from formcheck.ui.upload.choose import draw_start
from formcheck.ui.upload.order import draw_order
from formcheck.ui.upload.result import draw_result
from formcheck.ui.upload.running import draw_running


def draw_upload() -> None:
    """Draw the page."""
    say = spoken()
    current = job()
    match current.progress.stage if current else None:
        case Stage.RUNNING if current:
            draw_running(current, say)
        case Stage.DONE if current:
            draw_result(current, say)
        case _:
            if current:
                _say_why(current, say)
            draw_start(say, draw_order)


def _say_why(ended: Job, say: Words) -> None:
    """Say why there is no result, in the words of the command line; its files are not needed any more."""
    progress = ended.progress
    if progress.stage is Stage.CANCELLED:
        st.info(say("ui.order.cancelled"), icon=":material/block:")
    elif progress.error is not None:
        st.error(say(progress.error.key, **progress.error.params), icon=":material/error:")
    else:
        st.error(say("ui.result.unexpected"), icon=":material/error:")
    ended.close()
