"""A plan goes out as a small file and as a code, and comes in again."""

import json
from urllib.parse import quote

import streamlit as st

from formcheck.adapters.programme.diary import Diary
from formcheck.adapters.programme.plan_code import MOST_PICTURE_BYTES, code_png, code_svg, read_code
from formcheck.adapters.programme.plan_file import MEDIA_TYPE, MOST_BYTES, read_plan, write_plan
from formcheck.domain.plan_errors import PlanTooLarge, PlanUnreadable
from formcheck.i18n import Words
from formcheck.i18n.dates import short_day
from formcheck.programme.plan import Plan
from formcheck.ui.downloads import Download, draw_buttons
from formcheck.ui.markdown import say_error
from formcheck.ui.programme.item_card import dose_of

_FILE_NAME = "formcheck-plan"


def draw_exchange(mine: Diary, plan: Plan, say: Words) -> None:
    """Draw both ways."""
    if plan.items:
        _draw_out(plan, say)
    _draw_in(mine, say)


def _draw_out(plan: Plan, say: Words) -> None:
    with st.container(key="plan_out", border=True):
        st.header(say("programme.exchange.out"), anchor=False)
        st.markdown(say("programme.exchange.out_how"))
        picture = quote(code_svg(plan))
        st.html(f'<style>.fc-code{{background-image:url("data:image/svg+xml,{picture}")}}</style>')
        name = say("programme.exchange.code")
        st.html(f'<div class="fc-code" role="img" aria-label="{name}"></div>')
        with st.container(key="plan_files", horizontal=True):
            draw_buttons(
                Download(
                    key=f"plan_{ending}",
                    label=say(f"programme.exchange.save_{ending}"),
                    file_name=f"{_FILE_NAME}.{ending}",
                    mime=mime,
                    make=make,
                )
                for ending, mime, make in (
                    ("json", MEDIA_TYPE, lambda: write_plan(plan).encode()),
                    ("png", "image/png", lambda: code_png(plan)),
                )
            )


def _draw_in(mine: Diary, say: Words) -> None:
    with st.container(key="plan_in", border=True):
        st.header(say("programme.exchange.in"), anchor=False)
        st.markdown(say("programme.exchange.in_how"))
        own = json.dumps(say("ui.order.upload"), ensure_ascii=False)
        st.html(f"<style>:root{{--fc-choose-plan:{own}}}</style>")
        uploaded = st.file_uploader(say("programme.exchange.choose"), key="plan_upload")
        if uploaded is None:
            return
        try:
            found = _read(uploaded.name, uploaded.getvalue(), uploaded.size)
        except PlanUnreadable as error:
            st.error(say_error(error, say), icon=":material/error:")
            return
        st.markdown(f"**{say('programme.exchange.found')}**")
        lines = [
            f"{say(f'{item.spec.key}.name')}: {dose_of(item, say)} "
            f"({', '.join(short_day(day, say) for day in item.days)})"
            for item in found.items
        ]
        st.markdown("\n".join(f"- {each}" for each in lines))
        if found.note:
            st.text(found.note)
        if found == mine.plan():
            st.success(say("programme.exchange.same"), icon=":material/check:")
            return
        st.button(
            say("programme.exchange.take"),
            key="plan_take",
            type="primary",
            icon=":material/check:",
            on_click=mine.save_plan,
            args=(found,),
        )


def _read(name: str, content: bytes, size: int) -> Plan:
    """Read a file of either kind, told apart by what it begins with."""
    if size > MOST_PICTURE_BYTES:
        raise PlanTooLarge(limit=str(MOST_BYTES // 1024))
    if content.lstrip()[:1] == b"{" or name.lower().endswith(".json"):
        return read_plan(content)
    return read_code(content)
