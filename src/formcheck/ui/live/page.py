"""Which of its two faces the page shows: the choice with the stage, or the review of a set."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from formcheck.adapters.live import LiveResult, live_desk
from formcheck.exercises import ExerciseSpec
from formcheck.i18n import Words
from formcheck.ui.camera import Handover, draw_camera
from formcheck.ui.live.order import draw_order
from formcheck.ui.live.visit import begin, end, forget, shown, ticket
from formcheck.ui.live.words import stage_words
from formcheck.ui.pictures import camera_picture, moving_picture
from formcheck.ui.session import spoken
from formcheck.ui.upload.choose import draw_start, height_of, ink
from formcheck.ui.upload.result import Finished, draw_review

_LOOK_EVERY_S = 1.0


def draw_live() -> None:
    """Draw the page."""
    say = spoken()
    result_id = shown()
    if ticket() is None and result_id is not None:
        _draw_result(result_id, say)
    else:
        draw_start(say, _draw_order)


def _draw_order(spec: ExerciseSpec, say: Words) -> None:
    with st.container(key="live_order", border=True):
        choice = draw_order(spec, say)
        held = ticket()
        draw_camera(
            Handover(
                words=stage_words(spec, say),
                lang=say.lang.value,
                exercise=spec.slug,
                pictures=_pictures(spec, say),
                settings=choice.settings,
                path=_path(),
                token=held.token if held else None,
            ),
            on_begin=partial(begin, choice.order),
            on_end=end,
        )
        st.caption(f":material/lock: {say('ui.live.private')}")
    with st.container(key="live_steps", border=True):
        st.markdown(f"**{say('ui.live.steps_title')}**")
        steps = say("ui.live.steps").splitlines()
        st.markdown("\n".join(f"{n}. {step}" for n, step in enumerate(steps, start=1)))
        st.caption(f":material/keyboard: {say('ui.live.hands_free')}")


def _pictures(spec: ExerciseSpec, say: Words) -> dict[str, str]:
    return {
        "position": moving_picture(spec.key, say(f"{spec.key}.what")),
        "camera": camera_picture(
            spec,
            title=say("ui.choose.camera_alt"),
            distance=say("ui.choose.distance"),
            height=say("ui.choose.height", height=height_of(spec)),
            ink=ink(),
        ),
    }


def _path() -> str:
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}/live" if base else "/live"


def _draw_result(result_id: str, say: Words) -> None:
    result = live_desk().result(result_id)
    if result is not None:
        _draw_review(result, say)
    elif live_desk().running(result_id):
        with st.container(key="live_waiting", border=True):
            st.markdown(f":material/hourglass_top: {say('ui.live.waiting')}")
            st.fragment(_look_again, run_every=_LOOK_EVERY_S)(partial(live_desk().running, result_id))
    else:
        forget()
        st.info(say("ui.live.unknown"), icon=":material/search_off:")
        draw_start(say, _draw_order)


def _look_again(running: Callable[[], bool]) -> None:
    if not running():
        st.rerun()


def _draw_review(result: LiveResult, say: Words) -> None:
    analysis = result.analysis
    if not analysis.rows:
        forget()
        st.info(say("ui.live.nothing"), icon=":material/info:")
        draw_start(say, _draw_order)
        return
    draw_review(
        Finished(
            analysis=analysis,
            name=say("ui.live.session", seconds=analysis.video.duration_s),
            file_stem=f"formcheck-{analysis.spec.slug}",
            again=say("ui.live.again"),
            on_again=forget,
        ),
        say,
    )
