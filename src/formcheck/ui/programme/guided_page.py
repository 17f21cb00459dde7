"""The guided session: today's exercises live, back to back, pain asked before, between and after."""

import time
from functools import partial

import streamlit as st

from formcheck.adapters.live import WorkoutOrder, live_registry
from formcheck.adapters.programme.diary import Diary
from formcheck.i18n import Words
from formcheck.programme.guided import Guided, Phase
from formcheck.programme.pain import Light, Moment, Pain, light_of
from formcheck.review import review_of, speak
from formcheck.ui.diary import today
from formcheck.ui.kept import settings_of_visit
from formcheck.ui.live.order import Choice
from formcheck.ui.live.stage import draw_stage
from formcheck.ui.live.visit import forget, shown
from formcheck.ui.programme.item_card import dose_of, item_picture, load_item_pictures
from formcheck.ui.safety.help_page import draw_help
from formcheck.ui.safety.hurt import draw_hurt, hurting
from formcheck.ui.safety.pain_scale import draw_pain, say_light
from formcheck.ui.safety.red_flags import draw_block, draw_red_flags

_GUIDED, _REST_ENDS = "guided", "guided_rest_ends_s"


def guided() -> Guided | None:
    """The session under way."""
    found: Guided | None = st.session_state.get(_GUIDED)
    return found


def start_guided(session: Guided) -> None:
    """Begin, or take the next step of, a session."""
    st.session_state[_GUIDED] = session
    if session.phase is Phase.REST:
        st.session_state[_REST_ENDS] = time.monotonic() + session.item.rest_s


def leave_guided() -> None:
    """Back to the page of today; what was done is kept."""
    st.session_state.pop(_GUIDED, None)
    forget()


def draw_guided(mine: Diary, session: Guided, say: Words) -> None:
    """Draw the phase that the session is in."""
    if hurting() is not None:
        leave_guided()
        draw_hurt(mine, session.item.exercise, say)
        return
    if session.phase is not Phase.STOPPED and draw_block(mine, say):
        return
    _draw_head(session, say)
    match session.phase:
        case Phase.PAIN_BEFORE:
            draw_pain(Moment.BEFORE, say, partial(_score, mine, session), key="before")
            draw_red_flags(mine, say, key="before")
        case Phase.LIVE:
            _draw_live(session, say)
        case Phase.PAIN_AFTER:
            name = say(f"{session.item.spec.key}.name")
            _draw_result(session, say)
            draw_pain(Moment.AFTER, say, partial(_score, mine, session), key="after", exercise=name)
        case Phase.REST:
            _draw_rest(session, say)
        case Phase.STOPPED:
            _draw_stopped(mine, say)
        case Phase.FINISHED:
            st.success(say("programme.guided.finished"), icon=":material/task_alt:")
            st.markdown(say("programme.guided.tomorrow"))
    _draw_ways(session, say)


def _draw_head(session: Guided, say: Words) -> None:
    st.title(say("programme.guided.title"), anchor=False)
    if session.phase in (Phase.STOPPED, Phase.FINISHED):
        return
    count = len(session.items)
    st.progress(
        (session.at + (session.phase is Phase.PAIN_AFTER)) / count,
        text=say(
            "programme.guided.at", n=session.at + 1, of=count, exercise=say(f"{session.item.spec.key}.name")
        ),
    )


def _score(mine: Diary, session: Guided, score: int) -> None:
    before = session.phase is Phase.PAIN_BEFORE
    mine.add_pain(
        Pain(
            day=today(),
            moment=Moment.BEFORE if before else Moment.AFTER,
            score=score,
            exercise=None if before else session.item.exercise,
        )
    )
    start_guided(session.pain(score))


def _draw_live(session: Guided, say: Words) -> None:
    item, spec = session.item, session.item.spec
    if session.eased:
        say_light(Light.EASE, say)
    left, right = st.columns([3, 2], gap="medium")
    with left, st.container(key="guided_how", border=True):
        load_item_pictures((item,))
        st.markdown(f"**{say(f'{spec.key}.name')}**, {dose_of(item, say)}")
        st.html(item_picture(item, say))
        steps = [say(f"{spec.key}.position"), *say(f"{spec.key}.steps").splitlines()]
        st.markdown("\n".join(f"{n}. {step}" for n, step in enumerate(steps, start=1)))
    with right, st.container(key="guided_stage", border=True):
        order = WorkoutOrder(
            spec=spec,
            side=item.side,
            sets=item.sets,
            target=item.amount,
            pause_s=float(item.rest_s),
            language=say.lang,
            model=settings_of_visit().model,
        )
        # After the first one the camera opens by itself: the person stands at the other end of the room.
        auto = f"{session.at}" if session.results else None
        draw_stage(Choice(order, _settings()), say, auto=auto, on_end=partial(_ended, session))
        st.caption(say("programme.guided.camera"))


def _settings() -> dict[str, bool | float]:
    """How the stage looks and sounds: as chosen on the live page."""
    chosen = settings_of_visit()
    volume = chosen.volume_percent / 100
    return {
        "voice": chosen.voice,
        "volume": volume,
        "large": chosen.large,
        "tone": chosen.tone,
        "listen": chosen.listen,
        "keep": False,
    }


def _ended(session: Guided, why: str) -> None:
    result = shown() if why != "left" else None
    start_guided(session.ended(why, result))


def _draw_result(session: Guided, say: Words) -> None:
    """The figures of what was just done, once the set is closed."""
    forget()
    result = live_registry().find_result(session.results[-1]) if session.results else None
    if result is None or not result.analysis.rows:
        return
    review = review_of(result.analysis.report, result.analysis.rows)
    with st.container(key="figures"):
        for figure in review.figures:
            st.metric(say(figure.label), speak(figure.value, say), border=True)
    st.markdown(f":material/flag: {speak(review.next_step, say)}")


def _draw_rest(session: Guided, say: Words) -> None:
    before = session.before or 0
    if session.eased and light_of(before) is not Light.GO:
        say_light(Light.EASE, say)
    st.fragment(_draw_clock, run_every=1.0)(session, say)
    with st.container(key="guided_next", border=True):
        load_item_pictures((session.item,))
        left, right = st.columns([1, 3], vertical_alignment="center")
        left.html(item_picture(session.item, say))
        right.markdown(
            f"{say('programme.guided.next')}: **{say(f'{session.item.spec.key}.name')}**  \n"
            f"{dose_of(session.item, say)}  \n{say(f'{session.item.spec.key}.position')}"
        )


def _draw_clock(session: Guided, say: Words) -> None:
    left_s = max(0.0, float(st.session_state.get(_REST_ENDS, 0.0)) - time.monotonic())
    with st.container(key="guided_clock"):
        st.markdown(f"{left_s:.0f}")
    st.caption(say("programme.guided.rest"))
    if left_s <= 0.0 and guided() == session:
        start_guided(session.rested())
        st.rerun()


def _draw_stopped(mine: Diary, say: Words) -> None:
    say_light(Light.STOP, say)
    st.markdown(say("programme.guided.stopped"))
    if not draw_block(mine, say):
        draw_red_flags(mine, say, key="stopped")
    draw_help(say)


def _draw_ways(session: Guided, say: Words) -> None:
    with st.container(key="guided_ways", horizontal=True):
        if session.phase is Phase.REST:
            st.button(
                say("programme.guided.go_on"),
                key="guided_go_on",
                type="primary",
                icon=":material/play_arrow:",
                on_click=start_guided,
                args=(session.rested(),),
            )
        if session.phase in (Phase.LIVE, Phase.REST):
            st.button(
                say("programme.guided.skip"),
                key="guided_skip",
                icon=":material/skip_next:",
                on_click=start_guided,
                args=(session.skipped(),),
            )
        over = session.phase in (Phase.STOPPED, Phase.FINISHED)
        st.button(
            say("programme.guided.back" if over else "programme.guided.leave"),
            key="guided_leave",
            icon=":material/arrow_back:",
            on_click=leave_guided,
        )
