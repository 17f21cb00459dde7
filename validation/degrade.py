"""What cameras and links do to a picture: exposure, darkness, sensor noise, an open shutter, JPEG."""

from __future__ import annotations

import io
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Image8 = NDArray[np.uint8]
NOISE_PER_STOP = 1.5
"""8-bit levels of noise that each missing stop adds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Degradation:
    """How a clip is spoiled. `crf` is H.264's (18 fine .. 35 coarse)."""

    exposure: float = 1.0
    noise_levels: float = 0.0
    """Standard deviation of sensor noise in 8-bit levels, at mid grey."""
    jpeg_quality: int | None = None
    crf: int = 23
    shutter_s: float = 0.0
    """How long the shutter is open, about the frame's time; what moves meanwhile is smeared."""
    dark_stops: float = 0.0
    """Stops of light too little: the picture gets darker, and noisier as the sensor's gain goes up."""
    variable_rate: bool = False
    """Frames come up to a third of a frame early or late, and one in eight is missing."""

    def described(self) -> dict[str, object]:
        """For the truth file."""
        return asdict(self)


def draw_degradation(rng: np.random.Generator) -> Degradation:
    """A webcam or a phone, from clean to poor but usable."""
    return Degradation(
        exposure=float(np.round(rng.uniform(0.75, 1.15), 3)),
        noise_levels=float(np.round(rng.uniform(0.5, 5.0), 2)),
        jpeg_quality=int(rng.integers(60, 92)) if rng.random() < 0.4 else None,
        crf=int(rng.integers(21, 30)),
    )


def overlaid(moments: list[Image8]) -> Image8:
    """What an open shutter gathers of several moments: their mean, in light, not in 8-bit levels."""
    if len(moments) == 1:
        return moments[0]
    light = np.mean([(moment / np.float32(255.0)) ** 2.2 for moment in moments], axis=0)
    return np.round(255.0 * light ** (1 / 2.2)).astype(np.uint8)


def spoil(image: Image8, degradation: Degradation, rng: np.random.Generator) -> Image8:
    """One frame through the camera."""
    dark = degradation.dark_stops
    gain = degradation.exposure * 2.0 ** (-dark / 2.2)
    noise_levels = degradation.noise_levels + NOISE_PER_STOP * dark
    if gain == 1.0 and noise_levels == 0.0 and degradation.jpeg_quality is None:
        return image
    picture = image.astype(np.float32) * gain
    if noise_levels > 0:  # brighter pixels are noisier; the same grain in all colours
        grain = noise_levels * rng.standard_normal(image.shape[:2], dtype=np.float32)[..., None]
        picture *= 1.0 + (0.4 / 128.0) * grain
        picture += 0.6 * grain
    result = np.clip(picture, 0, 255, out=picture).astype(np.uint8)
    if degradation.jpeg_quality is not None:
        buffer = io.BytesIO()
        Image.fromarray(result).save(buffer, "JPEG", quality=degradation.jpeg_quality)
        result = np.asarray(Image.open(buffer).convert("RGB"))
    return result
