"""What is done to finished pictures to see where the pipeline gives up: light, resolution, compression."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

Image8 = NDArray[np.uint8]

LIGHT = (1.0, 0.5, 0.25, 0.15, 0.1, 0.06)
"""Factors on the picture's levels; a camera's noise is added below."""
HEIGHT_PX = (480, 360, 240, 180, 120, 90)
JPEG_QUALITY = (95, 50, 25, 12, 6, 3)
SENSOR_NOISE = 2.0
"""Levels of noise of a dark picture, fixed for every frame: the run must be repeatable."""


def darkened(factor: float) -> Callable[[Image8], Image8]:
    """Less light, with the noise that the sensor has anyway."""

    def spoil(image: Image8) -> Image8:
        grain = np.random.default_rng(int(image[::16, ::16].sum())).normal(0.0, SENSOR_NOISE, image.shape)
        return np.clip(image * factor + grain, 0, 255).astype(np.uint8)

    return spoil


def shrunk(height_px: int) -> Callable[[Image8], Image8]:
    """Fewer pixels."""

    def spoil(image: Image8) -> Image8:
        width_px = round(image.shape[1] * height_px / image.shape[0] / 2) * 2
        small = cv2.resize(image, (width_px, height_px), interpolation=cv2.INTER_AREA)
        return np.asarray(small, dtype=np.uint8)

    return spoil


def compressed(quality: int) -> Callable[[Image8], Image8]:
    """Every frame as a JPEG."""

    def spoil(image: Image8) -> Image8:
        _, packed = cv2.imencode(".jpg", image[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
        unpacked = cv2.imdecode(packed, cv2.IMREAD_COLOR)
        return np.ascontiguousarray(unpacked[..., ::-1])

    return spoil


SPOILS: Mapping[str, Callable[[Image8], Image8]] = {
    **{f"light/{factor:g}": darkened(factor) for factor in LIGHT},
    **{f"height/{height_px}": shrunk(height_px) for height_px in HEIGHT_PX},
    **{f"jpeg/{quality}": compressed(quality) for quality in JPEG_QUALITY},
}
"""Named, so that a worker process can be told which."""
