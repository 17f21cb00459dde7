"""The form of the live page: leg, sets, target, and how the camera view should look and sound."""

from dataclasses import dataclass
from typing import Final

import streamlit as st

from formcheck.adapters.live import WorkoutOrder
from formcheck.adapters.models import ModelName
from formcheck.domain.body import Side
from formcheck.exercises import ExerciseSpec
from formcheck.i18n import Words
from formcheck.review.kinds import section_of
from formcheck.ui.kept import change_settings, settings_of_visit

_FEWEST_REPS, _SHORTEST_S = 3, 5
_KEPT: Final = "session"
_MODELS = (ModelName.FULL, ModelName.LITE)
_MODEL = "live_model"


@dataclass(frozen=True, slots=True)
class Choice:
    """The order, and the settings that stay in the browser."""

    order: WorkoutOrder
    settings: dict[str, bool | float]


def draw_order(spec: ExerciseSpec, say: Words) -> Choice:
    """Draw the form and return what is chosen, within the dose of the exercise."""
    st.header(say("ui.live.title"), anchor=False)
    side = _draw_side(say) if spec.limbs else None
    sets = _draw_sets(spec, say)
    target = _draw_target(spec, say)
    settings, model = _draw_settings(say)
    order = WorkoutOrder(spec=spec, side=side, sets=sets, target=target, language=say.lang, model=model)
    return Choice(order, settings)


def _draw_side(say: Words) -> Side | None:
    chosen = st.segmented_control(
        say("ui.live.side"),
        [Side.BOTH.value, Side.LEFT.value, Side.RIGHT.value],
        default=Side.BOTH.value,
        format_func=lambda each: _capital(say(f"side.{each}")),
        key="live_side",
        persist_state=_KEPT,
        required=True,
        width="stretch",
        help=say("ui.live.side_hint"),
    )
    side = Side(chosen or Side.BOTH)
    return None if side is Side.BOTH else side


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _draw_sets(spec: ExerciseSpec, say: Words) -> int:
    few, most = spec.dose.sets
    chosen = st.segmented_control(
        say(section_of(spec).sets_label),
        list(range(1, most + 1)),
        default=min(settings_of_visit().sets.get(spec.slug, few), most),
        format_func=str,
        key=f"live_sets_{spec.key}",
        persist_state=_KEPT,
        required=True,
        width="stretch",
    )
    sets = int(chosen or few)
    change_settings(sets=settings_of_visit().sets | {spec.slug: sets})
    return sets


def _draw_target(spec: ExerciseSpec, say: Words) -> int:
    dose = spec.dose
    if dose.hold_s:
        low, high = dose.hold_s
        first = int(spec.progress.suggested_s or low)
        label, least, step = (
            "ui.live.target_seconds",
            min(low, _SHORTEST_S),
            5 if high > 2 * _SHORTEST_S else 1,
        )
    else:
        low, high = dose.reps or (_FEWEST_REPS, _FEWEST_REPS)
        label = "ui.live.target_reps_leg" if dose.per_leg else "ui.live.target_reps"
        first, least, step = low, _FEWEST_REPS, 1
    last = settings_of_visit().targets.get(spec.slug, first)
    target = int(
        st.slider(
            say(label),
            least,
            high,
            last if last in range(least, high + 1, step) else first,
            step,
            key=f"live_target_{spec.key}",
            persist_state=_KEPT,
        )
    )
    change_settings(targets=settings_of_visit().targets | {spec.slug: target})
    return target


def draw_coaching(say: Words) -> tuple[dict[str, bool | float], ModelName]:
    """Draw how the coach sounds and looks; what is chosen lasts. The history page draws it, too."""
    now = settings_of_visit()
    voice = st.toggle(say("ui.live.voice"), value=now.voice, key="live_voice", persist_state=_KEPT)
    percent = st.slider(
        say("ui.live.volume"), 0, 100, now.volume_percent, 5, key="live_volume", persist_state=_KEPT
    )
    tone = st.toggle(say("ui.live.tone"), value=now.tone, key="live_tone", persist_state=_KEPT)
    large = st.toggle(say("ui.live.large"), value=now.large, key="live_large", persist_state=_KEPT)
    # Not as the widget's default: `choose_model` may have set it in the run before.
    st.session_state.setdefault(_MODEL, now.model if now.model in _MODELS else _MODELS[0])
    model = st.radio(
        say("ui.live.model"),
        _MODELS,
        format_func=lambda each: say(f"ui.order.model_{each}"),
        key=_MODEL,
        persist_state=_KEPT,
        horizontal=True,
    )
    change_settings(voice=voice, volume_percent=percent, tone=tone, large=large, model=model)
    settings = {"voice": voice, "volume": percent / 100, "large": large, "tone": tone, "listen": now.listen}
    return settings, model


def choose_model(model: ModelName) -> None:
    """Choose for the visitor, who has said so elsewhere. Call it before the page is drawn."""
    st.session_state[_MODEL] = model
    change_settings(model=model)


def _draw_settings(say: Words) -> tuple[dict[str, bool | float], ModelName]:
    with st.expander(say("ui.live.sound"), icon=":material/volume_up:"):
        settings, model = draw_coaching(say)
    keep = st.checkbox(
        say("ui.live.keep"), key="live_keep", persist_state=_KEPT, help=say("ui.live.keep_help")
    )
    return {**settings, "keep": keep}, model
