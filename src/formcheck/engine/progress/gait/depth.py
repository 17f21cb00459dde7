"""Puts both feet on one scale: the far one is drawn smaller, and further in than it stands.

A walker's feet run on two lines, one a hand further from the camera. Of two feet at one place along the way,
the far one is drawn nearer to the middle of the picture: at its edge by as much as a tenth of a step. So
steps seem to grow on one side and to shrink on the other, in turn. The ratio of the two scales is the one
that makes the steps of either leg most alike. A way that leads towards the camera changes the scale of both.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from formcheck.domain.body import Floats, Side
from formcheck.engine.progress.gait.stances import Named
from formcheck.engine.progress.gait.ways import Way
from formcheck.exercises.gait_limits import GAIT
from formcheck.signals.quantile import middle as median

_MOST = 16.0
_STEEPEST = 0.35  # of a way towards the camera: who walks more obliquely is not looked at
_BELT_SD = 0.01
_RATIOS = np.linspace(0.86, 1.0, 36)
_GROWTHS = np.linspace(-2.0, 2.0, 17)  # about what the trunk's own size says, in standard deviations


def on_one_scale(way: Way, feet: Sequence[Named], middle: float) -> list[Named]:
    """Feet with places as if both legs ran on one line. middle: of the picture along the way, leg lengths."""
    unsure = [named for named in feet if named.side is None]
    feet = [named for named in feet if named.side is not None]
    if len(feet) < 2:  # noqa: PLR2004 - a step has two feet
        return [*feet, *unsure]
    drift = way.floor_speed * (way.track.t_s - way.track.t_s[0])
    near = Side.RIGHT if way.track.heading > 0 else Side.LEFT
    # In the picture, when the foot stood there: on a belt both feet stand near the middle.
    centre_s = [(named.stance.first + named.stance.last) // 2 for named in feet]
    seen = np.array([named.stance.place + drift[i] - middle for named, i in zip(feet, centre_s, strict=True)])
    moved = np.array([drift[i] for i in centre_s])
    is_far = np.array([named.side is not near for named in feet])
    growth, spread = _growth(way), GAIT.growth_sd.value
    usual, usual_sd = _by_the_belt(way, feet, is_far) or (GAIT.far_scale.value, GAIT.far_scale_sd.value)
    tried = [
        (
            _unlikely(_places(seen, is_far, float(ratio), growth + float(by) * spread) - moved, is_far)
            + ((ratio - usual) / usual_sd) ** 2
            + by**2,
            float(ratio),
            growth + float(by) * spread,
        )
        for ratio in _RATIOS
        for by in (_GROWTHS if way.floor_speed == 0.0 else (0.0,))
    ]
    _, ratio, growth = min(tried)
    # On a way that comes nearer the far foot is drawn ahead of where it stands: by what lies between them.
    distance = GAIT.distance_widths.value * 2.0 * abs(middle)
    ahead = (
        GAIT.far_ahead_share.value
        * (1.0 - ratio)
        * distance
        * np.clip(growth * distance, -_STEEPEST, _STEEPEST)
    )
    places = _places(seen, is_far, ratio, growth) - moved - np.where(is_far, ahead, 0.0)
    even = [
        replace(named, stance=replace(named.stance, even_place=float(place)))
        for named, place in zip(feet, places, strict=True)
    ]
    return sorted([*even, *unsure], key=lambda named: named.stance.first + named.stance.last)


def _places(seen: Floats, is_far: Floats, ratio: float, growth: float) -> Floats:
    """Along the way, in leg lengths: half of the difference is given to either leg."""
    root = np.sqrt(ratio)
    even = seen * np.where(is_far, 1.0 / root, root)
    # The scale grows as exp(growth * x): so what is seen is the integral of that.
    straight = abs(growth) < 1e-6  # noqa: PLR2004 - no growth at all
    return np.asarray(even if straight else (1.0 - np.exp(-growth * even)) / growth)


def _unlikely(places: Floats, is_far: Floats) -> float:
    """How much the steps of either leg differ among themselves."""
    steps = np.diff(places)
    usual = max(median(np.abs(steps).tolist()), 0.1)
    apart = 0.0
    for leg in (False, True):
        own = steps[is_far[1:] == leg]
        if len(own) > 1:
            off = (own - median(own.tolist())) / (GAIT.step_varies.value * usual)
            # The steps that start and stop a walk are others than those between: they have no say.
            apart += float(np.sum(np.minimum(off**2, _MOST)))
    return apart


def _by_the_belt(way: Way, feet: Sequence[Named], is_far: Floats) -> tuple[float, float] | None:
    """Ratio of the two scales and its standard deviation, from how fast the belt carries either foot."""
    if way.floor_speed == 0.0:
        return None
    runs: tuple[list[float], list[float]] = ([], [])
    for named, far in zip(feet, is_far, strict=True):
        first, last, row = named.stance.first, named.stance.last, 0 if named.side is Side.LEFT else 1
        third = (last - first) // 4
        x = way.track.heel[row, :, 0]
        if third > 0:
            runs[int(far)].append((x[last - third] - x[first + third]) / (last - first - 2 * third))
    if not all(runs):
        return None
    near, far_run = (float(np.median(each)) for each in runs)
    return (float(np.clip(far_run / near, _RATIOS[0], _RATIOS[-1])), _BELT_SD) if near else None


def _growth(way: Way) -> float:
    """How the body's size grows along the way, per leg length; 0 on a belt."""
    if way.floor_speed != 0.0:
        return 0.0
    track = way.track
    size = np.linalg.norm(track.shoulder - track.pelvis, axis=1)
    x = track.pelvis[:, 0]
    sound = (track.judged > 0) & (size > 0.0)
    if sound.sum() < 10 or np.ptp(x[sound]) < 1.0:  # noqa: PLR2004 - a line through less says nothing
        return 0.0
    slope = float(np.polyfit(x[sound], np.log(size[sound]), 1)[0])
    return float(np.clip(slope, -0.08, 0.08))
