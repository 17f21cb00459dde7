"""The page of today: what is due, how it hurts, and the guided session."""

from dataclasses import dataclass
from datetime import timedelta

import streamlit as st

from formcheck.adapters.programme.diary import Diary
from formcheck.i18n import Words
from formcheck.i18n.dates import long_date
from formcheck.programme.due import Due, due_on, next_day_with_items
from formcheck.programme.guided import Guided
from formcheck.programme.pain import Moment, Pain, asks_about_morning, no_better_after_weeks
from formcheck.programme.plan import Plan
from formcheck.programme.progression import Proposal, Way, declined, proposals
from formcheck.ui.diary import today
from formcheck.ui.programme.guided_page import draw_guided, guided, start_guided
from formcheck.ui.programme.item_card import dose_of, item_picture, load_item_pictures
from formcheck.ui.programme.style import load_style
from formcheck.ui.programme.unavailable import with_diary
from formcheck.ui.safety.gate import draw_barrier
from formcheck.ui.safety.pain_scale import draw_pain
from formcheck.ui.safety.screening import draw_screening, draw_screening_result
from formcheck.ui.session import spoken

_LOOK_BACK_DAYS = 35


def draw_today() -> None:
    """Draw the page."""
    say = spoken()
    load_style()
    with_diary(lambda mine: _draw(mine, say), say)


def _draw(mine: Diary, say: Words) -> None:
    if guided() is None and draw_barrier(say):
        return
    running = guided()
    if running is not None:
        draw_guided(mine, running, say)
        return
    st.title(say("programme.today.title", day=long_date(today(), say)), anchor=False)
    if not draw_screening(mine, say):
        return
    view = _look(mine)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _draw_due(view, say)
    with right:
        if no_better_after_weeks(view.pains, today()):
            st.warning(say("safety.no_better"), icon=":material/physical_therapy:")
        _draw_morning(view, say)
        _draw_proposals(view, say)
        draw_screening_result(mine, say)


@dataclass(frozen=True, slots=True)
class _View:
    mine: Diary
    plan: Plan
    due: tuple[Due, ...]
    pains: tuple[Pain, ...]
    proposals: tuple[Proposal, ...]


def _look(mine: Diary) -> _View:
    day = today()
    first = day - timedelta(days=_LOOK_BACK_DAYS)
    plan, efforts, pains = mine.plan(), mine.efforts(first, day), mine.pains(first, day)
    return _View(mine, plan, due_on(plan, day, efforts), pains, proposals(plan, efforts, pains, day))


def _draw_due(view: _View, say: Words) -> None:
    if not view.due:
        _draw_rest_day(view, say)
        return
    load_item_pictures(tuple(due.item for due in view.due))
    for due in view.due:
        _draw_item(due, say)
    left = tuple(due.item for due in view.due if not due.full)
    if not left:
        st.success(say("programme.today.all_done"), icon=":material/task_alt:")
        return
    st.button(
        say("programme.today.start" if len(left) == len(view.due) else "programme.today.go_on"),
        key="guided_start",
        type="primary",
        icon=":material/play_arrow:",
        width="stretch",
        on_click=start_guided,
        args=(Guided(items=left),),
    )
    st.caption(say("programme.today.how"))


def _draw_rest_day(view: _View, say: Words) -> None:
    """Say when training goes on, and offer it for today: plans do not know how a day turns out."""
    following = next_day_with_items(view.plan, today())
    if following is None:
        st.info(say("programme.today.rest_day"), icon=":material/self_improvement:")
        return
    next_day = say("programme.today.next_day", day=long_date(following, say))
    st.info(f"{say('programme.today.rest_day')} {next_day}", icon=":material/self_improvement:")
    items = view.plan.on(following)
    load_item_pictures(items)
    for item in items:
        _draw_item(Due(item, 0.0, full=False), say)
    st.button(
        say("programme.today.all_the_same"),
        key="guided_start_early",
        icon=":material/play_arrow:",
        on_click=start_guided,
        args=(Guided(items=items),),
    )


def _draw_item(due: Due, say: Words) -> None:
    with st.container(key=f"due_{due.item.spec.key}", border=True):
        picture, text = st.columns([1, 3], vertical_alignment="center")
        picture.html(item_picture(due.item, say))
        with text:
            st.markdown(f"**{say(f'{due.item.spec.key}.name')}**")
            st.markdown(dose_of(due.item, say))
            if due.full:
                st.markdown(f":material/check_circle: {say('programme.today.done')}")
            elif due.share > 0.0:
                st.progress(due.share, text=say("programme.today.share", percent=100.0 * due.share))


def _draw_morning(view: _View, say: Words) -> None:
    if asks_about_morning(view.pains, today()) is None:
        return
    draw_pain(
        Moment.MORNING,
        say,
        lambda score: view.mine.add_pain(Pain(day=today(), moment=Moment.MORNING, score=score)),
        key="morning",
    )


def _draw_proposals(view: _View, say: Words) -> None:
    for proposal in view.proposals:
        key = proposal.old.spec.key
        with st.container(key=f"proposal_{key}", border=True):
            icon = "trending_up" if proposal.way is Way.UP else "trending_down"
            st.markdown(f":material/{icon}: **{say(f'programme.step.{proposal.way}')}**")
            st.markdown(say(f"programme.step.why_{proposal.way}", exercise=say(f"{key}.name")))
            st.markdown(
                say("programme.step.change", old=dose_of(proposal.old, say), new=dose_of(proposal.new, say))
            )
            with st.container(key=f"proposal_ways_{key}", horizontal=True):
                st.button(
                    say("programme.step.yes"),
                    key=f"step_yes_{key}",
                    type="primary",
                    on_click=_take,
                    args=(view, proposal),
                )
                st.button(
                    say("programme.step.no"), key=f"step_no_{key}", on_click=_decline, args=(view, proposal)
                )


def _take(view: _View, proposal: Proposal) -> None:
    view.mine.save_plan(view.plan.with_item(proposal.new))


def _decline(view: _View, proposal: Proposal) -> None:
    view.mine.save_plan(view.plan.with_item(declined(proposal)))
