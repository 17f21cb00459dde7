"""The landmarks of a stretch of time on an even clock, turned so that the way leads to +x.

Lengths in leg lengths. Which label is which leg is not believed here: rows 0 and 1 are the labels left and
right, whatever they lie on.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from formcheck.domain.body import Floats, Landmark
from formcheck.engine.progress.gait.people import same_person
from formcheck.exercises.gait_limits import GAIT

CLOCK_S = 0.02
_SMOOTH_S = 0.03
_LEAST_FRAMES = 4
_SPIKE_S = 0.16  # a label that is away for less than half of that has not moved
_HIPS = (Landmark.LEFT_HIP, Landmark.RIGHT_HIP)
_KNEES = (Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE)
_ANKLES = (Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE)
_HEELS = (Landmark.LEFT_HEEL, Landmark.RIGHT_HEEL)
_TOES = (Landmark.LEFT_TOE, Landmark.RIGHT_TOE)
_SHOULDERS = (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One frame as the pose model gave it. judged: whether it could be judged. width_px: of its picture."""

    t_s: float
    points_px: Floats
    judged: bool
    width_px: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A stretch of time. t_s: (n). leg_px: length of a leg, the unit of all else. trunk_px: of who
    is followed, as far as it is known. heading: +1 or -1.

    pelvis, shoulder: (n, 2). hip, knee, ankle, heel, toe: (2, n, 2) by label. x along the way, y up.
    judged: (n), 0 also where another body is followed. middle: of the picture along the way.
    """

    t_s: Floats
    leg_px: float
    trunk_px: float
    heading: int
    pelvis: Floats
    shoulder: Floats
    hip: Floats
    knee: Floats
    ankle: Floats
    heel: Floats
    toe: Floats
    judged: Floats
    middle: float

    def part(self, first: int, last: int) -> "Track":
        """The samples first..last, without the last."""
        span = slice(first, last)
        return Track(
            t_s=self.t_s[span],
            leg_px=self.leg_px,
            trunk_px=self.trunk_px,
            heading=self.heading,
            pelvis=self.pelvis[span],
            shoulder=self.shoulder[span],
            judged=self.judged[span],
            middle=self.middle,
            **{name: getattr(self, name)[:, span] for name in ("hip", "knee", "ankle", "heel", "toe")},
        )

    def turned(self, heading: int) -> "Track":
        """The same, with the way along +x for somebody who goes there."""
        if heading == self.heading:
            return self
        flip = np.array([-1.0, 1.0])
        return Track(
            t_s=self.t_s,
            leg_px=self.leg_px,
            trunk_px=self.trunk_px,
            heading=heading,
            judged=self.judged,
            middle=-self.middle,
            **{
                name: getattr(self, name) * flip
                for name in ("pelvis", "shoulder", "hip", "knee", "ankle", "heel", "toe")
            },
        )


def track_of(seen: Sequence[Seen], trunk_px: float = math.nan) -> Track | None:
    """Put frames on an even clock; None where they say too little. trunk_px: of who is followed, if known."""
    times = np.array([each.t_s for each in seen])
    if len(times) < _LEAST_FRAMES or times[-1] - times[0] < 4 * CLOCK_S:
        return None
    points = np.array([each.points_px for each in seen])
    leg_px = _leg_px(points)
    if not leg_px > 0.0:
        return None
    clock = np.arange(times[0], times[-1] + CLOCK_S / 2, CLOCK_S)
    points = _steadied(times, points)
    judged = np.array([each.judged for each in seen])
    nearest = np.clip(np.searchsorted(times, clock - 1e-9), 0, len(times) - 1)

    def on_clock(rows: tuple[Landmark, ...]) -> Floats:
        return np.array([_resampled(clock, times, points[:, row]) for row in rows]) / leg_px

    pelvis, shoulder = on_clock(_HIPS).mean(axis=0), on_clock(_SHOULDERS).mean(axis=0)
    sound = judged[nearest].astype(np.float64)
    own, trunk = same_person(pelvis, shoulder, sound, CLOCK_S, trunk_px / leg_px)
    return Track(
        t_s=clock,
        leg_px=leg_px,
        trunk_px=trunk * leg_px,
        heading=1,
        pelvis=pelvis,
        shoulder=shoulder,
        hip=on_clock(_HIPS),
        knee=on_clock(_KNEES),
        ankle=on_clock(_ANKLES),
        heel=on_clock(_HEELS),
        toe=on_clock(_TOES),
        judged=sound * own,
        middle=seen[-1].width_px / 2.0 / leg_px,
    )


def smoothed(values: Floats, sd_s: float = _SMOOTH_S) -> Floats:
    """Gaussian mean along the last axis but one for points, along the last for scalars."""
    reach = max(1, round(3 * sd_s / CLOCK_S))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) * CLOCK_S / sd_s) ** 2)
    kernel /= kernel.sum()
    padded = np.pad(values, reach, mode="edge")
    return np.convolve(padded, kernel, mode="valid")


def speed(values: Floats) -> Floats:
    """Change a second of samples on the clock."""
    return np.asarray(np.gradient(values, CLOCK_S)) if len(values) > 1 else np.zeros(len(values))


def _steadied(times: Floats, points: Floats) -> Floats:
    """Running median of heels and toes: labels that change legs for a frame or two are outliers.

    A foot goes one way only, forward or with the floor, so a median leaves its way as it is.
    """
    frame_s = float(np.median(np.diff(times)))
    reach = max(1, round(_SPIKE_S / frame_s / 2.0))
    feet = [*_HEELS, *_TOES]
    padded = np.pad(points[:, feet], ((reach, reach), (0, 0), (0, 0)), mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1, axis=0)
    steady = points.copy()
    steady[:, feet] = np.median(windows, axis=-1)
    return steady


def _resampled(clock: Floats, times: Floats, points: Floats) -> Floats:
    return np.column_stack([np.interp(clock, times, points[:, axis]) for axis in (0, 1)])


def _leg_px(points: Floats) -> float:
    """Length of thigh and shank; the longer half of frames, where neither is foreshortened."""
    thigh = np.linalg.norm(points[:, list(_HIPS)] - points[:, list(_KNEES)], axis=2)
    shank = np.linalg.norm(points[:, list(_KNEES)] - points[:, list(_ANKLES)], axis=2)
    return float(np.nanmedian(thigh + shank)) * GAIT.leg_factor.value
