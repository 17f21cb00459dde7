"""Which video is to be analysed, and how."""

import json
from io import BytesIO
from typing import BinaryIO

import streamlit as st

from formcheck.adapters.models import ModelName
from formcheck.domain.body import Side
from formcheck.exercises import ExerciseSpec
from formcheck.i18n import Words
from formcheck.ui.job import Job, Order
from formcheck.ui.samples import sample_videos
from formcheck.ui.session import start_job

VIDEO_ENDINGS = ("mp4", "mov", "webm", "avi", "mkv")
_OWN, _SAMPLE = "own", "sample"


def draw_order(spec: ExerciseSpec, say: Words) -> None:
    """Draw the form; start the analysis when asked to."""
    with st.container(key="order", border=True):
        st.subheader(say("ui.order.title"), anchor=False)
        video = _draw_source(spec, say)
        model, side = _draw_advanced(say)
        pressed = st.button(
            say("ui.order.analyse"),
            key="analyse",
            type="primary",
            icon=":material/play_arrow:",
            width="stretch",
        )
        st.caption(f":material/lock: {say('ui.order.private')}")
        if pressed and video is None:
            st.warning(say("ui.order.first_choose"), icon=":material/upload_file:")
    if pressed and video is not None:
        name, content = video
        start_job(Job(Order(name=name, spec=spec, side=side, model=model, language=say.lang), content))
        st.rerun()


def _draw_source(spec: ExerciseSpec, say: Words) -> tuple[str, BinaryIO] | None:
    source = st.segmented_control(
        say("ui.order.source"),
        [_OWN, _SAMPLE],
        default=_OWN,
        format_func=lambda each: say(f"ui.order.source_{each}"),
        key="source",
        persist_state="session",
        required=True,
        label_visibility="collapsed",
    )
    if source == _SAMPLE:
        return _draw_samples(spec, say)
    st.html(
        f"<style>:root{{--fc-choose-file:{json.dumps(say('ui.order.upload'), ensure_ascii=False)}}}</style>"
    )
    uploaded = st.file_uploader(say("ui.order.upload_help"), type=list(VIDEO_ENDINGS), key="video")
    st.caption(say("ui.order.formats", formats=", ".join(VIDEO_ENDINGS).upper()))
    return (uploaded.name, uploaded) if uploaded is not None else None


def _draw_samples(spec: ExerciseSpec, say: Words) -> tuple[str, BinaryIO] | None:
    samples = [sample for sample in sample_videos(spec.slug) if sample.exercise == spec.slug]
    if not samples:
        st.info(say("ui.order.no_samples"))
        return None
    chosen = st.selectbox(
        say("ui.order.sample"),
        samples,
        format_func=lambda sample: sample.title,
        key=f"sample_{spec.key}",
        persist_state="session",
    )
    return chosen.path.name, BytesIO(chosen.path.read_bytes())


def _draw_advanced(say: Words) -> tuple[ModelName, Side | None]:
    with st.expander(say("ui.order.advanced"), icon=":material/tune:"):
        model = st.radio(
            say("ui.order.model"),
            [ModelName.FULL, ModelName.LITE],
            format_func=lambda each: say(f"ui.order.model_{each}"),
            key="model",
            persist_state="session",
        )
        side = st.radio(
            say("ui.order.side"),
            [None, Side.LEFT, Side.RIGHT],
            format_func=lambda each: say(f"ui.order.side_{each or 'auto'}"),
            key="side",
            persist_state="session",
        )
    return model, side
