"""Signs that need a person: naming them, and what that means for today."""

import streamlit as st

from formcheck.adapters.programme.diary import Diary
from formcheck.i18n import Words
from formcheck.programme.safety import Alarm, RedFlag, blocking
from formcheck.ui.diary import today


def draw_red_flags(diary: Diary, say: Words, *, key: str) -> None:
    """Draw the list; what is ticked is kept, and blocks today."""
    with st.container(key=f"red_{key}", border=True):
        st.markdown(f"**{say('red.title')}**")
        st.caption(say("red.intro"))
        ticked = tuple(flag for flag in RedFlag if st.checkbox(say(f"red.{flag}"), key=f"red_{key}_{flag}"))
        pressed = st.button(say("red.save"), key=f"red_save_{key}", icon=":material/front_hand:")
        if pressed and not ticked:
            st.info(say("red.tick_first"), icon=":material/info:")
    if pressed and ticked:
        diary.add_alarm(Alarm(day=today(), flags=ticked))
        st.rerun()


def draw_block(diary: Diary, say: Words, *, alone: bool = False) -> bool:
    """Say that no session starts today, if so, and take the explicit word. True while it blocks.

    alone: there is nothing else on the page.
    """
    flags = blocking(diary.alarms(), today())
    if not flags:
        return False
    with st.container(key="blocked", border=True):
        head = st.title if alone else st.header
        head(f":material/front_hand: {say('red.blocked.title')}", anchor=False)
        named = "; ".join(_lower(say(f"red.{flag}")) for flag in flags)
        st.markdown(say("red.blocked.what", flags=named))
        urgent = any(flag.at_once for flag in flags)
        st.error(
            say("red.blocked.at_once" if urgent else "red.blocked.soon"),
            icon=":material/emergency:" if urgent else ":material/call:",
        )
        spoken = st.checkbox(say("red.blocked.word"), key="red_word")
        st.button(
            say("red.blocked.release"),
            key="red_release",
            disabled=not spoken,
            on_click=_release,
            args=(diary,),
        )
    return True


def _release(diary: Diary) -> None:
    st.session_state.pop("red_word", None)
    diary.release(today())


def _lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"
