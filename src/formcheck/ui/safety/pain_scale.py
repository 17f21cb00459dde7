"""The question of pain: eleven buttons, one tap."""

from collections.abc import Callable

import streamlit as st

from formcheck.i18n import Words
from formcheck.programme.pain import MOST_PAIN, Light, Moment, light_of


def draw_pain(
    moment: Moment, say: Words, on_score: Callable[[int], None], *, key: str, exercise: str = ""
) -> None:
    """Draw the question. on_score: called with 0..10. exercise: name of what came before an AFTER."""
    with st.container(key=f"pain_{key}", border=True):
        st.markdown(f"**{say(f'pain.question.{moment}', exercise=exercise)}**")
        st.caption(say(f"pain.why.{moment}"))
        draw_scores(say, on_score, key=key)
        st.caption(say("pain.rule"))


def draw_scores(say: Words, on_score: Callable[[int], None], *, key: str) -> None:
    """Draw the buttons alone."""
    with st.container(key=f"scores_{key}"):
        for score in range(MOST_PAIN + 1):
            light = light_of(score)
            st.button(
                str(score),
                key=f"score_{light}_{key}_{score}",
                on_click=on_score,
                args=(score,),
                width="stretch",
                help=None,
            )
    with st.container(key=f"ends_{key}"):
        st.caption(say("pain.none"))
        st.caption(say("pain.worst"))


def say_light(light: Light, say: Words) -> None:
    """Say what a score allows."""
    icon = {Light.GO: "check_circle", Light.EASE: "speed", Light.STOP: "front_hand"}[light]
    show = {Light.GO: st.success, Light.EASE: st.warning, Light.STOP: st.error}[light]
    show(say(f"pain.light.{light}"), icon=f":material/{icon}:")
