"""What the visitor wants to do: leg, sets, target; and how the stage should look and sound."""

from dataclasses import dataclass
from typing import Final

import streamlit as st

from formcheck.adapters.live import Order
from formcheck.adapters.models import ModelName
from formcheck.domain.body import Side
from formcheck.exercises import ExerciseSpec
from formcheck.exercises.spec import HoldRule, MobilityRule
from formcheck.i18n import Words

_FEWEST_REPS, _SHORTEST_S = 3, 5
_KEPT: Final = "session"


@dataclass(frozen=True, slots=True)
class Choice:
    """The order, and the settings that stay in the browser."""

    order: Order
    settings: dict[str, bool | float]


def draw_order(spec: ExerciseSpec, say: Words) -> Choice:
    """Draw the form and return what is chosen, within the dose of the exercise."""
    st.subheader(say("ui.live.title"), anchor=False)
    side = _draw_side(say) if spec.limbs else None
    sets = _draw_sets(spec, say)
    target = _draw_target(spec, say)
    settings, model = _draw_settings(say)
    order = Order(spec=spec, side=side, sets=sets, target=target, language=say.lang, model=model)
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
    name = {HoldRule: "sets_hold", MobilityRule: "tries"}.get(type(spec.progress), "sets")
    few, most = spec.dose.sets
    chosen = st.segmented_control(
        say(f"ui.live.{name}"),
        list(range(1, most + 1)),
        default=few,
        format_func=str,
        key=f"live_sets_{spec.key}",
        persist_state=_KEPT,
        required=True,
        width="stretch",
    )
    return int(chosen or few)


def _draw_target(spec: ExerciseSpec, say: Words) -> int:
    dose, rule = spec.dose, spec.progress
    if dose.hold_s:
        low, high = dose.hold_s
        first = int(rule.target_s) if isinstance(rule, HoldRule) else low
        label, least, step = (
            "ui.live.target_seconds",
            min(low, _SHORTEST_S),
            5 if high > 2 * _SHORTEST_S else 1,
        )
    else:
        low, high = dose.reps or (_FEWEST_REPS, _FEWEST_REPS)
        label = "ui.live.target_reps_leg" if dose.per_leg else "ui.live.target_reps"
        first, least, step = low, _FEWEST_REPS, 1
    return int(
        st.slider(
            say(label),
            least,
            high,
            first,
            step,
            key=f"live_target_{spec.key}",
            persist_state=_KEPT,
        )
    )


def _draw_settings(say: Words) -> tuple[dict[str, bool | float], ModelName]:
    with st.expander(say("ui.live.sound"), icon=":material/volume_up:"):
        voice = st.toggle(say("ui.live.voice"), value=True, key="live_voice", persist_state=_KEPT)
        percent = st.slider(say("ui.live.volume"), 0, 100, 80, 5, key="live_volume", persist_state=_KEPT)
        tone = st.toggle(say("ui.live.tone"), key="live_tone", persist_state=_KEPT)
        large = st.toggle(say("ui.live.large"), key="live_large", persist_state=_KEPT)
        model = st.radio(
            say("ui.live.model"),
            [ModelName.FULL, ModelName.LITE],
            format_func=lambda each: say(f"ui.order.model_{each}"),
            key="live_model",
            persist_state=_KEPT,
            horizontal=True,
        )
    keep = st.checkbox(
        say("ui.live.keep"), key="live_keep", persist_state=_KEPT, help=say("ui.live.keep_help")
    )
    return {"voice": voice, "volume": percent / 100, "large": large, "tone": tone, "keep": keep}, model
