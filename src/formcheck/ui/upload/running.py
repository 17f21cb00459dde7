"""While an analysis runs: how far it is, what it sees, and a way to stop it."""

import math

import streamlit as st

from formcheck.i18n import Words
from formcheck.review.lines import counted, speak
from formcheck.ui.job import Job, JobStage
from formcheck.ui.markdown import escape_markdown

_LOOK_EVERY_S = 0.5
_MINUTES_FROM_S = 90.0


def draw_running(job: Job, say: Words) -> None:
    """Draw the progress; look again twice a second until the job has ended."""
    with st.container(key="running", border=True):
        st.title(say("ui.running.title", name=escape_markdown(job.order.name)), anchor=False)
        st.caption(say(f"{job.order.spec.key}.name"))
        st.fragment(_look, run_every=_LOOK_EVERY_S)(job, say)


def _look(job: Job, say: Words) -> None:
    progress = job.progress
    if progress.stage is not JobStage.RUNNING:
        st.rerun()
    st.progress(progress.share, text=_how_far(progress.share, job.left_s, say))
    left, right = st.columns([3, 1], vertical_alignment="top")
    with right:
        if progress.done:
            st.caption(speak(counted("ui.running.counted", progress.done), say))
        st.button(
            say("ui.running.stopping" if job.stopping else "ui.running.stop"),
            key="stop",
            icon=":material/stop_circle:",
            on_click=job.cancel,
            disabled=job.stopping,
            width="stretch",
        )
    with left:
        if progress.preview_rgb is not None:
            st.image(
                progress.preview_rgb, width="stretch", output_format="JPEG", alt=say("ui.running.preview")
            )


def _how_far(share: float, left_s: float | None, say: Words) -> str:
    if share <= 0.0:
        return say("ui.running.starting")
    percent = 100.0 * share
    if left_s is None:
        return say("ui.running.share", percent=percent)
    if left_s > _MINUTES_FROM_S:
        return say("ui.running.left_minutes", percent=percent, minutes=math.ceil(left_s / 60.0))
    return say("ui.running.left", percent=percent, seconds=math.ceil(left_s))
