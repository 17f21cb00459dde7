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
_RATE_OVER_S = 0.3  # less than a foot is on the floor, as long as its label takes to settle there
_WITH_IT_OVER_S = 0.2
_BELT_SD = 0.06  # of the belt's rate, as single stretches of that length show it
_BELT_SLOWEST, _BELT_FASTEST = 0.1, 4.0  # leg lengths a second: somebody who sways, and a run
_BELT_TRIED = 300


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

    @property
    def leads(self) -> float:
        """How far it leads over the floor, in leg lengths; without end on a belt."""
        x = self.track.pelvis[:, 0]
        return math.inf if self.floor_speed else float(x[-1] - x[0])

    @property
    def standing_share(self) -> float:
        """Of the walking speed: a slower heel stands.

        On a belt the label of a foot that came down swings about its place: the pose model smooths over time.
        """
        return (GAIT.belt_standing_share if self.floor_speed else GAIT.standing_share).value

    @property
    def flight_s(self) -> float:
        """After a longer time without a heel that stands, one is missing."""
        return (GAIT.belt_flight_s if self.floor_speed else GAIT.flight_s).value


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
    moves = np.abs([speed(smoothed(turned.heel[label, :, 0])) for label in (0, 1)]).max(axis=0)
    moving = np.flatnonzero(moves > GAIT.belt_speed.interval.low)
    if len(moving) * CLOCK_S < _BELT_S:
        return None
    # Who stands before and after is not held against the time on the belt.
    margin = round(_MARGIN_S / CLOCK_S)
    first, last = max(0, int(moving[0]) - margin), min(len(moves), int(moving[-1]) + margin)
    # Of a foot on the floor, the heel runs with the belt until it rises, and the toe until it leaves.
    rates = _rates(turned, _RATE_OVER_S)[..., moving]
    belt = _most_usual(rates[rates < -_BELT_SLOWEST])
    if -belt not in GAIT.belt_speed:  # nor is a rate that is not known
        return None
    off = np.abs(_rates(turned, _WITH_IT_OVER_S)[..., moving] - belt)
    with_it = (off < _BELT_SPREAD * abs(belt)).any(axis=0)
    # Who walks has a foot on the floor all the time; who lifts one and puts it down again has not.
    if float(with_it.any(axis=0).mean()) < GAIT.one_foot_share.value:
        return None
    if float(with_it.mean(axis=1).min()) < GAIT.belt_share.value:
        return None
    part = turned.part(first, last)
    # The pelvis keeps its place: that a belt starts or stops, the foot on it tells.
    pace = np.clip(-_rates(part, _RATE_OVER_S).min(axis=(0, 1)), 0.0, -belt)
    pace[pace > (1.0 - _BELT_SPREAD) * -belt] = -belt
    return Way(track=part, floor_speed=belt, pace=smoothed(pace, _PACE_SD_S))


def _rates(track: Track, over_s: float) -> Floats:
    """Rate of each heel and toe over a stretch about each sample: (2, 2, n), heel and toe first, then label.

    The pose model smooths over time: on a belt the label of a foot that came down swings about its place, and
    goes faster and slower than the belt by a third. Over a longer stretch that falls out.
    """
    x = np.array([track.heel[:, :, 0], track.toe[:, :, 0]])
    reach, at = max(1, round(over_s / CLOCK_S / 2.0)), np.arange(x.shape[2])
    low, high = np.maximum(at - reach, 0), np.minimum(at + reach, x.shape[2] - 1)
    return np.asarray((x[..., high] - x[..., low]) / ((high - low) * CLOCK_S))


def _most_usual(rates: Floats) -> float:
    """The rate about which most others lie. rates: < 0; NaN where there are none."""
    if len(rates) == 0:
        return math.nan
    tried = np.geomspace(_BELT_SLOWEST, _BELT_FASTEST, _BELT_TRIED)
    off = np.log(-rates[:, np.newaxis] / tried) / _BELT_SD
    return -float(tried[np.argmax(np.exp(-0.5 * off**2).sum(axis=0))])
