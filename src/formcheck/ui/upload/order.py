"""Which video is to be analysed, and how."""

import json
from io import BytesIO
from typing import BinaryIO

import streamlit as st

from formcheck.adapters.interrupted import DAYS
from formcheck.adapters.models import ModelName
from formcheck.adapters.store import SetSource
from formcheck.domain.body import Side
from formcheck.exercises import ExerciseSpec
from formcheck.i18n import Words
from formcheck.ui.job import Job
from formcheck.ui.kept import draw_whether_kept, keeper_of_visit
from formcheck.ui.order import Order
from formcheck.ui.samples import sample_videos
from formcheck.ui.session import start_job
from formcheck.ui.uploads import still_coming

# Of the files that people have; what can be read is for the reader to say.
_COMMON = "MP4, MOV, WebM, MKV, AVI"
_OWN, _SAMPLE = "own", "sample"


def draw_order(spec: ExerciseSpec, say: Words) -> None:
    """Draw the form; start the analysis when asked to."""
    with st.container(key="order", border=True):
        st.header(say("ui.order.title"), anchor=False)
        video = _draw_source(spec, say)
        height_m = _draw_height(say) if spec.progress.crosses_picture else None
        model, side, mirrored = _draw_advanced(say)
        pressed = st.button(
            say("ui.order.analyse"),
            key="analyse",
            type="primary",
            icon=":material/play_arrow:",
            width="stretch",
        )
        st.caption(f":material/lock: {say('ui.order.private', days=DAYS)}")
        draw_whether_kept(say)
        if pressed and video is None and still_coming():
            st.info(say("ui.order.still_coming"), icon=":material/hourglass_top:")
        elif pressed and video is None:
            st.warning(say("ui.order.first_choose"), icon=":material/upload_file:")
    if pressed and video is not None:
        name, content = video
        order = Order(
            name=name,
            spec=spec,
            side=side,
            model=model,
            language=say.lang,
            mirrored=mirrored,
            height_m=height_m,
            keeper=keeper_of_visit(SetSource.FILE, name=name, asked_side=side),
        )
        start_job(Job(order, content))
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
    own_words = {"choose-file": say("ui.order.upload"), "not-taken": say("ui.order.not_taken")}
    properties = "".join(
        f"--fc-{name}:{json.dumps(own, ensure_ascii=False)};" for name, own in own_words.items()
    )
    st.html(f"<style>:root{{{properties}}}</style>")
    # Of any kind: Streamlit would refuse by name, in English, what can be read very well.
    uploaded = st.file_uploader(say("ui.order.upload_help"), key="video")
    st.caption(say("ui.order.formats", formats=_COMMON))
    return (uploaded.name, uploaded) if uploaded is not None else None


def _draw_samples(spec: ExerciseSpec, say: Words) -> tuple[str, BinaryIO] | None:
    samples = [sample for sample in sample_videos(spec.slug) if sample.exercise == spec.slug]
    if not samples:
        st.info(say("ui.order.no_samples"))
        return None
    chosen = st.selectbox(
        say("ui.order.sample"),
        samples,
        format_func=lambda sample: sample.title(say),
        key=f"sample_{spec.key}",
        persist_state="session",
    )
    return chosen.path.name, BytesIO(chosen.path.read_bytes())


def _draw_height(say: Words) -> float | None:
    height_cm = st.number_input(
        say("ui.order.height"),
        min_value=80,
        max_value=250,
        value=None,
        help=say("ui.order.height_help"),
        key="height_cm",
        persist_state="session",
    )
    return None if height_cm is None else height_cm / 100.0


def _draw_advanced(say: Words) -> tuple[ModelName, Side | None, bool]:
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
        mirrored = st.checkbox(
            say("ui.order.mirrored"),
            help=say("ui.order.mirrored_help"),
            key="mirrored",
            persist_state="session",
        )
    return model, side, mirrored
