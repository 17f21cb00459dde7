"""Keeps the near and the far leg apart over time.

The pose model mixes the two legs up now and then when they cross, side-on, and its visibility does not tell.
Legs move continuously: when both legs seem to jump into each other's place within one frame, the labels
jumped and not the legs, and they are exchanged back for as long as the labels stay wrong.
"""

from dataclasses import dataclass, replace

import numpy as np

from formcheck.domain.body import Facing, Floats, Landmark, Pose
from formcheck.kinematics.bodyview import leg_rows

_TRACKED = slice(1, 5)  # knee, ankle, heel, toe: the hips hardly move apart side-on


@dataclass(slots=True)
class LegIdentity:
    """Where each leg was, and whether the labels are exchanged at present."""

    _near: Floats | None = None
    _far: Floats | None = None
    _swapped: bool = False

    def reset(self) -> None:
        """Trust the labels again."""
        self._near = self._far = None
        self._swapped = False

    def sort(self, pose: Pose, facing: Facing) -> tuple[Pose, bool]:
        """Pose with its legs under the right labels, and whether that is sure."""
        near_rows = list(leg_rows(facing.near_side))
        far_rows = list(leg_rows(facing.near_side.opposite))
        near, far = pose.points_px[near_rows], pose.points_px[far_rows]
        if self._near is not None and self._far is not None:
            keep = _apart(near, self._near) + _apart(far, self._far)
            swap = _apart(near, self._far) + _apart(far, self._near)
            between = _apart(self._near, self._far)
            size = float(np.hypot(*(near[1] - near[2])))
            if between < 0.15 * size:
                self._swapped = False
            elif self._swapped != (swap < 0.5 * keep):
                self._swapped = swap < 0.5 * keep if not self._swapped else not keep < 0.5 * swap
        if self._swapped:
            points, visibility = pose.points_px.copy(), pose.visibility.copy()
            points[near_rows], points[far_rows] = far, near
            visibility[near_rows], visibility[far_rows] = pose.visibility[far_rows], pose.visibility[near_rows]
            pose = replace(pose, points_px=points, visibility=visibility)
            near, far = far, near
        self._near, self._far = near, far
        return pose, True


def _apart(a: Floats, b: Floats) -> float:
    return float(np.nanmean(np.hypot(*(a[_TRACKED] - b[_TRACKED]).T)))


__all__ = ["Landmark", "LegIdentity"]
