"""Scales a picture to what the pose model is given."""

from dataclasses import replace

import numpy as np

from formcheck.domain.body import Bytes, Frame
from formcheck.exercises.gates import INFERENCE_LONG_SIDE_PX

# mediapipe 0.10.33 pads the rows of a silhouette to 16 bytes and then aborts the whole process
# ("Check failed: 1 == ChannelSize()") while it copies a padded one: so rows of whole 4 floats only.
_COLUMNS_STEP = 4


def shrunk(image: Bytes) -> Bytes:
    """Scale an image to what inference needs, in its own proportions within half a pixel."""
    import cv2  # noqa: PLC0415 - needs system libraries

    height_px, width_px = image.shape[:2]
    scale = min(1.0, INFERENCE_LONG_SIDE_PX / max(height_px, width_px))
    columns = max(1, int(width_px * scale) // _COLUMNS_STEP) * _COLUMNS_STEP
    rows = max(1, round(height_px * columns / width_px))
    if (rows, columns) == (height_px, width_px):
        return np.ascontiguousarray(image)
    return np.asarray(cv2.resize(image, (columns, rows), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def shrunk_frame(frame: Frame) -> tuple[Frame, tuple[int, int]]:
    """A frame with its picture scaled as inference wants it, and the width and height it had before."""
    height_px, width_px = frame.image_rgb.shape[:2]
    return replace(frame, image_rgb=shrunk(frame.image_rgb)), (width_px, height_px)
