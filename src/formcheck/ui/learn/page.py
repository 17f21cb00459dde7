"""The page "Learn". Words alone, apart from the moving pictures of the exercises."""

from urllib.parse import quote

import streamlit as st

from formcheck.exercises import EXERCISES, ExerciseSpec
from formcheck.i18n import Words
from formcheck.programme.variants import VARIANTS
from formcheck.ui.learn.glossary import asked_word, draw_glossary
from formcheck.ui.pictures import moving_picture, position_picture
from formcheck.ui.programme.style import load_style
from formcheck.ui.safety.help_page import draw_help, draw_rules
from formcheck.ui.session import spoken

_MUSCLE = ("what", "does", "signs", "examined")
_QUESTIONS = (
    "tight_back",
    "how_often",
    "how_long",
    "pain",
    "running",
    "sitting",
    "one_side",
    "camera",
    "tilt",
)


def draw_learn() -> None:
    """Draw the page."""
    say = spoken()
    load_style()
    st.title(say("learn.title"), anchor=False)
    muscle, exercises, safely, questions, glossary = st.tabs(
        [say(f"learn.tab.{name}") for name in ("muscle", "exercises", "safely", "questions", "glossary")],
        default=say("learn.tab.glossary") if asked_word() else None,
    )
    with muscle:
        _draw_muscle(say)
    with exercises:
        _draw_exercises(say)
    with safely:
        draw_rules(say)
        draw_help(say)
        _draw_physio(say)
    with questions:
        for name in _QUESTIONS:
            with st.expander(say(f"learn.question.{name}.q")):
                st.markdown(say(f"learn.question.{name}.a"))
    with glossary:
        draw_glossary(say)


def _draw_muscle(say: Words) -> None:
    with st.container(key="learn_muscle"):
        for name in _MUSCLE:
            with st.container(key=f"learn_{name}", border=True):
                st.header(say(f"learn.{name}.title"), anchor=False)
                lines = say(f"learn.{name}.lines").splitlines()
                st.markdown(lines[0] if len(lines) == 1 else "\n".join(f"- {each}" for each in lines))
    st.caption(say("learn.no_link"))


def _draw_exercises(say: Words) -> None:
    st.html(f"<style>{''.join(_picture_rules(spec) for spec in EXERCISES.values())}</style>")
    for spec in EXERCISES.values():
        with st.container(key=f"learn_{spec.key}", border=True):
            name = say(f"{spec.key}.name")
            st.header(name, anchor=False)
            left, right = st.columns([2, 3], gap="medium")
            left.html(f'<div class="fc-moving fc-moving-{spec.key}" role="img" aria-label="{name}"></div>')
            with right:
                st.markdown(say(f"{spec.key}.what"))
                steps = [say(f"{spec.key}.position"), *say(f"{spec.key}.steps").splitlines()]
                st.markdown("\n".join(f"{n}. {step}" for n, step in enumerate(steps, start=1)))
                _draw_variants(spec, say)


def _picture_rules(spec: ExerciseSpec) -> str:
    """The moving picture as a background; where nothing may move, the position."""
    moving, still = moving_picture(spec.key, ""), position_picture(spec.key)
    rule = '.fc-moving-{key}{{background-image:url("data:image/svg+xml,{svg}")}}'
    calm = rule.format(key=spec.key, svg=quote(still))
    return f"{rule.format(key=spec.key, svg=quote(moving))}@media (prefers-reduced-motion: reduce){{{calm}}}"


def _draw_variants(spec: ExerciseSpec, say: Words) -> None:
    lines = [
        f"**{say(f'learn.level.{each.level}')}**: {say(f'learn.variant.{each.key}')}"
        + ("" if each.judged else f" {say('learn.not_judged')}")
        for each in VARIANTS.get(spec.slug, ())
    ]
    if lines:
        st.markdown("\n".join(f"- {each}" for each in lines))


def _draw_physio(say: Words) -> None:
    with st.container(key="learn_find", border=True):
        st.header(say("learn.find.title"), anchor=False)
        st.markdown("\n".join(f"- {each}" for each in say("learn.find.lines").splitlines()))
