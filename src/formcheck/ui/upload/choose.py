"""Choosing an exercise by its picture, and how and where to do it."""

from collections.abc import Callable
from urllib.parse import quote

import streamlit as st

from formcheck.exercises import EXERCISES, ExerciseSpec
from formcheck.i18n import Words
from formcheck.ui.pictures import camera_picture, position_picture
from formcheck.ui.session import drop_job

_CHOSEN = "exercise"


_INK_ON_LIGHT, _INK_ON_DARK = "#4a5866", "#c3cfdb"


def draw_start(say: Words, draw_order: Callable[[ExerciseSpec, Words], object]) -> None:
    """Draw what comes before an exercise: which one, how it is done, and beside that the order."""
    spec = draw_choice(say)
    left, right = st.columns([3, 2], gap="medium")
    with right:
        draw_order(spec, say)
    with left:
        draw_how(spec, say)


def draw_choice(say: Words) -> ExerciseSpec:
    """Draw the cards and return the exercise that is chosen."""
    chosen = _chosen()
    st.subheader(say("ui.choose.title"), anchor=False)
    st.html(f"<style>{_card_pictures()}</style>")
    with st.container(key="cards"):
        for slug, spec in EXERCISES.items():
            st.button(
                say(f"{spec.key}.name"),
                key=f"card_{spec.key}" + ("_chosen" if slug == chosen else ""),
                on_click=_choose,
                args=(slug,),
                type="primary" if slug == chosen else "secondary",
                icon=":material/check_circle:" if slug == chosen else None,
                width="stretch",
            )
    return EXERCISES[chosen]


def _chosen() -> str:
    chosen = str(st.session_state.get(_CHOSEN, ""))
    return chosen if chosen in EXERCISES else next(iter(EXERCISES))


def _choose(slug: str) -> None:
    st.session_state[_CHOSEN] = slug
    drop_job()


def _card_pictures() -> str:
    """Style that lays each exercise's picture on its button: one element, one click, one tab stop."""
    return "".join(
        f'[class*="st-key-card_{spec.key}"] button{{background-image:url("data:image/svg+xml,'
        f'{quote(position_picture(spec.key))}")}}'
        for spec in EXERCISES.values()
    )


def draw_how(spec: ExerciseSpec, say: Words) -> None:
    """Draw how to do an exercise, and where the camera goes."""
    height = height_of(spec)
    with st.container(key="how", border=True):
        st.markdown(f"**{say('ui.choose.how')}**")
        left, right = st.columns([2, 3], vertical_alignment="center")
        left.html(_background("position", position_picture(spec.key), say(f"{spec.key}.position")))
        right.markdown(f"{say(f'{spec.key}.what')} {_dose(spec, say)}.")
        steps = [say(f"{spec.key}.position"), *say(f"{spec.key}.steps").splitlines()]
        st.markdown("\n".join(f"{n}. {step}" for n, step in enumerate(steps, start=1)))
    with st.container(key="camera", border=True):
        st.markdown(f"**{say('ui.choose.camera')}**")
        left, right = st.columns(2, vertical_alignment="center")
        left.html(_picture_of(spec, height, say))
        right.markdown(f"{say(f'{spec.key}.camera', height=height)} {say('ui.choose.light')}")


def height_of(spec: ExerciseSpec) -> str:
    """Height of the camera as it is written, in cm."""
    return spec.camera_height_cm.replace("-", "\N{EN DASH}")


def ink() -> str:
    """Colour of writing in pictures, for the theme of this visitor."""
    return _INK_ON_DARK if st.context.theme.type == "dark" else _INK_ON_LIGHT


def _picture_of(spec: ExerciseSpec, height: str, say: Words) -> str:
    """Draw the camera's place as HTML."""
    title = say("ui.choose.camera_alt")
    svg = camera_picture(
        spec,
        title=title,
        distance=say("ui.choose.distance"),
        height=say("ui.choose.height", height=height),
        ink=ink(),
    )
    return _background("camera", svg, title)


def _background(name: str, svg: str, title: str) -> str:
    """Lay a picture as the background of an element of class `fc-<name>`: Streamlit drops inline SVG."""
    st.html(f'<style>.fc-{name}{{background-image:url("data:image/svg+xml,{quote(svg)}")}}</style>')
    return f'<div class="fc-{name}" role="img" aria-label="{title}"></div>'


def _dose(spec: ExerciseSpec, say: Words) -> str:
    dose = spec.dose
    sets = {"sets_low": dose.sets[0], "sets_high": dose.sets[1]}
    if dose.hold_s:
        return say("ui.choose.dose_hold", **sets, low=dose.hold_s[0], high=dose.hold_s[1])
    low, high = dose.reps or (0, 0)
    if dose.sets[0] == dose.sets[1]:
        return say("ui.choose.dose_reps_same", sets_low=dose.sets[0], low=low, high=high)
    return say("ui.choose.dose_reps", **sets, low=low, high=high)
