"""The live page: the choice of an exercise with the camera view, or the review of a workout."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from formcheck.adapters.live import LiveResult, live_registry
from formcheck.exercises import ExerciseSpec
from formcheck.i18n import Words
from formcheck.ui.kept import draw_whether_kept
from formcheck.ui.live.order import draw_order
from formcheck.ui.live.stage import draw_stage
from formcheck.ui.live.visit import forget, shown, ticket
from formcheck.ui.safety.gate import draw_barrier, draw_hint
from formcheck.ui.session import spoken
from formcheck.ui.upload.choose import draw_start
from formcheck.ui.upload.result import Finished, draw_review

_LOOK_EVERY_S = 1.0


def draw_live() -> None:
    """Draw the page."""
    say = spoken()
    result_id = shown()
    if ticket() is None and draw_barrier(say):
        return
    if ticket() is None and result_id is not None:
        _draw_result(result_id, say)
    else:
        _draw_choice(say)


def _draw_choice(say: Words) -> None:
    st.title(say("ui.nav.live"), anchor=False)
    draw_hint(say)
    draw_start(say, _draw_order, order_is_long=True)


def _draw_order(spec: ExerciseSpec, say: Words) -> None:
    with st.container(key="live_order", border=True):
        choice = draw_order(spec, say)
        draw_stage(choice, say)
        st.caption(f":material/lock: {say('ui.live.private')}")
        draw_whether_kept(say)
    with st.container(key="live_steps", border=True):
        st.header(say("ui.live.steps_title"), anchor=False)
        steps = say("ui.live.steps").splitlines()
        if spec.looks_at_pelvis:
            steps.insert(2, say("ui.choose.back_free"))
        st.markdown("\n".join(f"{n}. {step}" for n, step in enumerate(steps, start=1)))
        with st.container(key="keys"):
            st.caption(f":material/keyboard: {say('ui.live.hands_free')}")


def _draw_result(result_id: str, say: Words) -> None:
    result = live_registry().find_result(result_id)
    if result is not None:
        _draw_review(result, say)
    elif live_registry().is_running(result_id):
        with st.container(key="live_waiting", border=True):
            st.markdown(f":material/hourglass_top: {say('ui.live.waiting')}")
            st.fragment(_look_again, run_every=_LOOK_EVERY_S)(partial(live_registry().is_running, result_id))
    else:
        forget()
        st.info(say("ui.live.unknown"), icon=":material/search_off:")
        _draw_choice(say)


def _look_again(running: Callable[[], bool]) -> None:
    if not running():
        st.rerun()


def _draw_review(result: LiveResult, say: Words) -> None:
    analysis = result.analysis
    if not analysis.rows:
        forget()
        st.info(say("ui.live.nothing"), icon=":material/info:")
        _draw_choice(say)
        return
    draw_review(
        Finished(
            analysis=analysis,
            name=say("ui.live.session", seconds=analysis.video.duration_s),
            file_stem=f"formcheck-{analysis.spec.slug}",
            again=say("ui.live.again"),
            on_again=forget,
            kept=result.kept,
        ),
        say,
    )
