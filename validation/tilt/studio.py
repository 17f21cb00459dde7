"""Films' pictures that end in the middle of a person."""

from __future__ import annotations

from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from validation.clip import Shoot
from validation.postures.base import Placed, hip_middle

Hides = Literal["", "turned", "arms", "behind", "below", "legs"]
"""Why a back cannot be seen. The last three: the picture ends at the hips, there (`legs`: of who lies)."""
Image = NDArray[np.uint8]
MOST = 0.6
"""A cut picture shows at most this much of the whole one, each way."""


def cut_off(image: Image, shoot: Shoot, placed: Placed, cut: Hides) -> Image:
    """The same picture from so near that it ends at the hips, as large as before."""
    rows, columns = image.shape[:2]
    x, y = (float(v) for v in shoot.camera.pixels(hip_middle(shoot.body, placed.bones)[None])[0])
    faces_right = shoot.plan.near == "R"
    keeps_right = faces_right == (cut == "behind")
    room_px = columns - x if keeps_right else x
    share = min(MOST, y / rows if cut == "below" else room_px / columns)
    width, height = int(share * columns), int(share * rows)
    if cut == "below":
        left, top = x - width / 2, y - height
    else:
        left, top = (x if keeps_right else x - width), y - 0.6 * height
    left_px = int(np.clip(left, 0, columns - width))
    top_px = int(np.clip(top, 0, rows - height))
    window = image[top_px : top_px + height, left_px : left_px + width]
    return np.asarray(cv2.resize(window, (columns, rows), interpolation=cv2.INTER_LINEAR), dtype=np.uint8)
