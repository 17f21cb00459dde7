"""The questions before the first use."""

import streamlit as st

from formcheck.adapters.programme.diary import Diary
from formcheck.i18n import Words
from formcheck.i18n.dates import long_date
from formcheck.programme.safety import Question, Screening
from formcheck.ui.diary import today

_AGAIN = "screening_again"


def draw_screening(diary: Diary, say: Words) -> bool:
    """Draw the questions while they are open. True once they are answered."""
    answered = diary.screening()
    if answered is not None and not st.session_state.get(_AGAIN):
        return True
    with st.container(key="screening", border=True):
        st.header(say("screening.title"), anchor=False)
        st.markdown(f"{say('screening.intro')} {say('screening.tick')}")
        for question in Question:
            st.checkbox(say(f"screening.{question}"), key=_key(question))
        st.button(
            say("screening.save"),
            key="screening_save",
            type="primary",
            icon=":material/check:",
            on_click=_save,
            args=(diary,),
        )
    return False


def draw_screening_result(diary: Diary, say: Words) -> None:
    """Say what the answers mean, and offer to answer again."""
    answered = diary.screening()
    if answered is None:
        return
    with st.container(key="screening_result", border=True):
        st.markdown(f"**{say('screening.title')}**")
        if answered.ask_first:
            st.warning(say("screening.ask_first"), icon=":material/stethoscope:")
            st.markdown("\n".join(f"- {say(f'screening.{question}')}" for question in answered.yes))
        else:
            st.markdown(say("screening.clear"))
        st.caption(say("screening.done", day=long_date(answered.day, say)))
        st.button(say("screening.again"), key="screening_again_button", on_click=_ask_again)


def _ask_again() -> None:
    st.session_state[_AGAIN] = True


def _key(question: Question) -> str:
    return f"screening_{question}"


def _save(diary: Diary) -> None:
    """Keep what is ticked by now: a tick just before the click has not been through a run of the page."""
    ticked = tuple(question for question in Question if st.session_state.get(_key(question)))
    st.session_state.pop(_AGAIN, None)
    diary.save_screening(Screening(day=today(), yes=ticked))
