"""What cameras and links do to a picture: exposure, sensor noise, JPEG."""

from __future__ import annotations

import io
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Image8 = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Degradation:
    """How a clip is spoiled. `crf` is H.264's (18 fine .. 35 coarse)."""

    exposure: float = 1.0
    noise_levels: float = 0.0
    """Standard deviation of sensor noise in 8-bit levels, at mid grey."""
    jpeg_quality: int | None = None
    crf: int = 23
    blur_samples: int = 1
    """Exposures averaged within a frame's open shutter (half a frame time)."""
    variable_rate: bool = False

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


def spoil(image: Image8, degradation: Degradation, rng: np.random.Generator) -> Image8:
    """One frame through the camera."""
    picture = image.astype(np.float32) * degradation.exposure
    if degradation.noise_levels > 0:
        grain = rng.standard_normal(image.shape[:2], dtype=np.float32)[..., None]
        picture += degradation.noise_levels * (0.6 + 0.4 * picture / 128.0) * grain
    result = np.clip(picture, 0, 255).astype(np.uint8)
    if degradation.jpeg_quality is not None:
        buffer = io.BytesIO()
        Image.fromarray(result).save(buffer, "JPEG", quality=degradation.jpeg_quality)
        result = np.asarray(Image.open(buffer).convert("RGB"))
    return result
