"""Beside a result: that it was kept, and what changed since last time."""

import streamlit as st

from formcheck.adapters.store import Kept, KeptSet, ProfileHistory
from formcheck.domain.body import Side
from formcheck.domain.store_errors import HistoryUnavailable
from formcheck.i18n import Words
from formcheck.review import Line, speak
from formcheck.review.comparable import Comparable, least_judged
from formcheck.review.progress import Past, Since, since_last
from formcheck.ui.kept.access import my_history, trouble_of_visit
from formcheck.ui.kept.dates import day_of, here
from formcheck.ui.kept.remember import settings_of_visit
from formcheck.ui.markdown import say_error

_RECENT = 40


def draw_since(kept: Kept | None, say: Words) -> None:
    """Draw what became of a result. Nothing where it was not to be kept."""
    if kept is None:
        return
    if kept.trouble is not None:
        st.warning(say("history.not_kept", why=say_error(kept.trouble, say)), icon=":material/cloud_off:")
    mine = my_history()
    if kept.key is None or mine is None:
        return
    try:
        one = mine.sets.find(kept.key)
        if one is not None:
            _draw(one, mine, say)
    except HistoryUnavailable as error:
        st.warning(say_error(error, say), icon=":material/cloud_off:")


def draw_whether_kept(say: Words) -> None:
    """Say, before anything is done, whether it will be kept."""
    if trouble_of_visit() is not None:
        return
    keeps = (
        "keeps_locked" if my_history() is None else "keeps" if settings_of_visit().keep_sets else "keeps_not"
    )
    st.caption(f":material/history: {say(f'history.{keeps}')}")


def past_of(one: KeptSet, say: Words) -> Past:
    """A kept set as far as it is compared."""
    return Past(
        when=day_of(one.done_at, say),
        day=here(one.done_at).toordinal(),
        judged_share=one.judged_share,
        comparables=tuple(Comparable(each.measure, Side(each.side), each.value) for each in one.figures),
        least_judged=least_judged(one.exercise),
    )


def _draw(one: KeptSet, mine: ProfileHistory, say: Words) -> None:
    now = past_of(one, say)
    earlier = [past_of(each, say) for each in mine.sets.before(one, most=_RECENT)]
    since = since_last(now, earlier)
    with st.container(border=True, key="since", gap=None):
        st.header(f":material/history: {say('since.title')}", anchor=False)
        if since is None:
            st.markdown(say("since.first" if now.comparable and not earlier else "since.nothing"))
        else:
            _draw_lines(since, say)
        st.caption(say("history.kept"))


def _draw_lines(since: Since, say: Words) -> None:
    st.markdown("\n".join(f"- {_capital(each, say)}" for each in since.lines))
    error = " ".join(speak(each, say) for each in since.error)
    st.caption(f"{say('since.against', when=since.when)} {error}")


def _capital(one: Line, say: Words) -> str:
    text = speak(one, say)
    return f"{text[:1].upper()}{text[1:]}"
