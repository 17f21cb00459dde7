"""Choosing an exercise by its picture, and how and where to do it."""

from collections.abc import Callable
from html import escape
from urllib.parse import quote

import streamlit as st

from formcheck.exercises import EXERCISES, ExerciseSpec
from formcheck.i18n import Words
from formcheck.ui.learn.glossary import draw_word_links, words_of
from formcheck.ui.pictures import camera_picture, moving_picture, position_picture, start_picture
from formcheck.ui.session import choose_exercise, drop_failed_job, exercise

_INK_ON_LIGHT, _INK_ON_DARK = "#4a5866", "#c3cfdb"


def draw_start(
    say: Words, draw_order: Callable[[ExerciseSpec, Words], object], *, order_is_long: bool = False
) -> None:
    """Draw what comes before an exercise: which one, the order, and beside that how it is done.

    order_is_long: the place of the camera goes into the other column, so that both are about as long.
    """
    spec = draw_choice(say)
    left, right = st.columns([2, 3], gap="medium")
    with left:
        draw_order(spec, say)
        if not order_is_long:
            draw_camera_place(spec, say)
    with right:
        draw_how(spec, say)
        if order_is_long:
            draw_camera_place(spec, say)


def draw_choice(say: Words) -> ExerciseSpec:
    """Draw the cards and return the exercise that is chosen."""
    chosen = exercise()
    st.header(say("ui.choose.title"), anchor=False)
    st.html(f"<style>{_card_pictures(EXERCISES[chosen].key)}</style>")
    with st.container(key="cards"):
        for slug, spec in EXERCISES.items():
            # The same button whether chosen or not: the focus stays on it.
            st.button(
                say(f"{spec.key}.name"),
                key=f"card_{spec.key}",
                on_click=_choose,
                args=(slug,),
                width="stretch",
            )
    return EXERCISES[chosen]


def _choose(slug: str) -> None:
    choose_exercise(slug)
    drop_failed_job()


def _card_pictures(chosen: str) -> str:
    """Style that lays each exercise's picture on its button: one element, one click, one tab stop."""
    pictures = "".join(
        f'[class*="st-key-card_{spec.key}"] button{{background-image:url("data:image/svg+xml,'
        f'{quote(position_picture(spec.key))}")}}'
        for spec in EXERCISES.values()
    )
    card = f".st-key-cards .st-key-card_{chosen} button"
    return (
        f"{pictures}{card}{{background-color:color-mix(in srgb,#0f9d8c 13%,transparent);"
        f"outline:2px solid #0f9d8c;outline-offset:-2px}}{card}:focus-visible{{outline-width:4px}}"
        f'{card}::after{{content:"\\2713";position:absolute;top:.4rem;right:.45rem;width:1.35rem;height:1.35rem;'
        "border-radius:50%;background:#0b7d70;color:#fff;font-weight:700;line-height:1.35rem}"
    )


def draw_how(spec: ExerciseSpec, say: Words) -> None:
    """Draw how to do an exercise, as it moves and in words."""
    with st.container(key="how", border=True):
        st.header(say("ui.choose.how"), anchor=False)
        left, right = st.columns([2, 3], vertical_alignment="center")
        left.html(moving_position(spec, say))
        right.markdown(f"{say(f'{spec.key}.what')} {_dose(spec, say)}.")
        st.html(_start_and_end(spec, say))
        steps = [say(f"{spec.key}.position"), *say(f"{spec.key}.steps").splitlines()]
        st.markdown("\n".join(f"{n}. {step}" for n, step in enumerate(steps, start=1)))
        draw_word_links(words_of(spec), say)


def draw_camera_place(spec: ExerciseSpec, say: Words) -> None:
    """Draw where the camera goes."""
    with st.container(key="camera", border=True):
        st.header(say("ui.choose.camera"), anchor=False)
        st.html(camera_place(spec, say))
        where = say(f"{spec.key}.camera", height=height_of(spec))
        st.markdown(f"{where} {say('ui.choose.light')}")
        if spec.looks_at_pelvis:
            st.markdown(say("ui.choose.back_free"))


def moving_position(spec: ExerciseSpec, say: Words) -> str:
    """The exercise in motion; where somebody wants none, the position that it leads to."""
    name = say(f"{spec.key}.name")
    # A style on its own: Streamlit drops one that stands beside other elements.
    moving, still = moving_picture(spec.key, escape(name)), position_picture(spec.key)
    st.html(
        f'<style>.fc-moving{{background-image:url("{_address(moving)}")}}@media '
        f'(prefers-reduced-motion: reduce){{.fc-moving{{background-image:url("{_address(still)}")}}}}</style>'
    )
    return f'<div class="fc-moving" role="img" aria-label="{escape(name)}"></div>'


def _start_and_end(spec: ExerciseSpec, say: Words) -> str:
    """Two stills with their captions."""
    captions = {"start": say("ui.choose.start"), "end": say("ui.choose.end")}
    pictures = {"start": start_picture(spec.key), "end": position_picture(spec.key)}
    laid = "".join(f'.fc-{name}{{background-image:url("{_address(svg)}")}}' for name, svg in pictures.items())
    st.html(f"<style>{laid}</style>")
    figures = "".join(
        f'<figure><div class="fc-{name}" role="img" aria-label="{escape(caption)}"></div>'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
        for name, caption in captions.items()
    )
    return f'<div class="fc-both">{figures}</div>'


def _address(svg: str) -> str:
    return f"data:image/svg+xml,{quote(svg)}"


def height_of(spec: ExerciseSpec) -> str:
    """Height of the camera as it is written, in cm."""
    return spec.camera_height_cm.replace("-", "\N{EN DASH}")


def ink() -> str:
    """Colour of writing in pictures, for the theme of this visitor."""
    return _INK_ON_DARK if st.context.theme.type == "dark" else _INK_ON_LIGHT


def camera_place(spec: ExerciseSpec, say: Words) -> str:
    """Draw the camera's place as HTML."""
    title = say("ui.choose.camera_alt")
    svg = camera_picture(
        spec,
        title=title,
        distance=say("ui.choose.distance"),
        height=say("ui.choose.height", height=height_of(spec)),
        ink=ink(),
    )
    st.html(f'<style>.fc-camera{{background-image:url("{_address(svg)}")}}</style>')
    return f'<div class="fc-camera" role="img" aria-label="{escape(title)}"></div>'


def _dose(spec: ExerciseSpec, say: Words) -> str:
    dose = spec.dose
    sets = {"sets_low": dose.sets[0], "sets_high": dose.sets[1]}
    if dose.hold_s:
        return say("ui.choose.dose_hold", **sets, low=dose.hold_s[0], high=dose.hold_s[1])
    low, high = dose.reps or (0, 0)
    if spec.progress.crosses_picture:
        return say("ui.choose.dose_steps", low=low, high=high)
    if dose.sets[0] == dose.sets[1]:
        return say("ui.choose.dose_reps_same", sets_low=dose.sets[0], low=low, high=high)
    return say("ui.choose.dose_reps", **sets, low=low, high=high)
