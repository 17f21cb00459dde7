"""Small rotation matrices. Angles in degrees unless a name says otherwise."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def pitch(angle_deg: float) -> Array:
    """Turn about the left-pointing y axis; + takes the top of a segment forward (z towards x)."""
    a = np.radians(angle_deg)
    c, s = np.cos(a), np.sin(a)
    return np.array([[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]])


def yaw(angle_deg: float) -> Array:
    """Turn about the vertical z axis; + is anticlockwise seen from above (x towards y)."""
    a = np.radians(angle_deg)
    c, s = np.cos(a), np.sin(a)
    return np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])


def roll(angle_deg: float) -> Array:
    """Turn about the forward x axis; + takes the left side up (y towards z)."""
    a = np.radians(angle_deg)
    c, s = np.cos(a), np.sin(a)
    return np.array([[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]])


def swing(start: Array, end: Array) -> Array:
    """The smallest rotation that takes the direction of `start` to the direction of `end`."""
    a = start / np.linalg.norm(start)
    b = end / np.linalg.norm(end)
    axis = np.cross(a, b)
    cosine = float(a @ b)
    if cosine < -0.999999:
        helper = np.array([0.0, 1.0, 0.0]) if abs(a[1]) < 0.9 else np.array([1.0, 0.0, 0.0])
        axis = np.cross(a, helper)
        axis /= np.linalg.norm(axis)
        return 2.0 * np.outer(axis, axis) - np.eye(3)
    skew = np.array([[0.0, -axis[2], axis[1]], [axis[2], 0.0, -axis[0]], [-axis[1], axis[0], 0.0]])
    return np.eye(3) + skew + skew @ skew / (1.0 + cosine)
