"""High dynamic range to what screens and the pose model know.

Recommendations of the ITU: BT.2100 (the two curves), BT.2408 (white of a graphic lies at 203 cd/m2, 75 % of
an HLG signal), BT.2087 (primaries), BT.1886 (gamma 2.4). What is brighter than that white is clipped: faces
and clothes lie below it. swscale does the same, but takes six seconds to begin.
"""

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorPrimaries, ColorTrc
from PIL import Image, ImageFilter

from formcheck.domain.body import Bytes, Floats

_WHITE_NITS = 203.0
_PQ_PEAK_NITS = 10_000.0
_HLG_PEAK_NITS = 1000.0
_HLG_SYSTEM_GAMMA = 1.2
_LUMA_2020 = np.array([0.2627, 0.6780, 0.0593])
_FROM_2020 = np.array([[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]])
_DISPLAY_GAMMA = 2.4
_GRID = 33  # points of the table along each colour; between them it is linear


class ToneMap:
    """Turns pictures into plain RGB; the table for HDR is made when the first such picture comes."""

    def __init__(self) -> None:
        self._table: ImageFilter.Color3DLUT | None = None

    def rgb(self, picture: VideoFrame, width_px: int, height_px: int) -> Bytes:
        """Return (height, width, 3) uint8 of this size."""
        image = np.asarray(
            picture.to_ndarray(format="rgb24", width=width_px, height=height_px), dtype=np.uint8
        )
        if picture.color_trc not in (ColorTrc.SMPTE2084, ColorTrc.ARIB_STD_B67):
            return image
        if self._table is None:
            self._table = _table(picture)
        return np.asarray(Image.fromarray(image).filter(self._table), dtype=np.uint8)


def _table(picture: VideoFrame) -> ImageFilter.Color3DLUT:
    steps = np.linspace(0.0, 1.0, _GRID)
    blue, green, red = np.meshgrid(steps, steps, steps, indexing="ij")  # red changes fastest
    signal = np.stack([red, green, blue], axis=-1).reshape(-1, 3)
    pq = picture.color_trc == ColorTrc.SMPTE2084
    light = (_light_of_pq(signal) if pq else _light_of_hlg(signal)) / _WHITE_NITS
    if picture.color_primaries == ColorPrimaries.BT2020:
        light @= _FROM_2020.T
    shown = np.clip(light, 0.0, 1.0) ** (1.0 / _DISPLAY_GAMMA)
    return ImageFilter.Color3DLUT(_GRID, shown.ravel().tolist())


def _light_of_pq(signal: Floats) -> Floats:
    """Light in cd/m2 of a perceptual-quantizer signal, 0 to 1."""
    m1, m2 = 2610 / 16384, 2523 / 4096 * 128
    c1, c2, c3 = 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
    root = signal ** (1.0 / m2)
    return np.asarray(_PQ_PEAK_NITS * (np.maximum(root - c1, 0.0) / (c2 - c3 * root)) ** (1.0 / m1))


def _light_of_hlg(signal: Floats) -> Floats:
    """Light in cd/m2 on a screen of 1000 cd/m2 of a hybrid log-gamma signal, 0 to 1."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(signal <= 0.5, signal**2 / 3.0, (np.exp((signal - c) / a) + b) / 12.0)  # noqa: PLR2004 - half the signal, by definition
    luma = np.maximum(scene @ _LUMA_2020, 1e-9)[:, np.newaxis]
    return np.asarray(_HLG_PEAK_NITS * luma ** (_HLG_SYSTEM_GAMMA - 1.0) * scene)
