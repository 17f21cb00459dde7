"""Draws a `Step` on a picture: skeleton, judged angle, counters, the cue, or why nothing is judged."""

import math
from collections.abc import Callable
from itertools import pairwise

import cv2
import numpy as np

from formcheck.adapters.lettering import Colour, Lettering
from formcheck.adapters.tilt_dial import Dial
from formcheck.domain.body import Bytes, Facing, Floats, Landmark, Limb, Pose
from formcheck.domain.measure import Channel, Measure, Reference, Unit, Verdict
from formcheck.engine.step import Step
from formcheck.engine.tilting import TiltWay, way_of
from formcheck.exercises.spec import ExerciseSpec, HoldRule, MobilityRule
from formcheck.kinematics.bodyview import leg_rows
from formcheck.kinematics.geometry import inclination_deg, midpoint

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


class Overlay:
    """Draws in the words that `say` gives for a key. One per video: it keeps what it has drawn."""

    def __init__(self, spec: ExerciseSpec, say: Callable[[str], str]) -> None:
        self._spec = spec
        self._say = say
        self._big: Lettering | None = None
        self._small: Lettering | None = None

    @property
    def _needs_neutral(self) -> bool:
        rule = self._spec.progress
        return isinstance(rule, MobilityRule) or rule.reference is not Reference.RESTING

    def draw(self, image_rgb: Bytes, step: Step) -> Bytes:
        """A copy of the picture with everything on it."""
        image = image_rgb.copy()
        height, width = image.shape[:2]
        if self._big is None or self._small is None:
            unit = max(12, round(min(width, height) / 24))
            self._big, self._small = Lettering(round(unit * 1.25)), Lettering(unit)
        worst = max(step.verdicts.values(), default=Verdict.UNSEEN)
        if step.pose and step.facing:
            self._skeleton(image, step.pose, step.facing, _VERDICT[worst] if step.judged else _FAR)
            if step.judged:
                self._arc(image, step, step.pose, step.facing, _VERDICT[worst])
        self._counters(image, step, self._big)
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
            x, y = _cell(pose.points_px[row])
            cv2.circle(image, (x, y), thick * 3, _INK, -1, cv2.LINE_AA)
            cv2.circle(image, (x, y), thick * 2, _WHITE, -1, cv2.LINE_AA)

    def _arc(self, image: Bytes, step: Step, pose: Pose, facing: Facing, colour: Colour) -> None:
        """Arc at the hip, from the line the thigh is held against to the thigh."""
        limb = step.working or Limb.NEAR
        side = facing.near_side if limb is Limb.NEAR else facing.near_side.opposite
        rows = leg_rows(side)
        hip, knee = pose.points_px[rows[0]], pose.points_px[rows[1]]
        shoulders = pose.points_px[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]]
        thigh_deg = inclination_deg(hip, knee)
        match step.progress.channel.measure:
            case Measure.THIGH_EXTENSION:
                from_deg = -90.0
            case Measure.THIGH_ELEVATION | Measure.THIGH_LIFT:
                from_deg = 0.0 if knee[0] >= hip[0] else 180.0
            case _:
                from_deg = inclination_deg(midpoint(shoulders[0], shoulders[1]), hip)
        if math.isnan(thigh_deg + from_deg):
            return
        radius = int(0.45 * float(np.hypot(*(knee - hip))))
        turn = (thigh_deg - from_deg + 180.0) % 360.0 - 180.0
        x, y = _cell(hip)
        ray = hip + 1.15 * radius * np.array(
            [math.cos(math.radians(from_deg)), math.sin(math.radians(from_deg))]
        )
        thick = max(2, min(image.shape[:2]) // 200)
        cv2.line(image, (x, y), _cell(ray), _WHITE, max(1, thick // 2), cv2.LINE_AA)
        # cv2 turns clockwise because its y points down.
        cv2.ellipse(
            image,
            (x, y),
            (radius, radius),
            0.0,
            -from_deg,
            -(from_deg + turn),
            colour,
            thick * 2,
            cv2.LINE_AA,
        )
        if self._small:
            self._small.put(image, self._value(step), (x + radius // 2, y + radius // 3), _WHITE, _INK)

    def _value(self, step: Step) -> str:
        value = step.progress.value
        if not self._needs_neutral:  # held against a resting level that is not drawn: say the angle itself
            value = step.values.get(step.progress.channel, math.nan)
        if math.isnan(value):
            return "–"
        if step.progress.channel.measure.unit is Unit.RATIO:
            return f"{round(value * 100)} %"
        return signed_deg(value)

    def _counters(self, image: Bytes, step: Step, letters: Lettering) -> None:
        progress, rule = step.progress, self._spec.progress
        if isinstance(rule, HoldRule):
            lines = [f"{self._say('overlay.hold')} {progress.held_s:.0f} / {rule.target_s:.0f} s"]
        elif isinstance(rule, MobilityRule):
            lines = [f"{self._say('overlay.lift')} {self._value(step)}"]
        else:
            lines = [f"{self._say('overlay.reps')} {progress.complete_reps}"]
            if progress.partial_reps:
                lines.append(f"{self._say('overlay.partial')} {progress.partial_reps}")
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
        colour = _VERDICT[Verdict.WARN if way is TiltWay.ANTERIOR else Verdict.OK]
        centre = (width - round(1.3 * radius), round(1.3 * radius))
        Dial(centre=centre, radius=radius, facing=step.facing).draw(image, tilt_deg, sd_deg, colour)
        text = f"{self._say(f'tilt.{way}')} {signed_deg(tilt_deg)} ± {sd_deg:.0f}°"
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


def _cell(point_px: Floats) -> tuple[int, int]:
    return round(float(point_px[0])), round(-float(point_px[1]))


def _chain(image: Bytes, pose: Pose, rows: tuple[Landmark, ...], colour: Colour, thick: int) -> None:
    for a, b in pairwise(rows):
        points = pose.points_px[[a, b]]
        if not np.isnan(points).any():
            cv2.line(image, _cell(points[0]), _cell(points[1]), _INK, thick + 2, cv2.LINE_AA)
            cv2.line(image, _cell(points[0]), _cell(points[1]), colour, thick, cv2.LINE_AA)
