"""The camera: where it stands, what it sees, and where a 3D point lands in pixels (y down)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """A pinhole camera. yaw_deg 0 = exactly side-on; + = moved towards the person's front."""

    near_side: str
    target: tuple[float, float, float]
    distance_m: float
    height_m: float
    yaw_deg: float
    roll_deg: float
    fov_vertical_deg: float
    size: tuple[int, int]

    @property
    def eye(self) -> Array:
        """Position in the room."""
        out = 1.0 if self.near_side == "L" else -1.0
        angle = np.radians(self.yaw_deg)
        level = self.distance_m
        x = self.target[0] + level * np.sin(angle)
        y = self.target[1] + out * level * np.cos(angle)
        return np.array([x, y, self.height_m])

    def view(self) -> Array:
        """World to camera, 4x4; camera looks along -z, x right, y up."""
        eye = self.eye
        forward = np.asarray(self.target) - eye
        forward /= np.linalg.norm(forward)
        right = np.cross(forward, [0.0, 0.0, 1.0])
        right /= np.linalg.norm(right)
        up = np.cross(right, forward)
        c, s = np.cos(np.radians(self.roll_deg)), np.sin(np.radians(self.roll_deg))
        turn = np.stack([c * right + s * up, -s * right + c * up, -forward])
        matrix = np.eye(4)
        matrix[:3, :3] = turn
        matrix[:3, 3] = -turn @ eye
        return matrix

    def projection(self) -> Array:
        """Camera to clip space, 4x4."""
        near, far = 0.2, 20.0
        f = 1.0 / np.tan(np.radians(self.fov_vertical_deg) / 2)
        aspect = self.size[0] / self.size[1]
        matrix = np.zeros((4, 4))
        matrix[0, 0], matrix[1, 1] = f / aspect, f
        matrix[2, 2], matrix[2, 3] = (far + near) / (near - far), 2 * far * near / (near - far)
        matrix[3, 2] = -1.0
        return matrix

    def pixels(self, points: Array) -> Array:
        """(N, 2) pixel positions of (N, 3) points, x right, y down."""
        homogeneous = np.concatenate([points, np.ones((len(points), 1))], axis=1)
        clip = homogeneous @ (self.projection() @ self.view()).T
        ndc = clip[:, :2] / clip[:, 3:4]
        return np.stack([(ndc[:, 0] + 1) * self.size[0] / 2, (1 - ndc[:, 1]) * self.size[1] / 2], axis=1)
