"""Whose history it is: choosing a profile, its name and PIN, taking all along, deleting all."""

import re

import streamlit as st

from formcheck.adapters.interrupted import shelf
from formcheck.adapters.store import Profile, ProfileHistory
from formcheck.adapters.store.tables import NAME_LENGTH
from formcheck.domain.errors import FormcheckError
from formcheck.i18n import Words
from formcheck.ui.history.exchange import draw_exchange
from formcheck.ui.history.notice import leave_notice
from formcheck.ui.kept.access import choose_profile, history, lock, unlock
from formcheck.ui.kept.remember import forget_visit
from formcheck.ui.markdown import escape_markdown, say_error

_PIN = re.compile(r"\d{4,12}")
_PIN_LENGTH = 12
_SURE = "delete_all_sure"


def draw_pin(profile: Profile, say: Words) -> None:
    """Ask for the PIN; others may still be chosen."""
    with st.form("pin_form", border=True):
        st.markdown(say("who.locked", name=_name(profile, say)))
        pin = st.text_input(
            say("who.pin"), type="password", max_chars=_PIN_LENGTH, key="pin", autocomplete="off"
        )
        if st.form_submit_button(say("who.open"), icon=":material/lock_open:", type="primary"):
            try:
                unlock(profile, pin)
                forget_visit()
                st.rerun()
            except FormcheckError as error:
                st.error(say_error(error, say), icon=":material/lock:")
    _draw_choice(profile, say)


def draw_who(mine: ProfileHistory, say: Words) -> None:
    """Draw it."""
    profile = mine.profile
    _draw_choice(profile, say)
    _draw_new(say)
    with st.expander(say("who.settings", name=_name(profile, say)), icon=":material/badge:"):
        if profile.name is not None:
            _draw_rename(profile, say)
        _draw_set_pin(profile, say)
    draw_exchange(mine, say)
    _draw_delete_all(mine, say)


def _name(profile: Profile, say: Words) -> str:
    return say("who.me") if profile.name is None else escape_markdown(profile.name)


def _draw_choice(profile: Profile, say: Words) -> None:
    everybody = history().profiles.all()
    if len(everybody) < 2:  # noqa: PLR2004 - a choice needs two
        st.caption(say("who.alone"))
        return
    st.header(say("who.title"), anchor=False)
    with st.container(horizontal=True, key="profiles"):
        for each in everybody:
            chosen = each.key == profile.key
            st.button(
                _name(each, say),
                key=f"profile_{each.key.hex}",
                type="primary" if chosen else "secondary",
                icon=":material/check_circle:"
                if chosen
                else f":material/{'lock' if each.locked else 'person'}:",
                on_click=_switch,
                args=(each,),
            )


def _switch(profile: Profile) -> None:
    lock(profile)
    choose_profile(profile)
    forget_visit()


def _draw_new(say: Words) -> None:
    with st.expander(say("who.new"), icon=":material/person_add:"), st.form("new_profile", border=False):
        name = st.text_input(say("who.name"), max_chars=NAME_LENGTH, key="new_name")
        if st.form_submit_button(say("who.create"), icon=":material/person_add:") and name.strip():
            try:
                _switch(history().profiles.create(name))
                st.rerun()
            except FormcheckError as error:
                st.error(say_error(error, say), icon=":material/error:")


def _draw_rename(profile: Profile, say: Words) -> None:
    with st.form("rename_profile", border=False):
        name = st.text_input(say("who.name"), profile.name or "", max_chars=NAME_LENGTH, key="profile_name")
        if st.form_submit_button(say("history.save"), icon=":material/save:") and name.strip():
            try:
                history().profiles.rename(profile, name)
                st.rerun()
            except FormcheckError as error:
                st.error(say_error(error, say), icon=":material/error:")


def _draw_set_pin(profile: Profile, say: Words) -> None:
    with st.form("set_pin", border=False, clear_on_submit=True):
        pin = st.text_input(
            say("who.new_pin"), type="password", max_chars=_PIN_LENGTH, key="new_pin", autocomplete="off",
            help=say("who.pin_help"),
        )  # fmt: skip
        with st.container(horizontal=True):
            setting = st.form_submit_button(say("who.set_pin"), icon=":material/lock:")
            removing = profile.locked and st.form_submit_button(
                say("who.no_pin"), icon=":material/lock_open:"
            )
    if removing:
        history().profiles.set_pin(profile, None)
        leave_notice(say("who.pin_gone"))
        st.rerun()
    if setting and not _PIN.fullmatch(pin):
        st.error(say("who.pin_form"), icon=":material/error:")
    elif setting:
        history().profiles.set_pin(profile, pin)
        unlock(profile, pin)
        leave_notice(say("who.pin_set"))
        st.rerun()


def _draw_delete_all(mine: ProfileHistory, say: Words) -> None:
    """Asked twice: first whether, then once more with what will be gone."""
    with st.expander(say("who.delete_all"), icon=":material/delete_forever:"):
        st.markdown(say("who.delete_all_what"))
        sure = st.checkbox(say("who.delete_all_sure"), key=_SURE)
        # Not in a callback: what may go wrong is said by the page.
        if st.button(
            say("who.delete_all_yes"),
            key="delete_all",
            type="primary",
            disabled=not sure,
            icon=":material/delete_forever:",
        ):
            history().delete_everything(mine.profile)
            shelf().discard_all(mine.profile.key)
            lock(mine.profile)
            del st.session_state[_SURE]
            choose_profile(history().profiles.me())
            forget_visit()
            leave_notice(say("who.all_deleted"))
            st.rerun()
