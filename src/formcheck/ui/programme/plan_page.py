"""The plan: look at it, change it, hand it over."""

from dataclasses import replace

import streamlit as st

from formcheck.adapters.programme.diary import Diary
from formcheck.domain.body import Side
from formcheck.exercises import EXERCISES
from formcheck.i18n import Words
from formcheck.i18n.dates import day_name, short_day
from formcheck.programme.plan import DEFAULT_PLAN, PLANNABLE, Item, Plan, Weekday, amounts
from formcheck.programme.sources import MOST_BAND, MOST_ITEMS_A_DAY, MOST_REST_S, MOST_SETS
from formcheck.ui.diary import today
from formcheck.ui.learn.glossary import draw_word_links
from formcheck.ui.programme.exchange import draw_exchange
from formcheck.ui.programme.item_card import dose_of, item_picture, load_item_pictures
from formcheck.ui.programme.style import load_style
from formcheck.ui.programme.unavailable import with_diary
from formcheck.ui.session import spoken

_REST_STEP_S = 5
_CHOSEN = "plan_add"


def draw_plan() -> None:
    """Draw the page."""
    say = spoken()
    load_style()
    st.title(say("programme.plan.title"), anchor=False)
    with_diary(lambda mine: _draw(mine, say), say)


def _draw(mine: Diary, say: Words) -> None:
    plan = mine.plan()
    left, right = st.columns([3, 2], gap="medium")
    with left:
        st.markdown(say("programme.plan.intro", most=MOST_ITEMS_A_DAY.value))
        if plan.note:
            with st.container(key="plan_note", border=True):
                st.markdown(f":material/sticky_note_2: **{say('programme.plan.note')}**")
                st.text(plan.note)
        load_item_pictures(plan.items)
        for item in plan.items:
            _draw_item(mine, plan, item, say)
        _draw_more(mine, plan, say)
        draw_word_links(("dose", "set", "repetition", "hold", "band"), say)
    with right:
        _draw_week(plan, say)
        draw_exchange(mine, plan, say)


def _draw_week(plan: Plan, say: Words) -> None:
    with st.container(key="week", border=True):
        st.header(say("programme.plan.week"), anchor=False)
        days = {
            day: ", ".join(say(f"{item.spec.key}.name") for item in plan.items if day in item.days)
            or say("programme.plan.free")
            for day in Weekday
        }
        lines = [f"**{day_name(day, say)}**: {what}" for day, what in days.items()]
        if len(set(days.values())) == 1:
            lines = [f"**{say('programme.plan.every_day')}**: {days[Weekday.MON]}"]
        st.markdown("\n".join(f"- {each}" for each in lines))


def _draw_item(mine: Diary, plan: Plan, item: Item, say: Words) -> None:
    key = item.spec.key
    with st.container(key=f"item_{key}", border=True):
        picture, text = st.columns([1, 3], vertical_alignment="center")
        picture.html(item_picture(item, say))
        text.markdown(f"**{say(f'{key}.name')}**")
        text.markdown(dose_of(item, say))
        text.caption(_days_of(item, say))
        with st.expander(say("programme.plan.change"), icon=":material/edit:"):
            _draw_form(mine, plan, item, say)


def _days_of(item: Item, say: Words) -> str:
    if item.days == tuple(Weekday):
        return say("programme.plan.every_day")
    return ", ".join(short_day(day, say) for day in item.days)


def _draw_form(mine: Diary, plan: Plan, item: Item, say: Words) -> None:
    key, (least, most) = item.spec.key, amounts(item.spec)
    with st.form(f"form_{key}", border=False):
        days = st.pills(
            say("programme.plan.days"),
            list(Weekday),
            selection_mode="multi",
            default=list(item.days),
            format_func=lambda day: short_day(day, say),
            key=f"days_{key}",
        )
        sets = st.number_input(say("programme.plan.sets"), 1, MOST_SETS.value, item.sets, key=f"sets_{key}")
        unit = "seconds" if item.timed else "reps"
        amount = st.number_input(say(f"programme.plan.{unit}"), least, most, item.amount, key=f"amount_{key}")
        rest_s = st.number_input(
            say("programme.plan.rest"), 0, MOST_REST_S.value, item.rest_s, _REST_STEP_S, key=f"rest_{key}"
        )
        side = _draw_side(item, say)
        band = item.band
        if item.banded:
            band = st.number_input(
                say("programme.plan.band"),
                0,
                MOST_BAND.value,
                item.band,
                key=f"band_{key}",
                help=say("programme.plan.band_help"),
            )
        saved = st.form_submit_button(say("programme.plan.save"), type="primary", icon=":material/check:")
    st.button(
        say("programme.plan.remove"),
        key=f"remove_{key}",
        icon=":material/delete:",
        on_click=_remove,
        args=(mine, plan, item),
    )
    if saved and not days:
        st.warning(say("programme.plan.no_day"), icon=":material/event_busy:")
    elif saved:
        new = replace(
            item,
            days=tuple(sorted(days)),
            sets=sets,
            amount=amount,
            rest_s=rest_s,
            side=side,
            band=band,
            since=today(),
        )
        _save(mine, plan, new, say)


def _draw_side(item: Item, say: Words) -> Side | None:
    if not item.spec.limbs:
        return None
    chosen = st.segmented_control(
        say("ui.live.side"),
        [Side.BOTH.value, Side.LEFT.value, Side.RIGHT.value],
        default=(item.side or Side.BOTH).value,
        format_func=lambda each: say(f"side.{each}"),
        key=f"side_{item.spec.key}",
    )
    side = Side(chosen or Side.BOTH)
    return None if side is Side.BOTH else side


def _save(mine: Diary, plan: Plan, new: Item, say: Words) -> None:
    try:
        changed = plan.with_item(new)
    except ValueError:
        st.warning(say("error.plan_too_many", most=MOST_ITEMS_A_DAY.value), icon=":material/event_busy:")
        return
    mine.save_plan(changed)
    st.rerun()


def _remove(mine: Diary, plan: Plan, item: Item) -> None:
    items = tuple(each for each in plan.items if each.exercise != item.exercise)
    mine.save_plan(replace(plan, items=items))


def _draw_more(mine: Diary, plan: Plan, say: Words) -> None:
    missing = [slug for slug in PLANNABLE if plan.item(slug) is None]
    with st.container(key="plan_more", horizontal=True, vertical_alignment="bottom"):
        if missing:
            st.selectbox(
                say("programme.plan.add"),
                missing,
                format_func=lambda each: say(f"{EXERCISES[each].key}.name"),
                key=_CHOSEN,
            )
            st.button(
                say("programme.plan.add_button"),
                key="plan_add_button",
                icon=":material/add:",
                on_click=_add,
                args=(mine, plan),
            )
        st.button(
            say("programme.plan.default"),
            key="plan_default",
            icon=":material/restart_alt:",
            on_click=mine.save_plan,
            args=(DEFAULT_PLAN,),
        )
    st.caption(say("programme.plan.default_help"))


def _add(mine: Diary, plan: Plan) -> None:
    """Add the exercise that is chosen by now with its usual dose, on the usual days that have room."""
    slug = st.session_state[_CHOSEN]
    usual = next(item for item in DEFAULT_PLAN.items if item.exercise == slug)
    room = [day for day in Weekday if sum(day in item.days for item in plan.items) < MOST_ITEMS_A_DAY.value]
    days = tuple(day for day in usual.days if day in room) or tuple(room[:1])
    if days:
        mine.save_plan(replace(plan, items=(*plan.items, replace(usual, days=days))))
