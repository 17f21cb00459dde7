"""Draws a `Step` on a picture: skeleton, counted measure, counters, the cue, or why nothing is judged."""

import math
from collections.abc import Callable
from itertools import pairwise

import cv2
import numpy as np

from formcheck.adapters.lettering import Colour, Lettering
from formcheck.adapters.target_drawing import cell, draw_target
from formcheck.adapters.tilt_dial import Dial
from formcheck.domain.body import Bytes, Facing, Landmark, Pose
from formcheck.domain.measure import Channel, Measure, Unit, Verdict
from formcheck.engine.pelvis import TiltWay, way_of
from formcheck.engine.step import Step
from formcheck.exercises.spec import ExerciseSpec
from formcheck.kinematics.bodyview import leg_rows
from formcheck.review.kinds import section_of
from formcheck.review.target import Target, target_of, tilt_criterion

_WHITE: Colour = (255, 255, 255)
_INK: Colour = (16, 22, 30)
_FAR: Colour = (176, 190, 204)
# Blue, orange and purple stay apart for every kind of colour vision; the words say the same.
_VERDICT: dict[Verdict, Colour] = {
    Verdict.UNSEEN: (86, 180, 233),
    Verdict.OK: (86, 180, 233),
    Verdict.WARN: (240, 200, 60),
    Verdict.FAULT: (240, 120, 40),
}
_REASON_PLATE: Colour = (110, 40, 90)
_TRUNK_AND_ARMS = (
    (
        Landmark.LEFT_SHOULDER,
        Landmark.RIGHT_SHOULDER,
        Landmark.RIGHT_HIP,
        Landmark.LEFT_HIP,
        Landmark.LEFT_SHOULDER,
    ),
    (Landmark.LEFT_SHOULDER, Landmark.LEFT_ELBOW, Landmark.LEFT_WRIST),
    (Landmark.RIGHT_SHOULDER, Landmark.RIGHT_ELBOW, Landmark.RIGHT_WRIST),
)


def signed_deg(angle_deg: float) -> str:
    """Whole degrees with their sign; nothing is neither + nor -."""
    whole = round(angle_deg)
    return f"{whole:+d}°" if whole else "0°"


def reading_of(target: Target) -> str:
    """The counted measure as it is written beside its shape."""
    if math.isnan(target.value):
        return "–"
    if target.channel.measure.unit is Unit.RATIO:
        return f"{round(100.0 * target.reading)} %"
    return signed_deg(target.reading)


class Overlay:
    """Draws in the words that `say` gives for a key. One per video: it keeps what it has drawn."""

    def __init__(self, spec: ExerciseSpec, say: Callable[[str], str]) -> None:
        self._spec = spec
        self._say = say
        self._big: Lettering | None = None
        self._small: Lettering | None = None

    @property
    def _needs_neutral(self) -> bool:
        return self._spec.progress.needs_neutral

    def draw(self, image_rgb: Bytes, step: Step) -> Bytes:
        """A copy of the picture with everything on it."""
        image = image_rgb.copy()
        height, width = image.shape[:2]
        if self._big is None or self._small is None:
            unit = max(12, round(min(width, height) / 24))
            self._big, self._small = Lettering(round(unit * 1.25)), Lettering(unit)
        target = target_of(step)
        worst = max(step.verdicts.values(), default=Verdict.UNSEEN)
        if step.pose and step.facing:
            self._skeleton(image, step.pose, step.facing, _VERDICT[worst] if step.judged else _FAR)
            if step.judged:
                self._target(image, target, _VERDICT[worst])
        self._counters(image, step, target, self._big)
        self._tilt(image, step, self._small)
        self._bottom(image, step, self._small)
        return image

    def _skeleton(self, image: Bytes, pose: Pose, facing: Facing, colour: Colour) -> None:
        thick = max(2, min(image.shape[:2]) // 160)
        far = leg_rows(facing.near_side.opposite)
        _chain(image, pose, far[:3], _FAR, thick)
        _chain(image, pose, (far[2], far[3], far[4], far[2]), _FAR, thick)
        for rows in _TRUNK_AND_ARMS:
            _chain(image, pose, rows, _WHITE, thick)
        near = leg_rows(facing.near_side)
        _chain(image, pose, near[:3], colour, thick * 2)
        _chain(image, pose, (near[2], near[3], near[4], near[2]), colour, thick)
        for row in near[:3]:
            x, y = cell(pose.points_px[row])
            cv2.circle(image, (x, y), thick * 3, _INK, -1, cv2.LINE_AA)
            cv2.circle(image, (x, y), thick * 2, _WHITE, -1, cv2.LINE_AA)

    def _target(self, image: Bytes, target: Target, colour: Colour) -> None:
        """The counted measure where it is and where it should be, with its number."""
        beside = draw_target(image, target, colour)
        if beside and self._small:
            self._small.put(image, reading_of(target), beside, _WHITE, _INK)

    def _counters(self, image: Bytes, step: Step, target: Target, letters: Lettering) -> None:
        counters = section_of(self._spec).counters(step.progress, self._spec, reading_of(target))
        lines = [f"{self._say(key)} {number}" for key, number in counters]
        y = 0
        for line in lines:
            y += letters.put(image, line, (0, y), _WHITE, _INK)

    def _tilt(self, image: Bytes, step: Step, letters: Lettering) -> None:
        """Dial of the pelvic tilt in the upper right corner, where it is seen."""
        tilt_deg = step.values.get(Channel(Measure.PELVIC_TILT), math.nan)
        sd_deg = step.values.get(Channel(Measure.PELVIC_TILT_SD), math.nan)
        if math.isnan(tilt_deg + sd_deg) or step.facing is None:
            return
        height, width = image.shape[:2]
        radius = min(height, width) // 11
        way = way_of(tilt_deg, sd_deg)
        criterion = tilt_criterion(self._spec)
        colour = _VERDICT[step.verdicts.get(criterion.key, Verdict.UNSEEN)] if criterion else _FAR
        centre = (width - round(1.3 * radius), round(1.3 * radius))
        dial = Dial(centre=centre, radius=radius, facing=step.facing)
        dial.draw(image, tilt_deg, sd_deg, colour=colour, ok=criterion.ok if criterion else None)
        clear = "" if way is TiltWay.NEUTRAL else f" {abs(tilt_deg):.0f}°"
        text = f"{self._say(f'tilt.{way}')}{clear} ± {sd_deg:.0f}°"
        letters.put(image, text, (width, round(2.5 * radius)), _WHITE, _INK)

    def _bottom(self, image: Bytes, step: Step, letters: Lettering) -> None:
        """The one thing to read: why nothing is judged, else the cue, else what is waited for."""
        if step.reason:
            text = f"{self._say('overlay.cannot_judge')}: {self._say(f'gate.{step.reason}.what')}"
            plate = _REASON_PLATE
        elif step.cue:
            text, plate = self._say(step.cue), _INK
        elif self._needs_neutral and not step.has_neutral:
            text, plate = self._say("overlay.neutral_wait"), _INK
        else:
            return
        height, width = image.shape[:2]
        lines = letters.wrapped(text, width)
        step_px = letters.put(
            image, lines[-1], ((width - letters.width_px(lines[-1])) // 2, height), _WHITE, plate
        )
        for above, line in enumerate(reversed(lines[:-1]), start=1):
            at = ((width - letters.width_px(line)) // 2, height - (above + 1) * step_px)
            letters.put(image, line, at, _WHITE, plate)


def _chain(image: Bytes, pose: Pose, rows: tuple[Landmark, ...], colour: Colour, thick: int) -> None:
    for a, b in pairwise(rows):
        points = pose.points_px[[a, b]]
        if not np.isnan(points).any():
            cv2.line(image, cell(points[0]), cell(points[1]), _INK, thick + 2, cv2.LINE_AA)
            cv2.line(image, cell(points[0]), cell(points[1]), colour, thick, cv2.LINE_AA)
