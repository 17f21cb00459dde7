"""From stances to steps: when feet came down and left, how far apart, and what the legs did between."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from formcheck.domain.body import Floats, Side
from formcheck.domain.walking import LeftOut, WalkStep
from formcheck.engine.progress.gait.contacts import Contact, contacts_of, stood_before
from formcheck.engine.progress.gait.depth import on_one_scale
from formcheck.engine.progress.gait.legs import Legs, legs_of
from formcheck.engine.progress.gait.stances import named, stances_of
from formcheck.engine.progress.gait.track import CLOCK_S, Track, smoothed
from formcheck.engine.progress.gait.ways import Way
from formcheck.exercises.gait_limits import GAIT

_JUDGED_SHARE = 0.85
_LATE_S = 0.25  # of a stance's end, after the other foot is down, the thigh may still go back


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """What one way consists of. left_out: when and why. Angles of the steps are against the vertical."""

    way: Way
    steps: tuple[WalkStep, ...]
    left_out: tuple[tuple[float, LeftOut], ...]


def walked(way: Way) -> Walked:
    """Find the steps of a way."""
    feet = named(stances_of(way), way.flight_s)
    legs = legs_of(way, feet)
    feet = on_one_scale(way, feet, way.track.middle)
    contacts = contacts_of(way, legs, feet)
    steps: list[WalkStep] = []
    left_out: list[tuple[float, LeftOut]] = []
    usual = _usual(contacts)
    for i, (before, now) in enumerate(pairwise(contacts)):
        why = _left_out(way, before, now, usual)
        if why is not None:
            left_out.append((float(way.track.t_s[now.foot.stance.first]), why))
            continue
        same_before = contacts[i - 1] if i > 0 else None
        steps.append(_step(way, legs, before, now, same_before))
    return Walked(way=way, steps=tuple(steps), left_out=tuple(left_out))


def _apart(before: Contact, now: Contact) -> tuple[float, float]:
    """From one heel at rest to the other: seconds, leg lengths."""
    return (now.foot.stance.first - before.foot.stance.first) * CLOCK_S, _length(before, now)


def _usual(contacts: Sequence[Contact]) -> tuple[float, float]:
    """The same of the usual step; NaN where there is none."""
    apart = [_apart(*pair) for pair in pairwise(contacts)]
    time_s, length = np.median(apart, axis=0) if apart else (math.nan, math.nan)
    return float(time_s), float(length)


def _left_out(way: Way, before: Contact, now: Contact, usual: tuple[float, float]) -> LeftOut | None:
    track = way.track
    if math.isnan(now.t_s):
        return LeftOut.EDGE if stood_before(way, now.foot) else LeftOut.UNSURE
    start_s = before.t_s if not math.isnan(before.t_s) else float(track.t_s[before.foot.stance.first])
    span = (track.t_s >= start_s - 1e-9) & (track.t_s <= now.t_s + 1e-9)
    if not span.any() or float(track.judged[span].mean()) < _JUDGED_SHARE:
        return LeftOut.EDGE
    rests_s = max(now.t_s, float(track.t_s[now.foot.stance.first]))
    stands = (track.t_s >= rests_s - 1e-9) & (track.t_s <= rests_s + GAIT.stands_s.value)
    if float(track.judged[stands].sum()) < _JUDGED_SHARE * GAIT.stands_s.value / CLOCK_S:
        return LeftOut.EDGE  # beyond the picture's edge the model guesses a foot at the edge
    # Feet come down in turn: after the same one, or as late and as far as after two, one was not seen.
    if before.foot.side is None or now.foot.side is None or before.foot.side is now.foot.side:
        return LeftOut.UNSURE
    most = GAIT.two_steps.value
    if all(own > most * each for own, each in zip(_apart(before, now), usual, strict=True)):
        return LeftOut.UNSURE
    if now.t_s - start_s not in GAIT.step_s:
        return LeftOut.UNSURE
    if _length(before, now) not in GAIT.length:
        return LeftOut.UNSURE
    if _pace(way, span) < GAIT.steady_share.value * way.walk_speed:
        middle_s = (track.t_s[0] + track.t_s[-1]) / 2.0
        return LeftOut.STARTING if now.t_s < middle_s else LeftOut.STOPPING
    return None


def _pace(way: Way, span: npt.NDArray[np.bool_]) -> float:
    """Mean speed over the floor in these samples alone: what follows a step has no say in it."""
    at = np.flatnonzero(span)
    if len(at) < 2:  # noqa: PLR2004 - a speed takes two places
        return math.nan
    if way.floor_speed:
        return float(way.pace[at].mean())
    x = way.track.pelvis[:, 0]
    lasted_s = float(at[-1] - at[0]) * CLOCK_S
    return float(x[at[-1]] - x[at[0]]) / lasted_s


def _length(before: Contact, now: Contact) -> float:
    return now.foot.stance.even_place - before.foot.stance.even_place


def _step(way: Way, legs: Legs, before: Contact, now: Contact, same_before: Contact | None) -> WalkStep:
    track = way.track
    side = now.foot.side
    assert side is not None  # noqa: S101 - steps of unsure feet are left out before
    row = 0 if side is Side.LEFT else 1
    stance, last = now.foot.stance, before.foot.stance
    stride_s = now.t_s - same_before.t_s if same_before else math.nan
    # The stance that ended in this stride is that of the same foot, one contact earlier.
    stood_s = same_before.off_s - same_before.t_s if same_before else math.nan
    swing_from_s = same_before.off_s if same_before and not math.isnan(same_before.off_s) else now.t_s - 0.5
    swing = (track.t_s >= swing_from_s) & (track.t_s <= now.t_s + 0.1)
    behind = _behind_deg(legs, row)
    late_row = 1 - row
    late = (track.t_s >= now.t_s - 0.25) & (track.t_s <= now.t_s + _LATE_S)
    return WalkStep(
        side=side,
        contact_s=now.t_s,
        before_s=before.t_s,
        off_s=now.off_s,
        length_ratio=_length(before, now),
        step_s=now.t_s - before.t_s,
        stride_s=stride_s,
        stance_ratio=stood_s / stride_s if stride_s > 0.0 else math.nan,
        trailing_extension_deg=_peak(_behind_deg(legs, late_row), late & legs.seen[late_row]),
        flexion_deg=_peak(-behind, swing & legs.seen[row]),
        knee_deg=_peak(_knee_deg(legs, row), swing & legs.seen[row]),
        place_px=(_px(track, stance.place, stance.height), _px(track, last.place, last.height)),
    )


def _px(track: Track, x: float, y: float) -> tuple[float, float]:
    return track.heading * x * track.leg_px, y * track.leg_px


def _behind_deg(legs: Legs, row: int) -> Floats:
    """Thigh against the vertical, + behind."""
    thigh = legs.knee[row] - legs.hip[row]
    return smoothed(np.degrees(np.arctan2(-thigh[:, 0], -thigh[:, 1])))


def _knee_deg(legs: Legs, row: int) -> Floats:
    thigh, shank = legs.knee[row] - legs.hip[row], legs.ankle[row] - legs.knee[row]
    turn = np.arctan2(thigh[:, 0], -thigh[:, 1]) - np.arctan2(shank[:, 0], -shank[:, 1])
    return smoothed(np.degrees(turn))


def _peak(values: Floats, span: Floats) -> float:
    inside = values[span]
    return float(np.max(inside)) if len(inside) > 2 else math.nan  # noqa: PLR2004 - a peak has two sides


def usual_lean_deg(track: Track, spans: Sequence[tuple[float, float]]) -> float:
    """Trunk against the vertical, + forward: the median over these times."""
    trunk = track.shoulder - track.pelvis
    lean = np.degrees(np.arctan2(trunk[:, 0], trunk[:, 1]))
    inside = np.zeros(len(lean), dtype=bool)
    for start_s, end_s in spans:
        inside |= (track.t_s >= start_s) & (track.t_s <= end_s)
    return float(np.median(lean[inside])) if inside.any() else math.nan
