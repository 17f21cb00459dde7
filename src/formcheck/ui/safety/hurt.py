"""After "stop, it hurts": what to do now, how much it hurts, and whether it is more than training pain."""

import streamlit as st

from formcheck.adapters.programme.diary import Diary
from formcheck.exercises import EXERCISES
from formcheck.i18n import Words
from formcheck.programme.pain import Moment, Pain
from formcheck.ui.diary import today
from formcheck.ui.safety.help_page import draw_help
from formcheck.ui.safety.pain_scale import draw_scores
from formcheck.ui.safety.red_flags import draw_block, draw_red_flags

_HURT, _SCORE = "hurt_exercise", "hurt_score"


def note_hurt(slug: str) -> None:
    """Remember that an exercise was stopped because it hurts."""
    st.session_state[_HURT] = slug
    st.session_state.pop(_SCORE, None)


def hurting() -> str | None:
    """Exercise that was stopped so; None once the page was left."""
    found: str | None = st.session_state.get(_HURT)
    return found


def forget_hurt() -> None:
    """The page was left."""
    st.session_state.pop(_HURT, None)
    st.session_state.pop(_SCORE, None)


def draw_hurt(diary: Diary, slug: str, say: Words) -> None:
    """Draw the page."""
    st.title(f":material/front_hand: {say('safety.hurt_title')}", anchor=False)
    st.error(say("safety.hurt_now"), icon=":material/airline_seat_flat:")
    st.caption(f":material/save: {say('safety.hurt_kept')}")
    with st.container(key="hurt_pain", border=True):
        st.markdown(f"**{say('safety.hurt_pain')}**")
        score = st.session_state.get(_SCORE)
        if score is None:
            st.caption(say("safety.hurt_pain_why"))
            draw_scores(say, lambda given: _keep(diary, slug, given), key="hurt")
        else:
            st.markdown(f":material/check: {say('safety.hurt_saved', score=score)}")
    if not draw_block(diary, say):
        draw_red_flags(diary, say, key="hurt")
    with st.container(key="hurt_ways", horizontal=True):
        st.button(
            say("safety.hurt_back"), key="hurt_back", icon=":material/arrow_back:", on_click=forget_hurt
        )
    draw_help(say)


def _keep(diary: Diary, slug: str, score: int) -> None:
    st.session_state[_SCORE] = score
    exercise = slug if slug in EXERCISES else None
    diary.add_pain(Pain(day=today(), moment=Moment.AFTER, score=score, exercise=exercise))
