"""Cuts a stretch of time into ways: where somebody walks in one direction, over the floor or on a belt."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from formcheck.domain.body import Floats
from formcheck.engine.progress.gait.track import CLOCK_S, Track, smoothed, speed
from formcheck.exercises.gait_limits import GAIT

_PACE_SD_S = 0.25
_MARGIN_S = 0.5  # the foot that stands when a way begins stood there before
_GOING_SHARE = 0.5  # of the highest speed; a step that starts or stops a walk has half of it
_BELT_S = 2.0
_BELT_SPREAD = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One direction. track: turned so that it leads along +x. floor_speed: of the floor along that, <= 0.

    pace: (n), speed over the floor, without the coming and going of each step.
    """

    track: Track
    floor_speed: float
    pace: Floats

    @property
    def walk_speed(self) -> float:
        """Usual speed over the floor, of the walk itself: who starts, stops or stands has no say."""
        going = self.pace >= _GOING_SHARE * np.percentile(self.pace, 90)
        return float(np.median(self.pace[going]))


def ways_of(track: Track) -> Iterator[Way]:
    """Every way in order of time; none where nobody walks."""
    pace = smoothed(speed(track.pelvis[:, 0]), _PACE_SD_S)
    runs = list(_runs(np.sign(pace) * (np.abs(pace) >= GAIT.walking_speed.interval.low)))
    if not runs:
        belt = _on_a_belt(track)
        if belt is not None:
            yield belt
        return
    for first, after, heading in runs:
        margin = round(_MARGIN_S / CLOCK_S)
        low, high = max(0, first - margin), min(len(pace), after + margin)
        part = track.part(low, high).turned(heading)
        yield Way(track=part, floor_speed=0.0, pace=heading * pace[low:high])


def _runs(signs: Floats) -> Iterator[tuple[int, int, int]]:
    edges = np.flatnonzero(np.diff(signs)) + 1
    bounds = [0, *map(int, edges), len(signs)]
    for first, after in pairwise(bounds):
        if signs[first] != 0.0 and (after - first) * CLOCK_S >= GAIT.run_s.value:
            yield first, after, int(signs[first])


def _on_a_belt(track: Track) -> Way | None:
    """Who keeps their place while both feet run back at one speed walks on a belt."""
    ahead = float(np.median(track.toe[:, :, 0] - track.heel[:, :, 0]))
    turned = track.turned(1 if ahead >= 0.0 else -1)
    # Of a foot on the floor, the heel runs with the belt until it rises, and the toe until it leaves.
    rates = np.array(
        [[speed(smoothed(point[label, :, 0])) for label in (0, 1)] for point in (turned.heel, turned.toe)]
    )
    moving = np.flatnonzero(np.abs(rates[0]).max(axis=0) > GAIT.belt_speed.interval.low)
    if len(moving) * CLOCK_S < _BELT_S:
        return None
    # Who stands before and after is not held against the time on the belt.
    margin = round(_MARGIN_S / CLOCK_S)
    first, last = max(0, int(moving[0]) - margin), min(rates.shape[2], int(moving[-1]) + margin)
    going = rates[:, :, moving]
    # The far foot is hidden now and then, and seems slow: the near one tells, which is drawn larger.
    near = going[:, 1 if turned.heading > 0 else 0]
    back = near[near < -GAIT.belt_speed.interval.low]
    if len(back) == 0:
        return None
    belt = _most_usual(back) * math.sqrt(GAIT.far_scale.value)
    with_it = (np.abs(going - belt) < _BELT_SPREAD * abs(belt)).any(axis=0)
    # Who walks has a foot on the floor all the time; who lifts one and puts it down again has not.
    if float(with_it.any(axis=0).mean()) < GAIT.one_foot_share.value:
        return None
    if float(with_it.mean(axis=1).min()) < GAIT.belt_share.value:
        return None
    part = turned.part(first, last)
    pace = np.where(np.isin(np.arange(first, last), moving), speed(part.pelvis[:, 0]) - belt, 0.0)
    return Way(track=part, floor_speed=belt, pace=smoothed(pace, _PACE_SD_S))


def _most_usual(rates: Floats) -> float:
    """The rate about which most others lie."""
    tried = np.percentile(rates, np.arange(5, 100, 5))
    near = [rates[np.abs(rates - each) < _BELT_SPREAD / 2.0 * abs(each)] for each in tried]
    return float(np.median(max(near, key=len)))
