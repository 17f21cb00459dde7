"""When feet come down and leave: by the heel, with the pelvis as a second witness.

The labels of a foot may lie elsewhere just when it comes down, and reach it late. The pelvis is seen all the
time: when a foot comes down it is about halfway between both feet, and where exactly is much the same in all
steps of a leg on one way; where a leg's own contacts do not agree on it, all of the way are asked. Both err
by as much, and not alike: a contact lies amid what they say. Where they disagree, the pelvis is believed;
where they are far apart, nobody knows.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from formcheck.domain.body import Floats, Side
from formcheck.engine.progress.gait.legs import Legs
from formcheck.engine.progress.gait.stances import Named
from formcheck.engine.progress.gait.track import smoothed, speed
from formcheck.engine.progress.gait.ways import Way
from formcheck.exercises.gait_limits import GAIT

_EDGE_S = 0.12
_WITNESSES = 3  # steps of a leg on a way, of which the middle one is right


@dataclass(frozen=True, slots=True)
class Contact:
    """A foot that came down. t_s: NaN where that was not seen. off_s: NaN where not seen."""

    foot: Named
    t_s: float
    off_s: float


def contacts_of(way: Way, legs: Legs, feet: Sequence[Named]) -> list[Contact]:
    """Find all contacts of a way, in order."""
    by_heel = [Contact(foot, _contact_s(way, foot), _off_s(way, legs, foot)) for foot in feet]
    usual = _usual_ahead(way, by_heel)
    found = by_heel[:1]
    for before, now in pairwise(by_heel):
        side = now.foot.side
        believed_s = now.t_s if side is None else _believed_s(way, before, now, usual[side])
        found.append(replace(now, t_s=believed_s))
    return found


def stood_before(way: Way, foot: Named) -> bool:
    """Whether a foot stood from the first sample on."""
    return float(way.track.t_s[foot.stance.first] - way.track.t_s[0]) < _EDGE_S


def _contact_s(way: Way, foot: Named) -> float:
    """When the heel came to rest; NaN where it stood from the first sample on."""
    if stood_before(way, foot):
        return math.nan
    return float(way.track.t_s[foot.stance.first]) - GAIT.contact_lag_s.value


def _off_s(way: Way, legs: Legs, foot: Named) -> float:
    """When the toe left its place; NaN where that was not seen."""
    if foot.side is None:
        return math.nan
    track, row = way.track, 0 if foot.side is Side.LEFT else 1
    drift = way.floor_speed * (track.t_s - track.t_s[0])
    x = smoothed(legs.toe[row, :, 0] - drift)
    rate = speed(x)
    moving = rate > GAIT.off_share.value * way.walk_speed
    middle = foot.stance.first + round(0.6 * foot.stance.samples)
    after = np.flatnonzero(moving[middle:])
    if len(after) == 0 or middle + after[0] >= len(x) - 1:
        return math.nan
    return float(track.t_s[middle + after[0]]) - GAIT.off_lag_s.value


def _usual_ahead(way: Way, contacts: Sequence[Contact]) -> dict[Side, float]:
    """Where the pelvis usually is when a foot comes down, from the middle of both feet; NaN: not known."""
    seen: dict[Side, list[float]] = {Side.LEFT: [], Side.RIGHT: []}
    for before, now in pairwise(contacts):
        if now.foot.side is not None and not math.isnan(now.t_s):
            seen[now.foot.side].append(float(np.interp(now.t_s, way.track.t_s, _ahead(way, before, now))))
    both = [value for values in seen.values() for value in values]
    pooled = float(np.median(both)) if len(both) >= _WITNESSES else math.nan
    return {side: float(np.median(own)) if _agree(own) else pooled for side, own in seen.items()}


def _agree(ahead: Sequence[float]) -> bool:
    """Whether the contacts of one leg agree on where the pelvis was."""
    if len(ahead) < _WITNESSES:
        return False
    return float(np.median(np.abs(np.array(ahead) - np.median(ahead)))) < GAIT.witness_spread.value


def _believed_s(way: Way, before: Contact, now: Contact, usual: float) -> float:
    """Amid of heel and pelvis; where they disagree, the pelvis' time; NaN where it was nowhere near."""
    if math.isnan(now.t_s) or math.isnan(usual):
        return now.t_s
    ahead, times = _ahead(way, before, now) - usual, way.track.t_s
    agree = abs(float(np.interp(now.t_s, times, ahead))) < GAIT.witness_off.value
    near = np.flatnonzero(np.abs(times - now.t_s) < GAIT.witness_reach_s.value)
    passed = near[1:][(ahead[near[:-1]] < 0.0) & (ahead[near[1:]] >= 0.0)]
    if len(passed) == 0:
        return now.t_s if agree else math.nan
    by_pelvis_s = min((_passing_s(times, ahead, i) for i in passed), key=lambda t_s: abs(t_s - now.t_s))
    if agree or abs(by_pelvis_s - now.t_s) < GAIT.witness_s.value:
        return (now.t_s + by_pelvis_s) / 2.0
    return by_pelvis_s


def _passing_s(times: Floats, ahead: Floats, i: int) -> float:
    """When the pelvis passed its usual place, between sample i - 1 and sample i."""
    share = -ahead[i - 1] / (ahead[i] - ahead[i - 1])
    return float(times[i - 1] + share * (times[i] - times[i - 1]))


def _ahead(way: Way, before: Contact, now: Contact) -> Floats:
    """How far the pelvis is ahead of the middle of both feet, leg lengths."""
    drift = way.floor_speed * (way.track.t_s - way.track.t_s[0])
    middle = (before.foot.stance.place + now.foot.stance.place) / 2.0
    return np.asarray(way.track.pelvis[:, 0] - drift - middle)
