"""When to get help, from whom; and the rules of training. Words alone: it works without a database."""

import streamlit as st

from formcheck.i18n import Words
from formcheck.programme.safety import RedFlag


def draw_help(say: Words) -> None:
    """Draw whom to ask when, the most urgent first."""
    with st.container(key="help_now", border=True):
        st.header(f":material/emergency: {say('safety.now')}", anchor=False)
        st.markdown(_list([say(f"red.{flag}") for flag in RedFlag if flag.at_once]))
        st.caption(say("safety.now_why"))
    with st.container(key="help_doctor", border=True):
        st.header(f":material/call: {say('safety.doctor')}", anchor=False)
        st.markdown(_list([say(f"red.{flag}") for flag in RedFlag if not flag.at_once]))
        st.caption(say("safety.doctor_why"))
    with st.container(key="help_physio", border=True):
        st.header(f":material/physical_therapy: {say('safety.physio')}", anchor=False)
        st.markdown(_list(say("safety.physio_when").splitlines()))


def draw_rules(say: Words) -> None:
    """Draw the rules of training."""
    with st.container(key="rules", border=True):
        st.header(f":material/rule: {say('safety.rules')}", anchor=False)
        st.markdown(_list(say("safety.rules_list").splitlines()))


def _list(lines: list[str]) -> str:
    return "\n".join(f"- {each}" for each in lines)
