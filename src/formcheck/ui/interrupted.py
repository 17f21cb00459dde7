"""What a stop of the server interrupted is offered above the page: to go on with, or to be discarded."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from formcheck.adapters.interrupted import Waiting, shelf
from formcheck.adapters.store import Keeper, ProfileHistory, SetSource
from formcheck.domain.store_errors import HistoryUnavailable
from formcheck.exercises import EXERCISES
from formcheck.i18n import Words
from formcheck.ui.job import Job, JobStage
from formcheck.ui.kept import my_history, settings_of_visit
from formcheck.ui.kept.dates import day_of, time_of
from formcheck.ui.live.visit import ticket
from formcheck.ui.markdown import escape_markdown
from formcheck.ui.order import Order
from formcheck.ui.session import choose_exercise, job, start_job

_PAGES = ("", "upload", "live", "history")


def draw_interrupted(page: str, upload: StreamlitPage, say: Words) -> None:
    """Draw the offers of who is here. page: which one is shown; upload: the one that shows an analysis."""
    mine = my_history()
    if mine is None or page not in _PAGES or _is_busy(page):
        return
    for number, each in enumerate(_unkept(shelf().of(mine.profile.key), mine)):
        if each.order.exercise in EXERCISES:
            with st.container(border=True, key=f"interrupted_{number}"):
                _draw(each, mine, upload, say)


def _unkept(waiting: list[Waiting], mine: ProfileHistory) -> list[Waiting]:
    """Those that are to be offered. The set of the others was kept just before the kill: they go."""
    try:
        kept = [each for each in waiting if mine.sets.find(each.order.set_key)]
    except HistoryUnavailable:
        return []
    for each in kept:
        shelf().discard(each)
    return [each for each in waiting if each not in kept]


def _is_busy(page: str) -> bool:
    """Whether the visitor is looking at something that is under way, or was just done."""
    if page == "live":
        return ticket() is not None
    current = job()
    looked_at = current is not None and current.progress.stage in (JobStage.RUNNING, JobStage.DONE)
    return page != "history" and looked_at


def _draw(waiting: Waiting, mine: ProfileHistory, upload: StreamlitPage, say: Words) -> None:
    order, key = waiting.order, waiting.folder.name
    exercise, time = say(f"{EXERCISES[order.exercise].key}.name"), time_of(order.at, say)
    if order.source is SetSource.FILE:
        what = say("interrupted.file", name=escape_markdown(order.name), exercise=exercise, time=time)
    else:
        what = say("interrupted.live", exercise=exercise, time=time)
    st.markdown(f":material/restart_alt: **{what}**")
    st.caption(say(f"interrupted.{order.source}_kept", until=day_of(waiting.until, say)))
    with st.container(horizontal=True):
        go_on = st.button(
            say(f"interrupted.{order.source}_go_on"),
            key=f"go_on_{key}",
            type="primary",
            icon=":material/play_arrow:",
        )
        discard = st.button(say("interrupted.discard"), key=f"discard_{key}", icon=":material/delete:")
    if go_on:
        taken = shelf().take(waiting)
        if taken is not None:
            choose_exercise(order.exercise)
            start_job(Job(_order_of(taken, mine, say), taken))
        st.switch_page(upload)
    if discard:
        shelf().discard(waiting)
        st.rerun()


def _order_of(waiting: Waiting, mine: ProfileHistory, say: Words) -> Order:
    """The order as it was given; it is kept as of the day on which it was begun."""
    order, settings = waiting.order, settings_of_visit()
    keeper = Keeper(
        mine=mine,
        source=order.source,
        name=order.name,
        asked_side=order.side,
        keep_video=order.keep_video,
        done_at=order.at,
    )
    return Order(
        name=order.name or say("history.source.live"),
        spec=EXERCISES[order.exercise],
        side=order.side,
        model=order.model,
        language=say.lang,
        mirrored=order.mirrored,
        height_m=order.height_m,
        keeper=keeper if settings.keep_sets else None,
        aim=order.aim,
    )
