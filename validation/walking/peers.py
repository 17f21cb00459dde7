"""Common ways to find steps, as their descriptions have them, on the same landmarks.

heel: a foot comes down where its heel is furthest ahead of the pelvis (Zeni 2008), unsmoothed, sides as the
model labels them. ankles: a step wherever the ankles are furthest apart; the side is that of the one ahead.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.signal import find_peaks

from formcheck.adapters.recording import Recording
from formcheck.domain.body import Landmark

Array = NDArray[np.float64]
Contact = tuple[float, str, float]
"""Time, side, and length in leg lengths."""
_APART_S = 0.25
_LEAST = 0.15


def _stretches(path: Path) -> list[tuple[Array, Array]]:
    """Times and landmarks of every stretch in which somebody is seen."""
    found: list[tuple[list[float], list[Array]]] = []
    with Recording(path) as recording:
        for seen in recording:
            pose = seen.sighting.pose
            if pose is None:
                continue
            if not found or pose.t_s - found[-1][0][-1] > _APART_S:
                found.append(([], []))
            found[-1][0].append(pose.t_s)
            found[-1][1].append(pose.points_px)
    return [(np.array(t), np.array(points)) for t, points in found if len(t) > 10]


def _leg_px(points: Array) -> float:
    thigh = points[:, Landmark.LEFT_HIP] - points[:, Landmark.LEFT_KNEE]
    shank = points[:, Landmark.LEFT_KNEE] - points[:, Landmark.LEFT_ANKLE]
    return float(np.median(np.linalg.norm(thigh, axis=1) + np.linalg.norm(shank, axis=1)))


def heel_maxima(path: Path) -> list[Contact]:
    """Contacts by the heels' largest distance ahead of the pelvis."""
    contacts = []
    for t_s, points in _stretches(path):
        hips = points[:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP], 0].mean(axis=1)
        heading = 1.0 if hips[-1] >= hips[0] else -1.0
        leg_px, apart = _leg_px(points), max(1, round(_APART_S / float(np.median(np.diff(t_s)))))
        heels = {"left": Landmark.LEFT_HEEL, "right": Landmark.RIGHT_HEEL}
        for side, row in heels.items():
            ahead = heading * (points[:, row, 0] - hips) / leg_px
            other = points[:, heels["right" if side == "left" else "left"], 0]
            peaks, _ = find_peaks(ahead, distance=apart, prominence=_LEAST)
            for i in peaks:
                length = heading * (points[i, row, 0] - other[i]) / leg_px
                contacts.append((float(t_s[i]), side, float(length)))
    return sorted(contacts)


def ankle_maxima(path: Path) -> list[Contact]:
    """Contacts by the ankles' largest distance from one another."""
    contacts = []
    for t_s, points in _stretches(path):
        hips = points[:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP], 0].mean(axis=1)
        heading = 1.0 if hips[-1] >= hips[0] else -1.0
        left_ahead = heading * (points[:, Landmark.LEFT_ANKLE, 0] - points[:, Landmark.RIGHT_ANKLE, 0])
        leg_px, apart = _leg_px(points), max(1, round(_APART_S / float(np.median(np.diff(t_s)))))
        peaks, _ = find_peaks(np.abs(left_ahead) / leg_px, distance=apart, prominence=_LEAST)
        for i in peaks:
            side = "left" if left_ahead[i] > 0.0 else "right"
            contacts.append((float(t_s[i]), side, float(abs(left_ahead[i]) / leg_px)))
    return contacts
