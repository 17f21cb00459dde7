"""RGB to the colours of HD video: BT.709, 16 to 235 for luma, 16 to 240 for chroma, at half the resolution.

FFmpeg's own converter takes three times as long for packed RGB.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from formcheck.domain.body import Bytes

# Shares of red and blue in luma: ITU-R BT.709-6, 3.2.
_RED, _BLUE = 0.2126, 0.0722
_LUMA = np.array([_RED, 1.0 - _RED - _BLUE, _BLUE])
_BLUENESS = (np.array([0.0, 0.0, 1.0]) - _LUMA) / (2.0 * (1.0 - _BLUE))
_REDNESS = (np.array([1.0, 0.0, 0.0]) - _LUMA) / (2.0 * (1.0 - _RED))
_MATRIX = np.array(
    [
        [*(219.0 / 255.0 * _LUMA), 16.0],
        [*(224.0 / 255.0 * _BLUENESS), 128.0],
        [*(224.0 / 255.0 * _REDNESS), 128.0],
    ]
)


class Yuv420p:
    """Converts pictures of one size, in pixels, both even.

    It keeps the memory that it works in: new memory for every picture takes longer than the sums.
    """

    def __init__(self, width_px: int, height_px: int) -> None:
        self._full = np.empty((height_px, width_px, 3), dtype=np.uint8)
        self._halved = np.empty((height_px // 2, width_px // 2, 3), dtype=np.uint8)

    def convert(self, image_rgb: Bytes, planes: Sequence[Bytes]) -> None:
        """Fill the planes of luma, blueness and redness.

        image_rgb: (height, width, 3). planes: one of (height, width), then two of half of both.
        """
        luma, *chroma = planes
        cv2.transform(image_rgb, _MATRIX, dst=self._full)
        cv2.resize(self._full, self._halved.shape[1::-1], dst=self._halved, interpolation=cv2.INTER_AREA)
        cv2.extractChannel(self._full, 0, dst=luma)
        for channel, plane in enumerate(chroma, start=1):
            cv2.extractChannel(self._halved, channel, dst=plane)
